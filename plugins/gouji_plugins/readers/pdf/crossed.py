"""Figures that a page shows otherwise than its text says: struck out, written over by a note, or said to be other words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gouji import Block, Cell, Grid, layout
from gouji_plugins.readers.pdf.fields import noted
from gouji_plugins.readers.pdf.frame import Frame
from gouji_plugins.readers.pdf.rules import Box, Drawing

_LONGEST = 80.0
"""Points of a stroke through one figure; what is longer is a rule of a table."""
_HIGHEST, _LOWEST = 0.7, 0.1
"""Where a stroke goes through digits, in parts of their size above their line."""
_COVERED = 0.6
"""Share of a figure's width that a stroke covers at least."""


def crossed(page: Any, frame: Frame, runs: Sequence[layout.TextRun], drawing: Drawing) -> Iterator[Box]:  # noqa: ANN401 - untyped
    """Yield the places of figures of a page that are not, or not only, what its text says."""
    import pypdfium2.raw as pdfium

    yield from drawing.said
    yield from noted(page, frame, (pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_REDACT))
    strokes = [(edge.place, edge.start, edge.end) for edge in drawing.edges.level if edge.end - edge.start <= _LONGEST]
    strokes += [((top + bottom) / 2, x0, x1) for x0, top, x1, bottom in drawing.strokes if x1 - x0 <= _LONGEST]
    strokes.sort()
    heights = [height for height, _, _ in strokes]
    for run in runs if strokes else ():
        if not run.text.isdecimal():
            continue
        first = bisect_left(heights, run.baseline - _HIGHEST * run.em)
        last = bisect_right(heights, run.baseline - _LOWEST * run.em)
        least = _COVERED * (run.x1 - run.x0)
        if any(min(end, run.x1) - max(start, run.x0) >= least for _, start, end in strokes[first:last]):
            yield run.x0, run.top, run.x1, run.bottom


def with_crossed_doubted(blocks: Sequence[Block], crossed: Mapping[int, Sequence[Box]]) -> tuple[Block, ...]:
    """Doubt blank cells and those with digits in places where a page shows something else, by the pages."""
    return tuple(
        replace(block, cells=tuple(_doubted(cell, crossed.get(block.at.page or 0, ())) for cell in block.cells))
        if isinstance(block, Grid)
        else block
        for block in blocks
    )


def _doubted(cell: Cell, places: Iterable[Box]) -> Cell:
    box = cell.at.bbox
    if not box or (cell.text and not any(letter.isdecimal() for letter in cell.text)):
        return cell
    x0, top, x1, bottom = box
    middles = (((left + right) / 2, (upper + lower) / 2) for left, upper, right, lower in places)
    return cell._replace(confidence=0.0) if any(x0 <= x <= x1 and top <= y <= bottom for x, y in middles) else cell
