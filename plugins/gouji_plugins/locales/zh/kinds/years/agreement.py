"""The dates that a report bears: under its title, in its signature, on the page round it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pydantic import Field

from gouji import (
    Evidence,
    EvidenceKind,
    Finding,
    NotApplicable,
    Observation,
    Parameters,
    Report,
    Satisfied,
    Text,
    TextLine,
    plain,
)
from gouji_plugins.locales.zh import CHINESE_DIGITS, find_date

_NUMERALS = CHINESE_DIGITS + "十元"
_ONLY_DATE = re.compile(
    rf"[（(【\[]?\s*(?:(?:\d\s*){{4}}|[{_NUMERALS}]{{4}})\s*[年./-]\s*[\d\s{_NUMERALS}]{{1,4}}[月./-]\s*[\d\s{_NUMERALS}]{{1,4}}[日号]?\s*[）)】\]]?"
)
_END_LINES = 6
_OPENING_LINES = 8
_YEAR_MONTH_DAY = 3


class Agreement(Parameters):
    """How far apart the dates of one report may lie."""

    days: int = Field(60, description="How many days the page may follow the report's own date without a question.")


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date with the words that state it; `page` where the page states it and not the report."""

    day: date
    place: Evidence
    page: bool = False


def check_agreement(report: Report, parameters: Agreement) -> Iterator[Observation]:
    """Compare the report's own dates with the page's: a page may follow within some weeks, but never come first."""
    stated = list(_date_lines(report))
    own = [_Dated(day, _marked(line)) for line in stated if (day := find_date(plain(line.text)))]
    page = _page_date(report)
    pairs = [(dated, page) for dated in own] if page else list(pairwise(own))
    impossible = [line for line in stated if _is_no_day(line.text)]
    if not pairs and not impossible:
        raise NotApplicable(Text("不到两处日期，无从比对", "fewer than two dates to compare"))
    for line in impossible:
        words = "".join(line.text.split()).strip("（()）【】[]")
        message = Text(f"报告日期“{words}”在日历上不存在", f"the report is dated “{words}”, no day of the calendar")
        yield Finding(message, at=_marked(line), actual=words)
    for first, second in pairs:
        yield _compared(report, first, second, parameters.days)


def _marked(line: TextLine) -> Evidence:
    """Mark a day, so that what is found stays one finding when another day stands there."""
    return Evidence.marked(line, (0, len(line.text)))


def _date_lines(report: Report) -> Iterator[TextLine]:
    lines = report.lines
    ends = lines[len(report.preamble) :][-_END_LINES:]
    yield from (line for line in [*report.preamble[:_OPENING_LINES], *ends] if _ONLY_DATE.fullmatch(line.text))


def _is_no_day(text: str) -> bool:
    """Tell a date in digits that names no day, such as 30 February."""
    words = plain(text)
    return find_date(words) is None and len(re.findall(r"\d+", words)) == _YEAR_MONTH_DAY


def _page_date(report: Report) -> _Dated | None:
    stated = report.document.metadata.get("published", "")
    day = find_date(stated)
    return _Dated(day, Evidence(EvidenceKind.DOCUMENT, stated), page=True) if day else None


def _compared(report: Report, own: _Dated, other: _Dated, days: int) -> Observation:
    gap = (other.day - own.day).days
    early = other.page and gap < 0
    stale = report.year is not None and own.day.year <= report.year < other.day.year
    if not early and abs(gap) <= days:
        return Satisfied()
    where, where_en = ("页面发布日期", "the page") if other.page else ("另一处日期", "another date")
    later = "，晚于页面发布日期" if early else ""
    message = Text(
        f"报告日期 {own.day} 与{where} {other.day} 不一致{later}",
        f"the report is dated {own.day}, {where_en} {other.day}" + (": before the report was signed" if early else ""),
    )
    certain = early or stale or not other.page
    return Finding(
        message, at=[own.place, other.place], expected=str(own.day), actual=str(other.day), review=not certain
    )
