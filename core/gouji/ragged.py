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
    """Doubt rows of figures that end before or behind the column with which nearly all others end.

    Not those with as many figures as the others: pasted rows have the labels of merged cells or lack them. Only for formats
    that write every cell of a row, blank ones too.

    >>> rows = [["1", "2", "3"]] * 9 + [["1", "2"]]
    >>> cells = [Cell(text, row, place) for row, texts in enumerate(rows) for place, text in enumerate(texts)]
    >>> grid = with_ragged_rows_doubted(Grid(tuple(cells), rows=10, columns=3))
    >>> {cell.row for cell in grid.cells if cell.confidence < 1}
    {9}
    """
    if sum([cell.rowspan * cell.colspan for cell in grid.cells]) == grid.rows * grid.columns:
        return grid
    ends = [0] * grid.rows
    figures = [0] * grid.rows
    for cell in grid.cells:
        end, row = cell.column + cell.colspan, cell.row
        for covered in range(row, min(row + cell.rowspan, grid.rows)):
            ends[covered] = max(ends[covered], end)
        if figures[row] or (cell.text and _FIGURE.fullmatch(cell.text)):
            figures[row] += 1
    usual, share = _usual([end for end, count in zip(ends, figures, strict=True) if count])
    if not _NEARLY_ALL <= share < 1:
        return grid
    often, _ = _usual([count for count in figures if count])
    ragged = {row for row, end in enumerate(ends) if end != usual and figures[row] not in (0, often)}
    if not ragged:
        return grid
    cells = (c._replace(confidence=min(c.confidence, LIKELY)) if c.row in ragged else c for c in grid.cells)
    return replace(grid, cells=tuple(cells))


def _usual(numbers: list[int]) -> tuple[int, float]:
    """Return the most frequent number, and its share of them: 1 where they are too few to tell."""
    if len(numbers) < _FEWEST:
        return 0, 1.0
    [(number, count)] = Counter(numbers).most_common(1)
    return number, count / len(numbers)
