"""What becomes of a report, in one word and one sentence, and the numbers that always stand together."""

from __future__ import annotations

from dataclasses import dataclass

from gouji import Outcome, Scorecard, Severity, Tally, Verdict, name_of, points
from gouji_plugins.writers.scorecard.words import Words
from gouji_plugins.writers.shared.words import percent

_COUNTED = (Outcome.REVIEW, Outcome.ERROR, Outcome.PASS, Outcome.NOT_APPLICABLE)
"""Counted in one line after what is not met; what was not checked has a line of its own."""
_GRAVE = (Severity.CRITICAL, Severity.MAJOR)


@dataclass(frozen=True, slots=True)
class Headline:
    """Verdict, score, grade and coverage as shown; `cap` explains a grade held down, `rider` says what is left open."""

    score: str
    coverage: str
    grade: str
    scored: bool
    cap: str = ""
    verdict: str = ""
    rider: str = ""


def headline(card: Scorecard, words: Words) -> Headline:
    """Put the numbers of a scorecard into words."""
    return Headline(
        score=words("no_score") if card.score is None else points(card.score),
        coverage="—" if card.coverage is None else percent(card.coverage),
        grade=card.grade or words("no_grade"),
        scored=card.score is not None,
        cap=_cap(card, words),
        verdict="" if card.verdict is None else words.of(name_of(card.verdict)),
        rider=_rider(card, words),
    )


def _rider(card: Scorecard, words: Words) -> str:
    return words.listed([words.of(rider) for rider in card.riders]) if card.verdict is Verdict.ACCEPTABLE else ""


def _cap(card: Scorecard, words: Words) -> str:
    if not card.capped_by or card.grade is None or card.uncapped in (None, card.grade):
        return ""
    return words("capped", n=len(card.capped_by), uncapped=card.uncapped, grade=card.grade)


def after_decisions(card: Scorecard, words: Words) -> str:
    """Say how the report stands after what people decided, empty where that changes nothing."""
    if card.decided is None:
        return ""
    then = headline(card.decided, words)
    return words("after", verdict=then.verdict or words("no_verdict"), score=then.score, grade=then.grade)


def conclusion(card: Scorecard, tally: Tally, words: Words) -> str:
    """Say in one sentence what the verdict rests on and what has to be done."""
    grave = {level: tally.failed[level].rules for level in _GRAVE if tally.failed[level].rules}
    faults = words.listed([words("verdict_part", n=n, severity=words.low(level)) for level, n in grave.items()])
    if card.verdict is Verdict.UNACCEPTABLE:
        return words("conclude_unacceptable", faults=faults) if faults else words("conclude_points")
    if card.verdict is Verdict.UNASSESSED:
        coverage = "0%" if card.coverage is None else percent(card.coverage)
        found = words("conclude_all_the_same", faults=faults) if faults else ""
        return words("conclude_unassessed", coverage=coverage) + found
    if card.verdict is Verdict.RECTIFY:
        return words("conclude_rectify", faults=faults)
    if card.verdict is Verdict.REVIEW:
        return words("conclude_review")
    if card.verdict is None or not tally.outcomes[Outcome.PASS].rules:
        return words("conclude_undecided")
    return _acceptable(tally, words)


def _acceptable(tally: Tally, words: Words) -> str:
    failed, reviews = (tally.outcomes[each].rules for each in (Outcome.FAIL, Outcome.REVIEW))
    if failed:
        return words("conclude_minor", n=failed)
    return words("conclude_all" if not reviews else "conclude_none", n=tally.outcomes[Outcome.PASS].rules)


def counts(card: Scorecard, tally: Tally, words: Words) -> list[str]:
    """Return how many requirements ended how, those not met by severity, their places in brackets; how many could be compared."""
    failed = tally.outcomes[Outcome.FAIL]
    said = [words("count_failed", n=failed.rules)]
    if failed.places > failed.rules:
        said[0] += words.aside(words("count_places", n=failed.places))
    by_level = [f"{words(level)} {count.rules}" for level, count in tally.failed.items() if count.rules]
    if by_level:
        said[0] += ("：" if words.chinese else ": ") + words.listed(by_level)
    others = [(outcome, tally.outcomes[outcome].rules) for outcome in _COUNTED]
    said += [words("count", outcome=words(outcome), n=n) for outcome, n in others if n]
    return [*said, words("count_compared", n=card.comparable, compared=card.compared)] if card.comparable else said
