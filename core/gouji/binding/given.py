"""Figures that a structured reader gives by their ids: taken as they stand, without a look at the layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gouji.binding.repeated import repeated_id, with_rows
from gouji.model.document import GivenFigure
from gouji.model.form import Form, Measure, RowForm, TableForm
from gouji.model.locale import Locale
from gouji.model.report import Doubt
from gouji.model.table import Figure, PrintedLabel, Table
from gouji.model.text import Text


def given_tables(given: Sequence[GivenFigure], form: Form, locale: Locale) -> tuple[dict[str, Table], list[Doubt]]:
    """Make the tables of a form from figures that bear their ids; those that the form has no place for are a doubt."""
    of_table: dict[str, list[GivenFigure]] = {}
    for figure in given:
        of_table.setdefault(figure.table, []).append(figure)
    tables: dict[str, Table] = {}
    doubts: list[Doubt] = []
    known = {table.id: table for table in form.tables}
    for name, figures in of_table.items():
        unknown = figures
        if name in known:
            tables[name], unknown = _table(known[name], figures, locale)
        if unknown:
            doubts.append(Doubt(_unknown(unknown), name if name in known else None, at=unknown[0].at))
    return tables, doubts


def places_known(given: Iterable[GivenFigure], form: Form) -> int:
    """Count the places of a form for which figures are given."""
    cells = {(table.id, *cell) for table in form.tables for cell in table.cells}
    return len({(figure.table, figure.row, figure.column) for figure in given} & cells)


def compared(given: Table, printed: Table | None) -> tuple[Table, list[Doubt]]:
    """Doubt the given figures for which a grid of the same document prints another value: two are compared, none is picked."""
    figures, repeated, doubts = dict(given.figures), list(given.repeated), []
    for cell, other in printed.figures.items() if printed else ():
        own = figures.get(cell)
        if own is not None and (own.value, own.state) != (other.value, other.state):
            repeated.append((own, other))
            figures[cell] = own._replace(doubt=_two_values(own, other))
            doubts.append(Doubt(_two_values(own, other), given.id, *cell, own.at))
    return replace(given, figures=figures, repeated=tuple(repeated)), doubts


def _table(form: TableForm, given: Sequence[GivenFigure], locale: Locale) -> tuple[Table, list[GivenFigure]]:
    own, names = _with_components(form, given)
    figures: dict[tuple[str, str], Figure] = {}
    unknown: list[GivenFigure] = []
    for figure in given:
        cell = names[figure.row, figure.component], figure.column
        column = own.cells.get(cell)
        if column is None or cell in figures:
            unknown.append(figure)
            continue
        read = locale.number(figure.raw, signed=column.measure is Measure.CHANGE, unit=column.unit)
        figures[cell] = Figure(form.id, *cell, figure.raw, read.value, read.state, figure.at, 1.0, read.unit)
    rows = tuple(PrintedLabel(row, own.rows[row].label) for row in dict.fromkeys(row for row, _ in figures))
    at = next(iter(given)).at
    ordered: Mapping[tuple[str, str], Figure] = {cell: figures[cell] for cell in own.cells if cell in figures}
    headers = tuple(tuple(PrintedLabel(c.id, c.label) for c in block.columns) for block in own.blocks)
    return Table(own, ordered, rows, headers, at), unknown


def _with_components(form: TableForm, given: Sequence[GivenFigure]) -> tuple[TableForm, dict[tuple[str, str], str]]:
    """Return the table with a row for each component that is given, and the id of each given row."""
    names = {(figure.row, figure.component): figure.row for figure in given}
    block = next((block for block in form.blocks if any(row.repeats for row in block.rows)), None)
    if block is None:
        return form, names
    pattern = next(row for row in block.rows if row.repeats)
    made: list[RowForm] = []
    for row, component in names:
        if row == pattern.id:
            name = repeated_id(row, component, (own.id for own in made))
            names[row, component] = name
            made.append(RowForm(name, component, total=pattern.total))
    return with_rows(form, block, made), names


def _unknown(figures: Sequence[GivenFigure]) -> Text:
    first = figures[0]
    place = "/".join(filter(None, (first.table, first.row, first.component, first.column)))
    return Text(
        f"给出的 {len(figures)} 个数字在表式中没有位置，或同一位置给出两次，未能读入；第一个为“{first.raw}”（{place}）",
        f"not read, since the form has no place for them or it is given twice: {len(figures)} "
        f"{'figure' if len(figures) == 1 else 'figures'}, the first of them {first.raw} at {place}",
    )


def _two_values(given: Figure, printed: Figure) -> Text:
    return Text(
        f"文件给出的数字与其表格所印不同：{given.raw}、{printed.raw}",
        f"the file gives another figure than its table prints: {given.raw}, {printed.raw}",
    )
