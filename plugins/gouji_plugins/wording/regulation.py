"""The Regulation of 2007 cited as if in force, or the present one called new years later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, PrivateAttr

from gouji import Finding, NotChecked, Observation, Report, Satisfied, Text, TextLine
from gouji_plugins.wording.marking import marked

_SENTENCE = re.compile(r"[^。；;\n]+")


class Superseded(BaseModel):
    """Parameters: names of the regulation, the number and the marks of the old one, and until when the present one is new.

    `old_years` are those in which the old one was made or took effect, `past` words that show that a sentence speaks of it as past.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: tuple[str, ...]
    old: tuple[str, ...]
    past: tuple[str, ...]
    newly: tuple[str, ...]
    new_until: int
    old_years: tuple[int, ...] = ()
    _new: re.Pattern[str] = PrivateAttr()
    _of_year: re.Pattern[str] = PrivateAttr()

    def model_post_init(self, _: Any) -> None:  # noqa: ANN401  pydantic's signature
        """Compile the names of the regulation with what is said of them once."""
        newly, names = ("|".join(map(re.escape, words)) for words in (self.newly, self.names))
        years = "|".join(map(str, self.old_years)) or "(?!)"
        self._of_year = re.compile(rf"(?:{years})年[^，。；《》]{{0,12}}?(?:布|行|施|过|定)的?\s*《(?:{names})》")
        self._new = re.compile(rf"(?:{newly})(?:的|后的)?\s*(?:《(?:{names})》|(?:{names}))")


def check_superseded(report: Report, parameters: Superseded) -> Iterator[Observation]:
    """Look for marks of the old regulation, and for 新修订 once the present one is no longer new."""
    if report.year is None:
        raise NotChecked(Text("年度不明", "the year reported on is not known"))
    for line in report.lines:
        marks = [mark for mark in parameters.old if mark in line.text]
        marks += [match[0] for match in parameters._of_year.finditer(line.text)]
        yield from _old(line, marks, parameters.past)
        if "新" in line.text and report.year > parameters.new_until:
            yield from _new(line, report.year, parameters._new)
    yield Satisfied()


def _old(line: TextLine, marks: Sequence[str], past: Sequence[str]) -> Iterator[Finding]:
    for sentence in _SENTENCE.finditer(line.text) if marks else ():
        mark = next((mark for mark in marks if mark in sentence[0]), None)
        if mark and not any(word in sentence[0] for word in past):
            start = sentence.start() + sentence[0].index(mark)
            message = Text(f"引用的是修订前的条例（{mark}）", f"the regulation before its revision is cited ({mark})")
            yield Finding(message, at=marked(line, (start, start + len(mark))), actual=mark)


def _new(line: TextLine, year: int, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for match in pattern.finditer(line.text):
        message = Text(
            f"现行条例2019年修订施行，{year}年度仍称“{match[0]}”",
            f"the regulation in force since 2019 is still called newly revised in {year}",
        )
        yield Finding(message, at=marked(line, match.span()), actual=match[0])
