"""Rule kinds for the prescribed sections: present, no others, in order, worded as prescribed, as many as announced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from gouji import Finding, Form, NotApplicable, Observation, Report, RuleKind, Satisfied, Section, Text, hookimpl
from gouji_plugins.kinds.sections.announced import Announced, check_announced
from gouji_plugins.kinds.sections.required import Sections, check_required, joined_in, wanted
from gouji_plugins.locales.zh import chinese_number, heading_key, key


class ExtraSections(BaseModel):
    """Parameters: `allowed` are first words of headings that may stand beside the form's, such as those of annexes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    allowed: tuple[str, ...] = ()


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


def check_order(report: Report, parameters: Sections) -> Iterator[Observation]:
    """Compare the order and the numbers of the sections; a number that is not printed may have been set by the page."""
    if not any(section.id for section in report.sections):
        raise NotApplicable(Text("没有识别出章节标题", "no section headings were recognised"))
    order = {form.id: place for place, form in enumerate(report.form.sections)}
    numbers = [chinese_number(section.numeral) for section in report.sections]
    running = numbers == list(range(1, len(numbers) + 1))
    before = -1
    wrong: dict[str, list[Section]] = {}
    for i, section in enumerate(report.sections):
        place = order.get(str(section.id))
        if place is None:
            if numbers[i] in (*numbers[:i], *numbers[i + 1 :]):
                yield _number_used_twice(section)
            continue
        if place < before:
            yield _out_of_order(report, section)
        elif not running and numbers[i] != place + 1 and not joined_in(section, report):
            wrong.setdefault(_how(section.numeral, place + 1), []).append(section)
        else:
            yield Satisfied()
        before = max(before, place)
    yield from (_misnumbered(sections, report.form) for sections in wrong.values())


def _how(numeral: str, right: int) -> str:
    """Name the mistake in a number: all sections after a skipped number share one, and all under digits, and without any."""
    number = chinese_number(numeral)
    return str(number - right) if number else "digits" if numeral else ""


def _number_used_twice(section: Section) -> Finding:
    message = Text(
        f"“{section.heading}”的序号“{section.numeral}”与其他部分重复",
        f"“{section.heading}” has the number {section.numeral} of another section",
    )
    return Finding(message, at=section, expected="", actual=section.numeral)


def _misnumbered(sections: Sequence[Section], form: Form) -> Finding:
    """Report sections whose numbers are wrong in the same way."""
    numerals = {prescribed.id: prescribed.numeral for prescribed in form.sections}
    right = [numerals[str(section.id)] for section in sections]
    printed = [section.numeral for section in sections if section.numeral]
    names, expected, found = (
        "".join(f"“{word}”" for word in some) for some in ([section.heading for section in sections], right, printed)
    )
    ids = ", ".join(str(section.id) for section in sections)
    message = Text(
        f"{names}的序号应为{expected}，现为{found}" if printed else f"{names}没有序号，应为{expected}",
        f"section {ids}: numbered {', '.join(printed) or 'not at all'}, should be {', '.join(right)}",
    )
    return Finding(message, at=sections, expected="、".join(right), actual="、".join(printed), review=not printed)


def _out_of_order(report: Report, section: Section) -> Finding:
    right = " → ".join(form.numeral for form in report.form.sections)
    printed = " → ".join(section.numeral or section.heading for section in report.sections)
    message = Text(
        f"“{section.heading}”的位置与规定顺序不符", f"section {section.id} stands out of the prescribed order"
    )
    return Finding(message, at=section, expected=right, actual=printed)


def check_headings(report: Report, parameters: Sections) -> Iterator[Observation]:
    """Compare each heading with the prescribed wordings; 及, 和, 与, the 的 before 情况, punctuation and spaces do not matter."""
    forms = {form.id: form for form in wanted(report, parameters)}
    known = [section for section in report.sections if section.id in forms and not joined_in(section, report)]
    if not known:
        raise NotApplicable(Text("没有识别出章节标题", "no section headings were recognised"))
    for section in known:
        form = forms[str(section.id)]
        if heading_key(section.heading) in {heading_key(words) for words in form.wordings}:
            yield Satisfied()
            continue
        message = Text(
            f"标题“{section.heading}”与规定的“{form.heading}”不一致",
            f"heading of section {section.id} is worded “{section.heading}”, prescribed is “{form.heading}”",
        )
        yield Finding(message, at=section, expected=form.heading, actual=section.heading)


def check_extra(report: Report, parameters: ExtraSections) -> Iterator[Observation]:
    """Look for numbered headings that the form does not know; only beside a full set are they surely headings."""
    known = {section.id for section in report.sections if section.id}
    if not known:
        raise NotApplicable(Text("没有识别出章节标题", "no section headings were recognised"))
    yield Satisfied(len(known))
    allowed = tuple(key(words) for words in parameters.allowed)
    for section in report.sections:
        if section.id is None and not (allowed and key(section.heading).startswith(allowed)):
            message = Text(f"“{section.printed}”不是规定的部分", f"“{section.printed}” is no section of the form")
            unsure = len(known) < len(report.form.sections)
            yield Finding(message, at=section, expected="", actual=section.heading, review=unsure)
