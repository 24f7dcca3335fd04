"""Headings as English documents number them: 1. or IV. or Section 2 for sections, 1.1 and (a) for their points."""

from __future__ import annotations

import re
from functools import lru_cache

from gouji import HeadingParts, Numbering

_WORDS = r"(?:section|part|chapter|article|item)\s+"
_NUMERAL = r"\d{1,2}|[IVXLC]{1,6}|[A-Z]"
_TOP = re.compile(
    rf"^\s*(?:(?i:{_WORDS})({_NUMERAL})\b\s*[.:)–—-]?|({_NUMERAL})\s*[.:)]|(\d{{1,2}})(?=\s+[A-Z]))\s*+(\S.*)$"
)
_LOWER = re.compile(
    r"^\s*(?:\(\s*([a-z]{1,4}|\d{1,2})\s*\)|(\d{1,2}(?:\.\d{1,2})+)\.?|([a-z]|[ivx]{1,5})[.)])\s+(\S.*)$"
)
_FIRST_CLAUSE = re.compile(r"[.:;](?=\s|$)|\s[–—-]\s|\n|\s{2,}")
_STOPS = ".:;–—- \t\n"
_SENTENCE = re.compile(r"[.;!?](?:\s|$)|,\s")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_VALID_ROMAN = re.compile(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


@lru_cache(maxsize=4096)
def heading(text: str) -> HeadingParts:
    """Take a line apart into number and title; a letter in lower case numbers a point."""
    words = text.strip()
    lower = _LOWER.match(words)
    if lower:
        return HeadingParts(Numbering.LOWER, lower[1] or lower[2] or lower[3], lower[4])
    top = _TOP.match(words)
    if top:
        return HeadingParts(Numbering.TOP, top[1] or top[2] or top[3], top[4])
    return HeadingParts(Numbering.NONE, "", words)


def numeral(text: str) -> int | None:
    """Read 12, XII or a letter (A is 1), None where it is none of them; C, I, L, V and X are read as Roman."""
    words = text.strip().upper()
    if words.isdecimal() and words.isascii():
        return int(words)
    if words and _VALID_ROMAN.fullmatch(words):
        values = [_ROMAN[letter] for letter in words]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return sum(-value if value < after else value for value, after in pairs)
    return ord(words) - ord("A") + 1 if len(words) == 1 and "A" <= words <= "Z" else None


def first_clause(text: str) -> tuple[str, str]:
    """Part words before the first stop that a space follows."""
    first = _FIRST_CLAUSE.split(text, maxsplit=1)[0]
    return first, text[len(first) :].lstrip(_STOPS)


def is_sentence(text: str) -> bool:
    """Tell whether words hold a stop or a comma within them."""
    return _SENTENCE.search(text.rstrip(_STOPS)) is not None


def prose_behind(rest: str, *, in_place: bool) -> str | None:
    """Return the prose behind the words of a heading: a stop parts them, under the section's own number a capital too."""
    if rest[:1] in (".", ":", ";", "\n", "–", "—"):
        return rest.lstrip(_STOPS)
    words = rest.strip()
    opens = rest[:1].isspace() and words[:1].isupper() and words.endswith((".", "!", "?"))
    return words if in_place and opens else None
