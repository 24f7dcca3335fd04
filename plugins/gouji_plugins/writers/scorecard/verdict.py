"""The verdict in one plain sentence, and the numbers that always stand together."""

from __future__ import annotations

from dataclasses import dataclass

from gouji import Outcome, Scorecard, Tally, Verdict, name_of
from gouji_plugins.writers.scorecard.words import Words


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
    verdict: str = ""


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
        verdict=_verdict(card, words),
    )


def _verdict(card: Scorecard, words: Words) -> str:
    """Return the verdict in one word, with what it leaves open in brackets."""
    if card.verdict is None:
        return ""
    riders = words.listed([words.of(rider) for rider in card.riders])
    word = words.of(name_of(card.verdict))
    return word + (words("rider", riders=riders) if riders and card.verdict is Verdict.ACCEPTABLE else "")


def _cap(card: Scorecard, words: Words) -> str:
    if not card.capped_by or card.grade is None or card.uncapped in (None, card.grade):
        return ""
    return words("capped", n=len(card.capped_by), uncapped=card.uncapped, grade=card.grade)


def verdict(tally: Tally, words: Words) -> str:
    """Say in one sentence how a report stands."""
    outcomes = tally.outcomes
    failed, review, errors = (outcomes[each].rules for each in (Outcome.FAIL, Outcome.REVIEW, Outcome.ERROR))
    clauses = [_breaches(tally, words) if failed else _no_breach(tally, words)]
    if review:
        parts = words("verdict_review", n=review)
        clauses.append(words("verdict_also" if failed else "verdict_only", parts=parts))
    if errors:
        clauses.append(words("verdict_errors", n=errors))
    return words.sentence(clauses)


def _breaches(tally: Tally, words: Words) -> str:
    failed = tally.outcomes[Outcome.FAIL]
    counts = {level: count.rules for level, count in tally.failed.items() if count.rules}
    parts = [words("verdict_part", n=n, severity=words.low(level)) for level, n in counts.items()]
    said = words("verdict_breaches", n=failed.rules)
    if failed.places > failed.rules:
        said += words("verdict_places", n=failed.places)
    return said + ("：" if words.chinese else ": ") + words.listed(parts)


def _no_breach(tally: Tally, words: Words) -> str:
    outcomes = tally.outcomes
    passed, undecided = outcomes[Outcome.PASS].rules, outcomes[Outcome.REVIEW].rules + outcomes[Outcome.ERROR].rules
    if not passed:
        return words("verdict_undecided")
    return words("verdict_none") if undecided else words("verdict_all", n=passed)
