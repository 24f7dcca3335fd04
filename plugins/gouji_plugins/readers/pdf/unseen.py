"""Words that a page holds and does not show: set in no ink, in the colour of the paper, or painted over."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from gouji import layout
from gouji_plugins.readers.pdf.letters import Written
from gouji_plugins.readers.pdf.rules import MAX_SEGMENTS, Box, Drawing, Fill

_WHITE = 250
_OPAQUE = 255


class Shown(NamedTuple):
    """A page's runs: those that it shows, those that lie unseen upon a picture, and those that nobody sees."""

    seen: list[layout.TextRun]
    upon_picture: list[layout.TextRun]
    unseen: list[layout.TextRun]


def parted(text: Any, written: Written, drawing: Drawing) -> Shown:  # noqa: ANN401 - a ctypes pointer
    """Part the runs by what can be seen of them."""
    page = _Page(text, written, drawing)
    inkless = {index for index, first in enumerate(written.firsts) if page.is_inkless(first)}
    pale = (index for index, first in enumerate(written.firsts) if page.is_pale(first))
    unseen = inkless.union(index for index in pale if not page.has_ground(index)).union(page.covered())
    if not unseen:
        return Shown(written.runs, [], [])
    shown = Shown([], [], [])
    for index, run in enumerate(written.runs):
        is_pictured = index in inkless and any(_holds(box, run) for box in drawing.pictures)
        shown[2 - is_pictured if index in unseen else 0].append(run)
    return shown


class _Page:
    """Asks PDFium how the characters of a page are painted."""

    def __init__(self, text: Any, written: Written, drawing: Drawing) -> None:  # noqa: ANN401 - a ctypes pointer
        import pypdfium2.raw as pdfium

        self.pdfium: Any = pdfium
        self.text, self.written, self.drawing = text, written, drawing
        self.modes = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
        self.colour = [ctypes.c_uint() for _ in range(4)]
        self.colour_at = [ctypes.byref(part) for part in self.colour]

    def is_inkless(self, index: int) -> bool:
        """Tell whether a character is set without ink, as the words of a scan are."""
        shape = self.pdfium.FPDFText_GetTextObject(self.text, index)
        return bool(shape) and self.pdfium.FPDFTextObj_GetTextRenderMode(shape) in self.modes

    def is_pale(self, index: int) -> bool:
        """Tell whether a character is set in the white of the paper, or transparent."""
        if not self.pdfium.FPDFText_GetFillColor(self.text, index, *self.colour_at):
            return False
        red, green, blue, opacity = (part.value for part in self.colour)
        return not opacity or min(red, green, blue) >= _WHITE

    def has_ground(self, index: int) -> bool:
        """Tell whether white words stand upon something darker, as those of a header do."""
        run = self.written.runs[index]
        boxes = (fill.box for fill in self.drawing.fills if not self.is_white(fill))
        return any(_holds(box, run) for box in (*boxes, *self.drawing.pictures))

    def is_white(self, fill: Fill) -> bool:
        """Tell whether a box is filled with the colour of the paper."""
        known = self.pdfium.FPDFPageObj_GetFillColor(fill.shape, *self.colour_at)
        return bool(known) and min(part.value for part in self.colour[:3]) >= _WHITE

    def covered(self) -> Iterator[int]:
        """Yield the runs over which a box was painted after they were written."""
        later = [fill for fill in self.drawing.fills if fill.before]
        if not later:
            return
        runs = self.written.runs
        order = sorted(range(len(runs)), key=lambda index: runs[index].middle)
        heights = [runs[index].middle for index in order]
        written = {_address(shape): number for number, shape in enumerate(self.drawing.words)}
        for fill in later:
            _, top, _, bottom = fill.box
            near = order[bisect_left(heights, top) : bisect_right(heights, bottom)]
            under = [i for i in near if _holds(fill.box, runs[i]) and self.number(i, written) < fill.before]
            if under and self.is_opaque(fill.shape):
                clips = list(self.clips(fill))
                yield from (i for i in under if all(_holds(clip, runs[i]) for clip in clips))

    def number(self, index: int, written: dict[int, int]) -> int:
        """Return how many texts were written before the one to which a run's first character belongs."""
        shape = self.pdfium.FPDFText_GetTextObject(self.text, self.written.firsts[index])
        return written.get(_address(shape), len(written)) if shape else len(written)

    def is_opaque(self, shape: Any) -> bool:  # noqa: ANN401 - a ctypes pointer
        """Tell whether nothing shines through a shape."""
        if self.pdfium.FPDFPageObj_HasTransparency(shape):
            return False
        return bool(self.pdfium.FPDFPageObj_GetFillColor(shape, *self.colour_at)) and self.colour[3].value == _OPAQUE

    def clips(self, fill: Fill) -> Iterator[Box]:
        """Yield the boxes to which a fill is cut."""
        clip = self.pdfium.FPDFPageObj_GetClipPath(fill.shape)
        x, y = ctypes.c_float(), ctypes.c_float()
        for path in range(max(0, self.pdfium.FPDFClipPath_CountPaths(clip)) if clip else 0):
            points = []
            for segment in range(min(self.pdfium.FPDFClipPath_CountPathSegments(clip, path), MAX_SEGMENTS)):
                self.pdfium.FPDFPathSegment_GetPoint(self.pdfium.FPDFClipPath_GetPathSegment(clip, path, segment), x, y)
                points.append(layout.moved(x.value, y.value, fill.transform))
            if points:
                across, down = zip(*points, strict=True)
                yield min(across), min(down), max(across), max(down)


def _address(shape: Any) -> int:  # noqa: ANN401 - a ctypes pointer
    return ctypes.addressof(shape.contents)


def _holds(box: Box, run: layout.TextRun) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (run.x0 + run.x1) / 2 <= x1 and top <= run.middle <= bottom
