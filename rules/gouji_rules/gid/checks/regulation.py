"""The Regulation of 2007 cited as if in force, or the present one called new years later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from pydantic import Field

from gouji import Evidence, Finding, NotChecked, Observation, Parameters, Report, Satisfied, Text, TextLine

_SENTENCE = re.compile(r"[^。；;\n]+")


class Superseded(Parameters):
    """How the old and the present regulation are known."""

    names: tuple[str, ...] = Field(description="Names of the regulation.")
    old: tuple[str, ...] = Field(description="Numbers and other marks of the old one.")
    past: tuple[str, ...] = Field(description="Words that show that a sentence speaks of it as past.")
    newly: tuple[str, ...] = Field(description="Words that call the present one new.")
    new_until: int = Field(description="The last year reported on for which that is right.")
    old_years: tuple[int, ...] = Field((), description="The years in which the old one was made or took effect.")

    @cached_property
    def called_new(self) -> re.Pattern[str]:
        """What finds the regulation called new."""
        newly, names = "|".join(map(re.escape, self.newly)), "|".join(map(re.escape, self.names))
        return re.compile(rf"(?:{newly})(?:的|后的)?\s*(?:《(?:{names})》|(?:{names}))")

    @cached_property
    def of_old_year(self) -> re.Pattern[str]:
        """What finds the regulation with a year of the old one."""
        years, names = "|".join(map(str, self.old_years)) or "(?!)", "|".join(map(re.escape, self.names))
        return re.compile(rf"(?:{years})年[^，。；《》]{{0,12}}?(?:布|行|施|过|定)的?\s*《(?:{names})》")


def check_superseded(report: Report, parameters: Superseded) -> Iterator[Observation]:
    """Look for marks of the old regulation, and for 新修订 once the present one is no longer new."""
    if report.year is None:
        raise NotChecked(Text("年度不明", "the year reported on is not known"))
    for line in report.prose.having(*parameters.old, *map(str, parameters.old_years)):
        marks = [mark for mark in parameters.old if mark in line.text]
        marks += [match[0] for match in parameters.of_old_year.finditer(line.text)]
        yield from _old(line, marks, parameters.past)
    if report.year > parameters.new_until:
        for line in report.prose.having(*parameters.newly):
            yield from _new(line, report.year, parameters.called_new)
    yield Satisfied()


def _old(line: TextLine, marks: Sequence[str], past: Sequence[str]) -> Iterator[Finding]:
    for sentence in _SENTENCE.finditer(line.text) if marks else ():
        mark = next((mark for mark in marks if mark in sentence[0]), None)
        if mark and not any(word in sentence[0] for word in past):
            start = sentence.start() + sentence[0].index(mark)
            message = Text(f"引用的是修订前的条例（{mark}）", f"the regulation before its revision is cited ({mark})")
            yield Finding(message, at=Evidence.marked(line, (start, start + len(mark))), actual=mark)


def _new(line: TextLine, year: int, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for match in pattern.finditer(line.text):
        message = Text(
            f"现行条例2019年修订施行，{year}年度仍称“{match[0]}”",
            f"the regulation in force since 2019 is still called newly revised in {year}",
        )
        yield Finding(message, at=Evidence.marked(line, match.span()), actual=match[0])
