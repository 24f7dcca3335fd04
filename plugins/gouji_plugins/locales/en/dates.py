"""Dates, years and periods: 15 June 2024 · June 15, 2024 · 2024-06-15 · FY2023 · 1 January to 31 December 2023."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from gouji import TextLine

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTH = rf"(?i:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTHS)}|sept)\.?"
"""The name of a month, whole or short, in letters of any case."""
_YEAR = r"(?:19|20)\d{2}"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<month>{MONTH}),?[\s-]+(?P<year>{_YEAR})\b",
        rf"\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>{_YEAR})\b",
        rf"(?<!\d)(?P<year>{_YEAR})[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"(?<![\d/.-])(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-](?P<year>{_YEAR})(?!\d)",
    )
)
_MOST_MONTHS = 12
_PUBLISHED = re.compile(
    r"(?:^\W*|\breport\s+(?:was\s+|is\s+)?)(?:first\s+)?(?:date\s+of\s+)?"
    r"(?:publi(?:shed|cation)|released?|issued?|posted|dated?)\b(?:\s+(?:date|on))?\W*(?=\w)",
    re.IGNORECASE,
)
"""What stands right in front of the date of publication, at the head of a line or behind the word report."""
_DAY_OF_MONTH = rf"(?:(?:{_DAY}\s+)?{MONTH}(?:\s+{_DAY})?"
_LAST_DAY = rf"{_DAY_OF_MONTH},?\s+({_YEAR})|({_YEAR})-\d\d-\d\d)\b"
_PERIODS = (
    re.compile(
        rf"{_DAY_OF_MONTH}(?:,?\s+{_YEAR})?|{_YEAR}-\d\d-\d\d),?\s*(?:to|through|until|and|–|—|-)\s*{_LAST_DAY}",
        re.IGNORECASE,
    ),
    re.compile(rf"\byear\s+(?:ended|ending)\s+(?:on\s+)?{_LAST_DAY}", re.IGNORECASE),
    re.compile(rf"\b(?:FY|(?:fiscal|calendar|reporting)\s+year)\s*({_YEAR})\b", re.IGNORECASE),
)
"""From day or month to day or month, the year ended on a day, a year called fiscal or the like: the surest first."""
_NAMED_YEAR = re.compile(rf"(?<![\d,.§/-])(?<!§ )({_YEAR})(?:[-–/]({_YEAR}|\d\d))?(?![\d/])(?!-\d{{1,2}})")
_SHORT_LINE = 160
"""Characters of the longest line that can state the date of publication."""
_OPENING_LINES = 8
_END_LINES = 6


def dates_in(text: str) -> Iterator[tuple[date, tuple[int, int]]]:
    """Yield the full dates of a text with their places; 03/04/2024 is none, since two countries read it in two ways."""
    for match in sorted((m for pattern in _DATES for m in pattern.finditer(text)), key=re.Match.start):
        day = _date(match)
        if day is not None:
            yield day, match.span()


def lone_date(text: str) -> date | None:
    """Return the date of a line without other words, None for any other line."""
    found = list(dates_in(text))
    if len(found) != 1:
        return None
    day, (start, end) = found[0]
    return None if any(map(str.isalnum, text[:start] + text[end:])) else day


def _date(match: re.Match[str]) -> date | None:
    groups, year = match.groupdict(), int(match["year"])
    if "first" in groups:
        return _either_way(year, int(match["first"]), int(match["second"]))
    month = int(match["number"]) if "number" in groups else _month(match["month"])
    return _valid(year, month, int(match["day"]))


def _either_way(year: int, first: int, second: int) -> date | None:
    """Read a date whose day and month stand in unknown order, None where both may be the month."""
    if first <= _MOST_MONTHS and second <= _MOST_MONTHS and first != second:
        return None
    return _valid(year, first, second) if first <= _MOST_MONTHS else _valid(year, second, first)


def _month(words: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(words.lower().rstrip(".")[:3]))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def first_date(text: str) -> date | None:
    """Return the first full date of a text."""
    return next((day for day, _ in dates_in(text)), None)


def publication(lines: Sequence[TextLine]) -> tuple[date, TextLine] | None:
    """Return the date that a line near the head or the end calls that of publication, else one that stands alone."""
    near = [*lines[:_OPENING_LINES], *reversed(lines[-_END_LINES:])]
    short = [line for line in near if len(line.text) <= _SHORT_LINE]
    for stated in (_labelled, lone_date):
        for line in short:
            day = stated(line.text)
            if day:
                return day, line
    return None


def _labelled(text: str) -> date | None:
    """Return the date right behind words that call it that of publication."""
    for label in _PUBLISHED.finditer(text):
        day = next(dates_in(text[label.end() :]), None)
        if day and day[1][0] == 0:
            return day[0]
    return None


def period(lines: Sequence[TextLine]) -> int | None:
    """Return the year in which the first period from day to day ends, else the first ended, fiscal or calendar year that is named."""
    found = (match for pattern in _PERIODS for line in lines if (match := pattern.search(line.text)))
    return next((int(next(filter(None, match.groups()))) for match in found), None)


def years_in(text: str) -> tuple[int, ...]:
    """Return the years named in a text, in order; 2022-23 names both."""
    return tuple(year for match in _named(text) for year in _both(match))


def year_of_span(text: str) -> int | None:
    """Return the year in which a year over two calendar years ends (2022-23), None where the text names no such."""
    spans = (years for match in _named(text) if len(years := _both(match)) > 1)
    return next((last for first, last in spans if last == first + 1), None)


def _named(text: str) -> Iterator[re.Match[str]]:
    return _NAMED_YEAR.finditer(re.sub(r"\bFY\s*(?=\d)", " ", text))


def _both(match: re.Match[str]) -> tuple[int, ...]:
    """Return the years of 2022-23 or 2019-2023; 2010-12 may be a month, so that it is one year alone."""
    first = int(match[1])
    if not match[2]:
        return (first,)
    last = int(match[2]) if len(match[2]) > 2 else first // 100 * 100 + int(match[2])
    return (first, last) if first < last and (len(match[2]) > 2 or last == first + 1) else (first,)
