"""Sentences as agencies write them: none that is lawful is accused, and few that are wrong pass in silence."""

from __future__ import annotations

from collections import Counter

import pytest

from gouji.host import Host
from gouji.model.result import Outcome
from said import SETS, Bench, Said, judged, sentences, slotted


@pytest.fixture(scope="module")
def said(host: Host) -> dict[str, Counter[tuple[Outcome, Said]]]:
    bench, counts = Bench(host), {half: Counter[tuple[Outcome, Said]]() for half in SETS}
    for half, count in counts.items():
        for sentence in sentences(half):
            count[sentence.outcome, judged(sentence, bench.found(sentence))] += 1
    return counts


def test_no_lawful_sentence_is_accused(said: dict[str, Counter[tuple[Outcome, Said]]]) -> None:
    for half, count in said.items():
        assert count[Outcome.PASS, Said.FAIL] == 0, half
        assert count[Outcome.PASS, Said.REVIEW] <= 0.06 * _all(count, Outcome.PASS), half


@pytest.mark.parametrize(
    ("half", "failing", "silent"),
    [
        ("a", 0.85, 0.05),
        ("b", 0.75, 0.1),
        ("c", 0.88, 0.06),
        ("d", 0.72, 0.1),
        ("e", 0.68, 0.08),
        ("g", 0.8, 0.05),
        ("k", 0.8, 0.05),
    ],
)
def test_wrong_numbers_are_found(
    said: dict[str, Counter[tuple[Outcome, Said]]], half: str, failing: float, silent: float
) -> None:
    count = said[half]
    wrong = _all(count, Outcome.FAIL)

    assert count[Outcome.FAIL, Said.FAIL] >= failing * wrong
    assert count[Outcome.FAIL, Said.PASS] <= silent * wrong
    assert count[Outcome.FAIL, Said.ELSEWHERE] <= 1


@pytest.mark.slow
def test_slots_are_found_where_they_are_wrong(host: Host) -> None:
    bench, count = Bench(host), Counter[tuple[Outcome, Said]]()
    for right, wrong in slotted():
        for sentence in (right, *wrong):
            count[sentence.outcome, judged(sentence, bench.found(sentence))] += 1
    lawful, all_wrong = _all(count, Outcome.PASS), _all(count, Outcome.FAIL)

    assert count[Outcome.PASS, Said.FAIL] == 0
    assert count[Outcome.PASS, Said.REVIEW] <= 0.05 * lawful
    assert count[Outcome.FAIL, Said.FAIL] >= 0.8 * all_wrong
    assert count[Outcome.FAIL, Said.PASS] <= 0.08 * all_wrong


def test_every_sentence_says_what_must_come_out() -> None:
    for sentence in sentences():
        assert sentence.outcome in (Outcome.PASS, Outcome.REVIEW, Outcome.FAIL), sentence.id
        if sentence.outcome is Outcome.PASS:
            assert not sentence.rule, sentence.id
        else:
            assert sentence.rule or sentence.why, sentence.id


def _all(count: Counter[tuple[Outcome, Said]], outcome: Outcome) -> int:
    return sum(number for (wanted, _), number in count.items() if wanted is outcome)
