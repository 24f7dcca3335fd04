"""The rule kind `shared_figures`: tables whose figures are another agency's."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from pydantic import Field

from gouji import (
    Brief,
    ColumnId,
    Everyone,
    Evidence,
    Finding,
    NotApplicable,
    Observation,
    Parameters,
    Pattern,
    Satisfied,
    TableId,
    Text,
)
from gouji_plugins.kinds.agencies.alike import Sketch, candidates

_PARTS = 4
"""Into so many parts the rows of a table fall: where one is untouched, a copy is found however much the others were changed."""
_TOLD_BY = 5
"""Digits that the different numbers of a part or row must have for its mark to tell one report from others."""
_ANY = 1e-6
"""Share of the marks that two reports must have in common before they are compared: one is enough."""
_AT_HAND = 256
"""Reports kept at hand while pairs are compared."""
_SHOWN = 6
"""Figures that are cited from both reports."""

Cell = tuple[str, str, str]
Amounts = Mapping[str, Mapping[Cell, str]]


class SharedFigures(Parameters):
    """Tables whose figures are the agency's own."""

    tables: tuple[TableId, ...] = Field(description="The tables.")
    leave_out: tuple[ColumnId, ...] = Field(
        default=(), description="Columns that several agencies may rightly have alike, such as stocks."
    )
    share: float = Field(
        default=0.8, gt=0, le=1, description="Share of a table's figures other than 0 that are the same."
    )
    digits: int = Field(
        default=10, description="So many digits must the different numbers among them have, over all such tables."
    )
    whole: Pattern = Field(
        default="(?!)",
        description="Kinds of agencies whose figures are those of all agencies of their place: these are not compared with them.",
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """Tables that two reports have alike: the cells that are the same, of how many, and the number of the other report."""

    other: int
    tables: tuple[str, ...]
    same: tuple[Cell, ...]
    of: int


def check_shared_figures(everyone: Everyone, parameters: SharedFigures) -> Iterator[Observation]:
    """Look for tables whose figures other than 0 are another agency's of that year or the year before."""
    sketches = [sketch for sketch in _sketches(everyone) if sketch.marks]
    if not sketches:
        raise NotApplicable(Text("不为0的数太少，无法比对", "too few figures other than 0 to compare"))
    years = {sketch.number: sketch.year for sketch in sketches}
    amounts = lru_cache(maxsize=_AT_HAND)(lambda number: _amounts(everyone[number], parameters))
    best: dict[int, _Pair] = {}
    for one, other in candidates(sketches, _ANY):
        tables, same, of = _alike(amounts(one), amounts(other), parameters.share)
        if _digits(_printed(amounts(one), same)) < parameters.digits:
            continue
        if _is_part(everyone[one], everyone[other], parameters.whole):
            continue
        for number, with_which in ((one, other), (other, one)):
            pair = _Pair(with_which, tables, same, of)
            if years[number] >= years[with_which] and (number not in best or len(same) > len(best[number].same)):
                best[number] = pair
    for number in sorted(best):
        yield _found(everyone[number], everyone[best[number].other], best[number], amounts(number))
    if len(sketches) > len(best):
        yield Satisfied(len(sketches) - len(best))


def take_figures(brief: Brief, parameters: SharedFigures) -> str:
    """Return year, agency and marks of a report's figures."""
    return json.dumps([brief.year, brief.agency.key, sorted(_marks(_amounts(brief, parameters)))])


def _sketches(everyone: Everyone) -> Iterator[Sketch]:
    for number, taken in everyone.taken():
        year, agency, marks = json.loads(taken)
        if year is not None and agency:
            yield Sketch(number, year, everyone.whose(agency), array("I", marks))


def _amounts(brief: Brief, parameters: SharedFigures) -> Amounts:
    """Return the figures other than 0 of each table."""
    return {
        name: {
            (name, *cell): raw
            for cell, raw in brief.tables[name].amounts.items()
            if cell[1] not in parameters.leave_out
        }
        for name in parameters.tables
        if name in brief.tables
    }


def _marks(amounts: Amounts) -> set[int]:
    """Return marks of all tables together, of each, of some of its rows, and of each row, as far as their numbers tell them from others."""
    every = [*amounts.values(), {cell: raw for each in amounts.values() for cell, raw in each.items()}]
    for each in amounts.values():
        rows: dict[str, dict[Cell, str]] = {}
        for cell, raw in each.items():
            rows.setdefault(cell[1], {})[cell] = raw
        parts: list[dict[Cell, str]] = [{} for _ in range(_PARTS)]
        for row, own in rows.items():
            parts[crc32(row.encode()) % _PARTS].update(own)
        every += (*parts, *rows.values())
    return {_mark(each) for each in every if _digits(each.values()) >= _TOLD_BY}


def _mark(figures: Mapping[Cell, str]) -> int:
    return sum(_mark_of(*figure) for figure in figures.items()) % 2**32


@lru_cache(maxsize=4096)
def _mark_of(cell: Cell, raw: str) -> int:
    """Hash a figure; multiplied, so that the sum of some is hardly that of others."""
    return crc32("\t".join((*cell, raw)).encode("utf-8", "surrogatepass")) ** 2


def _digits(numbers: Iterable[str]) -> int:
    return sum(len(raw) if raw.isdecimal() else sum(map(str.isdigit, raw)) for raw in set(numbers))


def _printed(amounts: Amounts, cells: Iterable[Cell]) -> list[str]:
    return [amounts[cell[0]][cell] for cell in cells]


def _alike(left: Amounts, right: Amounts, share: float) -> tuple[tuple[str, ...], tuple[Cell, ...], int]:
    """Return the tables that are alike, the cells that are the same in them, and how many figures the fuller of both has there."""
    tables: list[str] = []
    cells: list[Cell] = []
    of = 0
    for name in left:
        here, there = left[name], right.get(name, {})
        same = [cell for cell, raw in here.items() if there.get(cell) == raw]
        most = max(len(here), len(there))
        if same and len(same) >= share * most:
            tables.append(name)
            cells.extend(same)
            of += most
    return tuple(tables), tuple(cells), of


def _is_part(one: Brief, other: Brief, whole: str) -> bool:
    """Tell whether one of two agencies reports for all of the place that the other is in."""
    return any(
        re.fullmatch(whole, upper.agency.kind) and _places(lower)[: len(_places(upper))] == _places(upper)
        for upper, lower in ((one, other), (other, one))
    )


def _places(brief: Brief) -> tuple[str, ...]:
    return brief.locale.agency(brief.agency.name).places if brief.locale else ()


def _found(brief: Brief, other: Brief, pair: _Pair, amounts: Amounts) -> Finding:
    """Cite the figures of most digits from both reports, each once."""
    titles = [_title(brief, name) for name in pair.tables]
    words = Text(
        f"{'、'.join(title.zh for title in titles)}中不为0的{pair.of}个数有{len(pair.same)}个与{other.agency.name}{other.year}年的报告"
        "相同，请核实是否照抄",
        f"of {pair.of} figures other than 0 in {', '.join(title.en for title in titles)}, {len(pair.same)} are those of "
        f"{other.agency.name} in {other.year}; please see whether they were copied",
    )
    return Finding(words, list(_cited(brief, other, pair.same, amounts)), review=True)


def _title(brief: Brief, table: str) -> Text:
    return brief.prescribed.table(table).name if brief.prescribed else Text.of(table)


def _cited(brief: Brief, other: Brief, cells: Sequence[Cell], amounts: Amounts) -> Iterator[Evidence]:
    by_number = {amounts[cell[0]][cell]: cell for cell in reversed(cells)}
    telling = sorted(by_number, key=lambda raw: (-_digits([raw]), raw))[:_SHOWN]
    shown = {by_number[raw] for raw in telling}
    for cell in (cell for cell in cells if cell in shown):
        for each in (brief, other):
            figure = each.figure(*cell)
            if figure is not None:
                yield each.cite(figure)
