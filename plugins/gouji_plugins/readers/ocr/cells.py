"""Cells of a table: their lines cut out of the picture, recognised, and put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np

from gouji import Cell, Grid, Location
from gouji_plugins.readers.ocr.cleaning import Picture, paper_of
from gouji_plugins.readers.ocr.figures import DOUBTFUL, is_figure, is_stray, settled
from gouji_plugins.readers.ocr.marks import Marks, marks_of
from gouji_plugins.readers.ocr.recognition import MOST_CERTAIN, Reading
from gouji_plugins.readers.ocr.rules import Box
from gouji_plugins.readers.ocr.sheet import Sheet
from gouji_plugins.readers.ocr.tables import Lattice, Slot

_INSET = 4
_LEAST_TYPE = 8
_SPECK = 0.35
_LEAST_LINE = 0.55
_MOST_LINE = 1.2
_MARGIN = 0.3
_MOST_TRACES = 15
_SEAL = 12
"""Pixels: so much of a seal in a cell may hide a figure."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of a cell, cut out of the page with paper around it; `marks` are what its ink shows."""

    slot: Slot
    picture: Picture
    marks: list[Marks]


def strips_of(sheet: Sheet, lattices: Sequence[Lattice], rules: Picture) -> list[list[Strip]]:
    """Cut the lines out of the cells of each table."""
    thick = cv2.dilate(rules, np.ones((5, 5), np.uint8))
    ink = np.where(thick > 0, np.uint8(0), sheet.ink)
    paper = np.where(thick > 0, np.uint8(paper_of(sheet.grey)), sheet.grey)
    bands = [[(slot, band) for slot in lattice.slots for band in _bands(ink, slot.box)] for lattice in lattices]
    heights = [bottom - top for table in bands for _, (top, bottom) in table if bottom - top >= _LEAST_TYPE]
    if not heights:
        return [[] for _ in lattices]
    em = median(heights)
    return [
        [_strip(slot, band, ink, paper, em) for slot in lattice.slots for band in _lines(ink, slot.box, em)]
        for lattice in lattices
    ]


def _bands(ink: Picture, box: Box) -> list[tuple[int, int]]:
    """Return top and bottom of the stretches of rows with ink."""
    x0, top, x1, bottom = box
    inked = (ink[top + _INSET : bottom - _INSET, x0 + _INSET : x1 - _INSET] > 0).any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0]))))
    return [(int(a) + top + _INSET, int(b) + top + _INSET) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _lines(ink: Picture, box: Box, em: float) -> list[tuple[int, int]]:
    """Join bands that are the parts of one line, such as the strokes of 二."""
    lines: list[tuple[int, int]] = []
    for top, bottom in _bands(ink, box):
        flat = lines and min(bottom - top, lines[-1][1] - lines[-1][0]) < _LEAST_LINE * em
        if lines and flat and bottom - lines[-1][0] <= _MOST_LINE * em:
            lines[-1] = (lines[-1][0], bottom)
        else:
            lines.append((top, bottom))
    return [line for line in lines if not _is_speck(ink, box, line, em)]


def _is_speck(ink: Picture, box: Box, line: tuple[int, int], em: float) -> bool:
    """Tell whether nothing but a speck stands on a line, such as dust leaves: no letter, figure or dash is so small."""
    inked = np.flatnonzero((ink[line[0] : line[1], box[0] + _INSET : box[2] - _INSET] > 0).any(axis=0))
    return max(line[1] - line[0], int(inked[-1] - inked[0]) + 1) < _SPECK * em


def _strip(slot: Slot, band: tuple[int, int], ink: Picture, paper: Picture, em: float) -> Strip:
    x0, _, x1, _ = slot.box
    inked = np.flatnonzero((ink[band[0] : band[1], x0 + _INSET : x1 - _INSET] > 0).any(axis=0))
    left, right = x0 + _INSET + int(inked[0]), x0 + _INSET + int(inked[-1]) + 1
    margin = round(_MARGIN * em)
    top, bottom = _centred(band, em)
    piece = paper[top:bottom, left:right]
    framed = cv2.copyMakeBorder(piece, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=paper_of(piece))
    return Strip(slot, framed, marks_of(framed, em))


def _centred(band: tuple[int, int], em: float) -> tuple[int, int]:
    """Widen a flat line, such as a dash, to the height of type, so that it is not blown up to a block."""
    lack = max(round((em - band[1] + band[0]) / 2), 0)
    return band[0] - lack, band[1] + lack


def grid_of(sheet: Sheet, lattice: Lattice, strips: Sequence[Strip], readings: Sequence[Reading], number: int) -> Grid:
    """Fill a table, the number-th of its document, with what was read in its cells."""
    lines: dict[Slot, list[Reading]] = {}
    for strip, reading in zip(strips, readings, strict=True):
        lines.setdefault(strip.slot, []).append(settled(reading, strip.marks))
    cells = tuple(_cell(sheet, slot, lines.get(slot, []), number) for slot in lattice.slots)
    return Grid(
        cells, lattice.rows, lattice.columns, True, Location(sheet.number, sheet.on_paper(lattice.box), table=number)
    )


def _cell(sheet: Sheet, slot: Slot, lines: Sequence[Reading], number: int) -> Cell:
    """Make a cell as sure as its least sure line; ink in which nothing was recognised is no blank to rely on."""
    confidence = min((line.confidence for line in lines), default=_blankness(sheet, slot.box))
    several = len(lines) > 1 and any(is_figure(line.text) for line in lines)
    text = "\n".join(line.text for line in lines if line.text)
    if several or is_stray(text) or not slot.regular or is_sealed(sheet, slot):
        confidence = min(confidence, DOUBTFUL)
    at = Location(sheet.number, sheet.on_paper(slot.box), None, number, slot.row, slot.column)
    return Cell(text, slot.row, slot.column, slot.rows, slot.columns, at, round(confidence, 2))


def is_sealed(sheet: Sheet, slot: Slot) -> bool:
    """Tell whether a seal was pressed on a cell, and may hide a part of what it says."""
    x0, top, x1, bottom = slot.box
    return bool(np.count_nonzero(sheet.seal[top + _INSET : bottom - _INSET, x0 + _INSET : x1 - _INSET]) >= _SEAL)


def _blankness(sheet: Sheet, box: Box) -> float:
    x0, top, x1, bottom = box
    traces = np.count_nonzero(sheet.traces[top + _INSET : bottom - _INSET, x0 + _INSET : x1 - _INSET])
    return MOST_CERTAIN if traces <= _MOST_TRACES else DOUBTFUL
