"""Where a report names the agency that it is of: its maker, whom to ask, its title, its signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gouji import Agency, Evidence, Report, Text, TextLine, agency_of, plain

_NAME = r"([一-龥]{4,40}?)"
_YEAR = r"\s*(?:(?:19|20)\s*\d\s*\d\s*年?度?)?\s*"
_REPORT = r"(?:政府信息公开|政务公开)[^《》，。；]{0,8}(?:报告|年报)"
_OWN_YEAR = re.compile(r"(?:19|20)\d{2}")
_PLACES: tuple[tuple[Text, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        Text("编制单位", "the maker"),
        ("报告由", "年报由"),
        re.compile(rf"(?:报告|年报)由\s*{_NAME}\s*(?:负责|组织|根据|按照|依据|依照|结合|编制|汇总|编写|，)"),
    ),
    (
        Text("编制单位", "the maker"),
        ("编制了", "编制完成", "编制本", "编制《"),
        re.compile(rf"[，,。]\s*(?:由|现由)?{_NAME}\s*编制(?:完成)?了?(?:本报告|本年度报告|《)"),
    ),
    (
        Text("联系单位", "whom to ask"),
        ("联系", "咨询"),
        re.compile(rf"(?:请与|请向|请联系|请致电|，与|，向)\s*{_NAME}\s*(?:联系|咨询|反映|索取|[（(])"),
    ),
    (
        Text("所编制的报告", "the report made"),
        ("《",),
        re.compile(rf"(?:编制了?|公布|发布|形成|现将|撰写)\s*《\s*(?:关于)?{_NAME}{_YEAR}{_REPORT}[^《》]*》"),
    ),
    (
        Text("所公布的报告", "the report published"),
        ("现将", "公布", "发布"),
        re.compile(rf"(?:现将|公布|发布)\s*{_NAME}{_YEAR}{_REPORT}"),
    ),
)
_SHORTEST, _LONGEST = 5, 30
_END_LINES = 4
_SIGNATURE = Text("落款", "the signature")


@dataclass(frozen=True, slots=True)
class Mention:
    """A full name in one of these places, with its evidence."""

    agency: Agency
    where: Text
    place: Evidence


def mentions(report: Report) -> Iterator[Mention]:
    """Yield the names that tell their place; an own title of another year is cited, not claimed."""
    for line in report.preamble:
        for where, signs, pattern in _PLACES:
            if not any(sign in line.text for sign in signs):
                continue
            for match in pattern.finditer(line.text):
                year = _OWN_YEAR.search(plain(match[0]))
                if report.year is None or year is None or int(year[0]) == report.year:
                    yield from _mention(line, match, where)
    yield from _signature(report)


def _mention(line: TextLine, match: re.Match[str], where: Text) -> Iterator[Mention]:
    agency = agency_of(match[1])
    if agency.printed:
        yield Mention(agency, where, Evidence.of(line)._replace(span=match.span(1)))


def _signature(report: Report) -> Iterator[Mention]:
    """Yield the name that stands alone at the end of the report."""
    lines = list(report.lines)[len(report.preamble) :][-_END_LINES:]
    for line in lines:
        name = plain(line.text)
        if _SHORTEST <= len(name) <= _LONGEST and re.fullmatch("[一-龥]+", name):
            agency = agency_of(name)
            if agency.printed and agency.kind not in ("unknown",) and agency.body:
                yield Mention(agency, _SIGNATURE, Evidence.of(line))
