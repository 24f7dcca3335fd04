"""Words that a page holds and does not show: set in no ink, in the colour of the paper, or painted over."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from enum import Enum
from typing import Any, NamedTuple

from gouji import layout
from gouji_plugins.readers.pdf.calls import Pointer, pointer_to, unchecked
from gouji_plugins.readers.pdf.frame import Frame
from gouji_plugins.readers.pdf.letters import Written, read_runs
from gouji_plugins.readers.pdf.rules import MAX_SEGMENTS, Box, Drawing, Fill

_WHITE = 250
_OPAQUE = 255
_FAINT = 26
"""Opacity, of 255, below which no reader sees a letter."""
_SHORT = 4
"""Letters of a run that are all asked for, as those of a figure."""


class Shown(NamedTuple):
    """A page's runs: those that it shows, those that lie unseen upon a picture, and those that nobody sees."""

    seen: list[layout.TextRun]
    upon_picture: list[layout.TextRun]
    unseen: list[layout.TextRun]


class _Sight(Enum):
    SEEN = 0
    UPON_PICTURE = 1
    UNSEEN = 2


def parted(text: Any, letters: str, frame: Frame, written: Written, drawing: Drawing) -> Shown:  # noqa: ANN401 - a ctypes pointer
    """Part the runs by what can be seen of them.

    Asked is for the ends of each run, for all its characters only where one of these is unseen.
    """
    page = _Page(text, written, drawing)
    suspect = page.suspect()
    if not suspect:
        return Shown(written.runs, [], [])
    sights = {index: page.sight(number, index) for number in suspect for index in written.indexes[number]}
    hidden = {index for index, sight in sights.items() if sight is not _Sight.SEEN}
    pictured = {index for index in hidden if sights[index] is _Sight.UPON_PICTURE}
    parts = (
        _blanked(letters, hidden),
        *(_blanked(letters, range(len(letters)), kept) for kept in (pictured, hidden - pictured)),
    )
    return Shown(*(read_runs(text, part, frame).runs if part.strip() else [] for part in parts))


def _blanked(letters: str, left_out: Container[int], kept: Container[int] = ()) -> str:
    """Return the characters with blanks for some, so that all keep their indexes."""
    return "".join(" " if i in left_out and i not in kept else letter for i, letter in enumerate(letters))


class _Page:
    """Asks PDFium how the characters of a page are painted."""

    def __init__(self, text: Any, written: Written, drawing: Drawing) -> None:  # noqa: ANN401 - a ctypes pointer
        import pypdfium2.raw as pdfium

        self.pdfium: Any = pdfium
        self.text, self.written, self.drawing = text, written, drawing
        self.modes = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
        self.colour = [ctypes.c_uint() for _ in range(4)]
        self.colour_at = [ctypes.byref(part) for part in self.colour]
        self.later = _later_fills(written.runs, [fill for fill in drawing.fills if fill.before])
        self.order = {shape.value: number for number, shape in enumerate(drawing.words)} if self.later else {}

    def suspect(self) -> list[int]:
        """Return the runs of which the first or the last character, or in a short run any, may be unseen."""
        object_of = unchecked(self.pdfium.FPDFText_GetTextObject, Pointer)
        mode_of = unchecked(self.pdfium.FPDFTextObj_GetTextRenderMode)
        colour_of = unchecked(self.pdfium.FPDFText_GetFillColor)
        red, green, blue, opacity = self.colour
        text, colour_at = pointer_to(self.text), [pointer_to(part) for part in self.colour]
        modes, later = self.modes, self.later
        found = []
        for number, own in enumerate(self.written.indexes):
            fills = later.get(number)
            for index in own if len(own) < _SHORT else (own[0], own[-1]):
                shape = object_of(text, index)
                is_inkless = mode_of(shape) in modes
                known = colour_of(text, index, *colour_at)
                is_white = red.value >= _WHITE and green.value >= _WHITE and blue.value >= _WHITE
                is_pale = known and (is_white or opacity.value < _FAINT)
                if is_inkless or is_pale or (fills and self.is_covered(self.written.runs[number], shape.value, fills)):
                    found.append(number)
                    break
        return found

    def sight(self, number: int, index: int) -> _Sight:
        """Tell whether a character of a run can be seen."""
        run = self.written.runs[number]
        shape = self.pdfium.FPDFText_GetTextObject(self.text, index)
        if shape and self.pdfium.FPDFTextObj_GetTextRenderMode(shape) in self.modes:
            return _Sight.UPON_PICTURE if any(_holds(box, run) for box in self.drawing.pictures) else _Sight.UNSEEN
        if self.is_pale(index) and not self.has_ground(run):
            return _Sight.UNSEEN
        fills = self.later.get(number)
        address = pointer_to(shape).value if shape else None
        return _Sight.UNSEEN if fills and self.is_covered(run, address, fills) else _Sight.SEEN

    def is_pale(self, index: int) -> bool:
        """Tell whether a character is set in the white of the paper, or all but transparent."""
        if not self.pdfium.FPDFText_GetFillColor(self.text, index, *self.colour_at):
            return False
        red, green, blue, opacity = self.colour
        return opacity.value < _FAINT or (red.value >= _WHITE and green.value >= _WHITE and blue.value >= _WHITE)

    def has_ground(self, run: layout.TextRun) -> bool:
        """Tell whether white words stand upon something darker, as those of a header do."""
        boxes = (fill.box for fill in self.drawing.fills if not self.is_white(fill))
        return any(_holds(box, run) for box in (*boxes, *self.drawing.pictures))

    def is_white(self, fill: Fill) -> bool:
        """Tell whether a box is filled with the colour of the paper."""
        known = self.pdfium.FPDFPageObj_GetFillColor(fill.shape, *self.colour_at)
        return bool(known) and min(part.value for part in self.colour[:3]) >= _WHITE

    def is_covered(self, run: layout.TextRun, address: int | None, fills: Sequence[Fill]) -> bool:
        """Tell whether a box that hides what is under it was painted upon a run after a text of it, by its address, was written."""
        number = self.order.get(address, len(self.order))
        if number >= fills[-1].before:
            return False
        later = (fill for fill in fills if number < fill.before and self.is_opaque(fill.shape))
        return any(all(_holds(clip, run) for clip in self.clips(fill)) for fill in later)

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


def _later_fills(runs: Sequence[layout.TextRun], fills: Sequence[Fill]) -> dict[int, list[Fill]]:
    """Return the fills under or upon each run, by its number."""
    found: dict[int, list[Fill]] = {}
    if not fills:
        return found
    places = sorted((run.middle, (run.starts[0] + run.x1) / 2, number) for number, run in enumerate(runs))
    heights = [height for height, _, _ in places]
    for fill in fills:
        x0, top, x1, bottom = fill.box
        for _, x, number in places[bisect_left(heights, top) : bisect_right(heights, bottom)]:
            if x0 <= x <= x1:
                found.setdefault(number, []).append(fill)
    return found


def _holds(box: Box, run: layout.TextRun) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (run.x0 + run.x1) / 2 <= x1 and top <= run.middle <= bottom
