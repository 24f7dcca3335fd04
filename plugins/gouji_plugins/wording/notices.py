"""Which notice of the State Council's office the report cites for its form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from gouji import Finding, NotApplicable, NotChecked, Observation, Report, Satisfied, Text, TextLine
from gouji_plugins.wording.marking import marked

_OPEN, _CLOSE = r"[〔\[【（(﹝［]", r"[〕\]】）)﹞］]"


class Notice(BaseModel):
    """A notice with its issuing code, year and number, and the years reported on for which it is in force."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    year: int
    number: int
    first_year: int
    last_year: int = 9999

    @property
    def words(self) -> str:
        """The document number as it is cited."""
        return f"{self.code}〔{self.year}〕{self.number}号"

    def cited_in(self, text: str) -> re.Match[str] | None:
        """Find the number, whatever its brackets."""
        number = rf"{self.code}\s*{_OPEN}?\s*{self.year}\s*{_CLOSE}?\s*{self.number}\s*号"
        return re.search(number, text) if str(self.year) in text else None


class Notices(BaseModel):
    """Parameters: the notices on the form of the report."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    notices: tuple[Notice, ...]


def check_notices(report: Report, parameters: Notices) -> Iterator[Observation]:
    """Compare the notice that the report cites with the one in force for its year; citing both is right."""
    if report.year is None:
        raise NotChecked(Text("年度不明", "the year reported on is not known"))
    codes = {notice.code for notice in parameters.notices}
    lines = [line for line in report.lines if any(code in line.text for code in codes)]
    cited = [(n, line, match) for n in parameters.notices for line in lines if (match := n.cited_in(line.text))]
    if not cited:
        raise NotApplicable(Text("没有引用关于年度报告格式的通知", "no notice on the form is cited"))
    if any(notice.first_year <= report.year <= notice.last_year for notice, _, _ in cited):
        yield Satisfied()
        return
    for notice, line, match in cited:
        yield _finding(report.year, parameters, notice, (line, match))


def _finding(year: int, parameters: Notices, notice: Notice, place: tuple[TextLine, re.Match[str]]) -> Finding:
    line, match = place
    right = next((n.words for n in parameters.notices if n.first_year <= year <= n.last_year), "")
    message = Text(
        f"引用的通知 {notice.words} 不是{year}年度报告适用的" + (f"，应为 {right}" if right else ""),
        f"the notice {notice.words} is not the one for reports on {year}" + (f", which is {right}" if right else ""),
    )
    return Finding(message, at=marked(line, match.span()), expected=right, actual=match[0])
