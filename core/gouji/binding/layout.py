"""Grids taken apart: which printed rows belong to which prescribed table, what is label and what is value."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from gouji.binding.labels import FormLabels, is_caption, without_leading
from gouji.binding.numbers import looks_like_value
from gouji.model.document import Cell, Grid
from gouji.model.form import Layout, RowForm, TableForm
from gouji.wording import key, plain

_BLOCK_HEADER = "信息内容"
_SHORTEST_WHOLE = 4


@dataclass(slots=True)
class PrintedRow:
    """A row of values: its label cells, its value cells and the header rows that stand above it."""

    labels: list[Cell]
    values: list[Cell]
    header: list[list[Cell]]
    row: RowForm | None = None

    @property
    def label(self) -> str:
        """The last label that is not blank."""
        return next((cell.text for cell in reversed(self.labels) if plain(cell.text)), "")


@dataclass(slots=True)
class Fragment:
    """The part of a grid that prints one table, or a piece of it."""

    table: TableForm
    grid: Grid
    rows: list[PrintedRow] = field(default_factory=list)
    header: list[list[Cell]] = field(default_factory=list)


def header_across_pages(before: Fragment | None, grid: Grid) -> list[list[Cell]]:
    """Return a header that a page break cut off from its figures, on the lattice of the grid that goes on."""
    if before is None or not before.header or (before.rows and before.rows[-1].header is before.header):
        return []
    if before.grid.columns == grid.columns:
        return list(before.header)
    centres = _column_centres(grid)
    return [[_moved(cell, centres) for cell in row] for row in before.header] if centres else []


def _column_centres(grid: Grid) -> list[float]:
    """Return the middle of each lattice column in points, empty where the source gives no boxes."""
    boxes = {cell.column: cell.at.bbox for cell in grid.cells if cell.colspan == 1 and cell.at.bbox}
    found = [boxes.get(column) for column in range(grid.columns)]
    return [(box[0] + box[2]) / 2 for box in found if box] if None not in found else []


def _moved(cell: Cell, centres: Sequence[float]) -> Cell:
    box = cell.at.bbox
    under = [c for c, centre in enumerate(centres) if box and box[0] <= centre <= box[2]]
    return cell._replace(column=under[0], colspan=len(under)) if under else cell


def is_rest_of_header(header: Sequence[Sequence[Cell]], cells: Sequence[Cell], words: Container[str]) -> bool:
    """Tell whether a row holds the second halves of header words cut by a page: only together are they `words`."""
    above = {cell.column: cell.text for cell in header[-1]}
    halves = [cell for cell in cells if plain(cell.text)]
    return bool(halves) and all(key(above.get(cell.column, "") + cell.text) in words for cell in halves)


def with_rest(header: Sequence[Cell], cells: Sequence[Cell]) -> list[Cell]:
    """Join the halves of cut header words."""
    rest = {cell.column: cell.text for cell in cells}
    return [cell._replace(text=cell.text + rest.get(cell.column, "")) for cell in header]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a grid: its cells, the keys of those that hold something, and the rightmost one that names a row."""

    cells: list[Cell]
    words: list[str]
    named: tuple[int, TableForm, RowForm] | None

    @property
    def is_caption(self) -> bool:
        """Tell whether a block's caption stands here."""
        return any(map(is_caption, self.words))


def fragments_of(grids: Iterable[Grid], labels: FormLabels) -> list[Fragment]:
    """Split grids into fragments of the form's tables; what belongs to none is left out.

    A grid without any header continues the table of the grid before it.
    """
    fragments: list[Fragment] = []
    current: TableForm | None = None
    for grid in grids:
        fragment: Fragment | None = None
        for cells in grid.by_row():
            line = _Line(cells, [key(cell.text) for cell in cells if cell.text], _named(cells, labels))
            goes_on = fragment is not None or _goes_on(cells, grid, fragments)
            table = _table_of(line, labels) or (current if goes_on else None)
            if table is None:
                continue
            if fragment is None or fragment.table is not table:
                before = fragments[-1] if fragments and fragments[-1].table is table else None
                fragment = Fragment(table, grid, header=header_across_pages(before, grid))
                fragments.append(fragment)
            current = table
            if (
                fragment.header
                and not fragment.rows
                and is_rest_of_header(fragment.header, cells, labels.columns[table.id])
            ):
                fragment.header[-1] = with_rest(fragment.header[-1], cells)
            else:
                _take(fragment, line, labels)
    return fragments


def _table_of(line: _Line, labels: FormLabels) -> TableForm | None:
    by_header = labels.table_by_header(line.words)
    if by_header:
        return by_header
    if line.named and not _is_common(line, line.named):
        return line.named[1]
    if _BLOCK_HEADER in line.words or line.is_caption:
        return next((table for table in labels.form.tables if table.layout is Layout.BLOCKS), None)
    return None


def _is_common(line: _Line, named: tuple[int, TableForm, RowForm]) -> bool:
    """Tell whether a row of an open table bears a word that stands in other tables too (其他): it does not begin one."""
    index, table, _ = named
    return table.open and len(without_leading(line.cells[index].text)) < _SHORTEST_WHOLE


def _goes_on(cells: Sequence[Cell], grid: Grid, fragments: Sequence[Fragment]) -> bool:
    """Tell whether a grid's first row, itself without known words, goes on with the table of the grid before."""
    if not fragments:
        return False
    before = fragments[-1]
    values = [cell for cell in cells if looks_like_value(cell.text)]
    wide_enough = len(values) >= len(before.table.blocks[0].columns) and any(plain(c.text) for c in values)
    return wide_enough or (grid.columns == before.grid.columns and grid.columns > before.table.label_columns)


def _named(cells: Sequence[Cell], labels: FormLabels) -> tuple[int, TableForm, RowForm] | None:
    """Find the rightmost cell that names a row, and only values after it."""
    for index in range(len(cells) - 1, -1, -1):
        text = cells[index].text
        if not text or looks_like_value(text):
            continue
        match = labels.row_of(text)
        if match:
            return index, *match
    return None


def _take(fragment: Fragment, line: _Line, labels: FormLabels) -> None:
    """Add a printed row to a fragment as header or as values."""
    table, cells = fragment.table, line.cells
    if _is_header(line, table, labels):
        if fragment.rows and fragment.rows[-1].header is fragment.header:
            fragment.header = []
        fragment.header.append(cells)
    elif table.layout is Layout.LINE:
        if _is_line_of_values(cells):
            fragment.rows.append(PrintedRow([], cells, fragment.header))
    elif not line.is_caption:
        fragment.rows.append(_split(line, fragment))
    else:
        fragment.header = []


def _is_header(line: _Line, table: TableForm, labels: FormLabels) -> bool:
    if _BLOCK_HEADER in line.words:
        return True
    columns = labels.columns[table.id]
    known = sum(word in columns or labels.signs.get(word) is table for word in line.words)
    return known >= 2 or (known == 1 and line.named is None)


def _is_line_of_values(cells: Sequence[Cell]) -> bool:
    return sum(looks_like_value(cell.text) for cell in cells) >= max(2, len(cells) - 1)


def _split(line: _Line, fragment: Fragment) -> PrintedRow:
    """Part labels from values; in an open table an unknown label is the first cell, since a unit may stand beside it."""
    cells, header = line.cells, fragment.header
    last_label = max((i for i, cell in enumerate(cells) if not looks_like_value(cell.text)), default=-1)
    if line.named:
        index, table, row = line.named
        if not (index < last_label < table.label_columns and len(key(cells[last_label].text)) >= _SHORTEST_WHOLE):
            return PrintedRow(cells[: index + 1], cells[index + 1 :], header, row)
    if fragment.table.open:
        last_label = min(last_label, fragment.table.label_columns - 1)
    return PrintedRow(cells[: last_label + 1], cells[last_label + 1 :], header)
