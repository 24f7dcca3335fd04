"""From results to score, grade and verdict: as a pack's plan says, adding up by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gouji.model.batch import Batch
from gouji.model.checked import CheckedReport, Status
from gouji.model.plan import Model, Plan
from gouji.model.result import Outcome, Result
from gouji.model.rule import Severity
from gouji.model.score import Deduction, DeductionShare, Scorecard, Verdict
from gouji.rulebook.pack import Pack
from gouji.scoring.deduction import deductions_of, forgiven
from gouji.scoring.ratio import ratio_of

__all__ = ["Scoring", "score"]

_DECIDED = (Outcome.PASS, Outcome.FAIL)
_COMPARED = (*_DECIDED, Outcome.REVIEW)
_OPEN = (Outcome.REVIEW, Outcome.ERROR, Outcome.NOT_CHECKED)
_GRAVE = (Severity.CRITICAL, Severity.MAJOR)
_CAUSES_OF_D = 2
"""Critical causes that make D."""
_MOST_SCORE = 100.0
_NOTHING = Batch()

Left = Callable[[Sequence[Result], int | None], Sequence[Result]]
"""Returns what is left of the results of a report on a year after decisions."""


@dataclass(frozen=True, slots=True)
class Scoring:
    """The scoring of a run: the plan of each pack by its id, what is left of results after decisions, and those across reports."""

    plans: Mapping[str, Plan]
    left: Left | None = None
    batch: Batch = field(default_factory=Batch)

    @classmethod
    def by(cls, packs: Iterable[Pack], left: Left | None = None, batch: Batch = _NOTHING) -> Scoring:
        """Score by the plans of the packs, with what was found across reports, and once more what is `left` after decisions."""
        return cls({pack.id: pack.scoring for pack in packs}, left, batch)

    def __call__(self, checked: CheckedReport) -> Scorecard:
        """Score a report with what was found across reports; a file that was not checked gets an empty scorecard."""
        if checked.status is not Status.CHECKED:
            return Scorecard()
        own, across = checked.results, self.batch.of(checked.source)
        plan = self.plans.get(checked.pack or "", Plan())
        card = score(own, plan, across)
        if self.left is None:
            return card
        left = self.left(own, checked.year), self.left(across, checked.year)
        if all(before is after for before, after in zip((*own, *across), (*left[0], *left[1]), strict=True)):
            return card
        decided = score(left[0], plan, left[1])
        return replace(card, score_after_decisions=decided.score, decided=decided)


def score(own: Sequence[Result], plan: Plan, across: Sequence[Result] = ()) -> Scorecard:
    """Score one report's results, 0 to 100, and say what becomes of it.

    What was found across reports counts like the rest; what could not be compared counts for nothing, nor does it lower coverage.
    """
    results = (*own, *(result for result in across if result.outcome in _COMPARED))
    total, found, beyond = _sum(results, plan)
    coverage = _coverage(own, plan)
    caps = list(_caps(results, found, plan))
    uncapped = plan.grade_of(total) if total is not None else None
    grade = max([uncapped, *(grade for grade, _ in caps)]) if uncapped else None
    held_down = grade is not None and uncapped is not None and grade > uncapped
    broken = {r.rule for r in results if r.outcome is Outcome.FAIL and r.failed == r.checks}
    empty = bool(plan.nothing_filled) and broken.issuperset(plan.nothing_filled)
    unsure = coverage is None or coverage < plan.lowest_coverage
    scored = total is not None and grade is not None and not unsure and not empty
    clamped = min(total, plan.held.get(grade, _MOST_SCORE)) if held_down and total is not None and grade else total
    return Scorecard(
        model=plan.model, score=clamped if scored else None, score_after_decisions=clamped if scored else None,
        coverage=coverage, grade="D" if empty else grade if scored else None,
        verdict=_verdict(results, "D" if empty else grade, unsure and not empty), sum=total, uncapped=uncapped,
        capped_by=tuple(dict.fromkeys(r for held, rules in caps if held_down and held == grade for r in rules)),
        open_critical=sum(r.outcome is Outcome.FAIL and r.severity is Severity.CRITICAL for r in results),
        deductions=found, forgiven=beyond,
        riders=tuple(plan.riders[r.rule] for r in own if r.outcome is Outcome.NOT_CHECKED and r.rule in plan.riders),
        compared=sum(result.outcome in _COMPARED for result in across),
        comparable=sum(result.outcome is not Outcome.NOT_APPLICABLE for result in across),
    )  # fmt: skip


def _sum(results: Sequence[Result], plan: Plan) -> tuple[float | None, tuple[Deduction, ...], float]:
    """Return the score before any cap, what it is made of, and the points of minor rules that are forgiven."""
    if plan.model is Model.RATIO:
        total, lost = ratio_of(results, plan)
        return total, lost, 0.0
    found = deductions_of(results, plan)
    if not any(result.outcome in _DECIDED for result in results):
        return None, found, 0.0
    beyond = forgiven(found, plan)
    return max(_MOST_SCORE - sum(deduction.points for deduction in found) + beyond, 0.0), found, beyond


def _caps(results: Sequence[Result], found: Sequence[Deduction], plan: Plan) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield the grades that a report cannot pass, each with the rules that hold it down."""
    causes = [d for d in found if d.share not in (DeductionShare.SAME_CAUSE, DeductionShare.FOLLOWS)]
    critical = [d for d in causes if d.severity is Severity.CRITICAL]
    counted = sum(min(d.places, plan.most_places) if d.rule in plan.each_place else 1 for d in critical)
    if counted >= _CAUSES_OF_D:
        yield "D", tuple(d.rule for d in critical)
    if critical:
        yield "C", tuple(d.rule for d in critical)
    if major := [d.rule for d in causes if d.severity is Severity.MAJOR]:
        yield "B", tuple(major)
    identities = [r for r in results if r.rule in plan.main_table.identities and r.outcome is Outcome.FAIL]
    if any(r.failed >= plan.main_table.broken and r.failed >= plan.main_table.share * r.checks for r in identities):
        yield "D", tuple(result.rule for result in identities)


def _coverage(results: Sequence[Result], plan: Plan) -> float | None:
    """Return decided weight over applicable weight; a review that the agency's own blank causes is decided."""
    decided = sum(plan.points_of(r.severity) for r in results if r.outcome in _DECIDED or is_told_elsewhere(r))
    left_open = sum(plan.points_of(r.severity) for r in results if r.outcome in _OPEN and not is_told_elsewhere(r))
    return 100 * decided / (decided + left_open) if decided + left_open else None


def is_told_elsewhere(result: Result) -> bool:
    """Tell whether a review only points to a fault of the agency that another rule reports, such as a blank total."""
    return result.outcome is Outcome.REVIEW and all(finding.told_by for finding in result.findings)


def _verdict(results: Sequence[Result], grade: str | None, unsure: bool) -> Verdict:
    """Return the first verdict that fits; faults that make D do so whatever else may still be read."""
    if grade == "D":
        return Verdict.UNACCEPTABLE
    if unsure or grade is None:
        return Verdict.UNASSESSED
    grave = [result for result in results if result.severity in _GRAVE]
    if any(result.outcome is Outcome.FAIL for result in grave):
        return Verdict.RECTIFY
    if any(result.outcome is Outcome.REVIEW and not is_told_elsewhere(result) for result in grave):
        return Verdict.REVIEW
    return Verdict.ACCEPTABLE
