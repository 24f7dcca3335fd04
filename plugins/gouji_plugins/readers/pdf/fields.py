"""What a page shows that is no text of its own: fields, notes written upon it, pictures and shapes in cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gouji import Block, Cell, Grid, layout
from gouji_plugins.readers.pdf.frame import Frame
from gouji_plugins.readers.pdf.rules import Box

_MOST_ANNOTATIONS = 2_000
_EDGE = 1.5
"""Points by which what stands in a cell may reach over its edge."""
_SMALLEST = 2.0
"""Points of the height of what may be a figure."""


def notes_on(page: Any, frame: Frame) -> Iterator[Box]:  # noqa: ANN401 - pypdfium2 is untyped
    """Yield where fields and notes stand on a page that show words of their own."""
    import pypdfium2.raw as pdfium

    shown = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_INK)
    return noted(page, frame, shown)


def noted(page: Any, frame: Frame, kinds: Collection[int]) -> Iterator[Box]:  # noqa: ANN401 - pypdfium2 is untyped
    """Yield where notes of some kinds stand on a page."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if pdfium.FPDFAnnot_GetSubtype(note) in kinds and pdfium.FPDFAnnot_GetRect(note, box):
            (ax, ay), (bx, by) = (
                layout.moved(x, y, frame.transform) for x, y in ((box.left, box.bottom), (box.right, box.top))
            )
            yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
        pdfium.FPDFPage_CloseAnnot(note)


def with_shown_cells(blocks: Sequence[Block], shown: Mapping[int, Sequence[Box]]) -> tuple[Block, ...]:
    """Doubt the blank cells of tables in which something is shown that is no text, by the pages."""
    return tuple(
        replace(block, cells=tuple(_seen(cell, shown.get(block.at.page or 0, ())) for cell in block.cells))
        if isinstance(block, Grid) and shown.get(block.at.page or 0)
        else block
        for block in blocks
    )


def _seen(cell: Cell, shown: Iterable[Box]) -> Cell:
    if cell.text.strip() or not cell.at.bbox or not any(_holds(cell.at.bbox, box) for box in shown):
        return cell
    return cell._replace(confidence=0.0)


def _holds(cell: Box, box: Box) -> bool:
    x0, top, x1, bottom = box
    within = cell[0] - _EDGE <= x0 and cell[1] - _EDGE <= top and x1 <= cell[2] + _EDGE and bottom <= cell[3] + _EDGE
    return within and bottom - top >= _SMALLEST
