"""From results to score, grade and verdict: sums that add up by hand, and what must hold of all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji import DeductionShare, Evidence, EvidenceKind, Finding, Model, Outcome, Plan, Result, Severity, Verdict
from gouji.model.plan import MainTable
from gouji.scoring import score

PLAN = Plan(
    each_place=("t/sections",),
    groups={"text": ("t/claim-a", "t/claim-b")},
    main_table=MainTable(("t/balance", "t/outcomes")),
    nothing_filled=("t/empty", "t/placeholder"),
)
CRITICAL, MAJOR, MINOR, ADVICE = Severity
PASSES = tuple(Result(f"t/p{n}", CRITICAL, Outcome.PASS, checks=1) for n in range(20))


def cell(table: str, row: str, column: str) -> Evidence:
    return Evidence(EvidenceKind.CELL, "1", table, row, column)


def failed(rule: str, severity: Severity, places: int = 1, checks: int = 0) -> Result:
    findings = tuple(Finding("x", Evidence(EvidenceKind.TEXT, str(n))) for n in range(places))
    return Result(f"t/{rule}", severity, Outcome.FAIL, findings, max(checks, places), places)


def identity(rule: str, *lines: tuple[tuple[Evidence, ...], int]) -> Result:
    findings = tuple(Finding("x", cells, expected=str(10 + off), actual="10") for cells, off in lines)
    return Result(f"t/{rule}", CRITICAL, Outcome.FAIL, findings, 7, len(findings))


def left(outcome: Outcome, severity: Severity = CRITICAL, count: int = 1) -> tuple[Result, ...]:
    return tuple(Result(f"t/{outcome}{n}", severity, outcome, (Finding("x"),), 1) for n in range(count))


@pytest.mark.parametrize(
    ("results", "expected", "grade"),
    [
        ((), 100.0, "A"),
        ((failed("a", MINOR),), 98.0, "A"),
        ((failed("a", MINOR, 3),), 97.6, "A"),
        ((failed("a", MINOR, 50),), 97.0, "A"),
        (tuple(failed(f"a{n}", MINOR) for n in range(9)), 85.0, "B"),
        ((failed("a", ADVICE),), 100.0, "A"),
        ((failed("a", MAJOR),), 89.0, "B"),
        ((failed("a", MAJOR), failed("b", MAJOR)), 80.0, "B"),
        ((failed("a", CRITICAL),), 79.0, "C"),
        ((failed("a", CRITICAL), failed("b", MAJOR)), 70.0, "C"),
        ((failed("a", CRITICAL), failed("b", CRITICAL)), 59.0, "D"),
        ((failed("sections", CRITICAL, 2),), 59.0, "D"),
        ((failed("sections", CRITICAL, 6),), 40.0, "D"),
        ((failed("claim-a", MAJOR), failed("claim-b", MAJOR)), 85.0, "B"),
        (tuple(failed(f"a{n}", CRITICAL) for n in range(9)), 0.0, "D"),
    ],
)
def test_points_caps_and_clamp(results: tuple[Result, ...], expected: float, grade: str) -> None:
    card = score((*PASSES, *results), PLAN)

    assert card.score == pytest.approx(expected)
    assert card.grade == grade
    taken = sum(deduction.points for deduction in card.deductions)
    assert card.sum == pytest.approx(max(100 - taken + card.forgiven, 0))


def test_identities_that_share_a_cell_and_a_difference_are_one_cause() -> None:
    row, column = ("granted", "total"), ("total_processed", "total")
    wrong = cell("requests", *column)
    results = (
        identity("outcomes", ((cell("requests", *row), wrong), 9)),
        identity("balance", ((wrong, cell("requests", "carried_out", "total")), -9)),
    )
    card = score((*PASSES, *results), PLAN)

    assert [(d.points, d.share) for d in card.deductions] == [
        (20.0, DeductionShare.FULL),
        (0.0, DeductionShare.SAME_CAUSE),
    ]
    assert card.grade == "C"


@pytest.mark.parametrize("other", [(("granted", "total"), 8), (("denied_state_secret", "other"), 9)])
def test_another_cell_or_another_difference_is_another_cause(other: tuple[tuple[str, str], int]) -> None:
    place, off = other
    first = identity("outcomes", ((cell("requests", "granted", "total"),), 9))
    second = identity("balance", ((cell("requests", *place),), off))

    assert score((*PASSES, first, second), PLAN).grade == "D"


def test_what_follows_from_another_fault_costs_nothing() -> None:
    section = failed("sections", CRITICAL)
    table = Result("t/tables", CRITICAL, Outcome.FAIL, (Finding("x", told_by="t/sections"),), 3, 1)
    card = score((*PASSES, section, table), PLAN)

    assert [d.share for d in card.deductions] == [DeductionShare.FULL, DeductionShare.FOLLOWS]
    assert (card.score, card.grade) == (79.0, "C")


@pytest.mark.parametrize(("broken", "checks", "grade"), [(6, 20, "D"), (5, 7, "C"), (6, 21, "C")])
def test_a_main_table_of_which_hardly_a_line_adds_up_is_d(broken: int, checks: int, grade: str) -> None:
    cells = tuple(Finding("x", cell("requests", f"r{n}", "c"), expected="1", actual=str(n + 2)) for n in range(broken))
    result = Result("t/balance", CRITICAL, Outcome.FAIL, cells, checks, broken)

    assert score((*PASSES, result), PLAN).grade == grade


@pytest.mark.parametrize(
    ("results", "verdict", "scored"),
    [
        (PASSES, Verdict.ACCEPTABLE, True),
        ((*PASSES, failed("a", MINOR)), Verdict.ACCEPTABLE, True),
        ((*PASSES, failed("a", MAJOR)), Verdict.RECTIFY, True),
        ((*PASSES, *left(Outcome.REVIEW, MAJOR)), Verdict.REVIEW, True),
        ((*PASSES, *left(Outcome.REVIEW, MINOR)), Verdict.ACCEPTABLE, True),
        ((*PASSES, failed("a", CRITICAL), failed("b", CRITICAL)), Verdict.UNACCEPTABLE, True),
        ((*PASSES[:3], *left(Outcome.NOT_CHECKED)), Verdict.UNASSESSED, False),
        ((*PASSES[:3], *left(Outcome.ERROR), failed("a", MAJOR)), Verdict.UNASSESSED, False),
        ((*PASSES[:4], *left(Outcome.REVIEW)), Verdict.REVIEW, True),
        ((*left(Outcome.REVIEW, count=9), failed("a", CRITICAL), failed("b", CRITICAL)), Verdict.UNACCEPTABLE, False),
        ((), Verdict.UNASSESSED, False),
        ((*PASSES, failed("empty", MAJOR), failed("placeholder", CRITICAL)), Verdict.UNACCEPTABLE, False),
    ],
)
def test_the_first_verdict_that_fits(results: tuple[Result, ...], verdict: Verdict, scored: bool) -> None:
    card = score(results, PLAN)

    assert card.verdict is verdict
    assert (card.score is not None) is scored


def test_a_report_with_nothing_filled_in_is_d_without_a_score() -> None:
    card = score((*PASSES, failed("empty", MAJOR), failed("placeholder", CRITICAL)), PLAN)

    assert (card.grade, card.score) == ("D", None)


def test_a_report_of_which_some_is_filled_in_has_a_score() -> None:
    card = score((*PASSES, failed("empty", MAJOR), failed("placeholder", CRITICAL, checks=3)), PLAN)

    assert card.score is not None


def test_a_review_that_the_agencys_own_blank_causes_is_decided() -> None:
    told = Result("t/balance", CRITICAL, Outcome.REVIEW, (Finding("x", review=True, told_by="t/blank"),), 1)
    card = score((*PASSES[:3], told, failed("blank", MAJOR)), PLAN)

    assert (card.coverage, card.verdict) == (100.0, Verdict.RECTIFY)


def test_the_ratio_gives_no_credit_to_a_failed_rule_but_a_share_to_a_minor_one_of_many_checks() -> None:
    plan = replace(PLAN, model=Model.RATIO)
    results = (
        Result("t/p", CRITICAL, Outcome.PASS, checks=1),
        failed("a", MAJOR, 1, checks=7),
        failed("b", MINOR, 1, checks=200),
        failed("c", MINOR, 1, checks=19),
    )
    card = score(results, plan)

    assert card.sum == pytest.approx(100 * (10 + 1) / (10 + 5 + 2 + 2))


_SEVERITIES = st.sampled_from(list(Severity))
_OUTCOMES = st.sampled_from([Outcome.PASS, Outcome.FAIL, Outcome.REVIEW, Outcome.NOT_CHECKED, Outcome.NOT_APPLICABLE])


@st.composite
def some_results(draw: st.DrawFn) -> list[Result]:
    drawn = draw(st.lists(st.tuples(_SEVERITIES, _OUTCOMES, st.integers(1, 8)), max_size=15))
    rules = ["sections", "claim-a", "claim-b", "balance", "outcomes", *(f"r{n}" for n in range(10))]
    return [
        failed(rule, severity, places)
        if outcome is Outcome.FAIL
        else Result(
            f"t/{rule}", severity, outcome, (Finding("x", review=True),) if outcome is Outcome.REVIEW else (), 1
        )
        for rule, (severity, outcome, places) in zip(rules, drawn, strict=False)
    ]


@given(some_results(), st.integers(0, 14), st.sampled_from([Model.DEDUCTION, Model.RATIO]))
def test_one_more_failed_check_never_raises_the_score(results: list[Result], which: int, model: Model) -> None:
    plan = replace(PLAN, model=model)
    if which >= len(results) or results[which].outcome not in (Outcome.PASS, Outcome.FAIL):
        return
    before, worse = results[which], list(results)
    worse[which] = failed(before.rule.removeprefix("t/"), before.severity, before.failed + 1, before.checks + 1)

    _assert_no_better(results, worse, plan)


@given(some_results(), st.integers(0, 14))
def test_a_graver_fault_never_raises_the_score(results: list[Result], which: int) -> None:
    if which >= len(results) or results[which].outcome is not Outcome.FAIL:
        return
    order, worse = list(Severity), list(results)
    graver = order[max(order.index(results[which].severity) - 1, 0)]
    worse[which] = replace(results[which], severity=graver)

    _assert_no_better(results, worse, PLAN)


def _assert_no_better(results: list[Result], worse: list[Result], plan: Plan) -> None:
    before, after = score((*PASSES, *results), plan), score((*PASSES, *worse), plan)
    assert before.sum is not None
    assert after.sum is not None
    assert after.sum <= before.sum + 1e-9
    if before.score is not None and after.score is not None:
        assert after.score <= before.score + 1e-9
        assert (after.grade or "") >= (before.grade or "")


@given(some_results(), st.integers(1, 5))
def test_rules_that_do_not_apply_change_nothing(results: list[Result], count: int) -> None:
    more = [Result(f"t/n{n}", CRITICAL, Outcome.NOT_APPLICABLE) for n in range(count)]

    assert score(results, PLAN) == score([*results, *more], PLAN)


@given(some_results())
def test_rank_and_grade_never_disagree(results: list[Result]) -> None:
    card = score((*PASSES, *results), PLAN)

    if card.score is not None and card.grade is not None:
        assert PLAN.grade_of(card.score) == card.grade
        assert not card.capped_by or card.score <= PLAN.held.get(card.grade, 100)
