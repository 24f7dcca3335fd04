"""The score of a report: computed from its results, never stored with them."""

from __future__ import annotations

from dataclasses import dataclass

from gouji.model.text import Text


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One decided rule in the sum: `weight` × `credit` is what it adds, `credit` runs from 0 to 1."""

    rule: str
    weight: int
    credit: float


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """A theme's part of the score: `score` is None where nothing in it was decided; `weight` is its weight in the report."""

    theme: str
    title: Text
    weight: float
    score: float | None
    lines: tuple[ScoreLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The score of one report, 0 to 100, with everything that it is made of.

    `coverage` is decided weight over applicable weight, 0 to 100. `grade` is None where coverage is too low to say.
    `capped_by` names the critical rules that hold the grade down, `uncapped` the grade without them.
    """

    score: float | None = None
    score_after_decisions: float | None = None
    coverage: float | None = None
    grade: str | None = None
    uncapped: str | None = None
    capped_by: tuple[str, ...] = ()
    open_critical: int = 0
    themes: tuple[ThemeScore, ...] = ()

    @property
    def is_too_little(self) -> bool:
        """Tell whether something was decided, but too little for a grade."""
        return self.coverage is not None and self.grade is None
