"""Figures that a structured reader gives by their ids: taken as they stand, without a look at the layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gouji.binding.repeated import repeated_id, with_rows
from gouji.model.document import GivenFigure
from gouji.model.form import Form, Measure, RowForm, TableForm
from gouji.model.locale import Locale
from gouji.model.report import Doubt, Figure, PrintedLabel, Table
from gouji.model.text import Text


def given_tables(given: Sequence[GivenFigure], form: Form, locale: Locale) -> tuple[dict[str, Table], list[Doubt]]:
    """Make the tables of a form from figures that bear their ids; one that the form does not know is a doubt."""
    of_table: dict[str, list[GivenFigure]] = {}
    for figure in given:
        of_table.setdefault(figure.table, []).append(figure)
    tables: dict[str, Table] = {}
    doubts: list[Doubt] = []
    known = {table.id: table for table in form.tables}
    for name, figures in of_table.items():
        if name in known:
            tables[name], unknown = _table(known[name], figures, locale)
        else:
            unknown = figures
        doubts += [Doubt(_unknown(figure), name if name in known else None, at=figure.at) for figure in unknown]
    return tables, doubts


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


def _unknown(figure: GivenFigure) -> Text:
    place = "/".join(filter(None, (figure.table, figure.row, figure.component, figure.column)))
    return Text(
        f"数字“{figure.raw}”的位置（{place}）不在表式中或重复",
        f"the form has no place {place} for {figure.raw}, or it is given twice",
    )
