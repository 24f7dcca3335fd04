"""Ranks among reports that may be compared: one pack, one kind of agency, one year, and read to the same extent."""

from __future__ import annotations

from array import array
from bisect import bisect_left

CLASSES = (95.0, 80.0)
"""Coverage in per cent from which a report belongs to the first class, to the second; below there is no score."""

Field = tuple[object, ...]


class Ranks:
    """Gathers scores by what may be compared, and tells the place of each among them."""

    def __init__(self) -> None:
        self._numbers: dict[Field, int] = {}
        self._fields, self._scores = array("I"), array("d")
        self._sorted: list[array[float]] = []

    def add(self, alike: Field, coverage: float, score: float | None) -> None:
        """Take the next report; one without a score has no rank."""
        whole = (*alike, next((least for least in CLASSES if coverage >= least), 0.0))
        self._fields.append(self._numbers.setdefault(whole, len(self._numbers)))
        self._scores.append(-1.0 if score is None else round(score, 2))

    def finish(self) -> None:
        """Sort the scores; from then on ranks can be asked for."""
        kept = [array("d") for _ in self._numbers]
        for number, score in zip(self._fields, self._scores, strict=True):
            if score >= 0:
                kept[number].append(-score)
        self._sorted = [array("d", sorted(scores)) for scores in kept]

    def of(self, report: int) -> tuple[int, int]:
        """Return the rank of a report, equal scores alike, and among how many; zeros where it has none."""
        score, field = self._scores[report], self._sorted[self._fields[report]]
        return (bisect_left(field, -score) + 1, len(field)) if score >= 0 else (0, 0)
