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
_VANISH = f"{w('rPr')}/{w('vanish')}"
_MOST_ANCESTORS = 20


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

    def hidden(self) -> frozenset[str]:
        """Return the ids of styles that hide their words."""
        marks = ((style_id, style.find(_VANISH)) for style_id, style in self.elements.items())
        return frozenset(style_id for style_id, mark in marks if mark is not None and mark.get(VAL, "1") not in OFF)

    def _with_ancestors(self, style_id: str | None) -> Iterator[etree._Element]:
        for _ in range(_MOST_ANCESTORS):
            style = self.elements.get(style_id or "")
            if style is None:
                return
            yield style
            based_on = style.find(_BASED_ON)
            style_id = None if based_on is None else based_on.get(VAL)


def outline_level(element: etree._Element) -> int:
    """Return the heading level 1-9 of an outline level 0-8, 0 for body text."""
    written = element.get(VAL) or ""
    level = int(written) if written.isascii() and written.isdigit() else _BODY_LEVEL
    return level + 1 if level < _BODY_LEVEL else 0
