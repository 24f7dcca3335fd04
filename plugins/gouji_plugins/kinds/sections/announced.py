"""The rule kind `announced_sections`: what the preamble says of the sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from gouji import Finding, NotApplicable, Observation, Report, Satisfied, SectionForm, Text, TextLine
from gouji_plugins.kinds.sections.required import alike_heading
from gouji_plugins.locales.zh import chinese_number, heading_key

_COUNT = re.compile(r"(?<![第大])([一二三四五六七八九十]|\d{1,2})个?(?:大)?(?:部分|章节|板块)")
_LISTED = 3


class Announced(BaseModel):
    """Parameters: words one of which the sentence that announces the sections holds beside their number."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]


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
        names = "、".join(form.heading for form in absent)
        message = Text(f"引言列出“{names}”，正文没有这一部分", f"the preamble names {names}, which is not printed")
    elif announced.count != len(report.sections):
        message = Text(
            f"引言称全文有 {announced.count} 个部分，实有 {len(report.sections)} 个",
            f"the preamble announces {announced.count} sections, {len(report.sections)} are printed",
        )
    elif announced.unlisted:
        names = "、".join(form.heading for form in announced.unlisted)
        message = Text(
            f"引言称全文有 {announced.count} 个部分，列举时缺“{names}”",
            f"the preamble announces {announced.count} sections, but does not name {names}",
        )
    else:
        yield Satisfied()
        return
    printed_count = str(len(report.sections))
    yield Finding(message, at=announced.line, expected=str(announced.count), actual=printed_count, review=unsure)


def _announcement(report: Report, parameters: Announced) -> Announcement | None:
    for line in report.preamble:
        for sentence in re.split(r"[。\n]", line.text):
            words = "".join(sentence.split())
            match = _COUNT.search(words)
            count = chinese_number(match[1]) or (int(match[1]) if match[1].isdecimal() else 0) if match else 0
            if count >= _LISTED and any(word in words for word in parameters.words):
                return Announcement(line, count, *_listed(words, count, report))
    return None


def _listed(words: str, count: int, report: Report) -> tuple[tuple[SectionForm, ...], tuple[SectionForm, ...]]:
    """Return the sections that a sentence names, and those that its list leaves out though it has no 等."""
    compact = heading_key(words)
    forms = report.form.sections
    named = tuple(form for form in forms if any(heading_key(wording) in compact for wording in form.wordings))
    left_out = tuple(form for form in forms if not any(re.search(sign, compact) for sign in form.signs))
    closed = count == len(forms) and "等" not in words and len(named) >= _LISTED
    return named, left_out if closed else ()
