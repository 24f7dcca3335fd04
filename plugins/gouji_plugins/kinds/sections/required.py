"""The rule kind `required_sections`, and which sections a rule speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from gouji import Finding, Observation, Report, Satisfied, Section, SectionForm, Text
from gouji_plugins.locales.zh import heading_key

_LONGEST_BARE = 20
_LONGEST_NUMERAL = 3
_SENTENCE = re.compile(r"[。；，,;]")
_DIGIT_HEADING = re.compile(rf"(\d{{1,2}})\s*[、.．]\s*(.{{1,{_LONGEST_BARE}}})$")
_NO_BARE_HEADING = re.compile(rf"{_SENTENCE.pattern}|[：:\d]|^[（(一二三四五六七八九十]")


class Sections(BaseModel):
    """Parameters: `only` limits the check to these section ids, empty takes all of the form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    only: tuple[str, ...] = ()


def check_required(report: Report, parameters: Sections) -> Iterator[Observation]:
    """Look for every prescribed section; one that an unrecognised heading may mean is only in doubt."""
    present = {section.id for section in report.sections}
    unsure = present <= {None} or bool(report.document.doubts)
    for form in wanted(report, parameters):
        if form.id in present:
            yield Satisfied()
            continue
        name = f"{form.numeral}、{form.heading}"
        joined = next((section for section in report.sections if form in joined_in(section, report)), None)
        alike = "" if unsure or joined else alike_heading(report, form)
        yield Finding(
            _missing(form, name, joined, alike), at=joined or report, expected=name,
            actual=joined.printed if joined else alike, review=unsure or bool(alike),
        )  # fmt: skip


def _missing(form: SectionForm, name: str, joined: Section | None, alike: str) -> Text:
    if joined:
        return Text(
            f"“{name}”没有单列，与其他部分合为“{joined.printed}”",
            f"section {form.id} ({name}) has no heading of its own, it is put together with another in “{joined.printed}”",
        )
    if alike:
        return Text(
            f"未见“{name}”部分，请核对“{alike}”是否就是这一部分",
            f"section {form.id} ({name}) was not recognised; “{alike}” may be it",
        )
    return Text(f"缺少“{name}”部分", f"section {form.id} ({name}) is missing")


def joined_in(section: Section, report: Report) -> list[SectionForm]:
    """List the missing sections whose heading stands beside that of another one, as in a heading for both."""
    present = {other.id for other in report.sections}
    missing = [form for form in report.form.sections if form.id not in present]
    own = next((form for form in report.form.sections if form.id == section.id), None)
    if not missing or own is None or not _holds(section, own):
        return []
    return [form for form in missing if _holds(section, form)]


def _holds(section: Section, form: SectionForm) -> bool:
    return any(heading_key(words) in heading_key(section.heading) for words in form.wordings)


def alike_heading(report: Report, form: SectionForm) -> str:
    """Return a printed heading that may be that of a missing section, empty where there is none."""
    return next((words for words in _headings(report) if _may_mean(words, form, report)), "")


def _headings(report: Report) -> Iterator[str]:
    """Yield the headings, and short lines set like them that may be headings that were not recognised."""
    yield from (f"{section.numeral}、{section.heading}" for section in report.sections)
    if any(section.numeral.isdecimal() for section in report.sections):
        yield from (f"{match[1]}、{match[2]}" for line in report.lines if (match := _DIGIT_HEADING.match(line.text)))
    short = (line.text for line in report.lines if len(line.text) <= _LONGEST_BARE)
    yield from (text for text in short if not _NO_BARE_HEADING.search(text))


def _may_mean(printed: str, form: SectionForm, report: Report) -> bool:
    """Tell whether a heading has words of the section, or stands under its number without words of any other."""
    numeral, mark, heading = printed.partition("、")
    if not mark or len(numeral) > _LONGEST_NUMERAL:
        numeral, heading = "", printed
    words = heading_key(heading)
    if _SENTENCE.search(heading):
        return False
    if any(re.search(sign, words) for sign in form.signs):
        return True
    others = (sign for other in report.form.sections for sign in (*other.signs, *other.in_place))
    return numeral == form.numeral and not any(re.search(sign, words) for sign in others)


def wanted(report: Report, parameters: Sections) -> list[SectionForm]:
    """List the form's sections that a rule speaks of."""
    return [form for form in report.form.sections if not parameters.only or form.id in parameters.only]
