"""Rules that look at several reports: what they get, whom their results count for, and that each fails alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from across import pages, read, together
from gouji import CheckedReport, Finding, History, Observation, Outcome, Rule, Satisfied, Scope, rule
from gouji.host import Host
from gouji.limits import Limits
from gouji.settings import Configuration
from gouji_rules.gid.testing import BUREAU, Kind, edited, series
from gouji_rules.gid.testing.agencies import government, township

RULE = "gid/carry-over-continuity"


@pytest.fixture(scope="module")
def years(host: Host) -> list[CheckedReport]:
    """Return an agency's lawful reports on three years, the last of which carries in two more than were carried out."""
    before = series(BUREAU, (2021, 2022, 2023), Random(1))
    files = dict(zip(pages(before), before, strict=True))
    wrong = {"cells": {"requests.carried_in.total": "+2"}}
    return [
        read(host, name, edited(wrong if report.year == 2023 else {}, report), judge=True)
        for name, report in files.items()
    ]


def test_lawful_reports_on_five_years_give_nothing(host: Host) -> None:
    agencies = [BUREAU, government("示例县", "shilixian", Kind.COUNTY), township("样例县", "yangli", "青石镇")]
    for seed, agency in enumerate(agencies):
        reports = series(agency, range(2019, 2024), Random(seed))
        run = together(host, [read(host, name, page) for name, page in pages(reports).items()])
        found = [result for result in run.batch if result.outcome in (Outcome.FAIL, Outcome.REVIEW, Outcome.ERROR)]

        assert not found
        assert sum(result.outcome is Outcome.PASS for result in run.batch) > len(reports)


def test_a_result_counts_for_the_later_report_and_is_shown_with_both(host: Host, years: list[CheckedReport]) -> None:
    run = together(host, years, RULE)
    *_, before, now = (report.source for report in years)
    found = [result for result in run.batch if result.outcome is Outcome.FAIL]

    assert [result.reports for result in found] == [(now, before)]
    assert found[0] in run.across(now)
    assert found[0] in run.across(before)
    assert {piece.source for finding in found[0].findings for piece in finding.evidence} == {now, before}
    assert [deduction.rule for deduction in run.score(years[2]).deductions if deduction.rule == RULE] == [RULE]
    assert not [deduction for deduction in run.score(years[1]).deductions if deduction.rule == RULE]


def test_what_could_not_be_compared_lowers_no_coverage(host: Host, years: list[CheckedReport]) -> None:
    alone, both = together(host, years[:1], RULE), together(host, years[:2], RULE)

    assert alone.score(years[0]).coverage == both.score(years[0]).coverage
    assert (alone.score(years[0]).compared, alone.score(years[0]).comparable) == (0, 1)
    assert (both.score(years[1]).compared, both.score(years[1]).comparable) == (1, 1)


def test_results_are_the_same_in_any_order_of_the_files(host: Host, years: list[CheckedReport]) -> None:
    one, other = together(host, years), together(host, years[::-1])

    assert {(r.rule, r.reports, r.outcome, r.findings) for r in one.batch} == {
        (r.rule, r.reports, r.outcome, r.findings) for r in other.batch
    }


def test_agencies_that_may_be_others_are_never_accused(host: Host, years: list[CheckedReport]) -> None:
    named = [replace(each, agency=each.agency._replace(key="?城关镇/township/")) for each in years]
    twice = [*named, replace(named[1], source="other.html", sha256="f" * 64)]

    [now] = [r for r in together(host, named, RULE).batch if r.reports[0] == years[2].source]
    mixed = together(host, twice, RULE).batch

    assert now.outcome is Outcome.REVIEW
    assert "可能同名" in now.findings[0].words.zh
    assert {result.outcome for result in mixed} == {Outcome.NOT_CHECKED}


@rule("acme/breaks", title="x", basis="x", severity="minor", theme="years", scope="agency")
def breaks(history: History) -> Iterator[Observation]:
    """Raise."""
    raise SystemExit(f"no {history.report.year}")


@rule("acme/hangs", title="x", basis="x", severity="minor", theme="years", scope="agency")
def hangs(history: History) -> Iterator[Observation]:
    """Never end."""
    while history:
        time.sleep(0)
    yield Satisfied()


@rule("acme/grows", title="x", basis="x", severity="minor", theme="years", scope="agency")
def grows(history: History) -> Iterator[Observation]:
    """Look at frames and figures, and cite both years."""
    frames = history.report.frame("requests"), history.last.frame("requests")
    cells = [brief.figure("requests", "new_received", "total") for brief in (history.report, history.last)]
    assert [cell.value for cell in cells if cell] == [frame.loc["new_received", "total"] for frame in frames]
    yield Finding(
        "says so", [brief.cite(cell) for brief, cell in zip((history.report, history.last), cells, strict=True) if cell]
    )


def _with(host: Host, *rules: Rule) -> Host:
    own = [replace(pack, rules=(*pack.rules, *rules)) for pack in host.packs]
    limits = Configuration(limits=Limits(rule_seconds=0.1))
    return replace(host, packs=tuple(own), rules=(*host.rules, *rules), configuration=limits)


def test_a_rule_that_breaks_or_hangs_costs_only_itself(host: Host, years: list[CheckedReport]) -> None:
    assert not years[0].frame("requests").empty  # pandas is loaded now, which takes longer than the rules may

    run = together(_with(host, breaks, hangs, grows), years)
    of = {name: [r for r in run.batch if r.rule == name] for name in ("acme/breaks", "acme/hangs", "acme/grows", RULE)}

    assert {result.outcome for result in of["acme/breaks"]} == {Outcome.ERROR}
    assert "SystemExit" in of["acme/breaks"][0].traceback
    assert {result.outcome for result in of["acme/hangs"]} == {Outcome.ERROR}
    assert [result.outcome.value for result in of["acme/grows"]] == ["not_checked", "fail", "fail"]
    assert [result.outcome.value for result in of[RULE]] == ["not_checked", "pass", "fail"]


def test_rules_across_reports_are_for_pass_two_alone(host: Host) -> None:
    across = {rule.id for rule in host.rules if rule.scope is not Scope.REPORT}

    assert RULE in across
    with pytest.raises(ValueError, match="scope"):
        rule("acme/x", title="x", basis="x", severity="minor", theme="years", scope="agencies")


def test_one_figure_of_a_table_is_that_of_all_figures(years: list[CheckedReport]) -> None:
    for name, table in years[0].tables.items():
        for cell in table.cells:
            alone = type(table)(name, table.data).figure(*cell)

            assert alone is not None
            assert alone._replace(at=table.figures[cell].at) == table.figures[cell]
    assert years[0].tables["requests"].figure("no", "such") is None
