"""What is said on the fee for processing requests: that it is stated, where, and by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pydantic import Field

from gouji import (
    Finding,
    NotApplicable,
    Observation,
    Parameters,
    Pattern,
    Prose,
    Report,
    Satisfied,
    SectionId,
    TableId,
    Text,
    TextLine,
)

_ABRIDGED = Text("（文件正文有删节，请核对原件）", " (the file's text is abridged; please see the original)")

_IDLE = Text(
    "；全年没有申请，并写明无其他事项，请人工确认",
    "; with no request in the year and nothing else to report, please see",
)


class FeeStatement(Parameters):
    """Where the statement belongs, and how it is known."""

    section: SectionId = Field(description="The section in which it belongs.")
    here: tuple[Pattern, ...] = Field(description="What is the statement within that section.")
    elsewhere: tuple[Pattern, ...] = Field(
        description="What is it in the rest of the text, where other fees are spoken of too."
    )
    near: Pattern = Field(description="What may be it, and leaves it to a person.")
    set_aside: Pattern = Field("", description="What speaks of something else.")
    abridged: Pattern = Field(
        "", description="Marks of text left out, after which nothing absent can be held against a report."
    )
    requests: TableId = Field(
        "", description="The table of requests: where it counts none, no fee can have been charged."
    )
    nothing: Pattern = Field("(?!)", description="What says, in that section, that there is nothing else to report.")

    def is_idle(self, report: Report) -> bool:
        """Tell whether a report of no requests says that there is nothing else to report."""
        table = report.tables.get(self.requests)
        section = report.section(self.section)
        return table is not None and not table.amounts and re.search(self.nothing, section.prose.compact()) is not None

    def is_abridged(self, report: Report) -> bool:
        """Tell whether the report's text is visibly cut."""
        return bool(self.abridged) and re.search(self.abridged, report.prose.text) is not None


class FeeTerm(Parameters):
    """How the fee is called."""

    term: str = Field(description="Its name.")
    wrong: tuple[Pattern, ...] = Field(description="Wrong names; beside the right one they may mean something else.")
    loose: tuple[Pattern, ...] = Field(
        (), description="Loose names, which are for a person to see where the right one is missing."
    )
    set_aside: Pattern = Field("", description="What cites.")


def check_fee_stated(report: Report, parameters: FeeStatement) -> Iterator[Observation]:
    """Look for the statement in its section, else anywhere."""
    section = report.section(parameters.section)
    if _stated(section.prose, parameters.here, parameters.set_aside):
        yield Satisfied()
    elif _stated(report.prose, parameters.elsewhere, parameters.set_aside):
        yield Satisfied(note=Text("写在其他部分", "stated in another section"))
    else:
        abridged = parameters.is_abridged(report)
        near = re.search(parameters.near, report.prose.compact()) is not None
        idle = parameters.is_idle(report)
        note = _ABRIDGED if abridged else _IDLE if idle else Text("", "")
        message = Text(
            f"没有报告收取信息处理费的情况（没有收取也要写明）{note.zh}",
            f"nothing is said on the fee for processing requests (none charged has to be said too){note.en}",
        )
        yield Finding(message, at=section, expected="信息处理费", review=abridged or near or idle)


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
    note = _ABRIDGED if abridged else Text("", "")
    message = Text(
        f"信息处理费情况应写在“{section.heading}”部分，现写在别处{note.zh}",
        f"the statement on the fee belongs into section “{report.form.section(parameters.section).name.en}”, but stands elsewhere{note.en}",
    )
    yield Finding(message, at=[line, section], review=abridged)


def check_fee_term(report: Report, parameters: FeeTerm) -> Iterator[Observation]:
    """Look for wrong terms; beside the right term they may speak of something else, and loose ones matter only without it."""
    right = parameters.term in report.prose.compact(parameters.set_aside)
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
    text = Prose.of([line]).compact(parameters.set_aside)
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
        text = Prose.of([line]).compact(set_aside)
        if any(re.search(pattern, text) for pattern in patterns):
            return line
    return None
