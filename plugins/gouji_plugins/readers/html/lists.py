"""Lists that a browser numbers in Chinese, as headings are; the page's words do not hold those numbers."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from gouji import written_number
from gouji_plugins.readers.html.styles import numbers


def number_items(styled: Iterable[etree._Element]) -> None:
    """Write the numbers of such lists in front of their items."""
    for element in styled:
        if element.tag == "ol" and numbers(element.get("style") or ""):
            number = _integer(element.get("start"), 1)
            for item in element.iterchildren("li"):
                number = _integer(item.get("value"), number)
                _begin_with(item, f"{written_number(number, 'chineseCounting')}、")
                number += 1


def _begin_with(item: etree._Element, mark: str) -> None:
    """Put a mark before the first words, within the paragraph in which they stand."""
    while not (item.text or "").strip() and len(item) and item[0].tag in ("p", "div"):
        item = item[0]
    item.text = mark + (item.text or "").lstrip()


def _integer(written: str | None, otherwise: int) -> int:
    words = (written or "").strip()
    return int(words) if words.isascii() and words.isdigit() and len(words) < 5 else otherwise
