"""What the header above a row says about its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gouji.binding.labels import column_wordings, match_columns
from gouji.model.document import Cell
from gouji.model.form import ColumnForm, TableForm
from gouji.model.report import PrintedLabel
from gouji.wording import key, plain


@dataclass(frozen=True, slots=True)
class Header:
    """Columns by lattice column, in printed order, and whether every expected one was found.

    `columns` holds column ids, for a table printed on one line (row, column) pairs written `row.column`.
    """

    lattice: dict[int, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    printed: tuple[PrintedLabel, ...] = ()
    complete: bool = False

    @property
    def silent(self) -> bool:
        """Tell whether there is no header at all, which is no contradiction."""
        return not self.printed


def read_header(rows: Sequence[Sequence[Cell]], expected: Sequence[ColumnForm]) -> Header:
    """Match the lowest header cells with the columns of a table or block."""
    lowest = _lowest(rows)
    own = column_wordings(tuple(expected))
    first = min((c for c, cell in lowest.items() if key(cell.text) in own), default=None)
    if first is None:
        leaves = [cell for cell in _distinct(lowest) if plain(cell.text)][1:]
    else:
        leaves = [cell for cell in _distinct(lowest) if cell.column >= first and plain(cell.text)]
    ids = match_columns([cell.text for cell in leaves], expected)
    lattice = {
        c: column
        for column, leaf in zip(ids, leaves, strict=True)
        if column
        for c in range(leaf.column, leaf.column + leaf.colspan)
    }
    found = tuple(dict.fromkeys(column for column in ids if column))
    printed = tuple(PrintedLabel(i, leaf.text, leaf.at) for i, leaf in zip(ids, leaves, strict=True))
    required = {column.id for column in expected if not column.optional}
    return Header(lattice, found, printed, required <= set(found))


def read_line_header(rows: Sequence[Sequence[Cell]], table: TableForm) -> Header:
    """Match the two levels of header of a table printed on one line, each leaf under the group to its left."""
    groups = {key(row.label): row.id for row in table.rows.values()}
    starts = sorted((cell.column, groups[key(cell.text)]) for row in rows for cell in row if key(cell.text) in groups)
    if not starts:
        return Header()
    expected = tuple(table.columns.values())
    group_words = set(groups) | {key(row.group) for row in table.rows.values() if row.group}
    leaves = [c for c in _distinct(_lowest(rows)) if plain(c.text) and key(c.text) not in group_words]
    lattice: dict[int, str] = {}
    printed: list[PrintedLabel] = []
    for position, (start, row) in enumerate(starts):
        end = starts[position + 1][0] if position + 1 < len(starts) else 10**6
        own = [leaf for leaf in leaves if start <= leaf.column < end]
        for leaf, column in zip(own, match_columns([leaf.text for leaf in own], expected), strict=True):
            printed.append(PrintedLabel(f"{row}.{column}" if column else None, leaf.text, leaf.at))
            if column:
                lattice.update(dict.fromkeys(range(leaf.column, leaf.column + leaf.colspan), f"{row}.{column}"))
    pairs = tuple(dict.fromkeys(lattice.values()))
    return Header(lattice, pairs, tuple(printed), len(pairs) == len(table.rows) * len(expected))


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
