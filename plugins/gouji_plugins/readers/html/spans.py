"""Cells placed on the lattice of a table, as a browser places them."""

from __future__ import annotations

from gouji import Cell, Grid, Location, with_ragged_rows_doubted
from gouji_plugins.readers.html.flow import RawCell, Table

MAX_COLSPAN = 1000
MAX_ROWSPAN = 65534
MAX_COLUMNS = 2000

_Placed = tuple[RawCell, int, int, int, int]
"""A cell with its row, column, rowspan and colspan on the lattice."""


def grid_of(table: Table, number: int) -> Grid:
    """Return the page's nth table; columns and rows in which no cell begins are closed up."""
    placed: list[_Placed] = []
    first = 0
    for group in table.groups:
        _place(group, first, placed)
        first += len(group)
    rows = _closed_up({row for _, row, _, _, _ in placed}, first)
    width = max([column + colspan for _, _, column, _, colspan in placed], default=0)
    columns = _closed_up({column for _, _, column, _, _ in placed}, width)
    cells, new = [], tuple.__new__
    for (text, _, _, line, is_unread), row, column, rowspan, colspan in placed:
        y, x = rows[row], columns[column]
        at = new(Location, (None, None, line, number, y, x))
        below, beyond = rows[row + rowspan], columns[column + colspan]
        cells.append(new(Cell, (text, y, x, below - y, beyond - x, at, 0.0 if is_unread else 1.0)))
    grid = Grid(tuple(cells), rows[-1], columns[-1], True, Location(line=table.line, table=number))
    return with_ragged_rows_doubted(grid)


def _place(group: list[list[RawCell]], first: int, placed: list[_Placed]) -> None:
    """Place a row group's cells: each goes to the next free slot, spans end with the group."""
    free_from: list[int] = []
    for index, row in enumerate(group):
        column = 0
        for raw in row:
            while column < len(free_from) and free_from[column] > index:
                column += 1
            _, down, across, _, _ = raw
            colspan = 1 if across is None else _span(across, MAX_COLSPAN) or 1
            end = column + colspan
            if end > MAX_COLUMNS:
                colspan, end = 1, column + 1
            if colspan > 1 and any(free > index for free in free_from[column + 1 : end]):
                _cut_short(placed, first + index, column, end)
            if end > len(free_from):
                free_from.extend([0] * (end - len(free_from)))
            rowspan = 1
            if down is not None:
                rowspan = min(_span(down, MAX_ROWSPAN) or len(group), len(group) - index)
                for covered in range(column, end):
                    free_from[covered] = max(free_from[covered], index + rowspan)
            placed.append((raw, first + index, column, rowspan, colspan))
            column = end


def _cut_short(placed: list[_Placed], row: int, column: int, end: int) -> None:
    """End the cells from above that reach into the columns of one that begins in a row; browsers let them overlap."""
    for number, (raw, top, left, rowspan, colspan) in enumerate(placed):
        if top < row < top + rowspan and left < end and column < left + colspan:
            placed[number] = (raw, top, left, row - top, colspan)


def _span(written: str, limit: int) -> int:
    """Return a span as browsers read it: bogus ones are 1, huge ones the limit, 0 is 0."""
    digits = ""
    for character in written.strip().removeprefix("+"):
        if character not in "0123456789":
            break
        digits += character
    return min(int(digits[:9]), limit) if digits else 1


def _closed_up(begun: set[int], end: int) -> list[int]:
    """Return for each line of the lattice, and for its end, its number once lines where nothing begins are gone."""
    numbers = []
    count = 0
    for line in range(end + 1):
        numbers.append(count)
        count += line in begun
    return numbers
