"""Scanned pages read one after the other and put together to blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple

import cv2
import numpy as np

from gouji import Block, Grid, UnreadableReport
from gouji_plugins.readers.ocr.cells import grid_of, strips_of
from gouji_plugins.readers.ocr.pictures import Scan
from gouji_plugins.readers.ocr.prose import Line, Measure, goes_on, lines_of, measure_of, paragraph
from gouji_plugins.readers.ocr.recognition import Reading, find_lines, read_lines
from gouji_plugins.readers.ocr.sheet import Sheet, paper_of, sheet_of
from gouji_plugins.readers.ocr.tables import Lattice, lattices_of, rules_in

MAX_SECONDS = 300
MAX_STRIPS = 3000
LEGIBLE = 0.8
_UPRIGHT = 0.95
"""How sure the letters of a page are, on the average, that surely stands upright."""
_CLEARLY = 0.05
_LEAST_INK = 30
_TOO_SLOW = f"识别扫描件超过 {MAX_SECONDS} 秒 / reading the scan took more than {MAX_SECONDS} seconds"


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was read from scans: blocks, the pages read, how many lines of prose are hardly legible.

    `turned` says by how many quarters pages were turned clockwise, so that they stand upright.
    """

    blocks: tuple[Block, ...]
    pages: tuple[int, ...]
    illegible: int
    turned: dict[int, int]


def read_scans(scans: Iterable[Scan], at_page: Callable[[int, int], None], first_table: int = 1) -> Scanned:
    """Read scanned pages, turned upright; their tables are numbered on from `first_table`."""
    started = monotonic()
    items: list[Line | Grid] = []
    pages: dict[int, int] = {}
    turns = 0
    for scan in scans:
        if monotonic() - started > MAX_SECONDS:
            raise UnreadableReport(_TOO_SLOW)
        at_page(scan.number, scan.pages)
        found = _read_upright(scan, turns, first_table)
        turns = pages[scan.number] = found.turns
        items += found.items
        first_table += sum(isinstance(item, Grid) for item in found.items)
    lines = [item for item in items if isinstance(item, Line)]
    blocks = tuple(_blocks(items, measure_of(lines) if lines else Measure(0, 0, 1, 1)))
    turned = {number: quarters for number, quarters in pages.items() if quarters}
    return Scanned(blocks, tuple(pages), sum(line.confidence < LEGIBLE for line in lines), turned)


class _Found(NamedTuple):
    """A page's tables and lines from top to bottom, read after turning it, and how sure its letters are on the average."""

    items: list[Line | Grid]
    turns: int
    legibility: float


def _read_upright(scan: Scan, turns: int, first_table: int) -> _Found:
    """Read a page turned like the one before, or else the way that makes it most legible."""
    found = _read(scan, turns, first_table)
    if found.legibility >= _UPRIGHT:
        return found
    best = max((_read(scan, turns + more, first_table) for more in (1, 3, 2)), key=lambda other: other.legibility)
    return best if best.legibility > found.legibility + _CLEARLY else found


def _read(scan: Scan, turns: int, first_table: int) -> _Found:
    sheet = sheet_of(scan.turned(turns))
    level, upright = rules_in(sheet.ink)
    lattices = lattices_of(level, upright)
    strips = strips_of(sheet, lattices, level | upright)
    if sum(map(len, strips)) > MAX_STRIPS:
        raise UnreadableReport(f"第 {sheet.number} 页单元格过多 / too many table cells on page {sheet.number}")
    readings = read_lines([strip.picture for table in strips for strip in table])
    unused = iter(readings)
    placed: list[tuple[float, Line | Grid]] = []
    for number, (lattice, own) in enumerate(zip(lattices, strips, strict=True), first_table):
        grid = grid_of(sheet, lattice, own, [next(unused) for _ in own], number)
        placed.append((lattice.box[1], grid))
    lines = _prose(sheet, lattices)
    placed += [(line.top, line) for line in lines]
    items = [item for _, item in sorted(placed, key=lambda pair: pair[0])]
    return _Found(items, turns % 4, _legibility([*readings, *(Reading(line.text, line.confidence) for line in lines)]))


def _legibility(readings: Sequence[Reading]) -> float:
    letters = sum(len(reading.text) for reading in readings)
    return sum(len(reading.text) * reading.confidence for reading in readings) / letters if letters else 1.0


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
