"""The verdict in one plain sentence, and the numbers that always stand together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gouji import Outcome, Result, Scorecard, Severity
from gouji_plugins.writers.scorecard.words import Words

WEIGHTY = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)


@dataclass(frozen=True, slots=True)
class Headline:
    """Score, coverage, open critical findings and grade as shown; `cap` explains a grade held down."""

    score: str
    coverage: str
    open_critical: int
    grade: str
    graded: bool
    scored: bool
    cap: str = ""
    after_decisions: str = ""


def points(value: float) -> str:
    """Return a score with the two decimals that let it be added up by hand."""
    return f"{value:.2f}"


def percent(value: float) -> str:
    """Return a share of 0 to 100 with one decimal at most, never rounded up to 100."""
    shown = value if value >= 100 else min(value, 99.9)
    return f"{shown:.1f}".removesuffix(".0") + "%"


def headline(card: Scorecard, words: Words) -> Headline:
    """Put the numbers of a scorecard into words."""
    after = card.score_after_decisions
    differs = after is not None and card.score is not None and points(after) != points(card.score)
    return Headline(
        score=words("no_score") if card.score is None else points(card.score),
        coverage="—" if card.coverage is None else percent(card.coverage),
        open_critical=card.open_critical,
        grade=card.grade or words("no_grade"),
        graded=card.grade is not None,
        scored=card.score is not None,
        cap=_cap(card, words),
        after_decisions=words("after_decisions", score=points(after)) if differs and after is not None else "",
    )


def _cap(card: Scorecard, words: Words) -> str:
    if not card.capped_by or card.grade is None or card.uncapped in (None, card.grade):
        return ""
    return words("capped", n=card.open_critical or len(card.capped_by), uncapped=card.uncapped, grade=card.grade)


def verdict(results: Sequence[Result], words: Words) -> str:
    """Say in one sentence how a report stands."""
    outcomes = Counter(result.outcome for result in results)
    failed = [result for result in results if result.outcome is Outcome.FAIL]
    weighty = [result for result in failed if result.severity in WEIGHTY]
    clauses = [_breaches(weighty, words) if weighty else _no_breach(outcomes, words)]
    beside = {"verdict_advice": len(failed) - len(weighty), "verdict_review": outcomes[Outcome.REVIEW]}
    if parts := [words(key, n=n) for key, n in beside.items() if n]:
        clauses.append(words("verdict_also" if weighty else "verdict_only", parts=words.listed(parts)))
    if errors := outcomes[Outcome.ERROR]:
        clauses.append(words("verdict_errors", n=errors))
    return words.sentence(clauses)


def _breaches(weighty: list[Result], words: Words) -> str:
    places = sum(len(result.findings) for result in weighty)
    counts = Counter(result.severity for result in weighty)
    parts = [words("verdict_part", n=counts[level], severity=words.low(level)) for level in WEIGHTY if counts[level]]
    said = words("verdict_breaches", n=len(weighty))
    if places > len(weighty):
        said += words("verdict_places", n=places)
    return said + ("：" if words.chinese else ": ") + words.listed(parts)


def _no_breach(outcomes: Counter[Outcome], words: Words) -> str:
    passed, undecided = outcomes[Outcome.PASS], outcomes[Outcome.REVIEW] + outcomes[Outcome.ERROR]
    if not passed and not outcomes[Outcome.FAIL]:
        return words("verdict_undecided")
    if undecided or outcomes[Outcome.FAIL]:
        return words("verdict_none")
    return words("verdict_all", n=passed)
