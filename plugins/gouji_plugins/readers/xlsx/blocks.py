"""A sheet cut into tables and the lines of text that stand round them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from gouji import Block, Cell, Grid, Location, Paragraph, UnreadableReport, written_number
from gouji_plugins.readers.xlsx.sheet import Printed

MAX_PLACES = 200_000

_LONG = 60
_TOO_WIDE = "表格范围过大 / a table covers too large an area"
_HEADING = re.compile(r"\s*第?([一二三四五六七八九十]{1,3})(?:、|部分|章)")
Row = list[Printed]
_NUMBERS = {written_number(number, "chineseCounting"): number for number in range(1, 100)}


@dataclass(slots=True)
class Tables:
    """Counts a workbook's tables, and the places in them within the limit."""

    number: int = 0
    left: int = MAX_PLACES

    def next(self, places: int) -> int:
        """Return the number of a table of so many places."""
        self.number += 1
        self.left -= places
        if self.left < 0:
            raise UnreadableReport(_TOO_WIDE)
        return self.number


def blocks_of(cells: Sequence[Printed], tables: Tables) -> Iterator[Block]:
    """Yield paragraphs and grids from top to bottom; a table ends at an empty row and at a line of text."""
    for group in _groups(cells):
        prose = _prose(group)
        for is_prose, rows in groupby(sorted(group), prose.__contains__):
            own = [group[row] for row in rows]
            if is_prose or all(len(row) == 1 for row in own):
                yield from (Paragraph(line) for row in own for cell in row for line in _lines(cell.text))
            else:
                yield _grid([cell for row in own for cell in row], tables)


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def _groups(cells: Sequence[Printed]) -> Iterator[dict[int, Row]]:
    """Yield runs of rows with text or at least two bordered cells, each row with the cells that begin in it."""
    rows: dict[int, Row] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    rows = {number: row for number, row in rows.items() if len(row) > 1 or row[0].text}
    group: dict[int, Row] = {}
    end = 0
    for number in sorted(rows):
        if group and number > end:
            yield from _with_text(group)
            group = {}
        group[number] = rows[number]
        end = max(end, number + max(cell.rows for cell in rows[number]))
    yield from _with_text(group)


def _with_text(group: dict[int, Row]) -> Iterator[dict[int, Row]]:
    if any(cell.text for row in group.values() for cell in row):
        yield group


def _prose(group: dict[int, Row]) -> set[int]:
    """Return the rows that are lines of text: long ones and headings, and short ones without borders at either end."""
    covered = {
        row
        for cells in group.values()
        for c in cells
        if c.rows > 1 and len(cells) > 1
        for row in range(c.row + 1, c.row + c.rows)
    }
    covered |= _continuing(group)
    single = [number for number in sorted(group) if len(group[number]) == 1 and number not in covered]
    prose = {number for number in single if _is_line(group[number][0].text)}
    for order in (sorted(group), sorted(group, reverse=True)):
        for number in order:
            if number not in single or group[number][0].bordered:
                break
            prose.add(number)
    return prose


def _continuing(group: dict[int, Row]) -> set[int]:
    """Return the rows with a label alone that goes on with the numbers of the table's rows above it."""
    found: set[int] = set()
    last, in_table = 0, False
    for number in sorted(group):
        heading = _HEADING.match(group[number][0].text)
        place = _NUMBERS.get(heading[1], 0) if heading else 0
        if len(group[number]) == 1 and place:
            in_table = in_table and place == last + 1
            if in_table:
                found.add(number)
        elif len(group[number]) > 1:
            in_table = True
        last = (place or last) if in_table else 0
    return found


def is_heading(text: str) -> bool:
    """Tell a numbered heading."""
    return _HEADING.match(text) is not None


def _is_line(text: str) -> bool:
    return len(text) > _LONG or is_heading(text)


def _grid(cells: Sequence[Printed], tables: Tables) -> Grid:
    """Make a grid; places without a cell are blank ones."""
    top, left = min(cell.row for cell in cells), min(cell.column for cell in cells)
    bottom, right = max(c.row + c.rows for c in cells), max(c.column + c.columns for c in cells)
    number = tables.next((bottom - top) * (right - left))
    taken = {
        (row, column)
        for cell in cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    blank = [
        Printed(row, column, 1, 1, "", False)
        for row in range(top, bottom)
        for column in range(left, right)
        if (row, column) not in taken
    ]
    placed = sorted((*cells, *blank))
    at = Location(table=number)
    return Grid(tuple(_cell(c, top, left, number) for c in placed), bottom - top, right - left, True, at)


def _cell(cell: Printed, top: int, left: int, number: int) -> Cell:
    row, column = cell.row - top, cell.column - left
    at = Location(table=number, row=row, column=column)
    return Cell(cell.text, row, column, cell.rows, cell.columns, at, 0.0 if cell.unvalued else 1.0)
