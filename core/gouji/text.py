"""Wordings compared as an inspector compares them: width, spaces, punctuation and 及/和/与 never matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

_MARK = "[²³¹⁰⁴-⁹₀-₉①-⒛⓪-⓿❶-➓㉑-㉟㊱-㊿¼-¾⅐-⅞]"
_GLUED = re.compile(rf"(?<=\d)\s*({_MARK}++)|(?<!{_MARK})({_MARK}++)(?=\s*\d)")
_NOT_WORDS = re.compile(r"[\W_]+")
_NOTE = re.compile(r"(?<=[^\s])\s*[（(][^（(）)]*[）)]\s*$")
_ZEROS = "〇○零OoＯｏ0０"
CHINESE_DIGITS = _ZEROS + "一二三四五六七八九"
"""The digits of a year in Chinese, with the letters and digits that are typed for 〇."""
_VALUES = {
    **dict.fromkeys(_ZEROS, 0),
    **dict(zip("一二三四五六七八九", range(1, 10), strict=True)),
    "两": 2,
}


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return text in half width without white space or zero-width characters; a mark at a number (23²) stays apart."""
    text = _GLUED.sub(lambda mark: f"({mark[1] or mark[2]})", text)
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and c.isprintable())


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """Return what two equal wordings have in common: letters and digits, with 和 and 与 read as 及."""
    words = _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text))
    return words.replace("和", "及").replace("与", "及")


@lru_cache(maxsize=8192)
def heading_key(text: str) -> str:
    """Return what equal headings have in common: their key without 及, the 的 before 情况, a closing note and 行政机关 in front.

    The Regulation's article 50 names the agency in front of what the forms' headings say without it.
    """
    words = key(_NOTE.sub("", text))
    return words.replace("及", "").replace("的情况", "情况").removeprefix("行政机关")


def similarity(left: str, right: str) -> float:
    """Return how alike two keys are, 0 to 1, as twice the shared characters over all characters."""
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def most_similar(words: str, choices: Iterable[str], at_least: float) -> str | None:
    """Return the choice most like the words, None where none is alike enough."""
    scored = [(similarity(words, choice), choice) for choice in choices]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= at_least else None


def chinese_number(words: str) -> int | None:
    """Read a Chinese numeral up to 99 (十二) or a run of digits (二〇二〇)."""
    if not words:
        return None
    if "十" not in words:
        digits = [_VALUES.get(c) for c in words]
        return None if None in digits else int("".join(map(str, digits)))
    tens, _, ones = words.partition("十")
    high = _VALUES.get(tens) if tens else 1
    low = _VALUES.get(ones) if ones else 0
    return None if high is None or low is None else high * 10 + low


def chinese_numeral(number: int) -> str:
    """Write 1 to 99 as a Chinese numeral (十二), any other number in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    digits = ("", *"一二三四五六七八九")
    return f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones]}"
