"""The rule kind `announced_sections`: what the preamble says of the sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    SectionForm,
    Text,
    TextLine,
)
from gouji_plugins.kinds.sections.reading import holds
from gouji_plugins.kinds.sections.required import alike_heading

_LISTED = 3


class Announced(Parameters):
    """How a preamble announces the sections."""

    count: Pattern = Field(description="What states their number, as its first group.")
    words: tuple[str, ...] = Field(description="Words of which one stands in the same sentence.")
    among_others: tuple[str, ...] = Field((), description="Words by which a list of names does not claim to be full.")


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the preamble says of the sections: how many, which of the form's it names, which it leaves out of a full list."""

    line: TextLine
    count: int
    named: tuple[SectionForm, ...]
    unlisted: tuple[SectionForm, ...]


def check_announced(report: Report, parameters: Announced) -> Iterator[Observation]:
    """Compare number and names in the preamble with the sections that are printed."""
    announced = _announcement(report, parameters)
    if announced is None:
        raise NotApplicable(Text("引言没有说明由哪些部分组成", "the preamble announces no sections"))
    printed = {section.id for section in report.sections if section.id}
    missing = [form for form in report.form.sections if form.id not in printed]
    unsure = (
        len(printed) < _LISTED or bool(report.document.doubts) or any(alike_heading(report, form) for form in missing)
    )
    absent = [form for form in announced.named if form.id not in printed]
    if len(announced.named) >= _LISTED and absent:
        names, called = _names(absent)
        message = Text(f"引言列出“{names}”，正文没有这一部分", f"the preamble names {called}, which is not printed")
    elif announced.count != len(report.sections):
        message = Text(
            f"引言称全文有 {announced.count} 个部分，实有 {len(report.sections)} 个",
            f"the preamble announces {announced.count} sections, {len(report.sections)} are printed",
        )
    elif announced.unlisted:
        names, called = _names(announced.unlisted)
        message = Text(
            f"引言称全文有 {announced.count} 个部分，列举时缺“{names}”",
            f"the preamble announces {announced.count} sections, but does not name {called}",
        )
    else:
        yield Satisfied()
        return
    printed_count = str(len(report.sections))
    yield Finding(message, at=announced.line, expected=str(announced.count), actual=printed_count, review=unsure)


def _names(forms: Sequence[SectionForm]) -> tuple[str, str]:
    """Name sections in both languages."""
    return "、".join(form.heading for form in forms), ", ".join(f"“{form.name.en}”" for form in forms)


def _announcement(report: Report, parameters: Announced) -> Announcement | None:
    for line in report.preamble:
        for sentence in re.split(r"[。\n]", line.text):
            words = Prose.of([TextLine(sentence)]).compact().strip()
            match = re.search(parameters.count, words)
            count = _number(match[1], report) if match else 0
            if count >= _LISTED and holds(words, parameters.words):
                return Announcement(line, count, *_listed(words, count, report, parameters))
    return None


def _number(numeral: str, report: Report) -> int:
    return report.locale.numeral(numeral) or (int(numeral) if numeral.isdecimal() else 0)


def _listed(
    words: str, count: int, report: Report, parameters: Announced
) -> tuple[tuple[SectionForm, ...], tuple[SectionForm, ...]]:
    """Return the sections that a sentence names, and those that its list, which claims to be full, leaves out."""
    fold = report.locale.fold_heading
    compact = fold(words)
    forms = report.form.sections
    named = tuple(form for form in forms if any(fold(wording) in compact for wording in form.wordings))
    left_out = tuple(form for form in forms if not any(re.search(sign, compact) for sign in form.signs))
    full = not holds(words, parameters.among_others)
    closed = full and count == len(forms) and len(named) >= _LISTED
    return named, left_out if closed else ()
