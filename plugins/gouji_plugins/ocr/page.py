"""Scanned pages read one after the other and put together to blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from time import monotonic

import cv2
import numpy as np

from gouji import Block, Grid, UnreadableReport
from gouji_plugins.ocr.cells import grid_of, strips_of
from gouji_plugins.ocr.pictures import Scan
from gouji_plugins.ocr.prose import Line, Measure, goes_on, lines_of, measure_of, paragraph
from gouji_plugins.ocr.recognition import find_lines, read_lines
from gouji_plugins.ocr.sheet import Sheet, paper_of, sheet_of
from gouji_plugins.ocr.tables import Lattice, lattices_of, rules_in

MAX_SECONDS = 300
MAX_STRIPS = 3000
LEGIBLE = 0.8
_LEAST_INK = 30
_TOO_SLOW = f"识别扫描件超过 {MAX_SECONDS} 秒 / reading the scan took more than {MAX_SECONDS} seconds"


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was read from scans: blocks, the pages read, and how many lines of prose are hardly legible."""

    blocks: tuple[Block, ...]
    pages: tuple[int, ...]
    illegible: int


def read_scans(scans: Iterable[Scan], first_table: int = 1) -> Scanned:
    """Read scanned pages; their tables are numbered on from `first_table`."""
    started, numbers = monotonic(), count(first_table)
    items: list[Line | Grid] = []
    pages: list[int] = []
    for scan in scans:
        if monotonic() - started > MAX_SECONDS:
            raise UnreadableReport(_TOO_SLOW)
        items += _items(sheet_of(scan), numbers)
        pages.append(scan.number)
    lines = [item for item in items if isinstance(item, Line)]
    blocks = tuple(_blocks(items, measure_of(lines) if lines else Measure(0, 0, 1, 1)))
    return Scanned(blocks, tuple(pages), sum(line.confidence < LEGIBLE for line in lines))


def _items(sheet: Sheet, numbers: Iterator[int]) -> list[Line | Grid]:
    """Return the tables of a page and the lines round them, from top to bottom."""
    level, upright = rules_in(sheet.ink)
    lattices = lattices_of(level, upright)
    strips = strips_of(sheet, lattices, level | upright)
    if sum(map(len, strips)) > MAX_STRIPS:
        raise UnreadableReport(f"第 {sheet.number} 页单元格过多 / too many table cells on page {sheet.number}")
    readings = iter(read_lines([strip.picture for table in strips for strip in table]))
    placed: list[tuple[float, Line | Grid]] = []
    for lattice, own in zip(lattices, strips, strict=True):
        grid = grid_of(sheet, lattice, own, [next(readings) for _ in own], next(numbers))
        placed.append((lattice.box[1], grid))
    placed += [(line.top, line) for line in _prose(sheet, lattices)]
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def _prose(sheet: Sheet, lattices: Sequence[Lattice]) -> list[Line]:
    """Read what stands outside the tables."""
    grey, ink = sheet.grey.copy(), sheet.ink.copy()
    for lattice in lattices:
        x0, top, x1, bottom = (side + grow for side, grow in zip(lattice.box, (-4, -4, 5, 5), strict=True))
        cv2.rectangle(grey, (x0, top), (x1, bottom), paper_of(sheet.grey), cv2.FILLED)
        cv2.rectangle(ink, (x0, top), (x1, bottom), 0, cv2.FILLED)
    if np.count_nonzero(ink) < _LEAST_INK:
        return []
    return lines_of(sheet, find_lines(grey))


def _blocks(items: Sequence[Line | Grid], measure: Measure) -> Iterator[Block]:
    open_lines: list[Line] = []
    for item in items:
        if open_lines and not (isinstance(item, Line) and goes_on(open_lines[-1], item, measure)):
            yield paragraph(open_lines)
            open_lines = []
        if isinstance(item, Line):
            open_lines.append(item)
        else:
            yield item
    if open_lines:
        yield paragraph(open_lines)
