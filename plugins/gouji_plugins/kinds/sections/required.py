"""The rule kind `required_sections`, and which sections a rule speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pydantic import Field

from gouji import Finding, Numbering, Observation, Parameters, Report, Satisfied, Section, SectionForm, SectionId, Text

_LONGEST_BARE = 20
_DIGIT_HEADING = re.compile(rf"(\d{{1,2}})\s*[、.．]\s*(.{{1,{_LONGEST_BARE}}})$")
_NO_BARE_HEADING = re.compile(r"[：:\d]|^[（(]")


class _Heading(NamedTuple):
    """What may be a heading: its number and words, and both as a person would cite them."""

    numeral: str
    words: str
    cited: str


class Sections(Parameters):
    """The sections of the form that are looked at."""

    only: tuple[SectionId, ...] = Field((), description="The sections looked at; empty: all of the form.")


class Required(Sections):
    """The sections that must be there, and those whose contents are demanded whatever the form."""

    due_anyway: tuple[SectionId, ...] = Field(
        (),
        description="Sections of which nothing at all in the report is a grave breach, in years with a lesser severity too.",
    )


def check_required(report: Report, parameters: Required) -> Iterator[Observation]:
    """Look for every prescribed section; one that an unrecognised heading may mean is only in doubt."""
    present = {section.id for section in report.sections}
    unsure = present <= {None} or bool(report.document.doubts)
    for form in wanted(report, parameters):
        if form.id in present:
            yield Satisfied()
            continue
        name = report.locale.numbered(form.numeral, form.heading)
        joined = next((section for section in report.sections if form in joined_in(section, report)), None)
        alike = "" if unsure or joined else alike_heading(report, form)
        yield Finding(
            _missing(form, name, joined, alike), at=joined or report, expected=name,
            actual=joined.printed if joined else alike or None, review=unsure or bool(alike),
            grave=form.id in parameters.due_anyway and not joined,
        )  # fmt: skip


def _missing(form: SectionForm, name: str, joined: Section | None, alike: str) -> Text:
    if joined:
        return Text(
            f"“{name}”没有单列，与其他部分合为“{joined.printed}”",
            f"section “{form.name.en}” ({name}) has no heading of its own, it is put together with another in “{joined.printed}”",
        )
    if alike:
        return Text(
            f"未见“{name}”部分，请核对“{alike}”是否就是这一部分",
            f"section “{form.name.en}” ({name}) was not recognised; “{alike}” may be it",
        )
    return Text(f"缺少“{name}”部分", f"section “{form.name.en}” ({name}) is missing")


def joined_in(section: Section, report: Report) -> list[SectionForm]:
    """List the missing sections whose heading stands beside that of another one, as in a heading for both."""
    present = {other.id for other in report.sections}
    missing = [form for form in report.form.sections if form.id not in present]
    own = next((form for form in report.form.sections if form.id == section.id), None)
    if not missing or own is None or not _holds(section, own, report):
        return []
    return [form for form in missing if _holds(section, form, report)]


def _holds(section: Section, form: SectionForm, report: Report) -> bool:
    fold = report.locale.fold_heading
    return any(fold(words) in fold(section.heading) for words in form.wordings)


def alike_heading(report: Report, form: SectionForm) -> str:
    """Return a printed heading that may be that of a missing section, empty where there is none."""
    return next((heading.cited for heading in _headings(report) if _may_mean(heading, form, report)), "")


def _headings(report: Report) -> Iterator[_Heading]:
    """Yield the headings, and short lines set like them that may be headings that were not recognised."""
    numbered = report.locale.numbered
    yield from (_Heading(s.numeral, s.heading, numbered(s.numeral, s.heading)) for s in report.sections)
    if any(section.numeral.isdecimal() for section in report.sections):
        matches = filter(None, (_DIGIT_HEADING.match(line.text) for line in report.lines))
        yield from (_Heading(match[1], match[2], numbered(match[1], match[2])) for match in matches)
    short = (line.text for line in report.lines if len(line.text) <= _LONGEST_BARE)
    yield from (_Heading("", text, text) for text in short if _is_bare(text, report))


def _is_bare(text: str, report: Report) -> bool:
    """Tell whether a short line may be a heading without a number."""
    if _NO_BARE_HEADING.search(text) or report.locale.is_sentence(text):
        return False
    return report.locale.heading(text).numbering is Numbering.NONE


def _may_mean(heading: _Heading, form: SectionForm, report: Report) -> bool:
    """Tell whether a heading has words of the section, or stands under its number without words of any other."""
    fold = report.locale.fold_heading
    words = fold(heading.words)
    prescribed = any(words == fold(wording) for other in report.form.sections for wording in other.wordings)
    if prescribed or report.locale.is_sentence(heading.words):
        return False
    if any(re.search(sign, words) for sign in form.signs):
        return True
    others = (sign for other in report.form.sections for sign in (*other.signs, *other.in_place))
    return heading.numeral == form.numeral and not any(re.search(sign, words) for sign in others)


def wanted(report: Report, parameters: Sections) -> list[SectionForm]:
    """List the form's sections that a rule speaks of."""
    return [form for form in report.form.sections if not parameters.only or form.id in parameters.only]
