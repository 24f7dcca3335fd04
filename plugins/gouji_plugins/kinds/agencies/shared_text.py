"""The rule kind `shared_text`: prose that is another agency's."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pydantic import Field

from gouji import Brief, Everyone, Finding, Marks, Observation, Parameters, Satisfied, SectionId, Text, longest_passage
from gouji_plugins.kinds.agencies.alike import Sketch, candidates

_SKETCH = 24
"""So many marks, the smallest ones, stand for a text while pairs are looked for."""
_ALIKE = 0.4
"""Share of a sketch that two texts must have in common before they are compared clause by clause: a third of the share sought."""
_AT_HAND = 256
"""Reports kept at hand while pairs are compared."""


class SharedText(Parameters):
    """Sections whose prose is the agency's own, names and numbers left aside."""

    sections: tuple[SectionId, ...] = Field(
        default=(), description="The sections taken together; empty: all of the form."
    )
    apart: tuple[SectionId, ...] = Field(
        default=(), description="Sections that are compared by themselves too, where the rest is the agency's own."
    )
    share: float = Field(default=0.8, gt=0, le=1, description="The share of the text from which it is called the same.")
    letters: int = Field(default=300, description="Letters of text below which nothing is said.")
    letters_apart: int = Field(default=60, description="The same for a section by itself.")
    usual: tuple[str, ...] = Field(default=(), description="Clauses that any such report has, which do not count.")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two reports that share text in some sections, and how much of the shorter one."""

    share: float
    same: int
    whole: int
    other: int
    sections: tuple[str, ...]


def check_shared_text(everyone: Everyone, parameters: SharedText) -> Iterator[Observation]:
    """Look for reports whose prose is nearly another's of that year or the year before; each is held against the one most like it."""
    look = _Look(everyone, parameters)
    best: dict[int, _Pair] = {}
    for sections, texts in look.texts.items():
        years = {text.number: text.year for text in texts}
        for one, other in candidates(texts, _ALIKE):
            same, whole = look.compared(sections, one, other)
            if same < parameters.share * whole or whole < look.least[sections]:
                continue
            for number, with_which in ((one, other), (other, one)):
                pair = _Pair(same / whole, same, whole, with_which, sections)
                if years[number] >= years[with_which] and (number not in best or pair.share > best[number].share):
                    best[number] = pair
    for number in sorted(best):
        yield _found(everyone[number], everyone[best[number].other], best[number], parameters)
    looked = {text.number for texts in look.texts.values() for text in texts}
    if len(looked) > len(best):
        yield Satisfied(len(looked) - len(best))


def take_text(brief: Brief, parameters: SharedText) -> str:
    """Return year, agency, sketches of a report's own text, None for one that is too short, and the marks of usual clauses that it has."""
    usual, sketches, there = brief.marks_of(parameters.usual), [], set[int]()
    for sections, letters in _least(parameters).items():
        own = dict(brief.marks(sections).own)
        there.update(mark for mark in usual if own.pop(mark, None) is not None)
        sketches.append(sorted(own)[:_SKETCH] if sum(own.values()) >= letters else None)
    return json.dumps([brief.year, brief.agency.key, sketches, sorted(there)])


def _least(parameters: SharedText) -> dict[tuple[str, ...], int]:
    """Return the sections that are compared together, with the letters that they must have."""
    least: dict[tuple[str, ...], int] = {parameters.sections: parameters.letters}
    least.update({(section,): parameters.letters_apart for section in parameters.apart})
    return least


class _Look:
    """The texts of all reports, as far as they are long enough: all sections together, and some by themselves."""

    def __init__(self, everyone: Everyone, parameters: SharedText) -> None:
        self._everyone = everyone
        self._marks = lru_cache(maxsize=_AT_HAND)(self._marks_at)
        self.least = _least(parameters)
        self.texts: dict[tuple[str, ...], list[Sketch]] = {sections: [] for sections in self.least}
        for number, taken in everyone.taken():
            year, agency, sketches, _ = json.loads(taken)
            for sections, marks in zip(self.least, sketches, strict=True) if year is not None and agency else ():
                if marks is not None:
                    self.texts[sections].append(Sketch(number, year, everyone.whose(agency), array("I", marks)))

    def _marks_at(self, number: int, sections: tuple[str, ...]) -> Marks:
        brief = self._everyone[number]
        *_, usual = json.loads(self._everyone.taken_of(brief))
        return brief.marks(sections).but(usual)

    def compared(self, sections: tuple[str, ...], one: int, other: int) -> tuple[int, int]:
        """Return the letters of the clauses that both have, and of the text of which they are more."""
        left, right = self._marks(one, sections), self._marks(other, sections)
        return min(left.shared(right), right.shared(left), key=lambda pair: pair[1])


def _found(brief: Brief, other: Brief, pair: _Pair, parameters: SharedText) -> Finding:
    """Say what is shared; only of two that came out on different days the later one is certainly no original."""
    later = brief.published is not None and other.published is not None and brief.published > other.published
    words = Text(
        f"去掉名称和数字后，{pair.whole}字中有{pair.same}字（{100 * pair.share:.0f}%）与{other.agency.name}{other.year}年的报告逐句相同"
        + ("" if later else "，请核实是谁沿用了谁"),
        f"names and numbers left aside, {pair.same} of {pair.whole} letters ({100 * pair.share:.0f} %) stand clause by clause in the "
        f"report of {other.agency.name} on {other.year}" + ("" if later else "; please see who copied from whom"),
    )
    expected, actual = f"< {100 * parameters.share:.0f}%", f"{100 * pair.share:.0f}%"
    return Finding(words, longest_passage(brief, other, pair.sections), expected, actual, review=not later)
