"""What a paragraph's style decides: whether it is a heading, numbered, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gouji_plugins.readers.docx.names import OFF, VAL, w

_HEADING_NAME = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLE_NAME = re.compile(r"^(?:title|标题)$", re.IGNORECASE)
_BODY_LEVEL = 9
_STYLE, _STYLE_ID, _NAME, _BASED_ON = w("style"), w("styleId"), w("name"), w("basedOn")
_OUTLINE = f"{w('pPr')}/{w('outlineLvl')}"
_NUMBER = f"{w('pPr')}/{w('numPr')}"
_RPR = w("rPr")
_VANISH, _STRIKES = w("vanish"), (w("strike"), w("dstrike"))
_SIZE, _COLOUR, _PLACE = w("sz"), w("color"), w("vertAlign")
_MOST_ANCESTORS = 20
_SMALLEST = 4
"""Half points of the smallest type that a reader sees."""
_THEME_COLOUR, _THEME_SHADE = w("themeColor"), w("themeShade")
_PAPER_THEMES = ("background1", "light1")


@dataclass(frozen=True, slots=True)
class Looks:
    """Ids of styles by what a reader sees of their words."""

    hidden: frozenset[str]
    struck: frozenset[str]
    white: frozenset[str]
    raised: frozenset[str]


@dataclass(frozen=True, slots=True)
class Styles:
    """The style sheet, by style id."""

    elements: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """Read the part that holds the styles."""
        found = () if root is None else root.iterchildren(_STYLE)
        return cls({style.get(_STYLE_ID, ""): style for style in found})

    def level(self, style_id: str | None) -> int:
        """Return the heading level of a style, 0 for body text."""
        for style in self._with_ancestors(style_id):
            name = style.find(_NAME)
            words = "" if name is None else (name.get(VAL) or "").strip()
            numbered = _HEADING_NAME.match(words)
            if numbered:
                return int(numbered[1])
            if _TITLE_NAME.match(words):
                return 1
            outline = style.find(_OUTLINE)
            if outline is not None:
                return outline_level(outline)
        return 0

    def numbering(self, style_id: str | None) -> etree._Element | None:
        """Return the numbering properties that a style brings."""
        found = (style.find(_NUMBER) for style in self._with_ancestors(style_id))
        return next((numbering for numbering in found if numbering is not None), None)

    def looks(self) -> Looks:
        """Return the ids of styles whose words are seen by nobody, struck out, white or raised."""
        hidden, struck, white, raised = set(), set(), set(), set()
        telling = {style_id for style_id, style in self.elements.items() if _tells(style.find(_RPR))}
        for style_id in self.elements if telling else ():
            chain = (each.get(_STYLE_ID, "") for each in self._with_ancestors(style_id))
            if telling.isdisjoint(chain):
                continue
            if _is_on(self._type(style_id, _VANISH)) or is_tiny(self._type(style_id, _SIZE)):
                hidden.add(style_id)
            if any(_is_on(self._type(style_id, name)) for name in _STRIKES):
                struck.add(style_id)
            if is_white(self._type(style_id, _COLOUR)):
                white.add(style_id)
            place = self._type(style_id, _PLACE)
            if place is not None and place.get(VAL) == "superscript":
                raised.add(style_id)
        return Looks(frozenset(hidden), frozenset(struck), frozenset(white), frozenset(raised))

    def _type(self, style_id: str, name: str) -> etree._Element | None:
        """Return what a style, or one that it is based on, says of a property of type."""
        found = (style.find(f"{_RPR}/{name}") for style in self._with_ancestors(style_id))
        return next((mark for mark in found if mark is not None), None)

    def _with_ancestors(self, style_id: str | None) -> Iterator[etree._Element]:
        for _ in range(_MOST_ANCESTORS):
            style = self.elements.get(style_id or "")
            if style is None:
                return
            yield style
            based_on = style.find(_BASED_ON)
            style_id = None if based_on is None else based_on.get(VAL)


def _tells(properties: etree._Element | None) -> bool:
    """Tell whether the properties of a style's type may keep its words from being read as they stand."""
    for mark in () if properties is None else properties:
        if mark.tag in (_VANISH, *_STRIKES, _PLACE) or (mark.tag == _SIZE and is_tiny(mark)):
            return True
        if mark.tag == _COLOUR and is_white(mark):
            return True
    return False


def _is_on(mark: etree._Element | None) -> bool:
    return mark is not None and mark.get(VAL, "1") not in OFF


def is_tiny(mark: etree._Element | None) -> bool:
    """Tell a size of type that nobody reads."""
    size = "" if mark is None else mark.get(VAL) or ""
    return size.isdecimal() and int(size) <= _SMALLEST


def is_white(mark: etree._Element | None) -> bool:
    """Tell a colour of type that nobody tells from paper."""
    if mark is None:
        return False
    theme, colour = mark.get(_THEME_COLOUR), (mark.get(VAL) or "").upper()
    if theme:
        return theme in _PAPER_THEMES and mark.get(_THEME_SHADE) is None
    return len(colour) == 6 and colour[0] == colour[2] == colour[4] == "F"


def outline_level(element: etree._Element) -> int:
    """Return the heading level 1-9 of an outline level 0-8, 0 for body text."""
    written = element.get(VAL) or ""
    level = int(written) if written.isascii() and written.isdigit() else _BODY_LEVEL
    return level + 1 if level < _BODY_LEVEL else 0
