"""One upright page read: its tables cell by cell, and the lines that stand outside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from gouji import Grid, UnreadableReport
from gouji_plugins.readers.ocr.cells import Strip, grid_of, strips_of
from gouji_plugins.readers.ocr.cleaning import Picture, paper_of
from gouji_plugins.readers.ocr.prose import Line, lines_of
from gouji_plugins.readers.ocr.recognition import PlacedReading, Reading, find_lines, read_lines
from gouji_plugins.readers.ocr.rules import rules_in
from gouji_plugins.readers.ocr.sheet import SMALLEST_MARK, Sheet
from gouji_plugins.readers.ocr.tables import Lattice, lattices_of

MAX_STRIPS = 3000
_LEAST_INK = 30
_SAMPLE = 24
"""So many lines tell whether a page stands upright."""
_FRAME = (-4, -4, 5, 5)
_AROUND = 12
_LETTER = (8, 90)
"""Pixels: the height of a mark that may be a letter."""


class Table(NamedTuple):
    """A table whose cells were read; it gets its number when the pages before it are done."""

    sheet: Sheet
    lattice: Lattice
    strips: Sequence[Strip]
    readings: Sequence[Reading]

    @property
    def top(self) -> float:
        """The upper side in pixels."""
        return self.lattice.box[1]

    def grid(self, number: int) -> Grid:
        """Return the number-th table of the document."""
        return grid_of(self.sheet, self.lattice, self.strips, self.readings, number)


class PageRead(NamedTuple):
    """A page's tables and lines from top to bottom, how sure its letters are on the average, and what was left unread.

    `unread` counts marks outside the tables, of the size of letters, in which no line was found.
    """

    items: list[Line | Table]
    legibility: float
    unread: int


def read_page(sheet: Sheet) -> PageRead:
    """Read a page that stands upright; raises UnreadableReport where it holds too many cells."""
    lattices, strips = _tables(sheet)
    tables = [
        Table(sheet, lattice, own, read_lines([strip.picture for strip in own]))
        for lattice, own in zip(lattices, strips, strict=True)
    ]
    found, unread = _prose(sheet, lattices)
    lines = lines_of(sheet, found)
    read = [
        (strip.picture, reading)
        for table in tables
        for strip, reading in zip(table.strips, table.readings, strict=True)
    ]
    items: list[Line | Table] = [*tables, *lines]
    items.sort(key=lambda item: item.top)
    return PageRead(items, _legibility(read, found), unread)


def legibility_of(sheet: Sheet) -> float:
    """Tell from a sample of its lines how sure the letters of a page are on the average."""
    lattices, strips = _tables(sheet)
    pictures = [strip.picture for table in strips for strip in table]
    sample = pictures[:: max(len(pictures) // _SAMPLE, 1)][:_SAMPLE]
    found = _prose(sheet, lattices, _SAMPLE - len(sample))[0] if len(sample) < _SAMPLE else []
    return _legibility(zip(sample, read_lines(sample), strict=True), found)


def _tables(sheet: Sheet) -> tuple[list[Lattice], list[list[Strip]]]:
    level, upright = rules_in(sheet.ink)
    lattices = lattices_of(level, upright)
    strips = strips_of(sheet, lattices, level | upright)
    if sum(map(len, strips)) > MAX_STRIPS:
        raise UnreadableReport(f"第 {sheet.number} 页单元格过多 / too many table cells on page {sheet.number}")
    return lattices, strips


def _legibility(cells: Iterable[tuple[Picture, Reading]], lines: Iterable[PlacedReading]) -> float:
    """Return how sure the letters are on the average; where none was read, as many as there is room for count as unsure."""
    sure = [(len(each.text) or _room(*picture.shape[::-1]), each.confidence) for picture, each in cells]
    sure += [
        (len(text) or _room(x1 - x0, bottom - top), confidence) for text, confidence, (x0, top, x1, bottom) in lines
    ]
    letters = sum(length for length, _ in sure)
    return sum(length * confidence for length, confidence in sure) / letters if letters else 1.0


def _room(width: float, height: float) -> int:
    return max(round(width / height), 1)


def _prose(sheet: Sheet, lattices: Sequence[Lattice], most: int | None = None) -> tuple[list[PlacedReading], int]:
    """Read what stands outside the tables, where ink is; return it, and how many marks were left unread."""
    grey, ink = sheet.grey.copy(), sheet.ink.copy()
    for lattice in lattices:
        x0, top, x1, bottom = (side + grow for side, grow in zip(lattice.box, _FRAME, strict=True))
        cv2.rectangle(grey, (x0, top), (x1, bottom), paper_of(sheet.grey), cv2.FILLED)
        cv2.rectangle(ink, (x0, top), (x1, bottom), 0, cv2.FILLED)
    if np.count_nonzero(ink) < _LEAST_INK:
        return [], 0
    x, y, width, height = cv2.boundingRect(ink)
    x0, top = max(x - _AROUND, 0), max(y - _AROUND, 0)
    found = find_lines(np.ascontiguousarray(grey[top : y + height + _AROUND, x0 : x + width + _AROUND]), most)
    placed = [
        line._replace(box=(line.box[0] + x0, line.box[1] + top, line.box[2] + x0, line.box[3] + top)) for line in found
    ]
    return placed, _unread(np.where(sheet.seal > 0, np.uint8(0), ink), placed)


def _unread(ink: Picture, lines: Sequence[PlacedReading]) -> int:
    """Count the marks as large as letters that lie in no line."""
    for line in lines:
        if not line.text.strip():
            continue
        x0, top, x1, bottom = map(round, line.box)
        cv2.rectangle(ink, (x0 - _AROUND, top - _AROUND), (x1 + _AROUND, bottom + _AROUND), 0, cv2.FILLED)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((SMALLEST_MARK, SMALLEST_MARK), np.uint8))
    stats = cv2.connectedComponentsWithStats(joined, connectivity=8)[2][1:].tolist()
    return sum(min(width, height) >= _LETTER[0] and max(width, height) <= _LETTER[1] for *_, width, height, _ in stats)
