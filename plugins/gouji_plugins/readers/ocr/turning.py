"""Pages put in lying or upside down, turned the way that makes them most legible, and sheets of two pages cut."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import process_time

from gouji import UnreadableReport
from gouji_plugins.readers.ocr.page import PageRead, legibility_of, read_page
from gouji_plugins.readers.ocr.pictures import Scan
from gouji_plugins.readers.ocr.sheet import sheet_of
from gouji_plugins.readers.ocr.spreads import single_pages

UPRIGHT = 0.95
"""How sure the letters of a page are, on the average, that surely stands upright."""
_CLEARLY = 0.05
_READING = 0.8
"""Of the time that a file may take, the rest is for binding and checking it."""


@dataclass(frozen=True)
class Patience:
    """How many seconds of computing, all threads together, reading the pages of a file may take."""

    seconds: float
    started: float = field(default_factory=process_time)

    def check(self) -> None:
        """Raise UnreadableReport where the time is over."""
        if self._spent() > 1:
            most = f"{_READING * self.seconds:g}"
            raise UnreadableReport(f"识别扫描件超过 {most} 秒 / reading the scan took more than {most} seconds")

    def allows_more(self, page: int, pages: int) -> bool:
        """Tell whether a page may be read again without taking time from those that follow."""
        return self._spent() < (page + 1) / (pages + 1)

    def _spent(self) -> float:
        return (process_time() - self.started) / (_READING * self.seconds)


@dataclass(frozen=True, slots=True)
class SheetRead:
    """What was read on a sheet: one page or two, after turning it clockwise by so many quarters.

    `hurried` tells that there was no time to try other ways to turn it, though its letters are hardly legible.
    """

    number: int
    pages: tuple[PageRead, ...]
    turns: int
    hurried: bool
    sealed: bool


def read_upright(scan: Scan, patience: Patience) -> SheetRead:
    """Read a sheet as it lies, and where that is hardly legible, the way that makes it most legible."""
    patience.check()
    read, turns, hurried = _pages(scan), 0, False
    if _legibility(read) < UPRIGHT:
        if patience.allows_more(scan.number, scan.pages):
            turns = _best_turns(scan, _legibility(read))
            read = _pages(scan.turned(turns)) if turns else read
        else:
            hurried = True
    return SheetRead(scan.number, read, turns, hurried, bool(scan.seal.any()))


def _pages(scan: Scan) -> tuple[PageRead, ...]:
    return tuple(read_page(sheet_of(page)) for page in single_pages(scan))


def _legibility(pages: tuple[PageRead, ...]) -> float:
    return min(page.legibility for page in pages)


def _best_turns(scan: Scan, as_it_lies: float) -> int:
    """Return by how many quarters a sheet is clearly most legible, from samples of its lines."""
    legible = {turns: _sampled(scan.turned(turns)) for turns in (1, 3, 2)}
    best = max(legible, key=lambda turns: legible[turns])
    return best if legible[best] > as_it_lies + _CLEARLY else 0


def _sampled(scan: Scan) -> float:
    return min(legibility_of(sheet_of(page)) for page in single_pages(scan))
