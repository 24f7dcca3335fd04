"""What the header above a row says about its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from operator import itemgetter

from gouji.binding.labels import column_wordings, match_columns, shared_labels
from gouji.model.document import Cell
from gouji.model.form import ColumnForm, TableForm
from gouji.model.locale import Locale
from gouji.model.table import PrintedLabel
from gouji.text import plain


@dataclass(frozen=True)
class Header:
    """Columns by lattice column, the printed headers in order, and whether every expected column was found.

    `intact` is also one that lacks a single column and is else as prescribed: that column is then not printed. The ids of
    `printed` are column ids, for a table printed on one line (row, column) pairs written `row.column`; `leaves` are these ids
    alone. `foreign` are the lattice columns under words that the form does not know.
    """

    lattice: dict[int, str] = field(default_factory=dict)
    printed: tuple[PrintedLabel, ...] = ()
    complete: bool = False
    intact: bool = False
    foreign: frozenset[int] = frozenset()
    leaves: tuple[str | None, ...] = ()
    rows: tuple[PrintedLabel, ...] = ()
    """The words over the columns of each row, in a table printed on one line."""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The known columns in printed order."""
        return tuple(dict.fromkeys(column for column in self.leaves if column))

    @property
    def silent(self) -> bool:
        """Tell whether there is no header at all, which is no contradiction."""
        return not self.leaves

    @property
    def plain(self) -> bool:
        """Tell whether each printed header names a column of its own."""
        return None not in self.leaves and len(self.columns) == len(self.leaves)

    def continued(self) -> Header:
        """Return the header as it holds for a piece of the table on another lattice, which prints none itself."""
        return Header(complete=self.complete, intact=self.intact, leaves=self.leaves)


def read_header(rows: Sequence[Sequence[Cell]], expected: Sequence[ColumnForm], locale: Locale) -> Header:
    """Match the lowest header cells with the columns of a table or block; where merged cells have collapsed, by order.

    Rows of unequal length that put the columns into another order than the form's are a header whose cells slid.
    """
    header = _over_columns(rows, expected, locale)
    slid = header.complete and _is_ragged(rows) and not _in_order(header, expected)
    if header.complete and not slid:
        return header
    return _collapsed(rows, expected, locale) or (replace(header, complete=False, intact=False) if slid else header)


def _is_ragged(rows: Sequence[Sequence[Cell]]) -> bool:
    return len({max(cell.column + cell.colspan for cell in row) for row in rows if row}) > 1


def _in_order(header: Header, expected: Sequence[ColumnForm]) -> bool:
    return list(header.columns) == [column.id for column in expected if column.id in header.columns]


def _over_columns(rows: Sequence[Sequence[Cell]], expected: Sequence[ColumnForm], locale: Locale) -> Header:
    lowest = _lowest(rows)
    over_labels = next(iter(lowest.values()), None)
    cells = [cell for cell in _distinct(lowest) if plain(cell.text)]
    leaves = _from_first_column(cells, expected, over_labels, locale)
    groups = [cell for row in rows for cell in row] if shared_labels(tuple(expected), locale) else []
    above = [{locale.fold(cell.text) for cell in groups if _is_above(cell, leaf)} for leaf in leaves]
    ids = match_columns([cell.text for cell in leaves], expected, locale, above)
    lattice = {
        c: column
        for column, leaf in zip(ids, leaves, strict=True)
        if column
        for c in range(leaf.column, leaf.column + leaf.colspan)
    }
    others = (cell for cell in cells if cell is not over_labels)
    foreign = {c for cell in others for c in range(cell.column, cell.column + cell.colspan)} - lattice.keys()
    return _header(lattice, leaves, ids, expected, frozenset(foreign), locale)


def _is_above(cell: Cell, leaf: Cell) -> bool:
    return cell.row < leaf.row and cell.column <= leaf.column < cell.column + cell.colspan


def _from_first_column(
    cells: Sequence[Cell], expected: Sequence[ColumnForm], over_labels: Cell | None, locale: Locale
) -> Sequence[Cell]:
    """Leave out what stands over labels: all before the first known column but as many as are missing in front of it."""
    own = column_wordings(tuple(expected), locale)
    first = next((i for i, cell in enumerate(cells) if locale.fold(cell.text) in own), None)
    if first is None:
        return cells[1:]
    words = locale.fold(cells[first].text)
    place = next(i for i, column in enumerate(expected) if words in map(locale.fold, (column.label, *column.also)))
    start = max(first - place, 0)
    return cells[start + 1 if start < first and cells[start] is over_labels else start :]


def _collapsed(rows: Sequence[Sequence[Cell]], expected: Sequence[ColumnForm], locale: Locale) -> Header | None:
    """Read a header whose merged cells take one place each: the row below stands for the group above it."""
    groups = {locale.fold(column.group) for column in expected if column.group}
    for upper, lower in pairwise([cell for cell in row if plain(cell.text)] for row in rows):
        at = next((i for i, cell in enumerate(upper) if locale.fold(cell.text) in groups), None)
        if at is not None:
            leaves = [*upper[:at], *lower, *upper[at + 1 :]]
            leaves = leaves[max(len(leaves) - len(expected), 0) :]
            ids = match_columns([cell.text for cell in leaves], expected, locale)
            header = _header({}, leaves, ids, expected, frozenset(), locale)
            return header if header.complete and header.plain else None
    return None


def _header(
    lattice: dict[int, str],
    leaves: Sequence[Cell],
    ids: Sequence[str | None],
    expected: Sequence[ColumnForm],
    foreign: frozenset[int],
    locale: Locale,
) -> Header:
    printed = tuple(PrintedLabel(i, leaf.text, leaf.at) for i, leaf in zip(ids, leaves, strict=True))
    required = {column.id for column in expected if not column.optional}
    once = not _repeats(ids, leaves, locale)
    complete = once and required <= set(ids)
    intact = complete or (once and None not in ids and len(required - set(ids)) <= 1 < len(required))
    return Header(lattice, printed, complete, intact, foreign, tuple(ids))


def _repeats(ids: Sequence[str | None], leaves: Sequence[Cell], locale: Locale) -> bool:
    """Tell whether a column has two headers; copies of a merged cell side by side are one."""
    places: dict[str, int] = {}
    for place, column in enumerate(ids):
        if column is not None:
            before = places.get(column, place)
            if before < place - 1 or locale.fold(leaves[before].text) != locale.fold(leaves[place].text):
                return True
            places[column] = place
    return False


def read_line_header(rows: Sequence[Sequence[Cell]], table: TableForm, locale: Locale) -> Header:
    """Match the two levels of header of a table printed on one line, each run of leaves with the row named above it.

    Where merged cells have collapsed, the leaves stand in order of reading.
    """
    names = {locale.fold(row.label): row.id for row in table.rows.values()}
    groups = names.keys() | {locale.fold(row.group) for row in table.rows.values() if row.group}
    named = [cell for row in rows for cell in row if locale.fold(cell.text) in names]
    if not named:
        return Header()
    lowest = [c for c in _distinct(_lowest(rows)) if plain(c.text) and locale.fold(c.text) not in groups]
    printed = [c for row in rows for c in row if plain(c.text) and locale.fold(c.text) not in groups]
    starts = sorted(((cell.column, names[locale.fold(cell.text)]) for cell in named), key=itemgetter(0))
    header = _line_header(lowest, starts, table, locale)
    if header.complete:
        return replace(header, rows=tuple(_row_words(rows, header, names, locale)))
    in_order = _line_header(printed, [(-1, names[locale.fold(cell.text)]) for cell in named], table, locale)
    return replace(in_order, lattice={}, foreign=frozenset()) if in_order.complete else header


def _row_words(
    rows: Sequence[Sequence[Cell]], header: Header, names: Mapping[str, str], locale: Locale
) -> Iterator[PrintedLabel]:
    """Yield the words over the first column of each row, but not what may be a piece of the form's words, cut by a page.

    Words that name another row slid there where merged cells collapsed.
    """
    right = {row: words for words, row in names.items()}
    first = {pair.partition(".")[0]: column for column, pair in sorted(header.lattice.items(), reverse=True)}
    leaves = {locale.fold(label.label) for label in header.printed}
    for row, column in first.items():
        above = [
            c
            for cells in rows
            for c in cells
            if c.column == column and locale.fold(c.text) and locale.fold(c.text) not in leaves
        ]
        found = next((cell for cell in above if locale.fold(cell.text) in names), above[-1] if above else None)
        if found is None or names.get(locale.fold(found.text), row) != row:
            continue
        if found.at.page is None or locale.fold(found.text) in names or len(locale.fold(found.text)) == len(right[row]):
            yield PrintedLabel(row, found.text, found.at)


def _line_header(leaves: Sequence[Cell], starts: Sequence[tuple[int, str]], table: TableForm, locale: Locale) -> Header:
    expected = tuple(table.columns.values())
    wordings = column_wordings(expected, locale)
    surplus = len(leaves) % len(expected)
    first = next((i for i, leaf in enumerate(leaves) if locale.fold(leaf.text) in wordings), 0)
    leaves = leaves[min(first, surplus) :]
    runs = _runs(leaves, wordings, len(expected), locale)
    ids: list[str | None] = []
    for run, row in zip(runs, _rows_of_runs(runs, starts, table), strict=True):
        columns = match_columns([leaf.text for leaf in run], expected, locale)
        ids += [f"{row}.{column}" if row and column else None for column in columns]
    lattice = {
        c: pair
        for pair, leaf in zip(ids, leaves, strict=True)
        if pair
        for c in range(leaf.column, leaf.column + leaf.colspan)
    }
    unknown = {c for leaf in leaves for c in range(leaf.column, leaf.column + leaf.colspan)} - lattice.keys()
    foreign = frozenset(unknown.union(range(min(lattice, default=0))))
    printed = tuple(PrintedLabel(i, leaf.text, leaf.at) for i, leaf in zip(ids, leaves, strict=True))
    found = {pair for pair in ids if pair}
    intact = bool(found) and len(found) % len(expected) == 0 and not _repeats(ids, leaves, locale)
    return Header(lattice, printed, len(found) == len(table.rows) * len(expected), intact, foreign, tuple(ids))


def _runs(leaves: Sequence[Cell], wordings: Mapping[str, str], length: int, locale: Locale) -> list[Sequence[Cell]]:
    """Part leaves where the columns begin anew: every `length` of them, else where one comes again."""
    if len(leaves) % length == 0:
        return [leaves[i : i + length] for i in range(0, len(leaves), length)]
    runs: list[list[Cell]] = []
    known: set[str] = set()
    for leaf in leaves:
        column = wordings.get(locale.fold(leaf.text))
        if not runs or column in known:
            runs.append([])
            known = set()
        runs[-1].append(leaf)
        known.update([column] if column else [])
    return list(runs)


def _rows_of_runs(
    runs: Sequence[Sequence[Cell]], starts: Sequence[tuple[int, str]], table: TableForm
) -> list[str | None]:
    """Name the row of each run: by the words above, all rows by place where those words do not contradict it."""
    if len(starts) == len(runs):
        return [row for _, row in starts]
    above = [next((row for column, row in reversed(starts) if column == run[0].column), None) for run in runs]
    rows = list(table.rows)
    in_sequence = [row for _, row in starts] == sorted((row for _, row in starts), key=rows.index)
    in_place = len(runs) == len(rows) and all(row in (None, own) for row, own in zip(above, rows, strict=True))
    return list(rows) if in_place and in_sequence else above


def _lowest(rows: Sequence[Sequence[Cell]]) -> dict[int, Cell]:
    """Return the lowest header cell with words over each lattice column."""
    lowest: dict[int, Cell] = {}
    for row in rows:
        for cell in row:
            for column in range(cell.column, cell.column + cell.colspan):
                if plain(cell.text) or column not in lowest:
                    lowest[column] = cell
    return dict(sorted(lowest.items()))


def _distinct(cells: dict[int, Cell]) -> list[Cell]:
    return list({id(cell): cell for cell in cells.values()}.values())
