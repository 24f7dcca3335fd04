"""The page as one flow of lines and tables, with the stretch that each container covers."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from lxml import etree

from gouji import Limits, UnreadableReport
from gouji_plugins.readers.html.data_tables import is_layout, own_rows

_LONGEST_MARK = 200

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CONTAINERS = frozenset(
    {"html", "body", "div", "section", "article", "main", "nav", "header", "footer", "aside", "form", "center"}
    | {"ul", "ol", "dl", "table", "tbody", "tr", "td", "th", "fieldset", "blockquote"}
)
_BLOCKS = (
    _CONTAINERS
    | frozenset(_HEADINGS)
    | {"p", "li", "dt", "dd", "pre", "address", "figure", "figcaption", "caption", "thead", "tfoot", "hr", "legend"}
    | {"details", "summary", "dir", "menu"}
)
_SKIPPED = frozenset(
    {"head", "title", "iframe", "embed", "object", "applet", "input", "img", "link", "meta", "map", "area", "param"}
)
_VOID = frozenset({"embed", "input", "param"})
"""Tags that hold nothing, though the parser takes what follows for theirs."""
_EMBEDS = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
_THINNEST = 10
"""Pixels of the side of a frame in which anything can be read."""
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…"
_BREAK_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])[ \t\r]*\n\s*(?=[{_WIDE}])")
_FIGURE = re.compile(r"[-+\d.,，\s\u202a-\u202e]{1,20}")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\x80-\x9f\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(slots=True)
class Line:
    """A line of words: its linked characters, its heading level (0: none), its element's class and id."""

    text: str
    linked: int
    level: int
    mark: str
    line: int | None
    embeds: str = ""
    """What other page or file is shown in place of words."""


class RawCell(NamedTuple):
    """A cell as marked up, its spans as written; whether it shows what its words do not hold."""

    text: str
    rowspan: str | None
    colspan: str | None
    line: int | None
    is_unread: bool = False


@dataclass(slots=True)
class Table:
    """A table of data: its rows in the groups that spans cannot cross; its characters, how many of them linked."""

    groups: list[list[list[RawCell]]]
    line: int | None
    size: int
    linked: int
    cells: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """The items start to end (excluded) that an element covers."""

    start: int
    end: int
    tag: str
    mark: str


Item = Line | Table


def plain(text: str) -> str:
    """Return words as a browser sets them: white space collapsed, no line break between wide characters."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    if "\n" in text:
        text = _BREAK_BETWEEN_WIDE.sub("", text)
    return " ".join(_INVISIBLE.sub("", text).split())


@dataclass(slots=True)
class Flow:
    """Walks a tree once and gathers its lines and tables in reading order."""

    limits: Limits
    unread: Collection[etree._Element] = ()
    doubtful: Collection[etree._Element] = ()
    items: list[Item] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    cells: int = 0
    _pieces: list[str] = field(default_factory=list)
    _linked: int = 0
    _links: int = 0
    _level: int = 0
    _mark: str = ""
    _line: int | None = None

    def block(self, element: etree._Element, depth: int) -> None:
        """Take in a block element; what it holds does not run together with what is round it."""
        if depth > self.limits.depth:
            raise UnreadableReport("页面嵌套过深 / the page is nested too deeply")
        self._flush()
        outer = self._level, self._mark, self._line
        tag = str(element.tag)
        own = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        self._level = _HEADINGS.get(tag, self._level)
        self._mark, self._line = own[:_LONGEST_MARK] or self._mark, line_of(element)
        start = len(self.items)
        self._inside(element, depth, tag == "pre")
        self._flush()
        if tag in _CONTAINERS and len(self.items) > start:
            self.stretches.append(Stretch(start, len(self.items), tag, own[:_LONGEST_MARK]))
        self._level, self._mark, self._line = outer

    def _inside(self, element: etree._Element, depth: int, is_set: bool = False) -> None:
        self._words(element.text, is_set)
        for child in element:
            tag = child.tag
            if tag == "br":
                self._flush()
            elif tag == "table":
                self._flush()
                self._table(child, depth + 1)
            elif tag in _BLOCKS:
                self.block(child, depth + 1)
            elif tag == "a":
                self._link(child, depth + 1)
            elif isinstance(tag, str) and tag not in _SKIPPED:
                self._inline(child, depth + 1, is_set)
            elif tag in _EMBEDS:
                self._embedded(child, depth + 1)
            elif tag in _VOID:
                self._inline(child, depth + 1, is_set)
            self._words(child.tail, is_set)

    def _inline(self, element: etree._Element, depth: int, is_set: bool) -> None:
        if depth > self.limits.depth:
            raise UnreadableReport("页面嵌套过深 / the page is nested too deeply")
        self._inside(element, depth, is_set)

    def _link(self, element: etree._Element, depth: int) -> None:
        """Take in a link's words and count them, unless the anchor leads nowhere."""
        leads = element.get("href") is not None
        self._links += leads
        self._inline(element, depth, False)
        self._links -= leads

    def _embedded(self, element: etree._Element, depth: int) -> None:
        """Take note of a page or file that is shown here; what the parser put into an `embed` stands behind it."""
        tag = str(element.tag)
        address = (element.get(_EMBEDS[tag]) or element.get("srcdoc") or "").strip()
        sides = ((element.get(side) or "").strip().removesuffix("px") for side in ("width", "height"))
        if address and not any(side.isdecimal() and int(side) < _THINNEST for side in sides):
            self._flush()
            self.items.append(Line("", 0, 0, self._mark, line_of(element), embeds=address[:_LONGEST_MARK]))
        if tag in _VOID:
            self._inline(element, depth, False)

    def _words(self, text: str | None, is_set: bool) -> None:
        if not text:
            return
        if is_set and "\n" in text:
            for piece in text.split("\n"):
                self._take(piece)
                self._flush()
        else:
            self._take(text)

    def _take(self, text: str) -> None:
        self._pieces.append(text)
        if self._links:
            self._linked += len(text)

    def _flush(self) -> None:
        """End the line."""
        if not self._pieces:
            return
        text = plain("".join(self._pieces))
        if text:
            self.items.append(Line(text, min(self._linked, len(text)), self._level, self._mark, self._line))
        self._pieces, self._linked = [], 0

    def _table(self, table: etree._Element, depth: int) -> None:
        groups = own_rows(table)
        nested = next(table.iterdescendants("table"), None) is not None
        own = sum(len(row) for group in groups for row in group)
        if nested and _has_cells(table, 2 * own):
            self.block(table, depth)
            return
        self.cells += own
        if self.cells > self.limits.cells:
            most = self.limits.cells
            raise UnreadableReport(f"单元格过多（超过 {most} 个） / more than {most} table cells")
        inner: list[Item] = []
        rows = [[[self._cell(cell, depth, inner) for cell in row] for row in group] for group in groups]
        if is_layout([[cell.text for cell in row] for group in rows for row in group]):
            self.block(table, depth)
            return
        for caption in table.findall("caption"):
            self.block(caption, depth + 1)
        size = sum(len(cell.text) for group in rows for row in group for cell in row)
        linked = sum(len("".join(map(str, link.itertext()))) for link in table.iter("a") if link.get("href"))
        self.items.append(Table(rows, line_of(table), size, linked, own))
        self.items.extend(inner)

    def _cell(self, element: etree._Element, depth: int, inner: list[Item]) -> RawCell:
        tables = len(inner)
        text = self._cell_text(element, depth, inner) if len(element) else plain(element.text or "")
        is_unread = not text and (len(inner) > tables or (bool(self.unread) and element in self.unread))
        if self.doubtful and element in self.doubtful:
            is_unread = is_unread or not text or _FIGURE.fullmatch(text) is not None
        get, line = element.get, element.sourceline
        return tuple.__new__(RawCell, (text, get("rowspan"), get("colspan"), line, is_unread))

    def _cell_text(self, element: etree._Element, depth: int, inner: list[Item]) -> str:
        """Return the lines of a cell with other elements in it; tables inside it are tables of their own."""
        if len(element) == 1:
            only = element[0]
            if only.tag == "p" and not len(only) and not (element.text or "").strip():
                text = plain(only.text or "")
                tail = plain(only.tail) if only.tail else ""
                return f"{text}\n{tail}" if tail else text
        flow = Flow(self.limits, self.unread, self.doubtful, cells=self.cells)
        flow._inside(element, depth + 1)
        flow._flush()
        self.cells = flow.cells
        inner.extend(item for item in flow.items if isinstance(item, Table))
        return "\n".join(item.text for item in flow.items if isinstance(item, Line))


def _has_cells(table: etree._Element, count: int) -> bool:
    return sum(1 for _ in islice(table.iter("td", "th"), count)) == count


def line_of(element: etree._Element) -> int | None:
    """Return the line of the file in which an element begins."""
    line = element.sourceline
    return line if isinstance(line, int) else None
