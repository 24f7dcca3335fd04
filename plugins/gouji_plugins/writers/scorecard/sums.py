"""How the score came about, rule by rule, so that it can be added up by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gouji import Deduction, DeductionShare, Outcome, Result, Rule, Scorecard
from gouji_plugins.writers.scorecard.verdict import percent, points
from gouji_plugins.writers.scorecard.words import Words

UNDECIDED = (Outcome.REVIEW, Outcome.ERROR, Outcome.NOT_CHECKED)
_FULL_SCORE = 100.0


@dataclass(frozen=True, slots=True)
class Step:
    """One failed rule in the sum; `note` says why it costs less than its severity."""

    rule: str
    title: str
    severity: str
    places: int
    points: str
    note: str


@dataclass(frozen=True, slots=True)
class ThemeLoss:
    """What the rules of a theme cost together; `bar` is what is left, as a width of 0 to 100."""

    title: str
    lost: str
    bar: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An applicable rule that was not decided."""

    rule: str
    title: str
    outcome: str
    severity: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The whole sum: `line` is the calculation in one line, `held` says that the grade holds the score down."""

    steps: tuple[Step, ...]
    themes: tuple[ThemeLoss, ...]
    forgiven: str
    line: str
    held: str
    score: str
    coverage: str
    left_out: tuple[LeftOut, ...]


def add_up(
    card: Scorecard, results: Sequence[Result], rules: Mapping[str, Rule], themes: Mapping[str, str], words: Words
) -> Sum:
    """Lay the score out as a sum; `themes` are their titles."""
    titles = {result.rule: words.of(rules[result.rule].title) for result in results}
    held = card.score is not None and card.sum is not None and points(card.score) != points(card.sum)
    return Sum(
        steps=tuple(_step(deduction, titles, words) for deduction in card.deductions),
        themes=_themes(card, results, rules, themes),
        forgiven=words("forgiven", n=points(card.forgiven)) if card.forgiven else "",
        line=_line(card),
        held=words("held", grade=card.grade, score=points(card.score)) if held and card.score is not None else "",
        score="" if card.score is None else points(card.score),
        coverage="" if card.coverage is None else words("coverage_sum", coverage=percent(card.coverage)),
        left_out=_left_out(results, titles),
    )


def _step(deduction: Deduction, titles: Mapping[str, str], words: Words) -> Step:
    note = ""
    if deduction.share is not DeductionShare.FULL:
        note = words(f"share_{deduction.share.value}", rule=titles.get(deduction.with_rule, deduction.with_rule))
    title = titles.get(deduction.rule, "")
    return Step(deduction.rule, title, deduction.severity.value, deduction.places, points(deduction.points), note)


def _line(card: Scorecard) -> str:
    """Write 100 − 20 − 5 = 75, empty where there is no sum."""
    if card.sum is None:
        return ""
    taken = [points(deduction.points) for deduction in card.deductions if deduction.points]
    back = [f" + {points(card.forgiven)}"] if card.forgiven else []
    return "".join([f"{_FULL_SCORE:g}", *(f" − {each}" for each in taken), *back, f" = {points(card.sum)}"])


def _themes(
    card: Scorecard, results: Sequence[Result], rules: Mapping[str, Rule], titles: Mapping[str, str]
) -> tuple[ThemeLoss, ...]:
    lost = losses(card, rules)
    themes = dict.fromkeys(rules[result.rule].theme for result in results)
    return tuple(
        ThemeLoss(
            titles.get(theme, theme), f"−{points(lost[theme])}" if lost.get(theme) else "0",
            f"{max(_FULL_SCORE - lost.get(theme, 0.0), 0.0):.1f}",
        )
        for theme in themes
    )  # fmt: skip


def losses(card: Scorecard, rules: Mapping[str, Rule]) -> dict[str, float]:
    """Return what the rules of each theme cost, by theme."""
    lost: dict[str, float] = {}
    for deduction in card.deductions:
        theme = rules[deduction.rule].theme
        lost[theme] = lost.get(theme, 0.0) + deduction.points
    return lost


def _left_out(results: Sequence[Result], titles: Mapping[str, str]) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(r.rule, titles[r.rule], r.outcome.value, r.severity.value)
        for r in results
        if r.outcome in UNDECIDED and r.severity.value != "advice"
    )
