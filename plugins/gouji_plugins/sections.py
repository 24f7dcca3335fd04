"""Rule kinds for the prescribed sections: present, no others, in order, worded as prescribed, as many as announced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from gouji import (
    Finding,
    NotApplicable,
    Observation,
    Report,
    RuleKind,
    Satisfied,
    Section,
    SectionForm,
    Text,
    TextLine,
    chinese_number,
    heading_key,
    hookimpl,
    key,
)  # fmt: skip

_LONGEST_BARE = 20
_SENTENCE = re.compile(r"[。；，,;]")
_DIGIT_HEADING = re.compile(rf"(\d{{1,2}})\s*[、.．]\s*(.{{1,{_LONGEST_BARE}}})$")
_NO_BARE_HEADING = re.compile(rf"{_SENTENCE.pattern}|[：:\d]|^[（(一二三四五六七八九十]")


class Sections(BaseModel):
    """Parameters: `only` limits the check to these section ids, empty takes all of the form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    only: tuple[str, ...] = ()


class ExtraSections(BaseModel):
    """Parameters: `allowed` are first words of headings that may stand beside the form's, such as those of annexes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    allowed: tuple[str, ...] = ()


class Announced(BaseModel):
    """Parameters: words one of which the sentence that announces the sections holds beside their number."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds about the headings of sections."""
    return [
        RuleKind("required_sections", Sections, check_required),
        RuleKind("section_order", Sections, check_order),
        RuleKind("section_headings", Sections, check_headings),
        RuleKind("extra_sections", ExtraSections, check_extra),
        RuleKind("announced_sections", Announced, check_announced),
    ]


def check_required(report: Report, parameters: Sections) -> Iterator[Observation]:
    """Look for every prescribed section; one that an unrecognised heading may mean is only in doubt."""
    present = {section.id for section in report.sections}
    unsure = present <= {None} or bool(report.document.doubts)
    for form in _wanted(report, parameters):
        if form.id in present:
            yield Satisfied()
            continue
        name = f"{form.numeral}、{form.heading}"
        alike = "" if unsure else _alike(report, form)
        if alike:
            message = Text(
                f"未见“{name}”部分，请核对“{alike}”是否就是这一部分",
                f"section {form.id} ({name}) was not recognised; “{alike}” may be it",
            )
        else:
            message = Text(f"缺少“{name}”部分", f"section {form.id} ({name}) is missing")
        yield Finding(message, at=report, expected=name, actual=alike, review=unsure or bool(alike))


def _alike(report: Report, form: SectionForm) -> str:
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
    numeral, _, heading = printed.rpartition("、")
    words = heading_key(heading)
    if _SENTENCE.search(heading):
        return False
    if any(re.search(sign, words) for sign in form.signs):
        return True
    others = (sign for other in report.form.sections for sign in (*other.signs, *other.in_place))
    return numeral == form.numeral and not any(re.search(sign, words) for sign in others)


def check_order(report: Report, parameters: Sections) -> Iterator[Observation]:
    """Compare the order and the numbers of the sections; a number that is not printed may have been set by the page."""
    if not any(section.id for section in report.sections):
        raise NotApplicable(Text("没有识别出章节标题", "no section headings were recognised"))
    order = {form.id: place for place, form in enumerate(report.form.sections)}
    numbers = [chinese_number(section.numeral) for section in report.sections]
    running = numbers == list(range(1, len(numbers) + 1))
    before = -1
    for i, section in enumerate(report.sections):
        place = order.get(str(section.id))
        if place is None:
            if numbers[i] in (*numbers[:i], *numbers[i + 1 :]):
                yield _number_used_twice(section)
            continue
        if place < before:
            yield _out_of_order(report, section)
        elif not running and numbers[i] != place + 1:
            yield _misnumbered(section, report.form.sections[place].numeral)
        else:
            yield Satisfied()
        before = max(before, place)


def _number_used_twice(section: Section) -> Finding:
    message = Text(
        f"“{section.heading}”的序号“{section.numeral}”与其他部分重复",
        f"“{section.heading}” has the number {section.numeral} of another section",
    )
    return Finding(message, at=section, expected="", actual=section.numeral)


def _misnumbered(section: Section, prescribed: str) -> Finding:
    message = Text(
        f"“{section.heading}”的序号应为“{prescribed}”，现为“{section.numeral or '无'}”",
        f"section {section.id} is numbered {section.numeral or 'not at all'}, should be {prescribed}",
    )
    return Finding(message, at=section, expected=prescribed, actual=section.numeral, review=not section.numeral)


def _out_of_order(report: Report, section: Section) -> Finding:
    right = " → ".join(form.numeral for form in report.form.sections)
    printed = " → ".join(section.numeral or section.heading for section in report.sections)
    message = Text(
        f"“{section.heading}”的位置与规定顺序不符", f"section {section.id} stands out of the prescribed order"
    )
    return Finding(message, at=section, expected=right, actual=printed)


def check_headings(report: Report, parameters: Sections) -> Iterator[Observation]:
    """Compare each heading with the prescribed wordings; 及, 和, 与, the 的 before 情况, punctuation and spaces do not matter."""
    wanted = {form.id: form for form in _wanted(report, parameters)}
    known = [section for section in report.sections if section.id in wanted]
    if not known:
        raise NotApplicable(Text("没有识别出章节标题", "no section headings were recognised"))
    for section in known:
        form = wanted[str(section.id)]
        if heading_key(section.heading) in {heading_key(words) for words in form.wordings}:
            yield Satisfied()
            continue
        message = Text(
            f"标题“{section.heading}”与规定的“{form.heading}”不一致",
            f"heading of section {section.id} is worded “{section.heading}”, prescribed is “{form.heading}”",
        )
        yield Finding(message, at=section, expected=form.heading, actual=section.heading)


def _wanted(report: Report, parameters: Sections) -> list[SectionForm]:
    return [form for form in report.form.sections if not parameters.only or form.id in parameters.only]


def check_extra(report: Report, parameters: ExtraSections) -> Iterator[Observation]:
    """Look for numbered headings that the form does not know; only beside a full set are they surely headings."""
    known = {section.id for section in report.sections if section.id}
    if not known:
        raise NotApplicable(Text("没有识别出章节标题", "no section headings were recognised"))
    yield Satisfied(len(known))
    allowed = tuple(key(words) for words in parameters.allowed)
    for section in report.sections:
        if section.id is None and not (allowed and key(section.heading).startswith(allowed)):
            message = Text(
                f"“{section.numeral}、{section.heading}”不是规定的部分",
                f"“{section.numeral}、{section.heading}” is no section of the form",
            )
            unsure = len(known) < len(report.form.sections)
            yield Finding(message, at=section, expected="", actual=section.heading, review=unsure)


_COUNT = re.compile(r"(?<![第大])([一二三四五六七八九十]|\d{1,2})个?(?:大)?(?:部分|章节|板块)")
_LISTED = 3


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
    unsure = len(printed) < _LISTED or bool(report.document.doubts) or any(_alike(report, form) for form in missing)
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
    expected, actual = str(announced.count), str(len(report.sections))
    yield Finding(message, at=announced.line, expected=expected, actual=actual, review=unsure)


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
