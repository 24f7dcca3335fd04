"""A page as every fixed-layout format draws it: runs of characters and rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gouji.layout.edges import Edges
from gouji.layout.letters import is_wide
from gouji.layout.tolerances import ASCENT_EM, MIDDLE_EM

_SAMPLE = 8


class TextRun(NamedTuple):
    """Characters that follow one another on one line; `starts` is where each begins, `em` its type size in points."""

    text: str
    starts: tuple[float, ...]
    x1: float
    baseline: float
    em: float

    @property
    def x0(self) -> float:
        """Where the first character begins."""
        return self.starts[0]

    @property
    def top(self) -> float:
        """The upper side of a square of type."""
        return self.baseline - ASCENT_EM * self.em

    @property
    def bottom(self) -> float:
        """The lower side of a square of type."""
        return self.top + self.em

    @property
    def middle(self) -> float:
        """Half height of the characters, where they stand in a row of a table."""
        return self.baseline - MIDDLE_EM * self.em


@dataclass(frozen=True, slots=True)
class Page:
    """One page, counted from 1; all lengths in points from its top left corner.

    `unseen` are words that the file holds but the page does not show: in no ink, in the paper's colour, or covered.
    `turned` are words that stand otherwise than the page's, as they stand on the page turned clockwise by so many quarters.
    """

    number: int
    width: float
    height: float
    runs: Sequence[TextRun]
    edges: Edges
    unseen: Sequence[TextRun] = ()
    turned: Mapping[int, Sequence[TextRun]] = field(default_factory=dict)


def type_size(words: str, starts: Sequence[float], x1: float) -> float:
    """Estimate the type size from advances: an ideograph fills a square, other characters half of one."""
    if len(words) == 1:
        return (x1 - starts[0]) * (1 if is_wide(words) else 2) or 1.0
    ends = (*starts[1:_SAMPLE], x1) if len(starts) <= _SAMPLE else starts[1 : _SAMPLE + 1]
    squares = [end - start for letter, start, end in zip(words, starts, ends, strict=False) if is_wide(letter)]
    if squares:
        return sorted(squares)[len(squares) // 2] or 1.0
    return 2 * (x1 - starts[0]) / len(words) or 1.0
