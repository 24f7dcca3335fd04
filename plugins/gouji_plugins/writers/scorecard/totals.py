"""Totals of tables as the pictures need them: certain, whole and not negative, or none at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gouji import CheckedReport, Figure, Form, State, TableForm


@dataclass(frozen=True, slots=True)
class Total:
    """A number of cases; `summed` tells that the total cell is blank and its parts were added up instead."""

    value: int
    summed: bool = False

    def __add__(self, other: Total) -> Total:
        return Total(self.value + other.value, self.summed or other.summed)


def row_total(report: CheckedReport, form: TableForm, row: str) -> Total | None:
    """Return the total of a row of a table; None where it is missing or in doubt, no number or no count."""
    figure, columns = report.tables[form.id].figure, form.block_of_row[row].columns
    total = next((figure(row, column.id) for column in columns if column.total), None)
    if total is None or total.doubt is not None:
        return None
    if total.state not in (State.BLANK, State.DASH):
        return _count([total])
    parts = _count(figure(row, column.id) for column in columns if not column.total)
    return None if parts is None else Total(parts.value, summed=parts.value > 0)


def rows_total(report: CheckedReport, form: Form | None, table: str, rows: Sequence[str]) -> Total | None:
    """Add up the totals of rows; None where one of them is not certain, or the form has no such table, row or total."""
    known = next((each for each in form.tables if each.id == table), None) if form and table in report.tables else None
    if known is None or not all(row in known.rows for row in rows):
        return None
    total = Total(0)
    for row in rows:
        each = row_total(report, known, row)
        if each is None:
            return None
        total += each
    return total


def _count(figures: Iterable[Figure | None]) -> Total | None:
    total = 0
    for figure in figures:
        if figure is None or figure.doubt is not None:
            return None
        if figure.value is None and figure.state in (State.BLANK, State.DASH):
            continue
        if figure.value is None or figure.value < 0 or figure.value != int(figure.value):
            return None
        total += int(figure.value)
    return Total(total)
