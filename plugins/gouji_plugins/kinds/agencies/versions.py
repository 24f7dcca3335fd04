"""The rule kind `versions_differ`: several files that are an agency's report on one year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from unicodedata import normalize

from pydantic import Field

from gouji import (
    Brief,
    Clause,
    Everyone,
    Evidence,
    EvidenceKind,
    Figure,
    Finding,
    Observation,
    Parameters,
    Pattern,
    Satisfied,
    Text,
)

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LETTERS = re.compile(r"\w")
_SHOWN = 3
"""Cells that are cited of those that differ."""


class VersionsDiffer(Parameters):
    """An agency has one report on a year; another version says that it corrects the first."""

    corrected: Pattern = Field(description="Words by which a version says that it is a correction.")
    days: int = Field(
        default=7, description="So many days may lie between a page's date and the day on which it was first seen."
    )


def check_versions(everyone: Everyone, parameters: VersionsDiffer) -> Iterator[Observation]:
    """Compare the files of one agency on one year, and the dates of pages with the days on which they were first seen."""
    corrected = re.compile(parameters.corrected)
    for numbers in everyone.several:
        first, *others = sorted((everyone[number] for number in numbers), key=_by_date)
        for other in others:
            finding = None if other.sha256 == first.sha256 else _differ(first, other, corrected)
            yield finding or Satisfied()
    yield from _seen_late(everyone, parameters.days)


def _by_date(brief: Brief) -> date:
    """Put the version that came out first before the others, those without a date last."""
    return brief.published or date.max


def _differ(one: Brief, other: Brief, corrected: re.Pattern[str]) -> Finding | None:
    """Say where two files differ in figures, else in numbers of the text, else in words.

    None where they do not, or one says that it corrects the other.
    """
    figures = list(_other_figures(one, other))
    numbers = [] if figures else list(_other_numbers(one, other))
    if not figures and not numbers and one.marks().own == other.marks().own:
        return None
    if any(corrected.search(text) for brief in (one, other) for text in _texts(brief)):
        return None
    if figures:
        cited = [piece for pair in figures[:_SHOWN] for piece in (other.cite(pair[1]), one.cite(pair[0]))]
        what = Text(f"有{len(figures)}个数据不同", f"{len(figures)} figures differ")
        expected, actual = figures[0][0].raw, figures[0][1].raw
    elif numbers:
        cited = [
            piece
            for here, there in numbers[:_SHOWN]
            for piece in (other.cite(_as_text(there)), one.cite(_as_text(here)))
        ]
        what = Text(f"文字中有{len(numbers)}处数字不同", f"{len(numbers)} numbers in the text differ")
        expected, actual = None, None
    else:
        cited = [_title(other), _title(one)]
        what, expected, actual = Text("文字不同", "the text differs"), None, None
    named = [_named(brief, dated=one.published != other.published) for brief in (one, other)]
    words = Text(
        f"同一机关{one.year}年的报告有两份（{'、'.join(name.zh for name in named)}），{what.zh}，都没有更正说明，请核实以哪份为准",
        f"there are two reports on {one.year} by one agency ({', '.join(name.en for name in named)}), {what.en}, and neither says that it "
        "is a correction; please see which one counts",
    )
    return Finding(words, cited, expected or None, actual or None, review=True)


def _other_figures(one: Brief, other: Brief) -> Iterator[tuple[Figure, Figure]]:
    for name, table in one.tables.items():
        for cell in table.cells if name in other.tables else ():
            here, there = table.figure(*cell), other.tables[name].figure(*cell)
            if here and there and here.value is not None and there.value is not None and here.value != there.value:
                yield here, there


def _other_numbers(one: Brief, other: Brief) -> Iterator[tuple[Clause, Clause]]:
    """Yield clauses that both have in the same words, with other numbers."""
    there: dict[int, list[Clause]] = {}
    for clause in other.clauses():
        there.setdefault(clause.mark, []).append(clause)
    for clause in one.clauses():
        match = there[clause.mark].pop(0) if there.get(clause.mark) else None
        if match is not None and _numbers(clause) != _numbers(match):
            yield clause, match


def _numbers(clause: Clause) -> list[str]:
    """Return the numbers of a clause, without them all its letters, where a number may be written in words."""
    text = normalize("NFKC", clause.line.text[slice(*clause.span)])
    return _NUMBER.findall(text.replace(",", "")) or _LETTERS.findall(text) if clause.gives_number else []


def _as_text(clause: Clause) -> Evidence:
    return Evidence.marked(clause.line, clause.span)


def _named(brief: Brief, *, dated: bool) -> Text:
    """Name a file, with the day on which it came out where that tells versions apart."""
    if not dated:
        return Text.of(brief.source)
    day = Text("未注明日期", "undated") if brief.published is None else Text.of(f"{brief.published}")
    return Text(f"{brief.source}，{day.zh}", f"{brief.source}, {day.en}")


def _texts(brief: Brief) -> Iterator[str]:
    yield brief.whole.title
    yield from (line.text for line in brief.lines)


def _title(brief: Brief) -> Evidence:
    return Evidence(EvidenceKind.DOCUMENT, brief.whole.title or brief.source, source=brief.source)


def _seen_late(everyone: Everyone, days: int) -> Iterator[Observation]:
    seen = {
        source: filing.member.first_seen
        for filing in everyone.filings
        if filing.member.first_seen and filing.member.first_seen.year == filing.year + 1
        for source in filing.sources
    }
    for brief in everyone if seen else ():
        first_seen = seen.get(brief.source)
        if first_seen is None or brief.published is None:
            continue
        if brief.published + timedelta(days) >= first_seen:
            yield Satisfied()
            continue
        words = Text(
            f"页面日期为{brief.published}，而名册记载{first_seen}才首次见到，请核实发布时间",
            f"the page is dated {brief.published}, but by the roster it was first seen on {first_seen}; please verify when it came out",
        )
        yield Finding(words, _title(brief), str(first_seen), str(brief.published), review=True)
