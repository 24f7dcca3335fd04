"""From results to a score that adds up by hand (XCCDF default model: weighted, rolled up rule, theme, report)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gouji.model.checked import CheckedReport, Status
from gouji.model.result import Outcome, Result
from gouji.model.rule import Rule, Severity
from gouji.model.score import Scorecard, ScoreLine, ThemeScore
from gouji.model.text import Text
from gouji.rulebook.pack import Pack, Theme

GRADES = ((95.0, "A"), (85.0, "B"), (70.0, "C"), (0.0, "D"))
CAP = "C"
LOWEST_COVERAGE = 80.0
_DECIDED = (Outcome.PASS, Outcome.FAIL)
_OPEN = (Outcome.ERROR, Outcome.REVIEW)


@dataclass(frozen=True, slots=True)
class Scoring:
    """The scoring of a run: which theme each rule belongs to, and what each theme weighs in each pack."""

    theme_of: Mapping[str, str]
    themes: Mapping[str, Mapping[str, Theme]]

    @classmethod
    def by(cls, rules: Iterable[Rule], packs: Iterable[Pack]) -> Scoring:
        """Score by these rules and the themes of the packs."""
        themes = {pack.id: {theme.id: theme for theme in pack.themes} for pack in packs}
        return cls({rule.id: rule.theme for rule in rules}, themes)

    def __call__(self, checked: CheckedReport) -> Scorecard:
        """Score a report; a file that was not checked gets an empty scorecard."""
        if checked.status is not Status.CHECKED:
            return Scorecard()
        return score(checked.results, self.theme_of, self.themes.get(checked.pack or "", {}))


def score(results: Sequence[Result], theme_of: Mapping[str, str], themes: Mapping[str, Theme]) -> Scorecard:
    """Score one report's results, 0 to 100; `theme_of` gives the theme of each rule by its id.

    Weights are critical 10, major 5, minor 2, advice 0. `error` and `review` leave the score and lower the coverage.
    """
    parts = tuple(
        _theme_score(themes.get(name, Theme(name, Text.of(name))), own)
        for name, own in _by_theme(results, theme_of, themes)
    )
    scored = [part for part in parts if part.score is not None]
    weight = sum(part.weight for part in scored)
    total = sum(part.weight * part.score for part in scored if part.score is not None) / weight if weight else None
    coverage = _coverage(results)
    critical = [r.rule for r in results if r.outcome is Outcome.FAIL and r.severity is Severity.CRITICAL]
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


def _by_theme(
    results: Sequence[Result], theme_of: Mapping[str, str], themes: Mapping[str, Theme]
) -> Iterable[tuple[str, list[Result]]]:
    """Part results by theme: those of the packs in their order, then those that only rules name."""
    found: dict[str, list[Result]] = {name: [] for name in themes}
    for result in results:
        found.setdefault(theme_of[result.rule], []).append(result)
    return found.items()


def _theme_score(theme: Theme, results: Sequence[Result]) -> ThemeScore:
    lines = tuple(
        ScoreLine(result.rule, result.severity.weight, credit(result))
        for result in results
        if result.outcome in _DECIDED and result.severity.weight
    )
    weight = sum(line.weight for line in lines)
    value = 100 * sum(line.weight * line.credit for line in lines) / weight if weight else None
    return ThemeScore(theme.id, theme.title, theme.weight, value, lines)


def _coverage(results: Sequence[Result]) -> float | None:
    decided = sum(r.severity.weight for r in results if r.outcome in _DECIDED)
    left_open = sum(r.severity.weight for r in results if r.outcome in _OPEN)
    return 100 * decided / (decided + left_open) if decided + left_open else None


def _grade(total: float | None, coverage: float | None) -> str | None:
    if total is None or coverage is None or coverage < LOWEST_COVERAGE:
        return None
    return next(grade for least, grade in GRADES if total >= least)
