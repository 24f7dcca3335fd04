"""Chinese wordings and numerals: 及, 和 and 与 are one word, 〇 is typed in many ways."""

from __future__ import annotations

import re
from functools import lru_cache

from gouji import fold, written_number

_NOTE = re.compile(r"(?<=[^\s])\s*[（(][^（(）)]*[）)]\s*$")
_LEADING = re.compile(r"^(?:其中)?[一二三四五六七八九十\d]*")
_ZEROS = "〇○零OoＯｏ0０"
CHINESE_DIGITS = _ZEROS + "一二三四五六七八九"
"""The digits of a year in Chinese, with the letters and digits that are typed for 〇."""
_VALUES = {
    **dict.fromkeys(_ZEROS, 0),
    **dict(zip("一二三四五六七八九", range(1, 10), strict=True)),
    "两": 2,
}


@lru_cache(maxsize=8192)
def key(words: str) -> str:
    """Return what two equal wordings have in common: letters and digits, with 和 and 与 read as 及."""
    return fold(words).replace("和", "及").replace("与", "及")


@lru_cache(maxsize=8192)
def heading_key(words: str) -> str:
    """Return what equal headings have in common: their key without 及, the 的 before 情况, a closing note and 行政机关 in front.

    The Regulation's article 50 names the agency in front of what the forms' headings say without it.
    """
    found = key(_NOTE.sub("", words))
    return found.replace("及", "").replace("的情况", "情况").removeprefix("行政机关")


@lru_cache(maxsize=8192)
def label_key(words: str) -> str:
    """Return the key of a label without 其中 and its numbering."""
    return _LEADING.sub("", key(words))


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
    return written_number(number, "chineseCounting") if 0 < number < 100 else str(number)
