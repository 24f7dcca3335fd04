"""The rule kinds `bare_numbers` and `digit_format`: how numbers are printed in their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from gouji import (
    Figure,
    Finding,
    Measure,
    NotApplicable,
    Observation,
    Parameters,
    Pattern,
    Report,
    Satisfied,
    State,
    Table,
    TableId,
    Text,
)

_SHOWN = 3
_NO_DIGITS = re.compile(r"[^\d\s.,，。·．、+\-−—－()（）]")


class InCell(Parameters):
    """The tables looked at."""

    tables: tuple[TableId, ...] = Field((), description="The tables looked at; empty: all.")


class Bare(InCell):
    """What must not stand beside a number."""

    without: Literal["words", "unit"] = Field(
        description="Words, or a unit (but that of an amount for which the form prints none)."
    )


class DigitFault(Parameters):
    """A way of printing a number that is wrong."""

    pattern: Pattern = Field(description="What finds it in a cell.")
    name: Text = Field(description="What such a number is called, said behind “a number”.")
    doubtful_in: tuple[str, ...] = Field(
        (), description="Readers that may be to blame for it themselves: in their files it is left to a person."
    )


class Digits(InCell):
    """The tables looked at, and the faults looked for."""

    faults: tuple[DigitFault, ...] = Field(description="The faults; the first that fits a cell names it.")


def check_bare(report: Report, parameters: Bare) -> Iterator[Observation]:
    """Find the cells in which something stands beside a number, or in its place."""
    for table in _tables(report, parameters):
        if parameters.without == "words":
            cells = [f for f in table.figures.values() if f.state is State.TEXT and _NO_DIGITS.search(f.raw)]
            yield from _split(table, cells, Text("含文字", "with words"))
        else:
            cells = [figure for figure in table.figures.values() if figure.unit and not _is_only_unit(table, figure)]
            yield from _split(table, cells, Text("带有单位", "with a unit"))
    report.assure_read(parameters.tables)


def check_digits(report: Report, parameters: Digits) -> Iterator[Observation]:
    """Find the cells whose digits are set wrongly, a finding for each table and fault."""
    for table in _tables(report, parameters):
        odd = [f for f in table.figures.values() if f.raw and not (f.raw.isdecimal() and f.raw.isascii())]
        faults: dict[int, list[Figure]] = {}
        for figure in odd:
            number = _fault(figure, parameters)
            if number is not None:
                faults.setdefault(number, []).append(figure)
        yield Satisfied(len(table.figures) - sum(map(len, faults.values())))
        for number, cells in faults.items():
            fault = parameters.faults[number]
            unsure = report.document.reader in fault.doubtful_in
            yield _finding(table, cells, Text(f"为{fault.name.zh}", f"with {fault.name.en}"), unsure)
    report.assure_read(parameters.tables)


def _tables(report: Report, parameters: InCell) -> list[Table]:
    tables = [t for t in report.tables.values() if t.figures and (not parameters.tables or t.id in parameters.tables)]
    if not tables:
        report.assure_read(parameters.tables)
        raise NotApplicable(Text("没有表格数字", "there are no figures in tables"))
    return tables


def _is_only_unit(table: Table, figure: Figure) -> bool:
    """Tell whether a cell holds an amount for which the form prints no unit."""
    column = table.form.column(figure.row, figure.column)
    return column.measure is Measure.AMOUNT and not column.unit


def _fault(figure: Figure, parameters: Digits) -> int | None:
    """Return the number of the fault that a cell's digits show; a mark in place of a number has none."""
    if figure.state in (State.BLANK, State.DASH):
        return None
    raw = figure.raw.strip()
    number = raw.removesuffix(figure.unit).rstrip() if figure.unit else raw
    if not number or (figure.state is State.TEXT and _NO_DIGITS.search(number)):
        return None
    return next((place for place, fault in enumerate(parameters.faults) if re.search(fault.pattern, number)), None)


def _split(table: Table, cells: Sequence[Figure], what: Text) -> Iterator[Observation]:
    """Report a table's wrong cells, doubtful ones apart; the others are right."""
    yield Satisfied(len(table.figures) - len(cells))
    certain = [figure for figure in cells if figure.doubt is None]
    doubted = [figure for figure in cells if figure.doubt is not None]
    yield from (_finding(table, group, what, unsure=False) for group in (certain, doubted) if group)


def _finding(table: Table, cells: Sequence[Figure], what: Text, unsure: bool) -> Finding:
    named = [(table.names_of([cell], 1), " ".join(cell.raw.split())) for cell in cells[:_SHOWN]]
    shown = [f"{name.zh}填“{raw}”" for name, raw in named]
    raws = ", ".join(f"{name.en} “{raw}”" for name, raw in named)
    more = len(cells) > _SHOWN
    message = Text(
        f"{table.form.title}有 {len(cells)} 个单元格{what.zh}：{'、'.join(shown)}{'等' if more else ''}",
        f"{table.form.name.en}: {len(cells)} {'cell' if len(cells) == 1 else 'cells'} {what.en}: {raws}{' and others' if more else ''}",
    )
    expected = f"{cells[0].value:f}" if cells[0].value is not None and not cells[0].unit else None
    return Finding(message, at=cells, expected=expected, actual=cells[0].raw, review=unsure)
