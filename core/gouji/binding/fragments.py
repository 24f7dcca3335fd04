"""Grids taken apart: which printed rows belong to which prescribed table, what is label and what is value."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gouji.binding.labels import FormLabels, GridPlace
from gouji.binding.merged import rows_of
from gouji.model.document import Block, Cell, Grid
from gouji.model.form import RowForm, TableForm, TableLayout
from gouji.model.locale import Locale
from gouji.text import plain

_SHORTEST_WHOLE = 4
_LONGEST_CAPTION = 40


@dataclass(slots=True)
class PrintedRow:
    """A row of values: its label cells, its value cells and the header rows that stand above it."""

    labels: list[Cell]
    values: list[Cell]
    header: list[list[Cell]]
    row: RowForm | None = None
    mended: list[Cell] = field(default_factory=list)
    """Those value cells that a page break had cut in two."""

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


def rest_of_header(
    header: Sequence[Sequence[Cell]], cells: Sequence[Cell], words: Container[str], labels: FormLabels
) -> list[Cell] | None:
    """Return a row that ends the header words a page cut, these made whole; None where it holds anything but `words`."""
    joined: dict[int, str] = {}
    for cell in cells:
        if labels.fold(cell.text) and labels.fold(cell.text) not in words:
            above = (upper.text for row in reversed(header) for upper in row if upper.column == cell.column)
            joined[cell.column] = next(filter(plain, above), "") + cell.text
            if labels.fold(joined[cell.column]) not in words:
                return None
    return [cell._replace(text=joined.get(cell.column, cell.text)) for cell in cells] if joined else None


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a grid: its cells, the folds of those that hold words, and the rightmost one that names a row.

    `is_caption` tells whether a block's caption stands here, `is_header` whether the words that head the labels of a block do.
    """

    cells: list[Cell]
    words: list[str]
    named: tuple[int, TableForm, RowForm] | None
    is_caption: bool
    is_header: bool


def grids_of_other_years(blocks: Iterable[Block], year: int, locale: Locale) -> set[int]:
    """Return the ids of the grids right below a caption that names another year than the report's, and not that one."""
    found: set[int] = set()
    caption = ""
    for block in blocks:
        if not isinstance(block, Grid):
            caption = block.text if plain(block.text) else caption
        elif len(caption) <= _LONGEST_CAPTION and (years := locale.years(caption)) and year not in years:
            found.add(id(block))
    return found


def fragments_of(grids: Iterable[Grid], labels: FormLabels, places: Mapping[int, GridPlace]) -> list[Fragment]:
    """Split grids into fragments of the form's tables; what belongs to none is left out.

    `places` says where each grid is printed, by the grid's id.

    A grid without any header continues the table of the grid before it.
    """
    fragments: list[Fragment] = []
    current: TableForm | None = None
    for grid in grids:
        fragment: Fragment | None = None
        foreign = _foreign_tables(grid, labels)
        for number, cells in enumerate(rows_of(grid, labels.locale)):
            repeating = fragment is not None and fragment.table in labels.repeating
            line = _line(cells, current, labels, current if repeating else None)
            goes_on = fragment is not None or _goes_on(cells, grid, fragments, labels)
            table = _table_of(line, labels, places.get(id(grid), GridPlace())) or (current if goes_on else None)
            if table is None or (
                fragment is None and table.id in foreign and (number or not _has_value(cells, labels))
            ):
                continue
            if line.named and line.named[1] is not table:
                line = replace(line, named=None)
            if fragment is None or fragment.table is not table:
                before = fragments[-1] if fragments and fragments[-1].table is table else None
                fragment = Fragment(table, grid, header=header_across_pages(before, grid))
                fragments.append(fragment)
            current = table
            rest = None
            if fragment.header and not fragment.rows:
                rest = rest_of_header(fragment.header, cells, labels.columns[table.id], labels)
            if rest:
                fragment.header.append(rest)
            else:
                _take(fragment, line, labels)
    return fragments


def _foreign_tables(grid: Grid, labels: FormLabels) -> set[str]:
    """Name the tables with repeating rows of which a grid prints less than half of the columns: any row would fit into them.

    Only a grid that begins with figures may go on with one of them.
    """
    words = {labels.fold(cell.text) for cell in grid.cells if cell.text} if labels.repeating else set()
    foreign: set[str] = set()
    for table in labels.repeating:
        required = [column for column in table.columns.values() if not column.optional]
        printed = sum(any(labels.fold(label) in words for label in (c.label, *c.also)) for c in required)
        foreign.update([table.id] if 2 * printed < len(required) else [])
    return foreign


def _has_value(cells: Iterable[Cell], labels: FormLabels) -> bool:
    return any(plain(cell.text) and labels.locale.is_value(cell.text) for cell in cells)


def _line(cells: list[Cell], current: TableForm | None, labels: FormLabels, only: TableForm | None) -> _Line:
    """Read a row; under a table `only` its rows are named, since those that repeat may bear any name, another table's row too."""
    words = [labels.fold(cell.text) for cell in cells if cell.text and not cell.text.isdigit()]
    caption = any(map(labels.is_caption, words)) if labels.captions else False
    named = _named(cells, current, labels)
    if only and named and (named[1] is not only or named[0] >= only.label_columns):
        named = None
    return _Line(cells, words, named, caption, not labels.block_headers.isdisjoint(words))


def _table_of(line: _Line, labels: FormLabels, place: GridPlace) -> TableForm | None:
    by_header = labels.table_by_header(line.words, place)
    if by_header:
        return by_header
    if line.named and not _is_common(line, line.named, labels):
        return line.named[1]
    if line.is_header or line.is_caption:
        return next((table for table in labels.form.tables if table.layout is TableLayout.BLOCKS), None)
    return None


def _is_common(line: _Line, named: tuple[int, TableForm, RowForm], labels: FormLabels) -> bool:
    """Tell whether a row of an open table bears a word that stands in other tables too (其他): it does not begin one."""
    index, table, _ = named
    return table.open and len(labels.locale.fold_label(line.cells[index].text)) < _SHORTEST_WHOLE


def _goes_on(cells: Sequence[Cell], grid: Grid, fragments: Sequence[Fragment], labels: FormLabels) -> bool:
    """Tell whether a grid's first row, itself without known words, goes on with the table of the grid before."""
    if not fragments:
        return False
    before = fragments[-1]
    values = [cell for cell in cells if labels.locale.is_value(cell.text)]
    rest = next((cell.text for cell in reversed(cells) if plain(cell.text)), "")
    if before.rows and labels.fold(before.rows[-1].label + rest) in labels.rows:
        return True
    wide_enough = len(values) >= len(before.table.blocks[0].columns) and any(plain(c.text) for c in values)
    return wide_enough or (grid.columns == before.grid.columns and grid.columns > before.table.label_columns)


def _named(
    cells: Sequence[Cell], current: TableForm | None, labels: FormLabels
) -> tuple[int, TableForm, RowForm] | None:
    """Find the rightmost cell that names a row, and only values after it; a row of the current table comes first."""
    for index in range(len(cells) - 1, -1, -1):
        text = cells[index].text
        if not text or labels.locale.is_value(text):
            continue
        match = labels.row_of(text, current)
        if match:
            return index, *match
    return None


def _take(fragment: Fragment, line: _Line, labels: FormLabels) -> None:
    """Add a printed row to a fragment as header or as values."""
    table, cells = fragment.table, line.cells
    if table.layout is TableLayout.LINE and (row := _labelled(line, fragment, labels)):
        fragment.rows.append(row)
    elif _is_header(line, fragment, labels):
        if fragment.rows and fragment.rows[-1].header is fragment.header:
            fragment.header = []
        fragment.header.append(cells)
    elif table.layout is TableLayout.LINE:
        if _is_line_of_values(cells, labels) and labels.columns[table.id].keys().isdisjoint(line.words):
            fragment.rows.append(PrintedRow([], cells, fragment.header))
    elif not line.is_caption:
        fragment.rows.append(_split(line, fragment, labels))
    else:
        fragment.header = []


def _is_header(line: _Line, fragment: Fragment, labels: FormLabels) -> bool:
    if line.is_header:
        return True
    table = fragment.table
    columns = labels.columns[table.id]
    known = sum(word in columns or table in labels.signs.get(word, ()) for word in line.words)
    if not known or (known == 1 and (line.named or (fragment.rows and len(line.words) == 1 < len(line.cells)))):
        return False
    return known > sum(labels.locale.is_value(cell.text) for cell in line.cells if plain(cell.text))


def _labelled(line: _Line, fragment: Fragment, labels: FormLabels) -> PrintedRow | None:
    """Take a row of a table meant for one line that is printed with its label in front, under a header of columns alone."""
    names = {labels.fold(row.label): row for row in fragment.table.rows.values()}
    words = {labels.fold(cell.text) for row in fragment.header for cell in row if cell.text}
    if words.isdisjoint(labels.columns[fragment.table.id]) or not words.isdisjoint(names):
        return None
    last = max((i for i, cell in enumerate(line.cells) if labels.fold(cell.text) in names), default=None)
    if last is None or not all(labels.locale.is_value(cell.text) for cell in line.cells[last + 1 :]):
        return None
    return PrintedRow(
        line.cells[: last + 1], line.cells[last + 1 :], fragment.header, names[labels.fold(line.cells[last].text)]
    )


def _is_line_of_values(cells: Sequence[Cell], labels: FormLabels) -> bool:
    if len(cells) == 1 and cells[0].colspan > 1:
        return _has_value(cells, labels)
    return sum(labels.locale.is_value(cell.text) for cell in cells) >= max(2, len(cells) - 1)


def _split(line: _Line, fragment: Fragment, labels: FormLabels) -> PrintedRow:
    """Part labels from values; in an open table an unknown label is the first cell, since a unit may stand beside it."""
    cells, header = line.cells, fragment.header
    if line.named and line.named[0] + 1 >= line.named[1].label_columns:
        index, _, row = line.named
        return PrintedRow(cells[: index + 1], cells[index + 1 :], header, row)
    last_label = max((i for i, cell in enumerate(cells) if not labels.locale.is_value(cell.text)), default=-1)
    if line.named:
        index, table, row = line.named
        is_full = len(cells) - index - 1 == len(table.block_of_row[row.id].columns)
        is_full = is_full and not _is_rest_of_label(cells, index, last_label, table)
        if is_full or not (
            index < last_label < table.label_columns and len(labels.fold(cells[last_label].text)) >= _SHORTEST_WHOLE
        ):
            return PrintedRow(cells[: index + 1], cells[index + 1 :], header, row)
    if fragment.table in labels.repeating:
        last_label = sum(cell.column < fragment.table.label_columns for cell in cells) - 1
    elif fragment.table.open:
        last_label = min(last_label, fragment.table.label_columns - 1)
    return PrintedRow(cells[: last_label + 1], cells[last_label + 1 :], header)


def _is_rest_of_label(cells: Sequence[Cell], named: int, last: int, table: TableForm) -> bool:
    """Tell words where labels stand, behind the one that names a row, with nothing behind them."""
    is_label = named < last and cells[last].column < table.label_columns
    return is_label and not any(plain(cell.text) for cell in cells[last + 1 :])
