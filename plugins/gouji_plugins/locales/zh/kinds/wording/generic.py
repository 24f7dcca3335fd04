"""Text that would fit any agency and any year, or that belongs to another kind of report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from gouji import Evidence, Finding, Observation, Parameters, Report, Satisfied, Section, SectionId, Text

_NO_FACTS = r"(?:19|20)\d{2}\s*年?|[〔\[]\d{4}[〕\]]\s*\d+\s*号|第\s*\d+\s*号|\d+\s*[.、．]|[（(]\s*\d+\s*[)）]|《[^》]*》|“[^”]*”|12345"
_NUMERALS = "[一二两三四五六七八九十百千]{1,8}"
_FACT = re.compile(
    rf"(?:{_NO_FACTS})|(\d|{_NUMERALS}(?:余|多)?(?:件|条|次|场|期|篇|人次|份|名(?!义))|排名第{_NUMERALS}|第{_NUMERALS}(?:名|位(?![一-龥])))"
)


class Generic(Parameters):
    """Which sections must tell something of the year, and what belongs elsewhere."""

    sections: tuple[SectionId, ...] = Field(description="Sections that must hold a number or fact of the year.")
    length: int = Field(description="How many characters long they are before that is asked.")
    subjects: tuple[str, ...] = Field((), description="Phrases of other kinds of report.")


def check_generic(report: Report, parameters: Generic) -> Iterator[Observation]:
    """Look for sections without a single figure of their own, and for another report's phrases."""
    for section in report.sections:
        if section.id in parameters.sections and _without_fact(section, parameters.length):
            message = Text(
                f"“{section.heading}”通篇没有一处本年度的数字或事实",
                f"“{section.heading}” holds no figure or fact of the year",
            )
            yield Finding(message, at=section)
    for subject in parameters.subjects:
        for line in report.prose.having(subject):
            start = line.text.find(subject)
            message = Text(f"“{subject}”似为其他报告的内容", f"“{subject}” seems to belong to another kind of report")
            yield Finding(message, at=Evidence.marked(line, (start, start + len(subject))))
    yield Satisfied()


def _without_fact(section: Section, length: int) -> bool:
    text = section.text
    return len(text) >= length and not any(match[1] for match in _FACT.finditer(text))
