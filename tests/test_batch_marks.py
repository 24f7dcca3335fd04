"""A report's mark tells when what is said across reports has changed, so that its page is written again."""

from __future__ import annotations

from gouji import Batch, Finding, Outcome, Result, Severity


def _of(message: str) -> Batch:
    finding = Finding(message, review=True)
    return Batch([Result("acme/one", Severity.MINOR, Outcome.REVIEW, (finding,), 1, 0, reports=("a", "b"))])


def test_another_message_of_the_same_rule_is_another_mark() -> None:
    assert _of("four").mark_of("a") == _of("four").mark_of("a")
    assert _of("four").mark_of("a") != _of("five").mark_of("a")
