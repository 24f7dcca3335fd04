"""The rule kinds `counts` (whole, not negative) and `blank_totals` (a total left blank beside its parts)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from gouji import Figure, Finding, Measure, NotApplicable, Observation, Report, Satisfied, State, Table, Text

_EMPTY = (State.BLANK, State.DASH)


class Counts(BaseModel):
    """Parameters: none; the form says which columns count, which are signed and which are amounts."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BlankTotals(BaseModel):
    """Parameters: the table, the sum of row ids whose total row, and of column ids whose total column, is looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: str
    rows: str
    total_row: str
    columns: str
    total_column: str


def check_counts(report: Report, _: Counts) -> Iterator[Observation]:
    """Check every number of the report's tables."""
    checked = 0
    for table in report.tables.values():
        for figure in table.figures.values():
            if figure.value is not None:
                checked += 1
                yield _counted(table, figure)
    if not checked:
        raise NotApplicable(Text("表中没有数字", "the tables hold no numbers"))


def _counted(table: Table, figure: Figure) -> Observation:
    measure = table.form.column(figure.row, figure.column).measure
    value = figure.value or Decimal(0)
    place = f"{table.form.title}“{table.form.rows[figure.row].full_label}”"
    if value < 0 and measure is not Measure.CHANGE:
        return Finding(
            Text(f"{place}为负数：{figure.raw}", f"negative number in {table.id}.{figure.row}.{figure.column}: {figure.raw}"),
            at=figure, expected="≥0", actual=figure.raw,
        )  # fmt: skip
    if measure is not Measure.AMOUNT and value != value.to_integral_value():
        return Finding(
            Text(f"{place}应为整数：{figure.raw}", f"not a whole number in {table.id}.{figure.row}.{figure.column}: {figure.raw}"),
            at=figure, expected="整数 / whole", actual=figure.raw,
        )  # fmt: skip
    return Satisfied()


def check_blank_totals(report: Report, parameters: BlankTotals) -> Iterator[Observation]:
    """Check that every total with parts other than 0 is filled in."""
    table = report.table(parameters.table)
    sums = table.form.sums
    lines = [
        ([(row, c) for c in sums[parameters.columns]], (row, parameters.total_column)) for row in table.form.rows
    ] + [
        ([(r, column) for r in sums[parameters.rows]], (parameters.total_row, column)) for column in table.form.columns
    ]
    for cells, total_cell in lines:
        total = table.figure(*total_cell)
        parts = [f for cell in cells if (f := table.figure(*cell)) and f.value]
        if total is None or not parts:
            continue
        yield _blank_total(table, total, parts) if total.state in _EMPTY else Satisfied()


def _blank_total(table: Table, total: Figure, parts: Sequence[Figure]) -> Finding:
    expected = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    row, column = table.form.rows[total.row], table.form.columns[total.column]
    return Finding(
        Text(
            f"“{row.full_label}”行、“{column.label}”列的合计空白，而各项之和为 {expected:f}",
            f"the total in row {total.row}, column {total.column} is blank, while its parts sum to {expected:f}",
        ),
        at=[total, *parts], expected=f"{expected:f}", actual=total.raw,
    )  # fmt: skip
