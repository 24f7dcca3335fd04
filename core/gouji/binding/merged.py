"""Figures in merged cells: over several columns or rows they may be any one's, or that of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gouji.binding.columns import Assignment, Placement
from gouji.model.document import Cell, Grid
from gouji.model.locale import Locale, State
from gouji.text import plain

_MERGED = 0.5
"""Confidence of a figure in a cell that is merged over several rows."""


def rows_of(grid: Grid, locale: Locale) -> list[list[Cell]]:
    """Return the cells of each row, those merged with the rows above too: they hold the places of all their rows.

    A figure that goes down over several labelled rows may be any one's, or that of each.
    """
    rows = grid.by_row()
    if not grid.exact:
        return rows
    for cell in grid.cells:
        if cell.rowspan > 1 and locale.is_value(cell.text):
            below = rows[cell.row + 1 : cell.row + cell.rowspan]
            if plain(cell.text):
                below = [row for row in below if any(plain(own.text) for own in row)]
                merged = cell._replace(confidence=min(cell.confidence, _MERGED))
                rows[cell.row] = [merged if own is cell and below else own for own in rows[cell.row]]
            else:
                merged = cell
            for row in below:
                row.append(merged)
                row.sort(key=lambda own: own.column)
    return rows


def by_spans(
    cells: Sequence[Cell], header: Mapping[int, str], foreign: frozenset[int], locale: Locale
) -> Assignment | None:
    """Place cells that are merged over several columns in each of them: a dash is that of all, a number in doubt."""
    placed: Placement = {}
    shared: set[str] = set()
    for cell in cells:
        covered = range(cell.column, cell.column + cell.colspan)
        ids = dict.fromkeys(header[c] for c in covered if c in header)
        if not plain(cell.text):
            placed = {**dict.fromkeys(ids, cell), **placed}
            continue
        if (not ids and not foreign.issuperset(covered)) or any(plain(placed[i].text) for i in ids if i in placed):
            return None
        placed.update(dict.fromkeys(ids, cell))
        if len(ids) > 1 and locale.number(cell.text).state is not State.DASH:
            shared.update(ids)
    return Assignment(placed, frozenset(shared)) if set(placed) == set(header.values()) else None
