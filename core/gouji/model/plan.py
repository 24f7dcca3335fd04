"""How a pack scores its reports, as data: the table [scoring] of its pack.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from gouji.model.rule import Severity
from gouji.model.text import Text


class Model(StrEnum):
    """How a score comes about.

    >>> Plan().model is Model.DEDUCTION
    True
    """

    DEDUCTION = "deduction"
    """100 minus points."""
    RATIO = "ratio"
    """The share of what holds, by weight."""


@dataclass(frozen=True, slots=True)
class MainTable:
    """The table whose identities tell most: broken in so many of their checks, in number and share, they make D."""

    identities: tuple[str, ...] = ()
    broken: int = 6
    share: float = 0.3


@dataclass(frozen=True, slots=True)
class Plan:
    """A pack's scoring; rules are named by their full ids.

    `points` are what a failed rule costs by severity, `further` the share of them for each further place and `at_most` the most
    that all further places together cost, as a share too. A rule of `each_place` counts every place in full, up to
    `most_places`. `groups` are rules that usually fall together. `minor_at_most` is the most that all minor rules cost
    together. `nothing_filled` are rules that all fail in all they check only where nothing is filled in. `riders` say what the verdict leaves
    open where a rule could not be checked. `grades` are the least scores, the best first; `held` the best score that a capped
    grade may have. `weights` are those of the model `ratio`.

    >>> Plan().points_of(Severity.MAJOR), Plan().grade_of(85)
    (10, 'B')
    """

    model: Model = Model.DEDUCTION
    points: Mapping[str, float] = field(default_factory=lambda: {"critical": 20, "major": 10, "minor": 2, "advice": 0})
    weights: Mapping[str, float] = field(default_factory=lambda: {"critical": 10, "major": 5, "minor": 2, "advice": 0})
    further: float = 0.1
    at_most: float = 0.5
    each_place: tuple[str, ...] = ()
    most_places: int = 3
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    minor_at_most: float = 15.0
    main_table: MainTable = field(default_factory=MainTable)
    nothing_filled: tuple[str, ...] = ()
    riders: Mapping[str, Text] = field(default_factory=dict)
    grades: Mapping[str, float] = field(default_factory=lambda: {"A": 90, "B": 80, "C": 60, "D": 0})
    held: Mapping[str, float] = field(default_factory=lambda: {"B": 89, "C": 79, "D": 59})
    lowest_coverage: float = 80.0

    def points_of(self, severity: Severity) -> float:
        """Return what a failed rule of a severity costs."""
        return self.points[severity.value]

    def grade_of(self, score: float) -> str:
        """Return the grade of a score."""
        return next(grade for grade, least in self.grades.items() if score >= least)

    @property
    def named(self) -> Iterator[tuple[str, str]]:
        """The rules that the plan speaks of, each with the setting that does."""
        yield from (("each_place", rule) for rule in self.each_place)
        yield from (("nothing_filled", rule) for rule in self.nothing_filled)
        yield from (("main_table", rule) for rule in self.main_table.identities)
        yield from (("riders", rule) for rule in self.riders)
        yield from (("groups", rule) for rules in self.groups.values() for rule in rules)

    def with_full_ids(self, pack: str) -> Plan:
        """Return the plan with the full ids of its rules: those without a prefix are the pack's own."""

        def full(rule: str) -> str:
            return rule if "/" in rule else f"{pack}/{rule}"

        return replace(
            self,
            each_place=tuple(map(full, self.each_place)), nothing_filled=tuple(map(full, self.nothing_filled)),
            groups={name: tuple(map(full, rules)) for name, rules in self.groups.items()},
            main_table=replace(self.main_table, identities=tuple(map(full, self.main_table.identities))),
            riders={full(rule): words for rule, words in self.riders.items()},
        )  # fmt: skip
