"""The share of what holds, by weight: XCCDF's flat model, with a share of the credit for minor rules of many checks."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.model.plan import Plan
from gouji.model.result import Outcome, Result
from gouji.model.rule import Severity
from gouji.model.score import Deduction

_MANY_CHECKS = 20
"""Checks from which a minor rule earns the share of them that hold."""
_MOST_ONCE_FAILED = 0.5
"""The most credit that a rule earns of which anything failed."""


def ratio_of(results: Sequence[Result], plan: Plan) -> tuple[float | None, tuple[Deduction, ...]]:
    """Return the score, None where nothing was decided, and what each failed rule takes off it."""
    decided = [r for r in results if r.outcome in (Outcome.PASS, Outcome.FAIL) and plan.weights[r.severity.value]]
    weight = sum(plan.weights[result.severity.value] for result in decided)
    if not weight:
        return None, ()
    lost = tuple(
        Deduction(r.rule, r.severity, 100 * plan.weights[r.severity.value] * (1 - credit(r)) / weight, r.failed)
        for r in decided
        if r.outcome is Outcome.FAIL
    )
    return 100 - sum(deduction.points for deduction in lost), lost


def credit(result: Result) -> float:
    """Return what a decided rule earns, 0 to 1."""
    if result.outcome is Outcome.PASS:
        return 1.0
    if result.severity is not Severity.MINOR or result.checks < _MANY_CHECKS:
        return 0.0
    return min((result.checks - result.failed) / result.checks, _MOST_ONCE_FAILED)
