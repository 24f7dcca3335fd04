"""A page's objects drawn one after the other: templates first, then layers, blocks and what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji import UnreadableReport, layout
from gouji_plugins.readers.ofd.package import Package, PageRef, box_of, numbers_of
from gouji_plugins.readers.ofd.paths import outlines
from gouji_plugins.readers.ofd.text import runs_of

if TYPE_CHECKING:
    from lxml import etree

MAX_EDGES = 20_000
MAX_DEPTH = 12

_POINTS = 72 / 25.4
_FAINT = 250
_TOO_MANY = "页面上的图形过多 / too many drawings on a page"


def read_page(package: Package, ref: PageRef, number: int) -> tuple[layout.Page, bool]:
    """Return a page in points, and whether it shows a picture."""
    root = package.page(ref)
    box = box_of(root.find("{*}Area"), ref.document.box)
    drawing = _Drawing(package, ref)
    for part in (*package.templates(ref, root), root):
        content = part.find("{*}Content")
        if content is not None:
            drawing.draw(content, (_POINTS, 0, 0, _POINTS, 0, 0), 0)
    drawing.edges.join_dots()
    width, height = box[2] * _POINTS, box[3] * _POINTS
    runs = [run for run in drawing.runs if -1 <= run.x0 <= width and 0 <= run.baseline <= height + 1]
    return layout.Page(number, width, height, runs, drawing.edges), drawing.pictured


class _Drawing:
    """Collects the text and the rules of one page within the limits."""

    def __init__(self, package: Package, ref: PageRef) -> None:
        self.package, self.ref = package, ref
        self.runs: list[layout.TextRun] = []
        self.edges = layout.Edges([], [])
        self.pictured = False
        self.objects = self.characters = 0
        self.limits = package.archive.limits

    def draw(self, parent: etree._Element, into: layout.Transform, depth: int) -> None:
        """Draw the objects inside a layer or block; clips, actions and annotations are no objects."""
        for child in parent.iterchildren("*"):
            self._count()
            if child.get("Visible", "true").lower() in ("false", "0"):
                continue
            match str(child.tag).rpartition("}")[2]:
                case "Layer" | "PageBlock" | "Content" if depth < MAX_DEPTH:
                    self.draw(child, into, depth + 1)
                case "TextObject":
                    self._text(child, _placed(child, into))
                case "PathObject":
                    self._path(child, _placed(child, into))
                case "ImageObject":
                    self.pictured = True
                case "CompositeObject" if depth < MAX_DEPTH:
                    unit = self.package.unit(self.ref.document, child.get("ResourceID", ""))
                    if unit is not None:
                        self.draw(unit, _placed(child, into), depth + 1)

    def _count(self) -> None:
        self.objects += 1
        rules = len(self.edges.level) + len(self.edges.upright)
        is_full = self.objects > self.limits.page_drawings or self.characters > self.limits.page_characters
        if is_full or rules > MAX_EDGES:
            raise UnreadableReport(_TOO_MANY)

    def _text(self, element: etree._Element, into: layout.Transform) -> None:
        for run in runs_of(element, into, self.limits.page_characters):
            self.characters += len(run.text)
            self.runs.append(run)

    def _path(self, element: etree._Element, into: layout.Transform) -> None:
        filled = _is_on(element, "Fill", "false") and not _is_faint(element.find("{*}FillColor"))
        stroked = _is_on(element, "Stroke", "true") and not _is_faint(element.find("{*}StrokeColor"))
        if filled or stroked:
            for points in outlines(element.findtext("{*}AbbreviatedData") or ""):
                placed = [layout.moved(x, y, into) for x, y in points]
                self.edges.add_outline(placed, filled=filled, stroked=stroked)


def _placed(element: etree._Element, into: layout.Transform) -> layout.Transform:
    """Return the transform of an object: its own matrix, then the corner of its boundary, then its parent's."""
    corner = numbers_of(element.get("Boundary"))
    matrix = numbers_of(element.get("CTM"))
    x, y = corner[:2] if len(corner) == 4 else (0.0, 0.0)
    own = layout.chained(_matrix(matrix), (1, 0, 0, 1, x, y))
    return layout.chained(own, into)


def _matrix(numbers: list[float]) -> layout.Transform:
    if len(numbers) != 6:
        return (1, 0, 0, 1, 0, 0)
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f)


def _is_on(element: etree._Element, attribute: str, otherwise: str) -> bool:
    return element.get(attribute, otherwise).strip().lower() in ("true", "1")


def _is_faint(colour: etree._Element | None) -> bool:
    """Tell whether a colour cannot be seen on paper: transparent, white in RGB or grey, no ink in CMYK."""
    if colour is None:
        return False
    parts = numbers_of(colour.get("Value"))
    if colour.get("Alpha", "").strip() == "0":
        return True
    return max(parts) == 0 if len(parts) == 4 else bool(parts) and min(parts) >= _FAINT
