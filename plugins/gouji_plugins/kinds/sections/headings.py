"""The rule kinds `section_headings` and `extra_sections`: headings in the words of the form, and no others."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from gouji import Finding, NotApplicable, Observation, Parameters, Report, Satisfied, Text
from gouji_plugins.kinds.sections.required import Sections, joined_in, wanted


class ExtraSections(Parameters):
    """What may stand beside the sections of the form."""

    allowed: tuple[str, ...] = Field(
        (), description="First words of headings that may stand beside the form's, such as those of annexes."
    )


def check_headings(report: Report, parameters: Sections) -> Iterator[Observation]:
    """Compare each heading with the prescribed wordings; words that never matter, punctuation and spaces are left out."""
    forms = {form.id: form for form in wanted(report, parameters)}
    known = [section for section in report.sections if section.id in forms and not joined_in(section, report)]
    if not known:
        raise NotApplicable(Text("没有识别出章节标题", "no section headings were recognised"))
    fold = report.locale.fold_heading
    for section in known:
        form = forms[str(section.id)]
        if fold(section.heading) in {fold(words) for words in form.wordings}:
            yield Satisfied()
            continue
        message = Text(
            f"标题“{section.heading}”与规定的“{form.heading}”不一致",
            f"the heading of section “{form.name.en}” reads “{section.heading}”, prescribed is “{form.heading}”",
        )
        yield Finding(message, at=section, expected=form.heading, actual=section.heading)


def check_extra(report: Report, parameters: ExtraSections) -> Iterator[Observation]:
    """Look for numbered headings that the form does not know; only beside a full set are they surely headings."""
    known = {section.id for section in report.sections if section.id}
    if not known:
        raise NotApplicable(Text("没有识别出章节标题", "no section headings were recognised"))
    yield Satisfied(len(known))
    allowed = tuple(map(report.locale.fold, parameters.allowed))
    for section in report.sections:
        if section.id is None and not (allowed and report.locale.fold(section.heading).startswith(allowed)):
            message = Text(f"“{section.printed}”不是规定的部分", f"“{section.printed}” is no section of the form")
            unsure = len(known) < len(report.form.sections)
            yield Finding(message, at=section, actual=section.heading, review=unsure)
