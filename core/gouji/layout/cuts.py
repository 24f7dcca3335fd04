"""Figures that a page cut in two: their first digits end a page, the others stand alone on top of the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from gouji.layout.typography import is_figure
from gouji.model.document import Block, Cell, Grid

LIKELY = 0.5
"""Confidence of a cell whose text may belong elsewhere."""


def with_cut_figures_doubted(blocks: Sequence[Block]) -> list[Block]:
    """Doubt figures that may go on in the row, itself without words, that opens the following page."""
    doubted = list(blocks)
    for index, (before, after) in enumerate(pairwise(blocks)):
        if not (isinstance(before, Grid) and isinstance(after, Grid) and after.at.page == (before.at.page or 0) + 1):
            continue
        upper = [cell for cell in before.cells if cell.row + cell.rowspan == before.rows and _holds_figure(cell)]
        lower = [cell for cell in after.cells if cell.row == 0 and cell.text]
        if not all(map(_holds_figure, lower)):
            continue
        cut = [(a, b) for a in upper for b in lower if _is_above(a, b)]
        doubted[index] = _with_doubts(doubted[index], (a for a, _ in cut))
        doubted[index + 1] = _with_doubts(doubted[index + 1], (b for _, b in cut))
    return doubted


def _holds_figure(cell: Cell) -> bool:
    text = "".join(cell.text.split())
    return bool(text) and is_figure(text)


def _is_above(upper: Cell, lower: Cell) -> bool:
    a, b = upper.at.bbox, lower.at.bbox
    return a is not None and b is not None and a[0] < (b[0] + b[2]) / 2 < a[2]


def _with_doubts(block: Block, cells: Iterable[Cell]) -> Block:
    places = {(cell.row, cell.column) for cell in cells}
    if not places or not isinstance(block, Grid):
        return block
    return replace(
        block,
        cells=tuple(
            cell._replace(confidence=LIKELY) if (cell.row, cell.column) in places else cell for cell in block.cells
        ),
    )
