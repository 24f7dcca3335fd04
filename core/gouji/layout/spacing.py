"""Words of a line as they stand in a table without rules: apart from one another, figures or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.layout.letters import is_wide
from gouji.layout.printed import TextRun
from gouji.layout.tolerances import BELOW_EM, DIGIT_EM, IDEOGRAPH_EM, MIDDLE_EM, ONE_VALUE_EM, ONE_WORD_EM
from gouji.layout.typography import is_figure, is_value

_STEP = 1 + ONE_WORD_EM
"""Ems from one letter to the next at most."""


class Word(NamedTuple):
    """Letters that stand close together, and their box."""

    text: str
    x0: float
    x1: float
    baseline: float
    em: float
    is_value: bool

    @property
    def top(self) -> float:
        """The upper side of the ink."""
        return self.baseline - (DIGIT_EM if self.is_value else IDEOGRAPH_EM) * self.em

    @property
    def bottom(self) -> float:
        """The lower side of the ink."""
        return self.baseline if self.is_value else self.baseline + BELOW_EM * self.em

    @property
    def middle(self) -> float:
        """Half height of the letters."""
        return self.baseline - MIDDLE_EM * self.em


def words_of(row: Sequence[TextRun]) -> list[Word]:
    """Part a line into words, from left to right."""
    words: list[Word] = []
    for piece in (piece for run in row for piece in _unspaced(run)):
        before = words[-1] if words else None
        if before is None or not _is_one(before, piece):
            words.append(piece)
        else:
            text = before.text + piece.text
            words[-1] = Word(text, before.x0, max(before.x1, piece.x1), before.baseline, before.em, is_value(text))
    return words


def _is_one(left: Word, right: Word) -> bool:
    gap = (right.x0 - left.x1) / max(left.em, right.em)
    figures = left.is_value + right.is_value
    return gap < (ONE_VALUE_EM if figures == 1 and is_value(left.text + right.text) else ONE_WORD_EM)


def _unspaced(run: TextRun) -> Iterator[Word]:
    """Cut a run where letters stand apart, as headers and figures of narrow columns do."""
    cuts = [i for i, (a, b) in enumerate(pairwise(run.starts), 1) if b - a > _STEP * run.em]
    for start, end in pairwise((0, *cuts, len(run.text))):
        text = run.text[start:end]
        x1 = run.x1 if end == len(run.text) else run.starts[end - 1] + (run.em if is_wide(text[-1]) else run.em / 2)
        yield Word(text, run.starts[start], x1, run.baseline, run.em, is_value(text))


def count_figures(run: TextRun) -> int:
    """Return how many figures a run holds, those of several columns that no space parts."""
    if not is_figure(run.text):
        return 0
    return 1 + sum(b - a > _STEP * run.em for a, b in pairwise(run.starts))


def far_apart(words: Sequence[Word], ems: float) -> list[tuple[float, float]]:
    """Return the stretches that words cover, joined over gaps of less than so many ems."""
    covered: list[tuple[float, float]] = []
    for word in words:
        if covered and word.x0 - covered[-1][1] < ems * word.em:
            covered[-1] = (covered[-1][0], max(word.x1, covered[-1][1]))
        else:
            covered.append((word.x0, word.x1))
    return covered
