"""The rule kinds `counts` (whole, not negative) and `blank_totals` (a total left blank beside its parts)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from gouji import (
    Figure,
    Finding,
    Measure,
    NotApplicable,
    Observation,
    Parameters,
    Report,
    Satisfied,
    Table,
    TableId,
    Text,
)


class Counts(Parameters):
    """None: the form says which columns count, which are signed and which are amounts."""


class BlankTotals(Parameters):
    """The tables; the form says which of their rows and columns are totals."""

    tables: tuple[TableId, ...] = Field((), description="The tables whose totals are looked at; empty: all.")


def check_counts(report: Report, _: Counts) -> Iterator[Observation]:
    """Check every number of the report's tables."""
    numbers = wrong = 0
    for table in report.tables.values():
        for figure in table.figures.values():
            numbers += figure.value is not None
            if figure.value and (finding := _miscounted(table, figure, figure.value)):
                wrong += 1
                yield finding
    if not numbers:
        report.assure_read()
        raise NotApplicable(Text("表中没有数字", "the tables hold no numbers"))
    yield Satisfied(numbers - wrong)
    report.assure_read()


def _miscounted(table: Table, figure: Figure, value: Decimal) -> Finding | None:
    """Return what is wrong with a number, None for a right one."""
    if value > 0 and value == value.to_integral_value():
        return None
    measure = table.form.column(figure.row, figure.column).measure
    if value < 0 and measure is not Measure.CHANGE:
        return _wrong(table, figure, "为负数", "negative number", "≥0")
    if measure is not Measure.AMOUNT and value != value.to_integral_value():
        return _wrong(table, figure, "应为整数", "not a whole number", Text("整数", "a whole number"))
    return None


def _wrong(table: Table, figure: Figure, zh: str, en: str, expected: Text | str) -> Finding:
    row, column = table.form.rows[figure.row].name, table.form.column(figure.row, figure.column).name
    message = Text(
        f"{table.form.title}“{row.zh}”行“{column.zh}”列{zh}：{figure.raw}",
        f"{table.form.name.en}, row “{row.en}”, column “{column.en}”: {en}, {figure.raw}",
    )
    return Finding(message, at=figure, expected=expected, actual=figure.raw)


def check_blank_totals(report: Report, parameters: BlankTotals) -> Iterator[Observation]:
    """Check that every total with parts other than 0 is filled in."""
    tables = [t for t in report.tables.values() if t.figures and (not parameters.tables or t.id in parameters.tables)]
    if not tables:
        report.assure_read(parameters.tables)
        raise NotApplicable(Text("没有表格数字", "there are no figures in tables"))
    for table in tables:
        missing = table.open_totals
        yield Satisfied(sum(cell in table.figures for cell in table.form.totals) - len(missing))
        yield from (_blank_total(table, table.figures[cell], expected) for cell, expected in missing.items())
    report.assure_read(parameters.tables)


def _blank_total(table: Table, total: Figure, expected: Decimal) -> Finding:
    row, column = table.form.rows[total.row], table.form.columns[total.column]
    cells = [(total.row, other) for other in table.form.columns]
    cells += [(other, total.column) for other in table.form.rows] if row.total else []
    beside = [f for cell in cells if (f := table.figures.get(cell)) and f.value]
    return Finding(
        Text(
            f"{table.form.title}“{row.full_label}”行各项之和为 {expected:f}，“{column.label}”栏空白"
            if column.total
            else f"{table.form.title}“{column.label}”列各项之和为 {expected:f}，“{row.full_label}”栏空白",
            f"{table.form.name.en}: in row “{row.name.en}”, column “{column.name.en}” the total is blank, while its parts sum to "
            f"{expected:f}",
        ),
        at=[total, *beside], expected=f"{expected:f}", actual=total.raw or None,
    )  # fmt: skip
