"""The score adds up by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gouji.model.result import Outcome, Result
from gouji.model.rule import Severity
from gouji.model.score import Scorecard
from gouji.model.text import Text
from gouji.rulebook.pack import Theme
from gouji.scoring import score

THEMES = {"figures": Theme("figures", Text("数据", "Figures"), 3), "dates": Theme("dates", Text("日期", "Dates"), 1)}


def _result(theme: str, severity: str, outcome: Outcome, checks: int = 1, failed: int = 0) -> Result:
    return Result(f"{theme}/{severity}-{outcome}", Severity(severity), outcome, checks=checks, failed=failed)


def _score(results: Sequence[Result]) -> Scorecard:
    return score(results, {result.rule: result.rule.partition("/")[0] for result in results}, THEMES)


def test_rules_roll_up_into_themes_and_themes_into_the_report() -> None:
    card = _score(
        [
            _result("figures", "critical", Outcome.PASS),
            _result("figures", "critical", Outcome.FAIL, checks=4, failed=1),
            _result("dates", "major", Outcome.FAIL, failed=1),
            _result("dates", "major", Outcome.PASS),
        ],
    )

    figures = 100 * (10 * 1 + 10 * 0.75) / 20
    dates = 100 * (5 * 0 + 5 * 1) / 10
    assert card.score == pytest.approx((3 * figures + 1 * dates) / 4)
    assert card.open_critical == 1


def test_an_open_critical_finding_caps_the_grade_and_is_shown_as_a_cap() -> None:
    passes = [_result("figures", "critical", Outcome.PASS) for _ in range(30)]
    card = _score([*passes, _result("figures", "critical", Outcome.FAIL, checks=7, failed=1)])

    assert card.uncapped == "A"
    assert card.grade == "C"
    assert card.capped_by == ("figures/critical-fail",)


def test_what_was_not_decided_lowers_the_coverage_and_takes_the_grade_away() -> None:
    card = _score(
        [_result("figures", "major", Outcome.PASS), _result("figures", "major", Outcome.REVIEW)],
    )

    assert card.score == 100
    assert card.coverage == 50
    assert card.grade is None


def test_nothing_decided_is_no_score() -> None:
    card = _score([_result("figures", "major", Outcome.NOT_CHECKED)])

    assert card.score is None
    assert card.coverage is None
    assert card.grade is None


def test_advice_weighs_nothing() -> None:
    card = _score([_result("figures", "major", Outcome.PASS), _result("figures", "advice", Outcome.FAIL, failed=1)])

    assert card.score == 100
    assert card.coverage == 100
