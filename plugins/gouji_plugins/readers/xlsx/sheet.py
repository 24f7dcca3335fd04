"""A sheet's cells as they can be seen: merged cells once, hidden rows and columns left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gouji_plugins.readers.xlsx.limits import MAX_COLUMNS
from gouji_plugins.readers.xlsx.shown import is_struck, is_tiny, is_understood, is_white, shown

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles import Color
    from openpyxl.worksheet.cell_range import MultiCellRange
    from openpyxl.worksheet.worksheet import Worksheet

Place = tuple[int, int]
_FIGURE = re.compile(r"[-+]?[\d,]+(?:\.\d+)?%?")
_NARROWEST = 0.5
"""Width of a column, in digits, and height of a row, in points, of which anything is seen."""
_FITTING = 1.6
"""Digits that a column shows at most for each that its width is said to hold; where a number has more, signs (####) stand for it."""


class Printed(NamedTuple):
    """A cell with text or a border; row and column count the visible ones from 0.

    One that is `unvalued` holds a value that the file does not show.
    """

    row: int
    column: int
    rows: int
    columns: int
    text: str
    bordered: bool
    unvalued: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """Numbers of the rows and columns that the sheet does not show."""

    rows: frozenset[int]
    columns: frozenset[int]


@dataclass(frozen=True, slots=True)
class SheetCells:
    """What a sheet shows, in reading order; `left_out` counts hidden cells with text."""

    cells: list[Printed]
    left_out: int


def cells_of(sheet: Worksheet, unvalued: frozenset[Place]) -> SheetCells:
    """Return the visible cells of a sheet, spans counted in visible rows and columns."""
    hidden = _hidden(sheet)
    merges = {(area.min_row, area.min_col): (area.max_row, area.max_col) for area in sheet.merged_cells.ranges}
    stored = [cell for cell in sheet._cells.values() if _is_seen(cell, unvalued)]
    ends = {place: merges.get(place, place) for place in map(_place, stored)}
    rows = _numbers({row for (first, _), (last, _) in ends.items() for row in (first, last)}, hidden.rows)
    columns = _numbers({c for (_, first), (_, last) in ends.items() for c in (first, last)}, hidden.columns)
    cells, left_out = [], 0
    disguised, widths, shows_zeros = _disguised(sheet), _widths(sheet), sheet.sheet_view.showZeros is not False
    for cell in stored:
        place = _place(cell)
        row, column, height, width = _visible(place, ends[place], rows, columns)
        number_format = cell.number_format if cell.has_style else "General"
        text = shown(cell.value, number_format)
        is_concealed = bool(text) and cell.has_style and _is_concealed(cell, text)
        is_unvalued = place in unvalued or is_concealed or (not text and is_struck(cell.value))
        if cell.data_type == "n" and text:
            is_otherwise = not (cell.value or shows_zeros) or not is_understood(cell.value, number_format)
            is_otherwise = is_otherwise or _overflows(cell, ends[place], widths, text)
            is_unvalued = is_unvalued or is_otherwise or any(cell.coordinate in area for area in disguised)
        text = "" if is_concealed else text
        if height and width:
            cells.append(Printed(row, column, height, width, text, _is_bordered(cell), is_unvalued))
        elif text:
            left_out += 1
    return SheetCells(sorted(cells), left_out)


def _is_seen(cell: Cell | MergedCell, unvalued: frozenset[Place]) -> bool:
    """Leave out the covered places of merged cells, and cells that hold nothing and show nothing."""
    if type(cell).__name__ == "MergedCell":
        return False
    return cell.value is not None or _is_bordered(cell) or _place(cell) in unvalued


def _place(cell: Cell | MergedCell) -> Place:
    return (int(cell.row or 0), int(cell.column or 0))


def _is_concealed(cell: Cell | MergedCell, text: str) -> bool:
    """Tell whether a number is struck out, or set so that nobody sees it: by its format, or in white upon white."""
    if not _FIGURE.fullmatch(text):
        return False
    if cell.number_format.startswith(";") or cell.font.strike or is_tiny(cell.font.sz):
        return True
    colour, fill = cell.font.color, cell.fill
    if fill is None or fill.fill_type is None:
        return is_white(colour)
    return (is_white(colour) and is_white(fill.fgColor)) or (colour is not None and _same(colour, fill.fgColor))


def _same(ink: Color, ground: Color) -> bool:
    """Tell whether type has the colour of its ground."""
    return ink.type == ground.type and ink.value == ground.value and ink.tint == ground.tint


def _disguised(sheet: Worksheet) -> Sequence[MultiCellRange]:
    """Return where a rule of the sheet may show numbers otherwise than they are: without colour, or by a bar alone."""
    found = []
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            drawn = [part for part in (rule.dataBar, rule.iconSet) if part is not None and part.showValue is False]
            style = rule.dxf
            font = None if style is None else style.font
            is_odd = font is not None and (is_white(font.color) or bool(font.strike))
            if drawn or is_odd or (style is not None and style.numFmt is not None):
                found.append(area.sqref)
    return found


def _overflows(cell: Cell | MergedCell, last: Place, widths: Mapping[int, float], text: str) -> bool:
    """Tell a number that is too long for its column."""
    own = [widths.get(column, 0.0) for column in range(cell.column or 0, last[1] + 1)]
    return all(own) and len(text) > _FITTING * sum(own) + 1 and not cell.alignment.shrink_to_fit


def _widths(sheet: Worksheet) -> dict[int, float]:
    """Return the widths that columns are given."""
    found: dict[int, float] = {}
    for column in sheet.column_dimensions.values():
        if column.width and column.customWidth:
            places = range(max(1, column.min or 1), min(column.max or 0, MAX_COLUMNS) + 1)
            found.update(dict.fromkeys(places, float(column.width)))
    return found


def _is_bordered(cell: Cell | MergedCell) -> bool:
    if not cell.has_style:
        return False
    border = cell.border
    return any(side is not None and side.style for side in (border.left, border.right, border.top, border.bottom))


def _hidden(sheet: Worksheet) -> Hidden:
    rows = frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden or _is_closed(row.height))
    columns: set[int] = set()
    for column in sheet.column_dimensions.values():
        if column.hidden or _is_closed(column.width):
            columns.update(range(max(1, column.min or 1), min(column.max or 0, MAX_COLUMNS) + 1))
    return Hidden(rows, frozenset(columns))


def _is_closed(size: float | None) -> bool:
    return size is not None and size < _NARROWEST


def _numbers(ends: Iterable[int], hidden: frozenset[int]) -> dict[int, int]:
    """Count the visible rows (or columns) before each of the given ones and before the one after it."""
    wanted = sorted({number for end in ends for number in (end, end + 1)})
    gone = sorted(hidden)
    numbers, passed = {}, 0
    for number in wanted:
        while passed < len(gone) and gone[passed] < number:
            passed += 1
        numbers[number] = number - 1 - passed
    return numbers


def _visible(
    first: Place, last: Place, rows: Mapping[int, int], columns: Mapping[int, int]
) -> tuple[int, int, int, int]:
    row, column = rows[first[0]], columns[first[1]]
    return row, column, rows[last[0] + 1] - row, columns[last[1] + 1] - column
