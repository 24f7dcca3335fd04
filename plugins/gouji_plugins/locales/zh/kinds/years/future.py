"""Plans for the year reported on that still stand as plans, left over from last year's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from gouji import Evidence, Finding, NotChecked, Observation, Parameters, Report, Satisfied, Text, TextLine

_ENDS = "。！？；;\n"
_OPENING = re.compile(r"[\s（(一二三四五六七八九十\d、）).]*(?:[一二三四五六]是|下一步[，,（(]?|在)?\s*")


class Future(Parameters):
    """How plans are known, and what shows that they were carried out."""

    plans: tuple[str, ...] = Field(description="Words by which a plan is known behind the year.")
    done: tuple[str, ...] = Field(description="Words of the sentence that show it was carried out.")
    later: tuple[str, ...] = Field((), description="Words behind which a plan is of another year.")
    set_aside: tuple[str, ...] = Field((), description="Words that only look like a plan.")
    within: int = Field(16, description="How many characters behind the year a plan begins at the latest.")


def check_future(report: Report, parameters: Future) -> Iterator[Observation]:
    """Look for sentences that announce what will be done in the year reported on."""
    if report.year is None:
        raise NotChecked(Text("年度不明", "the year reported on is not known"))
    year = re.compile(rf"{report.year}\s*年度?(?!\s*\d|以来)")
    for line in report.prose.having(str(report.year)):
        for match in year.finditer(line.text):
            if _planned(line.text, match.end(), parameters) and not _cited(line.text, match.start()):
                yield _finding(report.year, line, match.start())
    yield Satisfied()


def _planned(text: str, start: int, parameters: Future) -> bool:
    """Tell whether a plan begins soon after the year, in a sentence that does not say it was carried out."""
    near = text[start : start + parameters.within]
    for word in parameters.set_aside:
        near = near.replace(word, "　" * len(word))
    places = [place for word in parameters.plans if (place := near.find(word)) >= 0]
    if not places or any(word in near[: min(places)] for word in (*_ENDS, *parameters.later)):
        return False
    return not any(word in text[start : _end(text, start)] for word in parameters.done)


def _cited(text: str, place: int) -> bool:
    return any(text.rfind(left, 0, place) > text.rfind(right, 0, place) for left, right in ("《》", "“”"))


def _end(text: str, start: int) -> int:
    return min((place for mark in _ENDS if (place := text.find(mark, start)) >= 0), default=len(text))


def _finding(year: int, line: TextLine, place: int) -> Finding:
    start = max(line.text.rfind(mark, 0, place) for mark in _ENDS) + 1
    certain = _OPENING.fullmatch(line.text, start, place) is not None
    message = Text(
        f"对报告年度{year}年仍作计划表述，应为已完成的情况",
        f"what was done in {year}, the year reported on, is still worded as a plan",
    )
    span = (start, _end(line.text, place))
    return Finding(message, at=Evidence.marked(line, span), review=not certain)
