"""The rule kinds `fee_statement`, `fee_statement_placed` and `fee_term`: what is said on the fee for processing requests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from gouji import Finding, NotApplicable, Observation, Prose, Report, Satisfied, Text, TextLine
from gouji_plugins.kinds.prose.reading import ABRIDGED, Abridgeable, Pattern, words_of


class FeeStatement(Abridgeable):
    """Parameters: the section in which the statement belongs, and patterns of it.

    `here` are the patterns within that section, `elsewhere` those in the rest of the text, where other fees are spoken of too;
    both on the text without what `set_aside` matches. `near` may be a statement, and leaves it to a person.
    """

    section: str
    here: tuple[Pattern, ...]
    elsewhere: tuple[Pattern, ...]
    near: Pattern
    set_aside: Pattern = ""


class FeeTerm(BaseModel):
    """Parameters: the right term, patterns of wrong ones and of loose ones, and what is set aside because it cites."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    term: str
    wrong: tuple[Pattern, ...]
    loose: tuple[Pattern, ...] = ()
    set_aside: Pattern = ""


def check_fee_stated(report: Report, parameters: FeeStatement) -> Iterator[Observation]:
    """Look for the statement in its section, else anywhere."""
    section = report.section(parameters.section)
    if _stated(section.prose, parameters.here, parameters.set_aside):
        yield Satisfied()
    elif _stated(report.prose, parameters.elsewhere, parameters.set_aside):
        yield Satisfied(note=Text("写在其他部分", "stated in another section"))
    else:
        abridged = parameters.is_abridged(report)
        near = re.search(parameters.near, words_of(report.lines)) is not None
        note = ABRIDGED if abridged else Text("", "")
        message = Text(
            f"没有报告收取信息处理费的情况（没有收取也要写明）{note.zh}",
            f"nothing is said on the fee for processing requests (none charged has to be said too){note.en}",
        )
        yield Finding(message, at=section, expected="信息处理费", actual="", review=abridged or near)


def check_fee_placed(report: Report, parameters: FeeStatement) -> Iterator[Observation]:
    """Where the statement is made, look whether it stands in its section."""
    section = report.section(parameters.section)
    if _stated(section.prose, parameters.here, parameters.set_aside):
        yield Satisfied()
        return
    others = Prose.of(line for line in report.lines if line not in section.lines)
    line = _stated(others, parameters.elsewhere, parameters.set_aside)
    if line is None:
        raise NotApplicable(Text("没有报告信息处理费情况", "nothing is said on the fee"))
    abridged = parameters.is_abridged(report)
    note = ABRIDGED if abridged else Text("", "")
    message = Text(
        f"信息处理费情况应写在“{section.heading}”部分，现写在别处{note.zh}",
        f"the statement on the fee belongs into section {section.id}, but stands elsewhere{note.en}",
    )
    yield Finding(message, at=[line, section], review=abridged)


def check_fee_term(report: Report, parameters: FeeTerm) -> Iterator[Observation]:
    """Look for wrong terms; beside the right term they may speak of something else, and loose ones matter only without it."""
    right = parameters.term in words_of(report.lines, parameters.set_aside)
    patterns = parameters.wrong
    line = _stated(report.prose, patterns, parameters.set_aside)
    if line is None and not right:
        patterns = parameters.loose
        line = _stated(report.prose, patterns, parameters.set_aside)
    if line is None:
        if not right:
            raise NotApplicable(Text("没有提到收费", "no fee is spoken of"))
        yield Satisfied()
        return
    text = words_of([line], parameters.set_aside)
    found = next(match[0] for pattern in patterns if (match := re.search(pattern, text)))
    message = Text(
        f"写作“{found}”，规范名称为“{parameters.term}”", f"the fee is called “{found}”, its name is “{parameters.term}”"
    )
    yield Finding(
        message, at=line, expected=parameters.term, actual=found, review=right or patterns is parameters.loose
    )


def _stated(prose: Prose, patterns: Iterable[str], set_aside: str) -> TextLine | None:
    """Return the first line that fits a pattern."""
    for line in prose.having("费"):
        text = words_of([line], set_aside)
        if any(re.search(pattern, text) for pattern in patterns):
            return line
    return None
