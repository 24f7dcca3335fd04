"""Wordings compared in any language: width, case, spaces and punctuation never matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

_MARK = "[²³¹⁰⁴-⁹₀-₉①-⒛⓪-⓿❶-➓㉑-㉟㊱-㊿¼-¾⅐-⅞]"
_GLUED = re.compile(rf"(?<=\d)\s*({_MARK}++)|(?<!{_MARK})({_MARK}++)(?=\s*\d)")
_NUMERIC_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[^\d\s]\s*(\d{1,2})\s*[^\d\s]\s*(\d{1,2})(?!\d)")
_FIRST_IDEOGRAPH = "\u2e80"
"""Where CJK begins; what stands before it in Unicode is written in alphabets."""
_NOT_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return text in half width without white space or zero-width characters; a mark at a number (23²) stays apart.

    >>> plain("Ｔｏｔａｌ： 5")
    'Total:5'
    """
    text = _GLUED.sub(lambda mark: f"({mark[1] or mark[2]})", text)
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and c.isprintable())


def language_of(words: str) -> str:
    """Return the language that the script of some words suggests: Chinese where there is an ideograph, else English."""
    return "zh" if any("CJK" in unicodedata.name(character, "") for character in words) else "en"


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return what two equal wordings have in common in any language: their letters and digits, without case.

    A locale's own `fold` leaves out the words that never matter besides.

    >>> fold("Annual  Report (2023)") == fold("annual report 2023")
    True
    """
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def is_alphabetic(words: str) -> bool:
    """Tell whether a fold is written in letters of an alphabet, of which one alone means nothing: it holds no ideograph."""
    return all(character < _FIRST_IDEOGRAPH for character in words)


def similarity(left: str, right: str) -> float:
    """Return how alike two folds are, 0 to 1, as twice the shared characters over all characters.

    >>> round(similarity("reqests", "requests"), 2)
    0.93
    """
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def most_similar(words: str, choices: Iterable[str], at_least: float) -> str | None:
    """Return the choice most like the words, None where none is alike enough.

    >>> most_similar("reqests", ["requests", "review"], at_least=0.8)
    'requests'
    """
    scored = [(similarity(words, choice), choice) for choice in choices]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= at_least else None


def numeric_date(text: str) -> date | None:
    """Return the first date in digits, year first (2024-01-18, 2024年1月18日), None where there is none in the calendar.

    >>> numeric_date("published on 2024-01-18")
    datetime.date(2024, 1, 18)
    """
    match = _NUMERIC_DATE.search(text)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
