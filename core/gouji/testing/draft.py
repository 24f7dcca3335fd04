"""What a report is to say, in the ids of its form, before it is set as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from gouji.errors import GoujiError
from gouji.model.form import Form, Measure, RowForm, TableForm
from gouji.model.parameters import ANY
from gouji.model.text import Text
from gouji.nearest import unknown
from gouji.rulebook.pack import Pack

Raw = str | int | Decimal
Lines = str | Sequence[str]
Cells = dict[str, dict[str, dict[str, str]]]
"""What the cells print, by table, row and column."""

AGENCY = Text("示例市样例局", "Exampleton Department of Examples")
"""Who reports where nobody is named: agencies that do not exist."""
PROSE = Text("本年度工作按规定开展。", "The work was done as prescribed.")
"""What a section says where nothing is stated."""
PUBLISHED = (1, 20)
"""Month and day of publication in the year after, where none is stated."""


STATED = (
    "agency", "year", "title", "published", "preamble", "cells", "paragraphs", "add", "headings", "labels", "order",
    "drop_sections", "drop_tables", "drop_rows", "replace",
)  # fmt: skip
"""What may be stated of a report besides the names of its sections and tables."""


@dataclass(frozen=True)
class Draft:
    """A report before it is set; what is not in `headings`, `cells` is not printed, `headings` are in printed order."""

    pack: Pack
    form: Form
    agency: str
    year: int
    title: str
    published: date | None
    preamble: tuple[str, ...]
    headings: Mapping[str, str]
    paragraphs: Mapping[str, tuple[str, ...]]
    cells: Cells
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    replaced: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        """Write what differs from the form as `report_of` takes it."""
        filled = {
            f"{table}.{row}.{column}": raw
            for table, rows in self.cells.items()
            for row, cells in rows.items()
            for column, raw in cells.items()
            if raw != "0"
        }
        return f"report_of({self.form.id!r}, agency={self.agency!r}, year={self.year}, cells={filled})"


def make_draft(
    pack: Pack, form: Form, *, agency: str = "", year: int | None = None, title: str = "", published: str | date | None = None,
    preamble: Lines = (), cells: Mapping[str, Raw] | None = None, paragraphs: Mapping[str, Lines] | None = None,
    add: Mapping[str, Lines] | None = None, headings: Mapping[str, str] | None = None, labels: Mapping[str, str] | None = None,
    order: Iterable[str] = (), drop_sections: Iterable[str] = (), drop_tables: Iterable[str] = (), drop_rows: Iterable[str] = (),
    replace: Iterable[tuple[str, str]] = (), base: Mapping[str, Any] | None = None,
    **contents: Any,  # noqa: ANN401  words, figures, or a list of both
) -> Draft:  # fmt: skip
    """Make the draft of a report that is as the form prescribes but for what is stated; see `gouji.testing.report_of`.

    `base` is what it says where nothing is stated: `cells`, `paragraphs` and `headings`.
    """
    under: Mapping[str, Mapping[str, Any]] = {"cells": {}, "paragraphs": {}, "headings": {}, **(base or {})}
    language = "zh" if pack.locale.language == "zh" else "en"
    year = year or form.last_year or form.first_year
    agency = agency or getattr(AGENCY, language)
    prose, figures = _contents(form, contents)
    changes = {**figures, **(cells or {})}
    dropped = {_known("section", name, _sections(form)) for name in drop_sections}
    texts: dict[str, tuple[str, ...]] = {name: (getattr(PROSE, language),) for name in _sections(form)}
    for name, lines in {**under["paragraphs"], **(paragraphs or {}), **prose}.items():
        texts[_known("section", name, _sections(form))] = _lines(lines)
    for name, lines in (add or {}).items():
        texts[_known("section", name, _sections(form))] += _lines(lines)
    printed = _printed(form, under["cells"], changes)
    for name in drop_tables:
        printed.pop(_known("table", name, [table.id for table in form.tables]), None)
    _drop_rows(form, printed, drop_rows)
    return Draft(
        pack, form, agency, year, title or pack.locale.titled(agency, year, next(iter(pack.titles), form.title)),
        _day(published, year), _lines(preamble), _headings(pack, form, {**under["headings"], **(headings or {})}, order, dropped), texts,
        {table: rows for table, rows in printed.items() if form.table(table).section not in dropped},
        dict(_labels(form, labels or {})), tuple((old, new) for old, new in replace),
    )  # fmt: skip


def _contents(form: Form, contents: Mapping[str, Any]) -> tuple[dict[str, Lines], dict[str, Raw]]:
    """Part what is stated by the name of a section or table: words are the section's, figures the table's."""
    prose: dict[str, Lines] = {}
    cells: dict[str, Raw] = {}
    for name, stated in contents.items():
        for part in [stated] if isinstance(stated, str | Mapping) else stated:
            if isinstance(part, Mapping):
                _known("table", name, [table.id for table in form.tables])
                cells |= {f"{name}.{place}": raw for place, raw in part.items()}
            else:
                _known("section", name, [*_sections(form), *(table.id for table in form.tables)])
                _known("section", name, _sections(form))
                prose[name] = (*_lines(prose.get(name, ())), str(part))
    return prose, cells


def _printed(form: Form, under: Mapping[str, Raw], changes: Mapping[str, Raw]) -> Cells:
    """Return all cells of the form, with those that are stated as stated, the others as under it, else 0."""
    printed: Cells = {table.id: {} for table in form.tables}
    for table in form.tables:
        for name, each in _rows(table, {**under, **changes}):
            block = table.block_of_row[each.id]
            printed[table.id][name] = {c.id: "" if c.measure is Measure.UNIT else "0" for c in block.columns}
    for place, raw in (*under.items(), *changes.items()):
        table_id, row, column = _parts(place)
        table = form.table(_known("table", table_id, printed))
        own = printed[table_id]
        for name in _named(table, own, row):
            for cell in own[name] if column == ANY else [_known("column", column, own[name])]:
                own[name][cell] = _written(raw, own[name][cell])
    return printed


def _rows(table: TableForm, changes: Mapping[str, Raw]) -> Iterator[tuple[str, RowForm]]:
    """Yield the rows that a report prints: the prescribed ones, those stated, one or more for a row that repeats."""
    stated = list(dict.fromkeys(row for t, row, _ in map(_parts, changes) if t == table.id))
    for row in table.rows.values():
        own = [name for name in stated if name.startswith(f"{row.id}[") and name.endswith("]")]
        if row.repeats:
            yield from ((name, row) for name in own or [f"{row.id}[{row.label} 1]"])
        elif not row.accepted_for or row.id in stated:
            yield row.id, row


def _named(table: TableForm, printed: Mapping[str, object], row: str) -> list[str]:
    """Return the printed rows that a place means: all, one, or those that a repeating row stands for."""
    if row == ANY:
        return list(printed)
    if row in table.rows and table.rows[row].repeats:
        return [name for name in printed if name.startswith(f"{row}[")]
    return [_known("row", row, printed)]


def _parts(place: str) -> tuple[str, str, str]:
    """Take a place apart: table.row.column; a component in brackets may hold dots."""
    table, _, rest = place.partition(".")
    row, dot, column = rest.rpartition(".")
    if not dot:
        raise GoujiError(f'"{place}" is no cell; write table.row.column, * for any row or column')
    return table, row, column


def _written(raw: Raw, before: str) -> str:
    """Return what a cell prints; text that begins with + adds to what stands there."""
    words = str(raw)
    if words.startswith("+") and words[1:].isdecimal() and before.isdecimal():
        return str(int(before) + int(words[1:]))
    return words


def _drop_rows(form: Form, printed: Cells, places: Iterable[str]) -> None:
    for place in places:
        table, _, row = place.partition(".")
        _known("table", table, [each.id for each in form.tables])
        for name in _named(form.table(table), printed.get(table, {}), row):
            del printed[table][name]


def _headings(
    pack: Pack, form: Form, stated: Mapping[str, str], order: Iterable[str], dropped: Iterable[str]
) -> dict[str, str]:
    """Return the headings in printed order."""
    for name in stated:
        _known("section", name, _sections(form))
    wanted = [_known("section", name, _sections(form)) for name in order] or _sections(form)
    own = {s.id: pack.locale.numbered(s.numeral, s.heading) if s.numeral else s.heading for s in form.sections}
    return {name: stated.get(name, own[name]) for name in wanted if name not in dropped}


def _labels(form: Form, stated: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the labels of rows that are printed otherwise: by `table.row`, or by the row where only one table has it."""
    for place, label in stated.items():
        table, dot, row = place.partition(".")
        row = row if dot else place
        own = [
            each for each in form.tables if not dot or each.id == _known("table", table, [t.id for t in form.tables])
        ]
        _known("row", row, [name for each in own for name in each.rows])
        yield from (((each.id, row), label) for each in own if row in each.rows)


def _sections(form: Form) -> list[str]:
    return [section.id for section in form.sections]


def _lines(lines: Lines) -> tuple[str, ...]:
    return (lines,) if isinstance(lines, str) else tuple(lines)


def _day(published: str | date | None, year: int) -> date | None:
    if isinstance(published, str):
        try:
            return date.fromisoformat(published) if published else None
        except ValueError as error:
            raise GoujiError(f"published: {published} is no date such as {year + 1}-01-20") from error
    return published or date(year + 1, *PUBLISHED)


def _known(what: str, name: str, held: Iterable[str]) -> str:
    held = list(held)
    if name not in held:
        raise GoujiError(unknown(what, name, held))
    return name
