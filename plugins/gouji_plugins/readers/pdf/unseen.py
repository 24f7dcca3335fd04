"""Words that a page holds and does not show: set in no ink, in the colour of the paper, or painted over."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterator, Sequence
from enum import Enum
from typing import Any, NamedTuple

from gouji import layout
from gouji_plugins.readers.pdf.calls import Pointer, pointer_to, unchecked
from gouji_plugins.readers.pdf.frame import Frame
from gouji_plugins.readers.pdf.ink import Ink
from gouji_plugins.readers.pdf.letters import Written, read_runs
from gouji_plugins.readers.pdf.rules import MAX_SEGMENTS, Box, Drawing, Fill

_WHITE = 250
_PALE = 240
"""Least part of a colour, of 255, in which no reader sees words on paper."""
_OPAQUE = 255
_FAINT = 26
"""Opacity, of 255, below which no reader sees a letter."""
_SHORT = 4
"""Letters of a run that are all asked for, as those of a figure."""
_BOX, _CORNERS = (4, 5), (0, 2)
"""Ends of the lines of a box, and two that are opposite one another."""
_SMALL, _NARROW = 1.2, 0.1
"""Points of the larger side of a letter, and of its width, below which no reader sees it."""


class Shown(NamedTuple):
    """A page's runs: those that it shows, those that lie unseen upon a picture, and those that nobody sees."""

    seen: list[layout.TextRun]
    upon_picture: list[layout.TextRun]
    unseen: list[layout.TextRun]


class _Sight(Enum):
    SEEN = 0
    UPON_PICTURE = 1
    UNSEEN = 2


def parted(text: Any, letters: str, frame: Frame, written: Written, drawing: Drawing, ink: Ink) -> Shown:  # noqa: ANN401 - a ctypes pointer
    """Part the runs by what can be seen of them.

    Asked is for the ends of each run, for all its characters only where one of these is unseen. Where the ways of hiding it
    are many, the page is painted and looked at.
    """
    page = _Page(text, letters, frame, written, drawing, ink)
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

    def __init__(
        self,
        text: Any,  # noqa: ANN401 - a ctypes pointer
        letters: str,
        frame: Frame,
        written: Written,
        drawing: Drawing,
        ink: Ink,
    ) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium: Any = pdfium
        self.text, self.letters, self.frame, self.written, self.drawing, self.ink = (
            text,
            letters,
            frame,
            written,
            drawing,
            ink,
        )
        self.modes = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
        self.colour = [ctypes.c_uint() for _ in range(4)]
        self.colour_at = [ctypes.byref(part) for part in self.colour]
        self.stroked = (pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP)
        self.veiled: set[int] = set()
        self.grounds = self.colours_of_fills()
        pictures = (Fill(*each, None, frame.transform) for each in zip(drawing.pictures, drawing.covers, strict=True))
        paints = sorted((*drawing.fills, *pictures), key=lambda paint: paint.before)
        self.touched = _paints_on(written.runs, [paint for paint in paints if paint.before])
        self.order = {shape.value: number for number, shape in enumerate(drawing.words)} if self.touched else {}

    def suspect(self) -> list[int]:
        """Return the runs of which the first or the last character, or in a short run any, may be unseen."""
        object_of = unchecked(self.pdfium.FPDFText_GetTextObject, Pointer)
        mode_of = unchecked(self.pdfium.FPDFTextObj_GetTextRenderMode)
        colour_of = unchecked(self.pdfium.FPDFText_GetFillColor)
        red, green, blue, opacity = self.colour
        text, colour_at = pointer_to(self.text), [pointer_to(part) for part in self.colour]
        modes, veiled, grounds = self.modes, self.drawing.veiled, self.grounds
        is_cut_away = self.cut_away()
        found = []
        for number, own in enumerate(self.written.indexes):
            paints = self.touched.get(number)
            run, is_short = self.written.runs[number], len(own) < _SHORT
            thin = is_short and _is_thin(run)
            for index in own if is_short else (own[0], own[-1]):
                shape = object_of(text, index)
                mode = mode_of(shape)
                known = colour_of(text, index, *colour_at)
                parts = red.value, green.value, blue.value
                is_pale = known and (min(parts) >= _PALE or opacity.value < _FAINT)
                if (
                    shape.value in veiled
                    or mode in self.stroked
                    or (grounds and parts in grounds)
                    or (paints and self.order.get(shape.value, 0) < paints[-1].before)
                    or (is_short and (thin or is_cut_away(run, shape)))
                ):
                    self.veiled.add(number)
                if mode in modes or is_pale or number in self.veiled:
                    found.append(number)
                    break
        return found

    def colours_of_fills(self) -> frozenset[tuple[int, int, int]]:
        """Return the colours of boxes in which words upon them would not be seen, white ones aside."""
        found = set()
        for fill in self.drawing.fills:
            if self.pdfium.FPDFPageObj_GetFillColor(fill.shape, *self.colour_at):
                found.add((self.colour[0].value, self.colour[1].value, self.colour[2].value))
        return frozenset(parts for parts in found if min(parts) < _WHITE)

    def is_small(self, index: int) -> bool:
        """Tell whether a letter or digit has no size that anybody sees; one without any outline is missing in its font."""
        if not self.pdfium.FPDFText_GetCharBox(self.text, index, *self.ink.box):
            return False
        left, right, bottom, top = (side.value for side in self.ink.box)
        width, height = right - left, top - bottom
        has_size = max(width, height) >= _SMALL and width >= _NARROW
        return width > 0 and height > 0 and self.letters[index].isalnum() and not has_size

    def cut_away(self) -> Callable[[layout.TextRun, Pointer], bool]:
        """Return what tells whether a run lies outside the box to which its text is cut."""
        pdfium = self.pdfium
        clip_of, count_of = (
            unchecked(pdfium.FPDFPageObj_GetClipPath, Pointer),
            unchecked(pdfium.FPDFClipPath_CountPaths),
        )
        ends_of, end_of = (
            unchecked(pdfium.FPDFClipPath_CountPathSegments),
            unchecked(pdfium.FPDFClipPath_GetPathSegment, Pointer),
        )
        place_of, x, y = unchecked(pdfium.FPDFPathSegment_GetPoint), ctypes.c_float(), ctypes.c_float()
        x_at, y_at = pointer_to(x), pointer_to(y)
        a, b, c, d, e, f = self.frame.transform

        def tell(run: layout.TextRun, shape: Pointer) -> bool:
            clip = clip_of(shape)
            for path in range(max(0, count_of(clip)) if clip else 0):
                points = []
                count = min(ends_of(clip, path), MAX_SEGMENTS)
                for segment in _CORNERS if count in _BOX else range(count):
                    place_of(end_of(clip, path, segment), x_at, y_at)
                    points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
                if points:
                    across, down = zip(*points, strict=True)
                    if not _holds((min(across), min(down), max(across), max(down)), run):
                        return True
            return False

        return tell

    def sight(self, number: int, index: int) -> _Sight:
        """Tell whether a character of a run can be seen."""
        run = self.written.runs[number]
        shape = self.pdfium.FPDFText_GetTextObject(self.text, index)
        if shape and self.pdfium.FPDFTextObj_GetTextRenderMode(shape) in self.modes:
            return _Sight.UPON_PICTURE if any(_holds(box, run) for box in self.drawing.pictures) else _Sight.UNSEEN
        if self.is_pale(index) and not self.has_ground(run):
            return _Sight.UNSEEN
        if number in self.veiled and (self.is_small(index) or not self.ink.shows(index)):
            return _Sight.UNSEEN
        fills = [paint for paint in self.touched.get(number, ()) if paint.shape and _holds(paint.box, run)]
        address = pointer_to(shape).value if shape else None
        return _Sight.UNSEEN if fills and self.is_covered(run, address, fills) else _Sight.SEEN

    def is_pale(self, index: int) -> bool:
        """Tell whether a character is set in the white of the paper, or all but transparent."""
        if not self.pdfium.FPDFText_GetFillColor(self.text, index, *self.colour_at):
            return False
        red, green, blue, opacity = self.colour
        return opacity.value < _FAINT or min(red.value, green.value, blue.value) >= _PALE

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


def _paints_on(runs: Sequence[layout.TextRun], paints: Sequence[Fill]) -> dict[int, list[Fill]]:
    """Return the boxes and pictures under or upon any part of each run, by its number."""
    found: dict[int, list[Fill]] = {}
    if not paints:
        return found
    places = sorted((run.middle, run.x0, run.x1, number) for number, run in enumerate(runs))
    heights = [place[0] for place in places]
    for paint in paints:
        x0, top, x1, bottom = paint.box
        for _, left, right, number in places[bisect_left(heights, top) : bisect_right(heights, bottom)]:
            if x0 <= right and left <= x1:
                found.setdefault(number, []).append(paint)
    return found


def _is_thin(run: layout.TextRun) -> bool:
    """Tell whether any letter of a run takes hardly any place."""
    ends = (*run.starts[1:], run.x1)
    return any(end - start < _SMALL for start, end in zip(run.starts, ends, strict=True))


def _holds(box: Box, run: layout.TextRun) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (run.x0 + run.x1) / 2 <= x1 and top <= run.middle <= bottom
