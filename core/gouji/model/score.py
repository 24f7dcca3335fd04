"""The score of a report: computed from its results, never stored with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gouji.model.rule import Severity
from gouji.model.text import Text


class Verdict(StrEnum):
    """What becomes of a report, in one word; the first that fits.

    >>> name_of(Verdict.REVIEW).en
    'To be reviewed'
    """

    UNACCEPTABLE = "unacceptable"
    """Grade D, or certain faults that alone make D whatever else was read."""
    UNASSESSED = "unassessed"
    """Too little was decided to say."""
    RECTIFY = "rectify"
    """An open critical or major fault."""
    REVIEW = "review"
    """A critical or major rule waits for a person."""
    ACCEPTABLE = "acceptable"


class DeductionShare(StrEnum):
    """How much of its points a failed rule costs.

    >>> DeductionShare.HALF.value
    'half'
    """

    FULL = "full"
    HALF = "half"
    """Another rule of its group costs the full points."""
    SAME_CAUSE = "same_cause"
    """Its fault is that of another rule and already deducted."""
    FOLLOWS = "follows"
    """Its fault follows from that of another rule."""


@dataclass(frozen=True, slots=True)
class Deduction:
    """What one failed rule costs: `points` taken off for `places` places, those of other causes left out.

    `with_rule` is the rule whose fault it shares, or that costs the full points of their group. In the model `ratio`, `points`
    are what the rule's missing credit takes off 100.

    >>> run.score(run.reports[0]).deductions[0].points
    10
    """

    rule: str
    severity: Severity
    points: float
    places: int = 1
    share: DeductionShare = DeductionShare.FULL
    with_rule: str = ""


def points(value: float) -> str:
    """Write points or a score as everywhere: the decimals that let it be added up by hand, two at most.

    >>> points(2.5), points(10.0)
    ('2.5', '10')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The score of one report, 0 to 100, with everything that it is made of.

    `coverage` is decided weight over applicable weight, 0 to 100. `score` and `grade` are None where coverage is too low to say,
    and where nothing is filled in. `sum` is the score before it was held within its grade, `uncapped` the grade that it would
    give; `capped_by` names the rules that hold the grade down. `forgiven` are points of minor rules beyond what they may cost
    together. `riders` say what the verdict leaves open. Of `comparable` rules across reports `compared` found what they need.
    `decided` is the scorecard after what people decided, None where that changes nothing.

    >>> run.score(run.reports[0])
    Scorecard(rectify, score 89, grade B, 1 deductions)
    """

    model: str = ""
    score: float | None = None
    score_after_decisions: float | None = None
    coverage: float | None = None
    grade: str | None = None
    verdict: Verdict | None = None
    sum: float | None = None
    uncapped: str | None = None
    capped_by: tuple[str, ...] = ()
    open_critical: int = 0
    deductions: tuple[Deduction, ...] = ()
    forgiven: float = 0.0
    riders: tuple[Text, ...] = ()
    decided: Scorecard | None = None
    compared: int = 0
    comparable: int = 0

    def __repr__(self) -> str:
        verdict = self.verdict.value if self.verdict else "no verdict"
        return f"Scorecard({verdict}, score {self.score}, grade {self.grade}, {len(self.deductions)} deductions)"

    @property
    def is_too_little(self) -> bool:
        """Tell whether too little was read or decided to say what becomes of the report."""
        return self.verdict is Verdict.UNASSESSED
