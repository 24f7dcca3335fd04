"""How pages count and number: numbered headings, page numbers, cells for figures.

A page is laid out before anyone can tell its language, so no locale can be asked here; the few words below are those that
geometry alone does not tell from others.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_NUMBERED = re.compile(r"#{1,3}[、.．]|[（(][#\d]{1,3}[)）]|第#{1,3}[章节部]|\d{1,2}[、.．](?!\d)")
_NUMBERED_BY_IDEOGRAPH = re.compile(r"#{1,2}[、.．]")
_LONGEST_NUMBERING = 5
_PAGE_NUMBER = re.compile(
    r"[-—–－·~\s]*\d{1,3}[-—–－·~\s]*|第?\s*\d{1,3}\s*页?\s*[/／共,，]\s*共?\s*\d{1,3}\s*页?|第\s*\d{1,3}\s*页"
)
_PRINTED_BY_BROWSER = re.compile(
    r"\d{1,4}/\d{1,2}/\d{1,4},? *([^\W\d_]{2})? *\d{1,2}:\d{2}( [AP]M)?(?!\d).*|(file|https?)://\S+ ?\d{1,3}/\d{1,3}"
)
_SENTENCE_ENDS = ("。", "；", "！", "？", "：", ";", "!", "?", ":")
_FIGURE = frozenset("0123456789.,-+%０１２３４５６７８９．，")
_LONGEST_VALUE = 12
_UNIT = re.compile("(?:万?元|[件项个])$")
_INSTEAD = frozenset("/／—－-–无")


@cache
def _marked(letter: str) -> str:
    """Return # for an ideograph that counts from one to ten."""
    return "#" if unicodedata.category(letter) == "Lo" and 1 <= unicodedata.numeric(letter, 0) <= 10 else letter


def _beginning(text: str) -> str:
    return "".join(map(_marked, text[:_LONGEST_NUMBERING]))


def is_numbered(text: str) -> bool:
    """Tell whether a line begins with the number of a heading or an item."""
    return _NUMBERED.match(_beginning(text)) is not None


def is_numbered_by_ideograph(text: str) -> bool:
    """Tell whether a line begins with a number in ideographs, as headings do where rows may begin with digits."""
    return _NUMBERED_BY_IDEOGRAPH.match(_beginning(text)) is not None


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends with a sentence or a part of one."""
    return text.endswith(_SENTENCE_ENDS)


def is_page_number(text: str) -> bool:
    """Tell whether a line at the edge of a page only counts it, or says where a browser printed it from."""
    return bool(_PAGE_NUMBER.fullmatch(text) or _PRINTED_BY_BROWSER.fullmatch(text))


def is_figure(text: str) -> bool:
    """Tell whether a piece of text is part of a number and nothing else."""
    return _FIGURE.issuperset(text)


def is_value(text: str) -> bool:
    """Tell whether a word is what a cell for figures holds: a number, with its unit or not, or what stands instead."""
    if len(text) > _LONGEST_VALUE:
        return False
    if _INSTEAD.issuperset(text):
        return True
    number = _UNIT.sub("", text)
    return is_figure(number) and any(map(str.isdigit, number))
