"""The rule kind `section_order`: sections stand and are numbered as in the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji import Finding, Form, NotApplicable, Observation, Report, Satisfied, Section, Text
from gouji_plugins.kinds.sections.required import Sections, joined_in


def check_order(report: Report, parameters: Sections) -> Iterator[Observation]:
    """Compare the order and the numbers of the sections; a number that is not printed may have been set by the page."""
    if not any(section.id for section in report.sections):
        raise NotApplicable(Text("没有识别出章节标题", "no section headings were recognised"))
    order = {form.id: place for place, form in enumerate(report.form.sections)}
    numbers = [report.locale.numeral(section.numeral) for section in report.sections]
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
            wrong.setdefault(_how(section.numeral, numbers[i], place + 1), []).append(section)
        else:
            yield Satisfied()
        before = max(before, place)
    yield from (_misnumbered(sections, report.form) for sections in wrong.values())


def _how(numeral: str, number: int | None, right: int) -> str:
    """Name the mistake in a number: all sections after a skipped number share one, and all under digits, and without any."""
    return str(number - right) if number else "digits" if numeral else ""


def _number_used_twice(section: Section) -> Finding:
    message = Text(
        f"“{section.heading}”的序号“{section.numeral}”与其他部分重复",
        f"“{section.heading}” has the number {section.numeral} of another section",
    )
    return Finding(message, at=section, actual=section.numeral)


def _misnumbered(sections: Sequence[Section], form: Form) -> Finding:
    """Report sections whose numbers are wrong in the same way."""
    numerals = {prescribed.id: prescribed.numeral for prescribed in form.sections}
    right = [numerals[str(section.id)] for section in sections]
    printed = [section.numeral for section in sections if section.numeral]
    names, expected, found = (
        "".join(f"“{word}”" for word in some) for some in ([section.heading for section in sections], right, printed)
    )
    called = ", ".join(f"“{form.section(str(section.id)).name.en}”" for section in sections)
    message = Text(
        f"{names}的序号应为{expected}，现为{found}" if printed else f"{names}没有序号，应为{expected}",
        f"section {called}: numbered {', '.join(printed) or 'not at all'}, should be {', '.join(right)}",
    )
    return Finding(
        message, at=sections, expected="、".join(right), actual="、".join(printed) or None, review=not printed
    )


def _out_of_order(report: Report, section: Section) -> Finding:
    right = " → ".join(form.numeral for form in report.form.sections)
    printed = " → ".join(section.numeral or section.heading for section in report.sections)
    message = Text(
        f"“{section.heading}”的位置与规定顺序不符",
        f"section “{report.form.section(str(section.id)).name.en}” stands out of the prescribed order",
    )
    return Finding(message, at=section, expected=right, actual=printed)
