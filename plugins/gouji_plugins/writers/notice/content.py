"""What a letter says: the failed requirements by theme, with clause, place, both figures and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from gouji import CheckedReport, Finding, Outcome, Run, Severity, written_number
from gouji_plugins.writers.shared.legible import one_line
from gouji_plugins.writers.shared.places import place
from gouji_plugins.writers.shared.rows import Found, found_in, theme_title
from gouji_plugins.writers.shared.words import Words

MOST_FINDINGS = 30
"""Findings of one requirement told in full; a letter with more is not read."""
STYLES = ("GoujiLevel1", "GoujiLevel2", "GoujiItem", "GoujiItem")
DETAIL = "GoujiDetail"
_SPACED_NUMBER = re.compile(r"(?<=[第等、]) (?=\d)|(?<=\d) (?=[页行列])")
Line = tuple[str, str]
"""The style of a paragraph and its text."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The reports of one agency that a letter speaks of."""

    agency: str
    reports: tuple[CheckedReport, ...]

    @property
    def slug(self) -> str:
        """The name of the file, without suffix."""
        return self.reports[0].slug


def is_due(checked: CheckedReport) -> bool:
    """Tell whether a report calls for a letter."""
    return any(result.outcome is Outcome.FAIL for result in checked.results)


def addressee(checked: CheckedReport) -> str:
    """Return what reports have in common that one letter speaks of: the agency, or a report's own name where none is known."""
    return checked.agency.name or f"\0{checked.slug}"


def values(letter: Letter, run: Run, words: Words) -> dict[str, str]:
    """Return what the placeholders inside a sentence stand for, by both their names."""
    failed = [found for checked in letter.reports for found in found_in(checked, run) if not found.review]
    years = sorted({checked.year for checked in letter.reports if checked.year})
    said = {
        ("机关", "agency"): one_line(words.show(letter.agency, 200)) or words("letter_agency"),
        ("年度", "year"): words.listed([words("letter_year", year=year) for year in years]),
        ("问题数", "rules"): str(len({found.rule.id for found in failed})),
        ("处数", "findings"): str(len(failed)),
        ("文件", "files"): words.listed([_file_name(checked, words) for checked in letter.reports]),
    }
    return {name: text for names, text in said.items() for name in names}


def problems(letter: Letter, run: Run, words: Words) -> list[Line]:
    """Return the failed requirements as paragraphs: by report where there are several, by theme, by requirement."""
    lines: list[Line] = []
    several = len(letter.reports) > 1
    for number, checked in enumerate(letter.reports, 1):
        if several:
            lines.append(_numbered(0, (number,), _report_name(checked, words), words))
        failed = [found for found in found_in(checked, run) if not found.review]
        lines.extend(_by_theme(failed, (number,) if several else (), run, words))
    return lines


def reviews(letter: Letter, run: Run, words: Words) -> list[Line]:
    """Return what the agency is asked to verify, one paragraph for each point."""
    lines: list[Line] = []
    several = len(letter.reports) > 1
    for checked in letter.reports:
        points = [found for found in found_in(checked, run) if found.review]
        of_report = words.pair(_report_name(checked, words), "") if several else ""
        for _, group in groupby(points, key=lambda found: found.rule.id):
            of_rule = list(group)
            for found in of_rule[:MOST_FINDINGS]:
                said = f"{of_report}{_sentence(found.finding, words)}{_where(found, words)}"
                lines.append(_numbered(2, (len(lines) + 1,), said, words))
            lines.extend(_unlisted(len(of_rule), words))
    return lines


def _file_name(checked: CheckedReport, words: Words) -> str:
    return one_line(words.show(checked.source.rpartition("/")[2], 200))


def _report_name(checked: CheckedReport, words: Words) -> str:
    source = _file_name(checked, words)
    if checked.year is None:
        return words("letter_report_undated", source=source)
    return words("letter_report", year=checked.year, source=source)


def _by_theme(failed: Sequence[Found], above: tuple[int, ...], run: Run, words: Words) -> Iterator[Line]:
    depth = len(above)
    order = list(run.themes)
    themes = dict.fromkeys([*order, *(found.rule.theme for found in failed)])
    present = [theme for theme in themes if any(found.rule.theme == theme for found in failed)]
    for number, theme in enumerate(present, 1):
        yield _numbered(depth, (*above, number), theme_title(run, theme, words), words)
        of_theme = [found for found in failed if found.rule.theme == theme]
        groups = groupby(of_theme, key=lambda found: found.rule.id)
        for place_in_theme, (_, of_rule) in enumerate(groups, 1):
            yield from _requirement(list(of_rule), (*above, number, place_in_theme), words)


def _requirement(of_rule: list[Found], numbers: tuple[int, ...], words: Words) -> Iterator[Line]:
    result, rule = of_rule[0].result, of_rule[0].rule
    depth = len(numbers) - 1
    title = words("letter_unmet", title=words.inner(words.of(rule.title)))
    lead = words("letter_advice") if result.severity is Severity.ADVICE else ""
    yield _numbered(depth, numbers, f"{title}{lead}", words)
    for number, found in enumerate(of_rule[:MOST_FINDINGS], 1):
        said = f"{_sentence(found.finding, words)}{_where(found, words)}"
        yield _numbered(depth + 1, (*numbers, number), said, words) if len(of_rule) > 1 else (DETAIL, said)
    yield from _unlisted(len(of_rule), words)
    if rule.basis.strip(" -—"):
        yield DETAIL, words("letter_basis", basis=one_line(words.show(rule.basis)))
    if words.of(rule.remedy):
        yield DETAIL, words("letter_remedy", remedy=one_line(words.of(rule.remedy)))


def _unlisted(count: int, words: Words) -> list[Line]:
    return [(DETAIL, words("letter_more", n=count - MOST_FINDINGS))] if count > MOST_FINDINGS else []


def _sentence(finding: Finding, words: Words) -> str:
    """Return the message, closed by a full stop, and both figures where the message does not say them."""
    message = one_line(words.of(finding.words)).rstrip("。.； ;")
    said = f"{message}{'。' if words.chinese else '.'}" if message else ""
    expected, actual = finding.expected, finding.actual
    if expected is None or actual is None or (expected and actual and expected in message and actual in message):
        return said
    reported = one_line(words.show(actual)) or words("empty")
    return said + _gap(words) + words("figure_pair", expected=one_line(words.show(expected)), actual=reported)


def _where(found: Found, words: Words) -> str:
    where = one_line(place(found.finding, found.form, words, lines=False))
    if words.chinese:
        where = _SPACED_NUMBER.sub("", where)
    return _gap(words) + words("letter_place", place=where) if where else ""


def _gap(words: Words) -> str:
    return "" if words.chinese else " "


_MOST_COUNTED = 100
"""From here on numbers are written in digits."""


def _counted(number: int) -> str:
    return written_number(number, "chineseCounting") if number < _MOST_COUNTED else str(number)


def _numbered(depth: int, numbers: tuple[int, ...], text: str, words: Words) -> Line:
    """Return a paragraph numbered as official letters do: 一、 （一） 1. （1）."""
    last = numbers[-1]
    if words.chinese:
        mark = (f"{_counted(last)}、", f"（{_counted(last)}）", f"{last}.", f"（{last}）")[depth]
    else:
        mark = (f"{last}. ", f"{'.'.join(map(str, numbers[:2]))} ", f"({last}) ", "– ")[depth]
    return STYLES[depth], f"{mark}{one_line(text)}"
