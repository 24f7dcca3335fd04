"""A break between two years, and what a report itself says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from pydantic import Field

from gouji import Brief, Evidence, Finding, Parameters, Pattern, Text

_SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;]?")
_LONGEST_QUOTED = 120


class Explanation(Parameters):
    """How reports explain that a figure does not follow from last year's."""

    about: Pattern = Field(description="A pattern of what the sentence must speak of.")
    because: Pattern = Field(description="A pattern of the words that explain.")
    but: Pattern = Field(
        default="(?!)", description="A pattern of words by which the sentence tells of a shortcoming or a plan instead."
    )


class Explained(Parameters):
    """Rules that a break does not fail where the report explains it."""

    explained: tuple[Explanation, ...] = Field(
        default=(), description="Sentences that explain a break: they are quoted, and it ends in a review."
    )


@dataclass(frozen=True, slots=True)
class Break:
    """A break between two years, before anybody has looked for what explains it; `unsure` where it is a matter for review."""

    message: Text
    evidence: tuple[Evidence, ...]
    expected: str | None
    actual: str
    unsure: bool = False


def told(found: Break, report: Brief, last: Brief, ways: Sequence[Explanation]) -> Finding:
    """Make the finding: a breach, or a review that quotes the sentence of either report by which it is explained."""
    sentences = chain.from_iterable(_explaining(brief, ways) for brief in (report, last)) if ways else iter(())
    sentence = next(sentences, None)
    if sentence is None:
        return Finding(found.message, found.evidence, found.expected, found.actual, found.unsure)
    start, end = sentence.span or (0, len(sentence.raw))
    quoted = sentence.raw[start : min(end, start + _LONGEST_QUOTED)].strip()
    words = Text(
        f"{found.message.zh}；报告中有说明，请核实：“{quoted}”",
        f"{found.message.en}; the report says why, please verify: “{quoted}”",
    )
    return Finding(words, (*found.evidence, sentence), found.expected, found.actual, review=True)


def _explaining(brief: Brief, ways: Sequence[Explanation]) -> Iterator[Evidence]:
    patterns = [(re.compile(way.about), re.compile(way.because), re.compile(way.but)) for way in ways]
    for line in brief.lines:
        for match in _SENTENCE.finditer(line.text):
            said = match[0]
            if any(a.search(said) and b.search(said) and not but.search(said) for a, b, but in patterns):
                yield brief.cite(Evidence.marked(line, match.span()))
