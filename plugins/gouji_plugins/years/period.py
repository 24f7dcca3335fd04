"""The period that the figures cover, as the report states it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from gouji import (
    Evidence,
    EvidenceKind,
    Finding,
    NotApplicable,
    NotChecked,
    Observation,
    Report,
    Satisfied,
    Text,
    TextLine,
    chinese_number,
    find_year,
)  # fmt: skip

_DIGITS = "〇○零一二三四五六七八九十"
_DAY = rf"(?:(\d{{4}}|[{_DIGITS}]{{4}})\s*[年./\-])?\s*(\d{{1,2}}|[{_DIGITS}]{{1,2}})\s*[月./\-]\s*(\d{{1,2}}|[{_DIGITS}]{{1,3}})\s*[日号]?"
_PERIOD = re.compile(rf"(?=[\d{_DIGITS}]){_DAY}\s*(?:起|开始)?\s*[，,]?\s*(?:至|到|—+|－+|-+|–|~|～|止于)\s*{_DAY}")
_WHOLE_YEAR = (1, 1, 12, 31)


class Period(BaseModel):
    """Parameters: none."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """A period as printed: the line, the part of it, and what it says."""

    line: TextLine
    span: tuple[int, int]
    years: tuple[int, ...]
    days: tuple[int | None, ...]

    @property
    def evidence(self) -> Evidence:
        """The line with the period marked."""
        at = self.line.at
        return Evidence(EvidenceKind.TEXT, self.line.text, page=at.page, bbox=at.bbox, line=at.line, span=self.span)


def check_period_stated(report: Report, _: Period) -> Iterator[Observation]:
    """Look for the whole calendar year as the period of the figures."""
    periods = list(find_periods(report))
    if not periods:
        message = Text(
            "没有写明数据统计期限（1月1日至12月31日）",
            "the period of the figures (1 January to 31 December) is not stated",
        )
        yield Finding(message, at=report, expected=_whole(report), actual="")
    elif any(period.days == _WHOLE_YEAR for period in periods):
        yield Satisfied()
    else:
        first = periods[0]
        message = Text("统计期限不是1月1日至12月31日", "the stated period is not 1 January to 31 December")
        yield Finding(message, at=first.evidence, expected=_whole(report), actual=_printed(first))


def check_period_year(report: Report, _: Period) -> Iterator[Observation]:
    """Compare the years of the period with the year in the title."""
    year = find_year(report.title)
    if year is None:
        raise NotChecked(Text("标题没有写明年度", "the title names no year"))
    periods = [period for period in find_periods(report) if period.years]
    if not periods:
        raise NotApplicable(Text("没有写明统计期限", "no period is stated"))
    for period in periods:
        if set(period.years) == {year}:
            yield Satisfied()
            continue
        message = Text(
            f"统计期限为{'、'.join(map(str, dict.fromkeys(period.years)))}年，标题为{year}年",
            f"the period is of {', '.join(map(str, dict.fromkeys(period.years)))}, the title of {year}",
        )
        title = TextLine(report.title, report.title_at)
        yield Finding(message, at=[period.evidence, Evidence.of(title)], expected=str(year), actual=_printed(period))


def find_periods(report: Report) -> Iterator[StatedPeriod]:
    """Yield the periods that lines about figures state; those of the preamble count without such a word.

    A period may run on into the next line, where a page or a hard line break cuts the sentence.
    """
    lines = list(report.lines)
    for number, line in enumerate(lines):
        after = lines[number + 1].text if number + 1 < len(lines) else ""
        about_figures = any(word in line.text for word in ("统计", "数据", "期限", "时限", "起止"))
        found = _PERIOD.finditer(line.text + after) if about_figures or number < len(report.preamble) else ()
        for match in found:
            if match.start() < len(line.text):
                yield from _stated(TextLine(line.text + after, line.at), match, about_figures)


def _stated(line: TextLine, match: re.Match[str], about_figures: bool) -> Iterator[StatedPeriod]:
    values = [_value(part) for part in match.groups()]
    days = (values[1], values[2], values[4], values[5])
    years = tuple(year for year in (values[0], values[3]) if year is not None)
    if days[:2] == (1, 1) or days[2:] == (12, 31) or (about_figures and years):
        yield StatedPeriod(line, match.span(), years, days)


def _value(part: str | None) -> int | None:
    if part is None:
        return None
    return int(part) if part.isdecimal() and part.isascii() else chinese_number(part)


def _printed(period: StatedPeriod) -> str:
    return period.line.text[slice(*period.span)]


def _whole(report: Report) -> str:
    year = f"{report.year}年" if report.year else ""
    return f"{year}1月1日至{year}12月31日"
