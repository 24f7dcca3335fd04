"""The rules of a page: strokes and thin filled shapes, level or upright."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

THIN = 3.0
SHORTEST = 4.0


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

    def add(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Add a thin box as a rule along its middle; leave out other boxes, dots and what is not a number."""
        width, height = x1 - x0, bottom - top
        if height <= THIN and SHORTEST <= width < 1e5:
            self.level.append(Edge((top + bottom) / 2, x0, x1))
        elif width <= THIN and SHORTEST <= height < 1e5:
            self.upright.append(Edge((x0 + x1) / 2, top, bottom))

    def add_outline(self, points: Sequence[tuple[float, float]], *, filled: bool, stroked: bool) -> None:
        """Add a thin outline as one rule, and the sides of a stroked one each."""
        if len(points) < 2:
            return
        across, down = sorted(x for x, _ in points), sorted(y for _, y in points)
        if filled and (across[-1] - across[0] <= THIN or down[-1] - down[0] <= THIN):
            self.add(across[0], down[0], across[-1], down[-1])
        elif stroked:
            for (ax, ay), (bx, by) in pairwise(points):
                self.add(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
