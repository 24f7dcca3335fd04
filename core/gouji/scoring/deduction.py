"""100 minus points: inspectors deduct, and one cause once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gouji.model.plan import Plan
from gouji.model.result import Outcome, Result
from gouji.model.rule import Severity
from gouji.model.score import Deduction, DeductionShare
from gouji.scoring.causes import causes_of

_ORDER = list(Severity)


def deductions_of(results: Sequence[Result], plan: Plan) -> tuple[Deduction, ...]:
    """Return what each failed rule costs, the gravest first; advice costs nothing and is left out."""
    failed = [r for r in results if r.outcome is Outcome.FAIL and plan.points_of(r.severity)]
    failed.sort(key=lambda result: _ORDER.index(result.severity))
    owners: dict[int, str] = {}
    found: list[Deduction] = []
    for result, causes in zip(failed, causes_of(failed), strict=True):
        found.append(_deduction(result, causes, owners, plan))
        for cause in causes:
            owners.setdefault(cause, result.rule)
    return tuple(_halved(found, plan))


def _deduction(result: Result, causes: Sequence[int], owners: dict[int, str], plan: Plan) -> Deduction:
    told_by = {finding.told_by for finding in result.findings if not finding.review}
    if told_by and "" not in told_by:
        return Deduction(result.rule, result.severity, 0.0, 0, DeductionShare.FOLLOWS, min(told_by))
    own = [cause for cause in dict.fromkeys(causes) if cause not in owners]
    if causes and not own:
        return Deduction(result.rule, result.severity, 0.0, 0, DeductionShare.SAME_CAUSE, owners[causes[0]])
    places = max(len(own), 1)
    return Deduction(result.rule, result.severity, _points(result, places, plan), places)


def _points(result: Result, places: int, plan: Plan) -> float:
    base = plan.points_of(result.severity)
    if result.rule in plan.each_place:
        return base * min(places, plan.most_places)
    return base * (1 + min(plan.further * (places - 1), plan.at_most))


def _halved(found: Sequence[Deduction], plan: Plan) -> list[Deduction]:
    """Take half the points of all rules of a group but the one that costs most."""
    group_of = {rule: name for name, rules in plan.groups.items() for rule in rules}
    gravest: dict[str, Deduction] = {}
    for deduction in found:
        group = group_of.get(deduction.rule)
        if group and deduction.points and (group not in gravest or deduction.points > gravest[group].points):
            gravest[group] = deduction
    halved = []
    for deduction in found:
        first = gravest.get(group_of.get(deduction.rule, ""))
        is_further = first is not None and deduction is not first and deduction.points > 0
        halved.append(
            replace(deduction, points=deduction.points / 2, share=DeductionShare.HALF, with_rule=first.rule)
            if is_further and first
            else deduction
        )
    return halved


def forgiven(found: Sequence[Deduction], plan: Plan) -> float:
    """Return the points of minor rules beyond what they may cost together."""
    minor = sum(deduction.points for deduction in found if deduction.severity is Severity.MINOR)
    return max(minor - plan.minor_at_most, 0.0)
