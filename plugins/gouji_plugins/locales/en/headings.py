"""Headings as English documents number them: 1. or IV. or Section 2 for sections, 1.1 and (a) for their points."""

from __future__ import annotations

import re
from functools import lru_cache

from gouji import HeadingParts, Numbering
from gouji_plugins.locales.en.dates import MONTH

NUMBER_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NAMES = r"(?i:section|part|chapter|article|item)\s+"
_NUMERAL = r"\d{1,2}|[IVXLC]{1,6}|[A-Z]"
_WORDS = f"(?i:{'|'.join(NUMBER_WORDS)})"
_BEGINS = r"\s*+(\S.*)$"
_TOPS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_NAMES}({_NUMERAL}|{_WORDS})\b(?:\s*[.:)–—-]|(?=\s+[A-Z])){_BEGINS}",
        rf"^({_NUMERAL})\s*[.:)](?!\d){_BEGINS}",
        rf"^(\d{{1,2}})(?=\s+[A-Z])(?!\s+{MONTH}\b){_BEGINS[:-1]}(?<!\.)$",
    )
)
"""A number after Section or Part, a number with a mark behind it, and one before a line that is no date and no sentence."""
_LOWER = re.compile(
    r"^(?:\(\s*([a-z]{1,4}|\d{1,2})\s*\)|"
    r"((?:\d{1,2}|[IVXL]{1,6})(?:\.(?:\d{1,2}|[A-Z])|\.?\(\d{1,2}\))+)\.?(?=\s+[A-Z(])|"
    r"([a-z]|[ivx]{1,5})[.)])\s+(\S.*)$"
)
_FIRST_CLAUSE = re.compile(r"[.:;](?=\s|$)|\s[–—-]\s|\n|\s{2,}")
_STOPS = ".:;–—- \t\n"
_SENTENCE = re.compile(r"[;!?](?:\s|$)|[a-z\d)]{2}\.\s+[A-Z]|^(?:\S+\s+){5,}\S+\.$")
"""A stop between words, behind more than an abbreviation, and one at the end of many: headings may have one too."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_VALID_ROMAN = re.compile(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


@lru_cache(maxsize=4096)
def heading(text: str) -> HeadingParts:
    """Take a line apart into number and title; a letter in lower case numbers a point."""
    words = text.strip()
    lower = _LOWER.match(words)
    if lower:
        return HeadingParts(Numbering.LOWER, lower[1] or lower[2] or lower[3], lower[4])
    top = next(filter(None, (pattern.match(words) for pattern in _TOPS)), None)
    if top:
        return HeadingParts(Numbering.TOP, top[1], top[2])
    return HeadingParts(Numbering.NONE, "", words)


def numeral(text: str) -> int | None:
    """Read 12, XII, twelve or a letter (A is 1), None where it is none of them; of single letters I, V and X are Roman."""
    words = text.strip().upper()
    if words.isdecimal() and words.isascii():
        return int(words)
    if words.lower() in NUMBER_WORDS:
        return NUMBER_WORDS.index(words.lower()) + 1
    if len(words) == 1 and "A" <= words <= "Z" and words not in "IVX":
        return ord(words) - ord("A") + 1
    return _roman(words)


def _roman(words: str) -> int | None:
    if not words or not _VALID_ROMAN.fullmatch(words):
        return None
    values = [_ROMAN[letter] for letter in words]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def first_clause(text: str) -> tuple[str, str]:
    """Part words before the first stop that a space follows."""
    first = _FIRST_CLAUSE.split(text, maxsplit=1)[0]
    return first, text[len(first) :].lstrip(_STOPS)


def is_sentence(text: str) -> bool:
    """Tell whether words hold a stop within them, or are many and end in one; headings hold commas too."""
    return _SENTENCE.search(text.strip()) is not None


def prose_behind(rest: str, *, in_place: bool) -> str | None:
    """Return the prose behind the words of a heading: a stop parts them, under the section's own number a capital too."""
    if rest[:1] in (".", ":", ";", "\n") or rest.lstrip()[:1] in ("–", "—"):
        return rest.lstrip(_STOPS)
    words = rest.strip()
    opens = rest[:1].isspace() and words[:1].isupper() and words.endswith((".", "!", "?"))
    return words if in_place and opens else None
