"""Which notice of the State Council's office the report cites for its form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pydantic import Field

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

_OPEN, _CLOSE = r"[〔\[【（(﹝［]", r"[〕\]】）)﹞］]"
_NUMBER = rf"\s*{_OPEN}?\s*(\d{{4}})\s*{_CLOSE}?\s*(\d+)\s*号"
_NEAR = 60
_ON_FORM = re.compile(r"年度报告[^。；]{0,12}格式[^。；]{0,12}$|年度报告有关事项的通知[^。；]{0,4}$")


class Notice(Parameters):
    """A notice on the form of the report."""

    code: str = Field(description="The code of who issued it, such as 国办公开办函.")
    year: int = Field(description="The year in its number.")
    number: int = Field(description="Its number within the year.")
    first_year: int = Field(description="The first year reported on for which it is in force.")
    last_year: int = Field(9999, description="The last one.")

    @property
    def words(self) -> str:
        """The document number as it is cited."""
        return f"{self.code}〔{self.year}〕{self.number}号"

    def in_force(self, year: int) -> bool:
        """Tell whether it is the one for reports on a year."""
        return self.first_year <= year <= self.last_year


class Notices(Parameters):
    """The notices that reports cite."""

    notices: tuple[Notice, ...] = Field(description="The notices on the form of the report.")


def check_notices(report: Report, parameters: Notices) -> Iterator[Observation]:
    """Compare the notice that the report cites with the one in force for its year; citing both is right."""
    if report.year is None:
        raise NotChecked(Text("年度不明", "the year reported on is not known"))
    cited = list(_cited(report, parameters.notices))
    if not cited:
        raise NotApplicable(Text("没有写明年度报告格式通知的文号", "no notice on the form is cited by its number"))
    for notice, line, match in cited:
        if notice is None:
            yield _unknown(report.year, parameters, line, match)
    known = [(notice, line, match) for notice, line, match in cited if notice]
    if not any(notice.in_force(report.year) for notice, _, _ in known):
        for notice, line, match in known:
            yield _finding(report.year, parameters, notice, (line, match))
    yield Satisfied()


def _cited(report: Report, notices: Sequence[Notice]) -> Iterator[tuple[Notice | None, TextLine, re.Match[str]]]:
    """Yield the notices cited, and None for a number that is none of them but stands behind the title of one."""
    for code in dict.fromkeys(notice.code for notice in notices):
        for line in report.prose.having(code):
            for match in re.finditer(code + _NUMBER, line.text):
                numbers = code, int(match[1]), int(match[2])
                notice = next((n for n in notices if (n.code, n.year, n.number) == numbers), None)
                if notice or _ON_FORM.search(line.text, max(0, match.start() - _NEAR), match.start()):
                    yield notice, line, match


def _unknown(year: int, parameters: Notices, line: TextLine, match: re.Match[str]) -> Finding:
    right = next((n.words for n in parameters.notices if n.in_force(year)), "")
    message = Text(
        f"年度报告格式通知没有 {match[0]} 这一文号" + (f"，应为 {right}" if right else ""),
        f"no notice on the form is numbered {match[0]}" + (f"; it is {right}" if right else ""),
    )
    return Finding(message, at=Evidence.marked(line, match.span()), expected=right, actual=match[0])


def _finding(year: int, parameters: Notices, notice: Notice, place: tuple[TextLine, re.Match[str]]) -> Finding:
    line, match = place
    right = next((n.words for n in parameters.notices if n.in_force(year)), "")
    message = Text(
        f"引用的通知 {notice.words} 不是{year}年度报告适用的" + (f"，应为 {right}" if right else ""),
        f"the notice {notice.words} is not the one for reports on {year}" + (f", which is {right}" if right else ""),
    )
    return Finding(message, at=Evidence.marked(line, match.span()), expected=right, actual=match[0])
