"""Tables printed with rows for columns: turned, so that labels of rows stand at the left again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from gouji.binding.labels import FormLabels
from gouji.model.document import Block, Grid

_FEWEST_LABELS = 6
"""Labels of rows that stand side by side in a table that was turned."""
_HEAD = 3
"""Rows at the top of such a table among which its labels stand: those of groups above those of rows."""


def upright(block: Block, labels: FormLabels) -> Block:
    """Return a grid with rows and columns exchanged where labels of rows stand side by side at its top; places stay as printed."""
    if not isinstance(block, Grid) or block.columns <= block.rows or not block.exact:
        return block
    words = [(cell.row, cell.column, labels.fold(cell.text)) for cell in block.cells if cell.text]
    named = [(row, column) for row, column, word in words if word in labels.rows]
    beside = Counter(row for row, _ in named if row < _HEAD)
    below = Counter(column for _, column in named)
    if max(beside.values(), default=0) < max(_FEWEST_LABELS, 2 * max(below.values(), default=0)):
        return block
    turned = sorted(
        (
            cell._replace(row=cell.column, column=cell.row, rowspan=cell.colspan, colspan=cell.rowspan)
            for cell in block.cells
        ),
        key=lambda cell: (cell.row, cell.column),
    )
    return replace(block, cells=tuple(turned), rows=block.columns, columns=block.rows)
