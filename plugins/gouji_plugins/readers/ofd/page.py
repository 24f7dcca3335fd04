"""A page's objects drawn one after the other: templates first, then layers, blocks and what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from gouji import UnreadableReport, layout
from gouji_plugins.readers.ofd.ink import Ink, is_faint
from gouji_plugins.readers.ofd.package import Package, PageRef, box_of, numbers_of
from gouji_plugins.readers.ofd.paths import outlines
from gouji_plugins.readers.ofd.text import runs_of, way_of

if TYPE_CHECKING:
    from lxml import etree

MAX_EDGES = 20_000
MAX_DEPTH = 12

_POINTS = 72 / 25.4
_FEWEST_WORDS = 8
_NO_WORDS = frozenset("0123456789-—–－·/／")
"""What numbers pages."""
_FEW_RECOGNISED = 0.2
"""Share of a page's words, recognised in a picture of a seal or the like, that makes no scan of it."""
_TOO_MANY = "页面上的图形过多 / too many drawings on a page"


class ReadPage(NamedTuple):
    """A page in points with its text upright, by how many quarters it was turned clockwise for that.

    `pictured` tells that it shows a picture, `recognised` that words were read that lie unseen upon one, `told` that most
    words are shown by their letters.
    """

    page: layout.Page
    turned: int
    pictured: bool
    recognised: bool
    told: bool


def read_page(package: Package, ref: PageRef, number: int) -> ReadPage:
    """Read a page the way its text stands: as it is shown where words stand so, and not only its number."""
    root = package.page(ref)
    box = box_of(root.find("{*}Area"), ref.document.box)
    size = box[2] * _POINTS, box[3] * _POINTS
    drawing = _drawn(package, ref, root, size, 0)
    turned = drawing.own_way()
    if turned:
        drawing = _drawn(package, ref, root, size, turned)
    width, height = drawing.size
    blocks = {
        turns: _on_page(own, (height, width) if turns % 2 else (width, height))
        for turns, own in drawing.runs.items()
        if turns
    }
    seen, recognised, unseen = (_on_page(own, drawing.size) for own in drawing.ink.parted(drawing.runs.get(0, ())))
    page = layout.Page(number, width, height, [*seen, *recognised], drawing.edges, unseen, blocks)
    told = len(recognised) <= _FEW_RECOGNISED * len(seen)
    return ReadPage(page, turned, bool(drawing.ink.pictures), bool(recognised), told)


def _on_page(runs: Sequence[layout.TextRun], size: tuple[float, float]) -> list[layout.TextRun]:
    """Leave out what stands outside the page."""
    return [run for run in runs if -1 <= run.x0 <= size[0] and 0 <= run.baseline <= size[1] + 1]


def _drawn(package: Package, ref: PageRef, root: etree._Element, size: tuple[float, float], turns: int) -> _Drawing:
    """Draw a page turned clockwise."""
    drawing = _Drawing(package, ref, (size[1], size[0]) if turns % 2 else size)
    shown = layout.chained((_POINTS, 0, 0, _POINTS, 0, 0), _turn(turns, size))
    for part in (*package.templates(ref, root), root):
        content = part.find("{*}Content")
        if content is not None:
            drawing.draw(content, shown, 0)
    drawing.edges.join_dots()
    return drawing


def _turn(turns: int, size: tuple[float, float]) -> layout.Transform:
    """Return the transform that turns a page of a size clockwise."""
    width, height = size
    return ((1, 0, 0, 1, 0, 0), (0, 1, -1, 0, height, 0), (-1, 0, 0, -1, width, height), (0, -1, 1, 0, 0, width))[turns]


class _Drawing:
    """Collects the text, by the quarters to turn it upright, and the rules of one page within the limits."""

    def __init__(self, package: Package, ref: PageRef, size: tuple[float, float]) -> None:
        self.package, self.ref, self.size = package, ref, size
        self.runs: dict[int, list[layout.TextRun]] = {}
        self.edges = layout.Edges([], [])
        self.ink = Ink()
        self.objects = self.characters = 0
        self.limits = package.archive.limits

    def own_way(self) -> int:
        """Return by how many quarters to turn the page so that its text stands upright."""
        words = sum(letter not in _NO_WORDS for run in self.runs.get(0, ()) for letter in run.text)
        if words >= _FEWEST_WORDS or not self.runs:
            return 0
        return max(self.runs, key=lambda turns: sum(len(run.text) for run in self.runs[turns]))

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
                    self.ink.show(_bounds(child, into))
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
        """Take in a text object; one set askew is a watermark and left out."""
        turned, askew = way_of(element, into)
        if askew:
            return
        turns = -turned % 4
        upright = layout.chained(into, _turn(turns, self.size)) if turns else into
        for run in runs_of(element, upright, self.limits.page_characters):
            self.characters += len(run.text)
            self.runs.setdefault(turns, []).append(run)
            if not turns:
                self.ink.write(element)

    def _path(self, element: etree._Element, into: layout.Transform) -> None:
        filled = _is_on(element, "Fill", "false")
        inked = filled and not is_faint(element.find("{*}FillColor"))
        stroked = _is_on(element, "Stroke", "true") and not is_faint(element.find("{*}StrokeColor"))
        if not (filled or stroked):
            return
        for points in outlines(element.findtext("{*}AbbreviatedData") or ""):
            placed = [layout.moved(x, y, into) for x, y in points]
            if filled:
                self.ink.paint(element, placed)
            if inked or stroked:
                self.edges.add_outline(placed, filled=inked, stroked=stroked)


def _bounds(element: etree._Element, into: layout.Transform) -> list[tuple[float, float]]:
    """Return two corners of the boundary of an object."""
    x, y, width, height = numbers_of(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    return [layout.moved(x, y, into), layout.moved(x + width, y + height, into)]


def _placed(element: etree._Element, into: layout.Transform) -> layout.Transform:
    """Return the transform of an object: its own matrix, then the corner of its boundary, then its parent's."""
    corner = numbers_of(element.get("Boundary"))
    matrix = numbers_of(element.get("CTM"))
    x, y = corner[:2] if len(corner) == 4 else (0.0, 0.0)
    own = layout.chained(_matrix(matrix), (1, 0, 0, 1, x, y))
    return layout.chained(own, into)


def _matrix(numbers: Sequence[float]) -> layout.Transform:
    if len(numbers) != 6:
        return (1, 0, 0, 1, 0, 0)
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f)


def _is_on(element: etree._Element, attribute: str, otherwise: str) -> bool:
    return element.get(attribute, otherwise).strip().lower() in ("true", "1")
