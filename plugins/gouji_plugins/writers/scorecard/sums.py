"""How the score came about, rule by rule, so that it can be added up by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gouji import Outcome, Result, Rule, Scorecard, ScoreLine, ThemeScore
from gouji_plugins.writers.scorecard.verdict import percent, points
from gouji_plugins.writers.scorecard.words import Words

UNDECIDED = (Outcome.REVIEW, Outcome.ERROR)


@dataclass(frozen=True, slots=True)
class Step:
    """One rule in the sum of its theme."""

    rule: str
    title: str
    weight: str
    credit: str
    product: str


@dataclass(frozen=True, slots=True)
class ThemeSum:
    """A theme with its rules; `bar` is its score as a width of 0 to 100, `adds_up` whether the sum gives it."""

    theme: str
    title: str
    score: str
    bar: str
    scored: bool
    weight: str
    weighted: str
    steps: tuple[Step, ...]
    total_weight: str
    total: str
    adds_up: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An applicable rule that was not decided."""

    rule: str
    title: str
    outcome: str
    weight: int


@dataclass(frozen=True, slots=True)
class Sum:
    """The whole sum; the `coverage` line is empty where it does not follow from the weights shown."""

    themes: tuple[ThemeSum, ...]
    total_weight: str
    total: str
    score: str
    adds_up: bool
    coverage: str
    left_out: tuple[LeftOut, ...]


def add_up(card: Scorecard, results: Sequence[Result], rules: Mapping[str, Rule], words: Words) -> Sum:
    """Lay the score out as sums; a sum that does not give the number shown is not printed as if it did."""
    titles = {result.rule: words.of(rules[result.rule].title) for result in results}
    scored = [(theme, theme.score) for theme in card.themes if theme.score is not None]
    total_weight = sum(theme.weight for theme, _ in scored)
    total = sum(theme.weight * score for theme, score in scored)
    return Sum(
        themes=tuple(_theme_sum(theme, titles, words) for theme in card.themes),
        total_weight=f"{total_weight:g}",
        total=points(total),
        score="" if card.score is None else points(card.score),
        adds_up=_same(total, total_weight, card.score),
        coverage=_coverage(card, results, words),
        left_out=_left_out(results, titles),
    )


def _theme_sum(theme: ThemeScore, titles: Mapping[str, str], words: Words) -> ThemeSum:
    weight = sum(line.weight for line in theme.lines)
    total = sum(line.weight * line.credit for line in theme.lines)
    score = theme.score
    return ThemeSum(
        theme=theme.theme,
        title=words.of(theme.title) or theme.theme,
        score=words("undecided") if score is None else points(score),
        bar="0" if score is None else f"{min(100.0, max(0.0, score)):.1f}",
        scored=score is not None,
        weight=f"{theme.weight:g}",
        weighted="" if score is None else points(theme.weight * score),
        steps=tuple(_step(line, titles) for line in theme.lines),
        total_weight=str(weight),
        total=f"{total:.4f}",
        adds_up=_same(total * 100, weight, score),
    )


def _step(line: ScoreLine, titles: Mapping[str, str]) -> Step:
    product = line.weight * line.credit
    return Step(line.rule, titles.get(line.rule, ""), str(line.weight), f"{line.credit:.4f}", f"{product:.4f}")


def _same(total: float, weight: float, score: float | None) -> bool:
    return score is not None and weight > 0 and abs(total / weight - score) < 0.005


def _left_out(results: Sequence[Result], titles: Mapping[str, str]) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(r.rule, titles[r.rule], r.outcome.value, r.severity.weight)
        for r in results
        if r.outcome in UNDECIDED and r.severity.weight
    )


def _coverage(card: Scorecard, results: Sequence[Result], words: Words) -> str:
    decided = sum(line.weight for theme in card.themes for line in theme.lines)
    applicable = decided + sum(result.severity.weight for result in results if result.outcome in UNDECIDED)
    if not _same(decided * 100, applicable, card.coverage) or card.coverage is None:
        return ""
    return words("coverage_sum", decided=decided, applicable=applicable, coverage=percent(card.coverage))
