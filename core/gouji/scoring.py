"""From results to a score that adds up by hand (XCCDF default model: weighted, rolled up rule, theme, report)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gouji.model.result import Outcome, Result
from gouji.model.rule import Severity
from gouji.model.run import Scorecard, ScoreLine, ThemeScore
from gouji.model.text import Text
from gouji.rulebook.pack import Theme

GRADES = ((95.0, "A"), (85.0, "B"), (70.0, "C"), (0.0, "D"))
CAP = "C"
LOWEST_COVERAGE = 80.0
_DECIDED = (Outcome.PASS, Outcome.FAIL)
_OPEN = (Outcome.ERROR, Outcome.REVIEW)


def score(results: Sequence[Result], themes: Mapping[str, Theme]) -> Scorecard:
    """Score one report's results, 0 to 100.

    Weights are critical 10, major 5, minor 2, advice 0. `error` and `review` leave the score and lower the coverage.
    """
    parts = tuple(_theme_score(name, results, themes) for name in _theme_order(results, themes))
    scored = [part for part in parts if part.score is not None]
    weight = sum(part.weight for part in scored)
    total = sum(part.weight * part.score for part in scored if part.score is not None) / weight if weight else None
    coverage = _coverage(results)
    critical = [r.rule.id for r in results if r.outcome is Outcome.FAIL and r.severity is Severity.CRITICAL]
    uncapped = _grade(total, coverage)
    capped = uncapped is not None and bool(critical) and uncapped < CAP
    return Scorecard(
        score=total, score_after_decisions=total, coverage=coverage, grade=CAP if capped else uncapped,
        uncapped=uncapped, capped_by=tuple(critical) if capped else (), open_critical=len(critical), themes=parts,
    )  # fmt: skip


def credit(result: Result) -> float:
    """Return what a decided rule earns, 0 to 1: a rule of several checks the share of those that held."""
    if result.outcome is Outcome.PASS:
        return 1.0
    return (result.checks - result.failed) / result.checks if result.checks else 0.0


def _theme_order(results: Sequence[Result], themes: Mapping[str, Theme]) -> list[str]:
    return [*themes, *dict.fromkeys(r.rule.theme for r in results if r.rule.theme not in themes)]


def _theme_score(name: str, results: Sequence[Result], themes: Mapping[str, Theme]) -> ThemeScore:
    theme = themes.get(name, Theme(name, Text.of(name)))
    lines = tuple(
        ScoreLine(result.rule.id, result.severity.weight, credit(result))
        for result in results
        if result.rule.theme == name and result.outcome in _DECIDED and result.severity.weight
    )
    weight = sum(line.weight for line in lines)
    value = 100 * sum(line.weight * line.credit for line in lines) / weight if weight else None
    return ThemeScore(name, theme.title, theme.weight, value, lines)


def _coverage(results: Sequence[Result]) -> float | None:
    decided = sum(r.severity.weight for r in results if r.outcome in _DECIDED)
    left_open = sum(r.severity.weight for r in results if r.outcome in _OPEN)
    return 100 * decided / (decided + left_open) if decided + left_open else None


def _grade(total: float | None, coverage: float | None) -> str | None:
    if total is None or coverage is None or coverage < LOWEST_COVERAGE:
        return None
    return next(grade for least, grade in GRADES if total >= least)
