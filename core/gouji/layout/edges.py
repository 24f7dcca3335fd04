"""The rules of a page: strokes and thin filled shapes, level or upright."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from gouji.layout.tolerances import (
    DOTS_IN_LINE_PT,
    FEWEST_DOTS,
    LONGEST_RULE_PT,
    NEXT_DOT_PT,
    SHORTEST_RULE_PT,
    THICKEST_RULE_PT,
)

_MOST_DOTS = 50_000


class Edge(NamedTuple):
    """A rule: its place across (y of a level one, x of an upright one) and its two ends."""

    place: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Edges:
    """The level and the upright rules of a page."""

    level: list[Edge]
    upright: list[Edge]
    dots: list[tuple[float, float]] = field(default_factory=list)

    def add(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Add a thin box as a rule along its middle, or as a dot of one; leave out others and what is not a number."""
        width, height = x1 - x0, bottom - top
        if 0 <= width < SHORTEST_RULE_PT and 0 <= height < SHORTEST_RULE_PT:
            if len(self.dots) < _MOST_DOTS:
                self.dots.append(((x0 + x1) / 2, (top + bottom) / 2))
        else:
            self._add_rule(x0, top, x1, bottom)

    def _add_rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        width, height = x1 - x0, bottom - top
        if height <= THICKEST_RULE_PT and SHORTEST_RULE_PT <= width < LONGEST_RULE_PT:
            self.level.append(Edge((top + bottom) / 2, x0, x1))
        elif width <= THICKEST_RULE_PT and SHORTEST_RULE_PT <= height < LONGEST_RULE_PT:
            self.upright.append(Edge((x0 + x1) / 2, top, bottom))

    def join_dots(self) -> None:
        """Add the rules that rows of dots and dashes form."""
        self.level.extend(_dotted((y, x) for x, y in self.dots))
        self.upright.extend(_dotted(self.dots))
        self.dots.clear()

    def add_outline(self, points: Sequence[tuple[float, float]], *, filled: bool, stroked: bool) -> None:
        """Add a thin outline as one rule, and the sides of a stroked one each."""
        if len(points) < 2:
            return
        across, down = sorted(x for x, _ in points), sorted(y for _, y in points)
        if filled and (across[-1] - across[0] <= THICKEST_RULE_PT or down[-1] - down[0] <= THICKEST_RULE_PT):
            self.add(across[0], down[0], across[-1], down[-1])
        elif stroked:
            for (ax, ay), (bx, by) in pairwise(points):
                self._add_rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _dotted(dots: Iterable[tuple[float, float]]) -> Iterator[Edge]:
    """Yield a rule for each row of dots (place across, place along) that follow close upon one another."""
    lines: list[list[tuple[float, float]]] = []
    for dot in sorted(dots):
        if not lines or dot[0] - lines[-1][0][0] > DOTS_IN_LINE_PT:
            lines.append([])
        lines[-1].append(dot)
    for line in lines:
        along = sorted(place for _, place in line)
        start = 0
        for index in range(1, len(along) + 1):
            if index == len(along) or along[index] - along[index - 1] > NEXT_DOT_PT:
                if index - start >= FEWEST_DOTS:
                    yield Edge(line[0][0], along[start], along[index - 1])
                start = index
