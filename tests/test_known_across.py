"""What rules across reports said is kept for the next run, and holds as long as the reports and the severities do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from across import pages, read
from gouji import Brief, CheckedReport, Everyone, History, Observation, Outcome, Satisfied, rule
from gouji.briefs import Briefs
from gouji.cache import Cache
from gouji.checking import taken_of
from gouji.cross_report import look_across
from gouji.host import Host
from gouji.model.batch import Batch
from gouji.model.rule import Rule, Scope, Severity
from gouji.record import pack
from gouji.store import StoredReports
from gouji_rules.gid.testing import BUREAU, edited, series


@pytest.fixture(scope="module")
def years(host: Host) -> list[CheckedReport]:
    """Return an agency's reports on three years, the last of which carries in two more than were carried out."""
    before = series(BUREAU, (2021, 2022, 2023), Random(1))
    wrong = {"cells": {"requests.carried_in.total": "+2"}}
    files = zip(pages(before), before, strict=True)
    return [read(host, name, edited(wrong if report.year == 2023 else {}, report)) for name, report in files]


def _looked(host: Host, cache: Path, reports: Sequence[CheckedReport], rules: Sequence[Rule]) -> Batch:
    host = replace(host, packs=tuple(replace(each, rules=tuple(rules)) for each in host.packs), rules=tuple(rules))
    with closing(Cache(cache)) as kept:
        keys = [report.source.encode() for report in reports]
        for key, report in zip(keys, reports, strict=True):
            kept.put(key, pack(report), "report")
        return look_across(Briefs(StoredReports(kept, keys), host), host, rules)


def test_what_was_said_before_is_said_again(host: Host, cache: Path, years: list[CheckedReport]) -> None:
    rules = [each for each in host.rules if each.scope is not Scope.REPORT]
    first, second, anew = (_looked(host, where, years, rules) for where in (cache, cache, cache / "other"))

    assert any(result.findings for result in first)
    assert list(first) == list(second) == list(anew)


def test_a_rule_runs_again_only_where_a_report_of_the_agency_is_another(
    host: Host, cache: Path, years: list[CheckedReport]
) -> None:
    ran: list[str] = []

    @rule("acme/seen", title="x", basis="", severity="minor", theme="years", scope="agency")
    def seen(history: History) -> Iterator[Observation]:
        """Note what is looked at."""
        ran.append(history.report.source)
        yield Satisfied()

    added = replace(years[2], source="another.html", year=2024)
    for reports in (years, years, [*years, added]):
        _looked(host, cache, reports, [seen])

    assert ran == [report.source for report in (*years, *years, added)]


def _noting(taken: list[str]) -> Rule:
    """Return a rule over all reports that notes of which it takes something, and breaks on one of 2023."""

    def take(brief: Brief) -> str:
        taken.append(brief.source)
        if brief.year == 2023:
            raise SystemExit
        return brief.source

    @rule("acme/all", title="x", basis="", severity="minor", theme="years", scope="all", take=take)
    def every(everyone: Everyone) -> Iterator[Observation]:
        """Count what is taken."""
        yield Satisfied(len([source for number, source in everyone.taken() if everyone[number].source == source]))

    return every


def test_what_was_taken_of_a_report_when_it_was_checked_is_not_taken_again(
    host: Host, cache: Path, years: list[CheckedReport]
) -> None:
    taken: list[str] = []
    every = _noting(taken)
    kept = [replace(each, taken=taken_of(Brief.of(each), [every], host.limits)) for each in years[:2]]
    [result] = _looked(host, cache, kept, [every])

    assert result.checks == 2
    assert taken == [report.source for report in kept]


def test_what_cannot_be_taken_costs_its_own_rule(host: Host, cache: Path, years: list[CheckedReport]) -> None:
    every = _noting([])
    kept = [replace(each, taken=taken_of(Brief.of(each), [every], host.limits)) for each in years]
    [result] = _looked(host, cache, kept, [every])

    assert [bool(each.taken) for each in kept] == [True, True, False]
    assert result.outcome is Outcome.ERROR


def test_a_severity_that_settings_change_counts_at_once(host: Host, cache: Path, years: list[CheckedReport]) -> None:
    [usual] = [each for each in host.rules if each.id == "gid/carry-over-continuity"]
    for severity in (usual.severity, Severity.MINOR):
        batch = _looked(host, cache, years, [replace(usual, severity=severity)])

        assert {result.severity for result in batch} == {severity}


def test_a_rule_that_broke_is_tried_again(host: Host, cache: Path, years: list[CheckedReport]) -> None:
    ran: list[str] = []

    @rule("acme/broken", title="x", basis="", severity="minor", theme="years", scope="agency")
    def broken(history: History) -> Iterator[Observation]:
        """Break."""
        ran.append(history.report.source)
        raise ValueError

    for _ in range(2):
        _looked(host, cache, years, [broken])

    assert len(ran) == 2 * len(years)


def test_a_whole_number_is_told_without_a_look_only_where_it_is_plain(years: list[CheckedReport]) -> None:
    table = years[0].tables["requests"]
    figures = {**table.data["figures"], "raw": list(table.data["figures"]["raw"])}
    plain = {cell: table.whole(*cell) for cell in table.cells}
    odd = {("new_received", "total"): "１２", ("new_received", "natural_person"): "12件", ("carried_in", "total"): ""}
    for cell, raw in odd.items():
        figures["raw"][table.cells.index(cell)] = raw

    assert plain == {cell: int(figure.value) for cell, figure in table.figures.items() if figure.value is not None}
    assert [type(table)(table.id, {**table.data, "figures": figures}).whole(*cell) for cell in odd] == [None] * len(odd)
    assert table.whole("no", "such") is None
