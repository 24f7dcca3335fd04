"""Totals of tables as the pictures need them: certain, whole and not negative, or none at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gouji import Figure, State, Table


@dataclass(frozen=True, slots=True)
class Total:
    """A number of cases; `summed` tells that the total cell is blank and its parts were added up instead."""

    value: int
    summed: bool = False

    def __add__(self, other: Total) -> Total:
        return Total(self.value + other.value, self.summed or other.summed)


def table_of(tables: Mapping[str, Table], table: str, *rows: str) -> Table | None:
    """Return a table whose form has a total column and these rows, None where it was not read."""
    found = tables.get(table)
    if found is None or not all(row in found.form.rows for row in rows):
        return None
    return found if any(column.total for column in found.form.columns.values()) else None


def row_total(table: Table, row: str) -> Total | None:
    """Return a row's total; None where it is missing or in doubt, no number or no count."""
    columns = table.form.block_of_row[row].columns
    figure = next((table.figure(row, column.id) for column in columns if column.total), None)
    if figure is None or figure.doubt is not None:
        return None
    if figure.state not in (State.BLANK, State.DASH):
        return _count([figure])
    parts = _count(table.figure(row, column.id) for column in columns if not column.total)
    return None if parts is None else Total(parts.value, summed=parts.value > 0)


def rows_total(table: Table, rows: Iterable[str]) -> Total | None:
    """Add up the totals of rows; None where one of them is not certain."""
    total = Total(0)
    for row in rows:
        each = row_total(table, row)
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
