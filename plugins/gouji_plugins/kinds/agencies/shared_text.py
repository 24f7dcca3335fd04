"""The rule kind `shared_text`: prose that is another agency's."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from gouji import Brief, Everyone, Finding, Marks, Observation, Parameters, Satisfied, SectionId, Text, longest_passage

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.uint32]

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
    share: float = Field(default=0.8, description="The share of the text from which it is called the same.")
    letters: int = Field(default=300, description="Letters of text below which nothing is said.")
    usual: tuple[str, ...] = Field(default=(), description="Clauses that any such report has, which do not count.")


class _Text(NamedTuple):
    """A report's text while pairs are looked for: its number, year, agency and sketch."""

    number: int
    year: int
    agency: str
    sketch: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two reports that share text, and how much of the shorter one."""

    share: float
    same: int
    whole: int
    other: int


def check_shared_text(everyone: Everyone, parameters: SharedText) -> Iterator[Observation]:
    """Look for reports on one year whose prose is nearly the same; each is held against the one most like it."""
    look = _Look(everyone, parameters)
    best: dict[int, _Pair] = {}
    for one, other in _candidates(look.texts):
        same, whole = look.compared(one, other)
        if same < parameters.share * whole:
            continue
        for number, with_which in ((one, other), (other, one)):
            pair = _Pair(same / whole, same, whole, with_which)
            if number not in best or pair.share > best[number].share:
                best[number] = pair
    for number in sorted(best):
        yield _found(everyone[number], everyone[best[number].other], best[number], parameters)
    if len(look.texts) > len(best):
        yield Satisfied(len(look.texts) - len(best))


class _Look:
    """The texts of all reports, as far as they are long enough."""

    def __init__(self, everyone: Everyone, parameters: SharedText) -> None:
        self._everyone, self._parameters, self._usual = everyone, parameters, frozenset[int]()
        self._marks = lru_cache(maxsize=_AT_HAND)(self._marks_at)
        self.texts: list[_Text] = []
        for number, brief in zip(everyone.chosen, everyone, strict=True):
            if parameters.usual and not self._usual:
                self._usual = frozenset(map(brief.mark_of, parameters.usual))
            marks = self._own(brief)
            if brief.year is not None and brief.agency.key and sum(marks.own.values()) >= parameters.letters:
                sketch = array("I", sorted(marks.own)[:_SKETCH])
                self.texts.append(_Text(number, brief.year, brief.agency.key, sketch))

    def _own(self, brief: Brief) -> Marks:
        return brief.marks(self._parameters.sections).but(self._usual)

    def _marks_at(self, number: int) -> Marks:
        return self._own(self._everyone[number])

    def compared(self, one: int, other: int) -> tuple[int, int]:
        """Return the letters of the clauses that both have, and of the shorter text."""
        left, right = self._marks(one).own, self._marks(other).own
        same = sum(letters for mark, letters in left.items() if mark in right)
        return same, min(sum(left.values()), sum(right.values()))


def _candidates(texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of reports whose sketches have much in common: on one year, by different agencies.

    Of the texts that share a mark each is paired with the first and with the one before, so that the work stays in proportion
    to their number however many copied from one.
    """
    import numpy as np

    if not texts:
        return
    agencies = {name: number for number, name in enumerate(dict.fromkeys(text.agency for text in texts))}
    owners = np.repeat(np.arange(len(texts)), [len(text.sketch) for text in texts])
    marks = np.fromiter((mark for text in texts for mark in text.sketch), np.uint64, len(owners))
    years = np.asarray([text.year for text in texts], np.uint64)[owners]
    order = np.lexsort((owners, (years << np.uint64(32)) | marks))
    keys, owners = ((years << np.uint64(32)) | marks)[order], owners[order]
    firsts = np.maximum.accumulate(np.where(np.r_[True, keys[1:] != keys[:-1]], np.arange(len(keys)), 0))
    later = np.flatnonzero(firsts < np.arange(len(keys)))
    pairs = np.concatenate([_coded(owners[firsts[later]], owners[later]), _coded(owners[later - 1], owners[later])])
    codes, counts = np.unique(pairs, return_counts=True)
    for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
        one, other = texts[code >> 32], texts[code & 0xFFFFFFFF]
        least = _ALIKE * min(len(one.sketch), len(other.sketch))
        if count >= least and agencies[one.agency] != agencies[other.agency]:
            yield one.number, other.number


def _coded(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    import numpy as np

    return (np.minimum(one, other) << 32) | np.maximum(one, other)


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
    return Finding(words, longest_passage(brief, other, parameters.sections), expected, actual, review=not later)
