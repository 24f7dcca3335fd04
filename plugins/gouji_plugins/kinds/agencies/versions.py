"""The rule kind `versions_differ`: several files that are an agency's report on one year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from pydantic import Field

from gouji import (
    Brief,
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
        first, *others = (everyone[number] for number in numbers)
        for other in others:
            finding = None if other.sha256 == first.sha256 else _differ(first, other, corrected)
            yield finding or Satisfied()
    yield from _seen_late(everyone, parameters.days)


def _differ(one: Brief, other: Brief, corrected: re.Pattern[str]) -> Finding | None:
    """Say where two files differ in figures, else in text; None where they do not, or one says that it corrects the other."""
    figures = list(_other_figures(one, other))
    same_text = one.marks().telling == other.marks().telling
    if not figures and same_text:
        return None
    if any(corrected.search(text) for brief in (one, other) for text in _texts(brief)):
        return None
    if figures:
        cited = [piece for pair in figures[:_SHOWN] for piece in (other.cite(pair[1]), one.cite(pair[0]))]
        what = Text(f"有{len(figures)}个数据不同", f"{len(figures)} figures differ")
        expected, actual = figures[0][0].raw, figures[0][1].raw
    else:
        cited = [_title(other), _title(one)]
        what, expected, actual = Text("文字不同", "the text differs"), None, None
    words = Text(
        f"同一机关{one.year}年的报告有两份（{one.source}、{other.source}），{what.zh}，都没有更正说明，请核实以哪份为准",
        f"there are two reports on {one.year} by one agency ({one.source}, {other.source}), {what.en}, and neither says that it is "
        "a correction; please see which one counts",
    )
    return Finding(words, cited, expected or None, actual or None, review=True)


def _other_figures(one: Brief, other: Brief) -> Iterator[tuple[Figure, Figure]]:
    for name, table in one.tables.items():
        for cell in table.cells if name in other.tables else ():
            here, there = table.figure(*cell), other.tables[name].figure(*cell)
            if here and there and here.value is not None and there.value is not None and here.value != there.value:
                yield here, there


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
