"""Words of a line as they stand in a table without rules: apart from one another, figures or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.layout.letters import is_figure, is_wide
from gouji.layout.printed import TextRun

_CLOSE, _CLOSE_TO_FIGURE = 0.28, 0.6
"""Ems between words that are one: less in tight headers than between a figure and its unit."""
_IDEOGRAPH, _DIGIT, _BELOW = 0.82, 0.65, 0.08
"""How far letters stand over their line and reach below it, in ems."""
_STEP = 1 + _CLOSE
"""Ems from one letter to the next at most."""
_LONGEST_FIGURE = 12
_INSTEAD = frozenset("/／—－-–无")
_UNITS = ("万元", "元", "件", "项", "个")


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
        return self.baseline - (_DIGIT if self.is_value else _IDEOGRAPH) * self.em

    @property
    def bottom(self) -> float:
        """The lower side of the ink."""
        return self.baseline if self.is_value else self.baseline + _BELOW * self.em

    @property
    def middle(self) -> float:
        """Half height of the letters."""
        return self.baseline - 0.35 * self.em


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
    return gap < (_CLOSE_TO_FIGURE if figures == 1 and is_value(left.text + right.text) else _CLOSE)


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


def is_value(text: str) -> bool:
    """Tell whether a word is what a cell for figures holds: a number, with its unit or not, or what stands instead."""
    if len(text) > _LONGEST_FIGURE:
        return False
    if _INSTEAD.issuperset(text):
        return True
    unit = next((unit for unit in _UNITS if text.endswith(unit)), "")
    number = text.removesuffix(unit)
    return is_figure(number) and any(map(str.isdigit, number))


def far_apart(words: Sequence[Word], ems: float) -> list[tuple[float, float]]:
    """Return the stretches that words cover, joined over gaps of less than so many ems."""
    covered: list[tuple[float, float]] = []
    for word in words:
        if covered and word.x0 - covered[-1][1] < ems * word.em:
            covered[-1] = (covered[-1][0], max(word.x1, covered[-1][1]))
        else:
            covered.append((word.x0, word.x1))
    return covered
