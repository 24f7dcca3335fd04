"""Rule kinds for the prescribed sections: present, in order, worded as prescribed."""

from __future__ import annotations

from collections.abc import Iterator

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
    chinese_number,
    hookimpl,
    key,
)  # fmt: skip


class Sections(BaseModel):
    """Parameters: `only` limits the check to these section ids, empty takes all of the form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    only: tuple[str, ...] = ()


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds `required_sections`, `section_order` and `section_headings`."""
    return [
        RuleKind("required_sections", Sections, check_required),
        RuleKind("section_order", Sections, check_order),
        RuleKind("section_headings", Sections, check_headings),
    ]


def check_required(report: Report, parameters: Sections) -> Iterator[Observation]:
    """Look for every prescribed section; where no heading at all was recognised, the reading is doubted instead."""
    present = {section.id for section in report.sections}
    unsure = present <= {None} or bool(report.document.doubts)
    for form in _wanted(report, parameters):
        if form.id in present:
            yield Satisfied()
            continue
        name = f"{form.numeral}、{form.heading}"
        message = Text(f"缺少“{name}”部分", f"section {form.id} ({name}) is missing")
        yield Finding(message, at=report, expected=name, actual="", review=unsure)


def check_order(report: Report, parameters: Sections) -> Iterator[Observation]:
    """Compare the order and the numbers of the sections that are there."""
    known = [section for section in report.sections if section.id]
    if not known:
        raise NotApplicable(Text("没有识别出章节标题", "no section headings were recognised"))
    order = [form.id for form in report.form.sections]
    numbers = [chinese_number(section.numeral) for section in report.sections]
    running = numbers == list(range(1, len(numbers) + 1))
    before = -1
    for section in known:
        place = order.index(str(section.id))
        prescribed = report.form.sections[place].numeral
        if place < before:
            yield _out_of_order(report, section)
        elif not running and chinese_number(section.numeral) != chinese_number(prescribed):
            printed = section.numeral or "无"
            message = Text(
                f"“{section.heading}”的序号应为“{prescribed}”，现为“{printed}”",
                f"section {section.id} is numbered {section.numeral or 'not at all'}, should be {prescribed}",
            )
            yield Finding(message, at=section, expected=prescribed, actual=section.numeral)
        else:
            yield Satisfied()
        before = max(before, place)


def _out_of_order(report: Report, section: Section) -> Finding:
    right = " → ".join(form.numeral for form in report.form.sections)
    printed = " → ".join(section.numeral or section.heading for section in report.sections)
    message = Text(
        f"“{section.heading}”的位置与规定顺序不符", f"section {section.id} stands out of the prescribed order"
    )
    return Finding(message, at=section, expected=right, actual=printed)


def check_headings(report: Report, parameters: Sections) -> Iterator[Observation]:
    """Compare each heading with the prescribed wordings; 及, 和, 与, punctuation and spaces do not matter."""
    wanted = {form.id: form for form in _wanted(report, parameters)}
    known = [section for section in report.sections if section.id in wanted]
    if not known:
        raise NotApplicable(Text("没有识别出章节标题", "no section headings were recognised"))
    for section in known:
        form = wanted[str(section.id)]
        if key(section.heading) in {key(words) for words in (form.heading, *form.also)}:
            yield Satisfied()
            continue
        message = Text(
            f"标题“{section.heading}”与规定的“{form.heading}”不一致",
            f"heading of section {section.id} is worded “{section.heading}”, prescribed is “{form.heading}”",
        )
        yield Finding(message, at=section, expected=form.heading, actual=section.heading)


def _wanted(report: Report, parameters: Sections) -> list[SectionForm]:
    return [form for form in report.form.sections if not parameters.only or form.id in parameters.only]
