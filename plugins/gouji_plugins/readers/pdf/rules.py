"""The rules drawn on a page: strokes and thin filled shapes, level or upright."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from gouji import UnreadableReport, layout
from gouji_plugins.readers.pdf.calls import Pointer, pointer_to, unchecked
from gouji_plugins.readers.pdf.frame import Frame

MAX_EDGES = 20_000
MAX_SEGMENTS = 2_000
MAX_DEPTH = 4
MAX_FILLS = 1_000
Box = tuple[float, float, float, float]

_NO_INK = 0.01
_DARK, _WHITE = 128, 250
_WHOLE = 0.8
"""Share of a page that the picture of a scan covers at least."""
_SOME = 1e-6
_MOST_SEEN = 0.1
_SEGMENTS_OF_A_BOX = 5
_ENDS = (0, 1)
"""Segments of a straight stroke."""
_ACTUAL_TEXT = b"ActualText"
"""What a mark calls the words that stand for those that are drawn."""
_NAME = 64
"""Bytes of the name of a mark."""


class Fill(NamedTuple):
    """A filled box: where it lies, how many texts were written before it was painted, its shape and its space."""

    box: Box
    before: int
    shape: Any
    transform: layout.Transform


class _Reader:
    """Walks the objects of one page within the limits."""

    def __init__(self, frame: Frame, most_objects: int, *, has_layers: bool) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium: Any = pdfium
        self.has_layers = has_layers
        self.edges = layout.Edges([], [])
        self.words: list[Any] = []
        self.veiled: set[int | None] = set()
        self.shapes: list[Box] = []
        self.strokes: list[Box] = []
        self.said: list[Box] = []
        self.marks: dict[int | None, bool] = {}
        self.grounds: list[Box] = []
        self.fills: list[Fill] = []
        self.pictures: list[Box] = []
        self.covers: list[int] = []
        self.pictured = 0.0
        self.under_picture = 0
        self.loses_text = False
        self.embedded: set[int | None] = set()
        self.type_of = unchecked(pdfium.FPDFPageObj_GetType)
        self.is_clear = unchecked(pdfium.FPDFPageObj_HasTransparency)
        self.marks_of = unchecked(pdfium.FPDFPageObj_CountMarks)
        self.mark_of = unchecked(pdfium.FPDFPageObj_GetMark, Pointer)
        self.kind_of_parameter = unchecked(pdfium.FPDFPageObjMark_GetParamValueType)
        self.actual_text = ctypes.cast(ctypes.c_char_p(_ACTUAL_TEXT), ctypes.c_void_p)
        self.font_of = unchecked(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)
        self.left = most_objects
        self.frame = frame
        self.fill, self.stroke = ctypes.c_int(), ctypes.c_int()
        self.modes_at = ctypes.byref(self.fill), ctypes.byref(self.stroke)
        self.bounds = tuple(ctypes.c_float() for _ in range(4))
        self.bounds_at = tuple(ctypes.byref(side) for side in self.bounds)
        self.colour = tuple(ctypes.c_uint() for _ in range(4))
        self.colour_at = tuple(ctypes.byref(part) for part in self.colour)

    def walk(self, count: int, child: Any, owner: Any, transform: layout.Transform, depth: int) -> None:  # noqa: ANN401
        """Read all objects of a page or form."""
        pdfium, type_of, font_of = self.pdfium, self.type_of, self.font_of
        embedded, child_of, parent = self.embedded, unchecked(child, Pointer), pointer_to(owner)
        is_clear, marks_of, has_layers = self.is_clear, self.marks_of, self.has_layers
        words, path, form = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
        self.left -= count
        if self.left < 0 or len(self.edges.level) + len(self.edges.upright) > MAX_EDGES:
            raise UnreadableReport("页面上的图形过多 / too many drawings on a page")
        for index in range(count):
            place = child_of(parent, index)
            kind = type_of(place)
            if kind == words:
                self.words.append(place)
                marks = marks_of(place)
                if depth or is_clear(place) or (marks and has_layers and self.is_layered(place)):
                    self.veiled.add(place.value)
                if marks and self.is_said_otherwise(place, marks):
                    self.said += self.inked(place, transform)
                if font_of(place) not in embedded:
                    self.loses_text = self.loses_text or self.lacks_ink(ctypes.cast(place, pdfium.FPDF_PAGEOBJECT))
                continue
            shape = ctypes.cast(place, pdfium.FPDF_PAGEOBJECT)
            if kind == path:
                self.path(shape, transform)
            elif kind == form and depth < MAX_DEPTH:
                self.form(shape, transform, depth)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.picture(shape, transform)

    def is_said_otherwise(self, place: Pointer, count: int) -> bool:
        """Tell whether a mark says other words for a text than those that are drawn."""
        known = self.marks
        for index in range(count):
            mark = self.mark_of(place, index)
            if mark.value not in known:
                known[mark.value] = self.kind_of_parameter(mark, self.actual_text) == self.pdfium.FPDF_OBJECT_STRING
            if known[mark.value]:
                return True
        return False

    def inked(self, place: Pointer, transform: layout.Transform) -> list[Box]:
        """Return where a text has ink; nowhere where it is a space."""
        self.pdfium.FPDFPageObj_GetBounds(ctypes.cast(place, self.pdfium.FPDF_PAGEOBJECT), *self.bounds_at)
        x0, top, x1, bottom = self.bounds_on_page(transform)
        return [(x0, top, x1, bottom)] if x0 < x1 and top < bottom else []

    def is_layered(self, place: Pointer) -> bool:
        """Tell whether a text belongs to a layer that may be switched off."""
        pdfium = self.pdfium
        shape = ctypes.cast(place, pdfium.FPDF_PAGEOBJECT)
        name, length = ctypes.create_string_buffer(_NAME), ctypes.c_ulong()
        for index in range(pdfium.FPDFPageObj_CountMarks(shape)):
            mark = pdfium.FPDFPageObj_GetMark(shape, index)
            wide = ctypes.cast(name, ctypes.POINTER(pdfium.FPDF_WCHAR))
            known = pdfium.FPDFPageObjMark_GetName(mark, wide, _NAME, length)
            if known and name.raw[: length.value].decode("utf-16-le", "replace").strip("\0") == "OC":
                return True
        return False

    def lacks_ink(self, shape: Any) -> bool:  # noqa: ANN401 - a ctypes pointer
        """Tell whether a text has no ink because the file does not embed its font; take note of a font that it embeds."""
        font = self.pdfium.FPDFTextObj_GetFont(shape)
        if font and self.pdfium.FPDFFont_GetIsEmbedded(font) == 1:
            self.embedded.add(pointer_to(font).value)
            return False
        x0, _, x1, _ = self.bounds
        self.pdfium.FPDFPageObj_GetBounds(shape, *self.bounds_at)
        return bool(x1.value - x0.value < _NO_INK)

    def picture(self, shape: Any, transform: layout.Transform) -> None:  # noqa: ANN401 - a ctypes pointer
        """Add up how much of the page pictures cover; what was written before an opaque one over all of it is hidden."""
        if not self.pdfium.FPDFPageObj_GetBounds(shape, *self.bounds_at):
            return
        box = x0, top, x1, bottom = self.bounds_on_page(transform)
        if len(self.pictures) < MAX_FILLS:
            self.pictures.append(box)
            self.covers.append(len(self.words))
        width = min(x1, self.frame.width) - max(x0, 0)
        height = min(bottom, self.frame.height) - max(top, 0)
        share = max(width, 0) * max(height, 0) / (self.frame.width * self.frame.height)
        self.pictured += max(share, _SOME)
        if share >= _WHOLE and not self.pdfium.FPDFPageObj_HasTransparency(shape):
            self.under_picture = len(self.words)

    def shows_scan(self) -> bool:
        """Tell whether pictures make up the page and most of its text, as recognised in them, cannot be seen."""
        if self.pictured < _WHOLE or not self.words:
            return False
        mode_of = unchecked(self.pdfium.FPDFTextObj_GetTextRenderMode)
        invisible = self.pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        seen = sum(mode_of(shape) != invisible for shape in self.words[self.under_picture :])
        return bool(seen < _MOST_SEEN * len(self.words))

    def form(self, shape: Any, transform: layout.Transform, depth: int) -> None:  # noqa: ANN401 - a ctypes pointer
        pdfium = self.pdfium
        inner = layout.chained(self.matrix(shape), transform)
        self.walk(pdfium.FPDFFormObj_CountObjects(shape), pdfium.FPDFFormObj_GetObject, shape, inner, depth + 1)

    def matrix(self, shape: Any) -> layout.Transform:  # noqa: ANN401 - a ctypes pointer
        matrix = self.pdfium.FS_MATRIX()
        self.pdfium.FPDFPageObj_GetMatrix(shape, ctypes.byref(matrix))
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def path(self, shape: Any, transform: layout.Transform) -> None:  # noqa: ANN401 - a ctypes pointer
        """Add a path's rules: as a whole where it is thin, else side by side."""
        pdfium = self.pdfium
        if not pdfium.FPDFPath_GetDrawMode(shape, *self.modes_at):
            return
        if not (self.fill.value or self.stroke.value) or not pdfium.FPDFPageObj_GetBounds(shape, *self.bounds_at):
            return
        box = x0, top, x1, bottom = self.bounds_on_page(transform)
        thin = x1 - x0 <= layout.THICKEST_RULE_PT or bottom - top <= layout.THICKEST_RULE_PT
        single = 2 <= pdfium.FPDFPath_CountSegments(shape) <= _SEGMENTS_OF_A_BOX
        if single and not thin and self.fill.value and len(self.fills) < MAX_FILLS:
            self.fills.append(Fill(box, len(self.words), shape, transform))
        if not thin and single and not self.stroke.value:
            self.background(shape, box)
            return
        if self.shade(shape)[0] >= _WHITE:
            return
        if not thin and self.stroke.value and pdfium.FPDFPath_CountSegments(shape) == len(_ENDS):
            self.strokes.append(box)
        if thin and single:
            self.edges.add(*box)
            return
        if pdfium.FPDFPath_CountSegments(shape) > _SEGMENTS_OF_A_BOX and len(self.shapes) < MAX_FILLS:
            self.shapes.append(box)
        for points in self.outlines(shape, transform):
            self.edges.add_outline(points, filled=bool(self.fill.value), stroked=bool(self.stroke.value))

    def background(self, shape: Any, box: Box) -> None:  # noqa: ANN401 - a ctypes pointer
        """Note a dark box, and take the sides of white ones upon it for rules: the dark shines through between cells."""
        darkest, lightest = self.shade(shape)
        if lightest < _DARK:
            self.grounds.append(box)
        elif darkest >= _WHITE and any(map(partial(_holds, box=box), self.grounds)):
            x0, top, x1, bottom = box
            self.edges.add_outline(
                [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)], stroked=True, filled=False
            )

    def shade(self, shape: Any) -> tuple[int, int]:  # noqa: ANN401 - a ctypes pointer
        """Return the least and the largest part of a path's colour: 255 both where it cannot be seen on paper."""
        get = self.pdfium.FPDFPageObj_GetStrokeColor if self.stroke.value else self.pdfium.FPDFPageObj_GetFillColor
        if not get(shape, *self.colour_at):
            return 0, 255
        red, green, blue, opacity = self.colour
        if not opacity.value:
            return 255, 255
        parts = red.value, green.value, blue.value
        return min(parts), max(parts)

    def bounds_on_page(self, transform: layout.Transform) -> Box:
        """Return the bounds read last as x0, top, x1, bottom on the page."""
        x0, bottom, x1, top = self.bounds
        a, b, c, d, e, f = transform
        ax, ay = a * x0.value + c * bottom.value + e, b * x0.value + d * bottom.value + f
        bx, by = a * x1.value + c * top.value + e, b * x1.value + d * top.value + f
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def outlines(self, shape: Any, transform: layout.Transform) -> Iterator[list[tuple[float, float]]]:  # noqa: ANN401
        """Yield the corners of each subpath in page coordinates; one with curves ends where they begin."""
        pdfium = self.pdfium
        place = layout.chained(self.matrix(shape), transform)
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for index in range(min(pdfium.FPDFPath_CountSegments(shape), MAX_SEGMENTS)):
            segment = pdfium.FPDFPath_GetPathSegment(shape, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            if pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_LINETO:
                yield points
                points = []
            points.append(layout.moved(x.value, y.value, place))
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        yield points


def _holds(ground: Box, box: Box) -> bool:
    return ground[0] <= box[0] and ground[1] <= box[1] and box[2] <= ground[2] and box[3] <= ground[3]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page. Clip paths are no objects, so they leave no rule.

    `loses_text` tells that PDFium drops letters here: those without ink in a font that the file does not embed; `scanned`
    that the page is a scan with unseen text upon or under it. `words`, `fills` and `pictures` stand in the order of painting.
    `veiled` are the addresses of the words that something may keep from being seen: a form, a mask, a layer; `covers` tells
    for each picture how many texts were written before it was painted; `shapes` are drawn and neither rules nor boxes,
    `strokes` slanting lines; `said` is where marks say other words than those that are drawn.
    """

    edges: layout.Edges
    pictured: bool
    loses_text: bool
    scanned: bool
    words: list[Any]
    fills: list[Fill]
    pictures: list[Box]
    covers: list[int]
    veiled: set[int | None]
    shapes: list[Box]
    strokes: list[Box]
    said: list[Box]


def read_drawing(page: Any, frame: Frame, most_objects: int, *, has_layers: bool) -> Drawing:  # noqa: ANN401 - a ctypes pointer
    """Read the objects of a page; raises UnreadableReport where there are too many."""
    reader = _Reader(frame, most_objects, has_layers=has_layers)
    pdfium = reader.pdfium
    reader.walk(pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, page, frame.transform, 0)
    reader.edges.join_dots()
    return Drawing(
        reader.edges, reader.pictured > 0, reader.loses_text, reader.shows_scan(),
        reader.words, reader.fills, reader.pictures, reader.covers, reader.veiled, reader.shapes, reader.strokes,
        reader.said,
    )  # fmt: skip
