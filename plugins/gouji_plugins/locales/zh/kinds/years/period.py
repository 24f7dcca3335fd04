"""The period that the figures cover, as the report states it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gouji import (
    Evidence,
    Finding,
    NotApplicable,
    NotChecked,
    Observation,
    Parameters,
    Report,
    Satisfied,
    Text,
    TextLine,
)
from gouji_plugins.locales.zh import CHINESE_DIGITS, chinese_number, find_year

_DIGITS = CHINESE_DIGITS + "十"
_YEAR = rf"(\d{{4}}(?=\s*[年./\-]|[1-9]月|1[0-2]月)|[{_DIGITS}]{{4}}(?=年))\s*[年./\-]?"
"""Without 年 where that character is lost, which is another rule's finding."""
_MONTH_DAY = rf"(\d{{1,2}}|[{_DIGITS}]{{1,2}})\s*[月./\-]\s*(\d{{1,2}}|[{_DIGITS}]{{1,3}})\s*[日号]?"
_DAY = rf"(?:{_YEAR})?\s*{_MONTH_DAY}"
_IN_FORCE = r"(?:(?:新)?《[^》]{1,20}》)?(?:正式)?(?:施行|实施)?(?:之日)?"
_PERIOD = re.compile(
    rf"(?=[\d{_DIGITS}]){_DAY}\s*{_IN_FORCE}(?:起|开始)?\s*[，,]?\s*(?:至|到|—+|－+|-+|–|~|～|止于)\s*{_DAY}"
)
_JOINED = re.compile(rf"[至到—－–~～于-]\s*[\d{_DIGITS}]")
_OF_FIGURES = re.compile(
    r"(?:(?:期限|时限|时间|起止|周期|区间|范围)[^。；;]{0,12}|(?:报告|年报|所列|有关|相关|各项|统计)[^。；;]{0,6}数据[^，,。；;]{0,12})$"
)
_WORDS = ("期限", "时限", "时间", "起止", "周期", "区间", "范围", "数据")
_LOST_CHARACTERS = re.compile(r"(?<!\d)20\d{3,6}\s*日")
_WHOLE_YEAR = (1, 1, 12, 31)
_FIRST_YEAR, _SINCE_MAY = 2008, (5, 1, 12, 31)
"""The Regulation of 2007 was in force since 1 May 2008."""


class Period(Parameters):
    """None: a report is of a calendar year."""


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
        return Evidence.marked(self.line, self.span)


def check_period_stated(report: Report, _: Period) -> Iterator[Observation]:
    """Look for the whole calendar year as the period of the figures; that of 2008 may begin with the Regulation."""
    whole = (_WHOLE_YEAR, _SINCE_MAY) if report.year == _FIRST_YEAR else (_WHOLE_YEAR,)
    periods = list(find_periods(report))
    if any(period.days in whole for period in periods or _anywhere(report)):
        yield Satisfied()
    elif periods:
        first = periods[0]
        message = Text(
            f"统计期限写作“{_printed(first)}”，不是1月1日至12月31日",
            f"the stated period “{_printed(first)}” is not 1 January to 31 December",
        )
        yield Finding(message, at=first.evidence, expected=_whole(report), actual=_printed(first))
    elif any("统计" in line.text and _LOST_CHARACTERS.search(line.text) for line in report.lines):
        raise NotChecked(Text("统计期限的日期缺字，无法读出", "characters are lost from the dates of the period"))
    else:
        message = Text(
            "没有写明数据统计期限（1月1日至12月31日）",
            "the period of the figures (1 January to 31 December) is not stated",
        )
        yield Finding(message, at=report, expected=_whole(report))


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
    """Yield the periods that the preamble states, and those right behind words for the period of the figures."""
    for number, line, after in _lines(report):
        opening = number < len(report.preamble)
        if opening or any(word in line.text for word in _WORDS):
            yield from (
                period for period in _ranges(line, after) if opening or _OF_FIGURES.search(line.text[: period.span[0]])
            )


def _anywhere(report: Report) -> Iterator[StatedPeriod]:
    for _, line, after in _lines(report):
        if "12月31" in line.text:
            yield from _ranges(line, after)


def _lines(report: Report) -> Iterator[tuple[int, TextLine, str]]:
    """Yield each line with its number and the next: a page or a hard line break may cut a period in two."""
    lines = report.lines
    for number, line in enumerate(lines):
        yield number, line, lines[number + 1].text if number + 1 < len(lines) else ""


def _ranges(line: TextLine, after: str) -> Iterator[StatedPeriod]:
    """Yield the ranges of dates that begin in a line."""
    text = line.text + after
    if not _JOINED.search(text):
        return
    about_figures = any(word in line.text for word in ("统计", *_WORDS))
    for match in _PERIOD.finditer(text):
        if match.start() >= len(line.text):
            return
        values = [_value(part) for part in match.groups()]
        days = (values[1], values[2], values[4], values[5])
        years = tuple(year for year in (values[0], values[3]) if year is not None)
        if days[:2] == (1, 1) or days[2:] == (12, 31) or (about_figures and years):
            yield StatedPeriod(TextLine(text, line.at), match.span(), years, days)


def _value(part: str | None) -> int | None:
    if part is None:
        return None
    return int(part) if part.isdecimal() and part.isascii() else chinese_number(part)


def _printed(period: StatedPeriod) -> str:
    return period.line.text[slice(*period.span)]


def _whole(report: Report) -> str:
    year = f"{report.year}年" if report.year else ""
    return f"{year}1月1日至{year}12月31日"
