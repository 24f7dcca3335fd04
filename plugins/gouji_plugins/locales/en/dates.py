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
_MONTH = rf"(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTHS)}|sept)\.?"
_YEAR = r"(?:19|20)\d{2}"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR})\b",
        rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>{_YEAR})\b",
        rf"(?<!\d)(?P<year>{_YEAR})[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"(?<![\d/.-])(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-](?P<year>{_YEAR})(?!\d)",
    )
)
_MOST_MONTHS = 12
_PUBLISHED = re.compile(r"\b(?:publi(?:shed|cation\s+date)|released?|issued?|posted|date(?:d)?)\b", re.IGNORECASE)
_END = rf"(?:{_DAY}\s+)?{_MONTH}(?:\s+{_DAY})?,?"
_PERIOD = re.compile(
    rf"{_END}(?:\s+{_YEAR})?\s*(?:to|through|until|and|–|—|-)\s*{_END}\s+(?P<last>{_YEAR})\b", re.IGNORECASE
)
_REPORTING_YEAR = re.compile(rf"\b(?:FY|(?:fiscal|calendar|reporting)\s+year)\s*({_YEAR})\b", re.IGNORECASE)
_NAMED_YEAR = re.compile(rf"(?<![\d,.§/-])({_YEAR})(?![\d/])(?!-\d{{1,2}}-)")
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
    for stated in (_labelled, _alone):
        for line in short:
            day = stated(line.text)
            if day:
                return day, line
    return None


def _labelled(text: str) -> date | None:
    label = _PUBLISHED.search(text)
    return first_date(text[label.end() :]) if label else None


def _alone(text: str) -> date | None:
    found = list(dates_in(text))
    if len(found) != 1:
        return None
    day, (start, end) = found[0]
    return None if re.search(r"\w", text[:start] + text[end:]) else day


def period(lines: Sequence[TextLine]) -> int | None:
    """Return the year in which the first period from month to month ends, else the fiscal or calendar year that is named."""
    spans = (_PERIOD.search(line.text) for line in lines)
    named = (_REPORTING_YEAR.search(line.text) for line in lines)
    return next((int(match[1]) for match in (*spans, *named) if match), None)


def years_in(text: str) -> tuple[int, ...]:
    """Return the years named in a text, in order."""
    return tuple(int(match[1]) for match in _NAMED_YEAR.finditer(re.sub(r"\bFY\s*(?=\d)", " ", text)))
