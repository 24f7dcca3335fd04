"""The rule kind `placeholder`: what a template leaves for the writer to fill in, still standing in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from pydantic import Field

from gouji import Evidence, Finding, Observation, Parameters, Pattern, Prose, Report, Satisfied, Text

_QUOTED = re.compile(r"[“「『\"][^”」』\"]*[”」』\"]")
_LEFT = ("留有模板的提示语", "words of the template are left standing")
_NEAR = 30


class Numberless(Parameters):
    """A unit before which a number is missing."""

    find: Pattern = Field(description="What finds it.")
    having: tuple[str, ...] = Field(
        (), description="Words of which one stands in it, for a quick look; empty: not known."
    )
    unless: Pattern = Field("", description="What ends in it or in the words right before where no number need stand.")

    def search(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the places at which a number is missing."""
        if self.having and not any(word in text for word in self.having):
            return
        for match in re.finditer(self.find, text):
            if not (self.unless and re.compile(self.unless).search(text, max(0, match.start() - _NEAR), match.end())):
                yield match


class Placeholders(Parameters):
    """What a report must not keep of its template."""

    words: tuple[str, ...] = Field((), description="Words of the template, looked for in headings too.")
    crosses: Pattern = Field("(?!)", description="What finds signs that stand in the place of words.")
    fills: Pattern = Field(
        "", description="What stands right behind a sign that surely holds the place of a number or name."
    )
    hidden: tuple[str, ...] = Field((), description="Words of a line in which signs may hide a name.")
    blanks: tuple[Pattern, ...] = Field((), description="What finds places left to fill in.")
    numberless: tuple[Numberless, ...] = Field((), description="Units before which a number is missing.")
    grave_from: int = Field(
        0,
        description="In how many places what is left is a grave breach, as words of the template are in one; 0: in none.",
    )

    @cached_property
    def left(self) -> re.Pattern[str]:
        """What finds one of the words."""
        return re.compile("|".join(map(re.escape, self.words)) or "(?!)")


def check_placeholders(report: Report, parameters: Placeholders) -> Iterator[Observation]:
    """Look for signs, blanks and words of the template, and for units that lost their number; several are a grave breach."""
    found = [*_left(report, parameters), *_empty(report.titled_prose, parameters)]
    several = 0 < parameters.grave_from <= sum(not finding.review for finding in found)
    yield from (replace(finding, grave=finding.grave or several) for finding in found)
    yield Satisfied()


def _left(report: Report, parameters: Placeholders) -> Iterator[Finding]:
    """Find words of the template, in prose and headings."""
    prose = report.titled_prose
    for match in parameters.left.finditer(prose.text):
        yield replace(_finding(prose, match.span(), *_LEFT), grave=True)
    for section in report.sections:
        if parameters.left.search(section.heading):
            message = Text(f"{_LEFT[0]}：“{section.heading}”", f"{_LEFT[1]}: “{section.heading}”")
            yield Finding(message, at=section, grave=True)


def _empty(prose: Prose, parameters: Placeholders) -> Iterator[Finding]:
    """Find what still waits for its words or its number."""
    yield from _crosses(prose, parameters)
    for pattern in parameters.blanks:
        for match in re.finditer(pattern, prose.text):
            yield _finding(prose, match.span(), "留有未填写的空位", "a blank is left to fill in")
    for unit in parameters.numberless:
        for match in unit.search(prose.text):
            yield _finding(prose, match.span(), "单位前缺少数字", "the number before the unit is missing")


def _crosses(prose: Prose, parameters: Placeholders) -> Iterator[Finding]:
    """Find signs in place of words; in a quotation or a case they may hide a name, which is for a person to see."""
    for match in re.finditer(parameters.crosses, prose.text):
        line, _ = prose.locate(match.span())
        quoted = any(match[0] in quotation for quotation in _QUOTED.findall(line.text))
        hidden = quoted or any(word in line.text for word in parameters.hidden)
        certain = not hidden and re.compile(parameters.fills).match(prose.text, match.end()) is not None
        yield _finding(prose, match.span(), "留有占位符", "a placeholder is left standing", review=not certain)


def _finding(prose: Prose, span: tuple[int, int], zh: str, en: str, *, review: bool = False) -> Finding:
    words = prose.text[slice(*span)]
    return Finding(
        Text(f"{zh}：“{words}”", f"{en}: “{words}”"),
        at=Evidence.marked(*prose.locate(span)),
        actual=words,
        review=review,
    )
