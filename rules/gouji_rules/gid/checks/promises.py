"""Measures promised last year of which this year's report says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from gouji import (
    Evidence,
    Finding,
    History,
    NotApplicable,
    Observation,
    Parameters,
    Pattern,
    Satisfied,
    SectionId,
    Text,
    TextLine,
)

_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_IDEOGRAPHS = re.compile(r"[一-龥]+")
_PAIR, _WORD = 2, 3
"""Characters in a row by which a measure is likened to the text, and by which it may be told of there."""


class Promises(Parameters):
    """Where measures are promised, and what tells that one was followed up."""

    section: SectionId = Field(description="The section that promises measures.")
    promised: Pattern = Field(description="Words from which on a line promises.")
    usual: Pattern = Field(description="Words that any report uses, which tell nothing of a measure.")
    share: float = Field(
        default=0.25, gt=0, le=1, description="Share of a measure's own words that this year's text must have."
    )
    fewest: int = Field(default=2, description="So many measures must have been promised.")
    own: int = Field(default=4, description="Pairs of characters of its own that a clause must have to be a measure.")


def check_promises(history: History, parameters: Promises) -> Iterator[Observation]:
    """Look for the words of last year's measures in this year's text; where there are some, but few, a person decides."""
    report, last = history.report, history.last
    section = next((s for s in last.sections if s.id == parameters.section and s.lines), None)
    measures = [] if section is None else list(_measures(section.lines, parameters))
    if len(measures) < parameters.fewest:
        raise NotApplicable(Text("上年没有写具体的改进措施", "last year promised no measure of its own"))
    whole = "".join(line.text for part in report.sections for line in part.lines)
    text = re.sub(parameters.usual, "，", whole)
    if not _has_pairs(text, parameters.own):
        raise NotApplicable(Text("本年没有可比的正文", "this year has no text to compare"))
    if any(sum(pair in text for pair in pairs) >= parameters.share * len(pairs) for _, pairs in measures):
        yield Satisfied(len(measures))
        return
    here = next((each for each in report.sections if each.id == parameters.section and each.lines), None)
    evidence = [*(last.cite(piece) for piece, _ in measures[:3]), *([report.cite(here)] if here else [])]
    words = Text(
        f"{last.year}年报告提出的{len(measures)}项改进措施，{report.year}年的报告都没有提到落实情况",
        f"of the {len(measures)} measures promised in the report on {last.year} the one on {report.year} mentions none",
    )
    yield Finding(words, evidence, review=here is None or _partly(measures, whole, parameters))


def _measures(lines: tuple[TextLine, ...], parameters: Promises) -> Iterator[tuple[Evidence, frozenset[str]]]:
    """Yield the clauses that promise something of their own, each with its pairs of characters."""
    for line in lines:
        start = re.search(parameters.promised, line.text)
        for match in _CLAUSE.finditer(line.text, start.start()) if start else ():
            pairs = _runs(match[0], parameters)
            if len(pairs) >= parameters.own:
                yield Evidence.marked(line, match.span()), pairs


def _partly(measures: list[tuple[Evidence, frozenset[str]]], whole: str, parameters: Promises) -> bool:
    """Tell whether a word of a measure recurs, so that it may be told of in other words."""
    text = _runs(whole, parameters, _WORD)
    return any(_runs(piece.raw[slice(*(piece.span or (None,)))], parameters, _WORD) & text for piece, _ in measures)


def _has_pairs(text: str, fewest: int) -> bool:
    """Tell whether a text has so many different pairs of characters, without looking at all of it."""
    found: set[str] = set()
    for word in _IDEOGRAPHS.finditer(text):
        found.update(word[0][at : at + _PAIR] for at in range(len(word[0]) - _PAIR + 1))
        if len(found) >= fewest:
            return True
    return False


def _runs(text: str, parameters: Promises, length: int = _PAIR) -> frozenset[str]:
    """Return all runs of so many characters in what is not usual."""
    words = _IDEOGRAPHS.findall(re.sub(parameters.usual, "，", text))
    return frozenset(word[at : at + length] for word in words for at in range(len(word) - length + 1))
