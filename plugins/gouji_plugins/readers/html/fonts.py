"""Fonts that a page brings along: they may draw one digit as another, so that its words do not tell what is seen."""

from __future__ import annotations

import re

from lxml import etree

_FONT = re.compile(r"@font-face\s*\{([^{}]*)\}", re.IGNORECASE)
_NAME = re.compile(r"font-family\s*:\s*([^;}]+)", re.IGNORECASE)
_SET = re.compile(r"(?<![\w-])font(-family)?\s*:\s*([^;}!]+)", re.IGNORECASE)


def brought(sheet: str) -> frozenset[str]:
    """Return the families that a style sheet loads from files; word processors only describe those that they used."""
    if "@font-face" not in sheet.lower():
        return frozenset()
    loaded = (_NAME.search(font) for font in _FONT.findall(sheet) if "url(" in font.lower())
    return frozenset(_bare(found[1]) for found in loaded if found)


def sets_font(style: str) -> bool:
    """Tell whether a style sets a family of type."""
    return "font" in style and _SET.search(style) is not None


def is_of(families: frozenset[str], style: str) -> bool:
    """Tell whether a style sets type in one of the families first of all."""
    found = _SET.findall(style)
    if not found:
        return False
    is_family, value = found[-1]
    first = _bare(value.partition(",")[0])
    return first in families or (not is_family and any(re.search(rf"[\s\"']{re.escape(f)}$", first) for f in families))


def face(element: etree._Element) -> str:
    """Return the style that a tag for type stands for."""
    named = element.get("face") if element.tag == "font" else None
    return f"font-family:{named}" if named else ""


def _bare(name: str) -> str:
    return " ".join(name.split()).strip("\"'").lower()
