"""Rows that lost a cell: in a table whose rows of figures are all as wide, a narrower one may hold another column's figures."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from gouji.model.document import Grid

LIKELY = 0.5
"""Confidence of the cells of such a row."""
_FEWEST, _NEARLY_ALL = 4, 0.8
"""So many rows of figures, and so large a share of them, say how wide a row is."""
_FIGURE = re.compile(r"\s*[\d０-９][\d０-９,，.．]*\s*")


def with_ragged_rows_doubted(grid: Grid) -> Grid:
    """Doubt the cells of rows of figures that end before or behind the column with which nearly all others end.

    Only for formats that write every cell of a row, blank ones too.
    """
    ends = [0] * grid.rows
    has_figures = [False] * grid.rows
    for cell in grid.cells:
        end = cell.column + cell.colspan
        for row in range(cell.row, min(cell.row + cell.rowspan, grid.rows)):
            ends[row] = max(ends[row], end)
        if not has_figures[cell.row] and cell.text and _FIGURE.fullmatch(cell.text):
            has_figures[cell.row] = True
    widths = Counter(end for end, holds in zip(ends, has_figures, strict=True) if holds)
    if len(widths) < 2 or widths.total() < _FEWEST:
        return grid
    [(usual, count)] = widths.most_common(1)
    if count < _NEARLY_ALL * widths.total():
        return grid
    ragged = {row for row, end in enumerate(ends) if has_figures[row] and end != usual}
    cells = (c._replace(confidence=min(c.confidence, LIKELY)) if c.row in ragged else c for c in grid.cells)
    return replace(grid, cells=tuple(cells))
