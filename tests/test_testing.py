"""What `gouji.testing` gives authors: reports in a few lines, results, runs, cases, and strategies for any form of any pack."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from conftest import ROOT
from gouji import Document, Finding, GoujiError, History, Outcome, PackInvalid, Report, Source, Text, rule
from gouji.host import Host
from gouji.testing import (
    Case,
    Faulty,
    cases,
    document_of,
    faulty_reports,
    lawful_reports,
    page_of,
    report_of,
    result_of,
    run_of,
)
from pack_files import FORM, PACK, RULE, WATER_RULE, pack_with_form

WATER: dict[str, Any] = {"packs": ROOT / "tests" / "packs" / "water", "plugins_dir": ROOT / "tests" / "packs"}
CALL = "Please call 555-0100."
_OPEN = (Outcome.FAIL, Outcome.REVIEW, Outcome.ERROR)


@rule("acme/hotline", title="Names the hotline", basis="-", severity="minor", theme="structure")
def hotline(report: Report) -> Iterator[Finding]:
    """People must know whom to call."""
    if "12345" not in report.section("other_matters").text:
        yield Finding(Text("没有写热线", "no hotline"), at=report.section("other_matters"))


def test_a_report_is_made_of_its_form_and_of_what_is_stated() -> None:
    report = report_of(
        "gid-2021", requests={"new_received.natural_person": 3, "granted.*": ""}, overview=["甲。", "乙。"],
        published="2024-01-20", year=2023, agency="示例市审计局",
    )  # fmt: skip

    assert report.doubts == ()
    assert (report.agency, report.year, report.published) == ("示例市审计局", 2023, date(2024, 1, 20))
    assert report.section("overview").text == "甲。\n乙。"
    frame = report.frame("requests")
    assert frame.loc["new_received", "natural_person"] == 3
    assert frame.loc["carried_in", "total"] == 0
    assert frame.loc["granted"].isna().all()


@pytest.mark.parametrize(
    ("form", "loading"),
    [("gid-2019", {}), ("gid-2021", {}), ("gid-2008", {}), ("water-2015", WATER), ("water-2020", WATER)],
)
def test_every_form_of_every_pack_is_printed_so_that_it_is_read_whole(form: str, loading: dict[str, Any]) -> None:
    report = report_of(form, **loading)

    assert report.doubts == ()
    assert [section.id for section in report.sections] == [section.id for section in report.form.sections]
    for table in report.form.tables:
        assert {row.partition("[")[0] for row, _ in report.tables[table.id].figures} == {
            row.id for row in table.rows.values() if not row.accepted_for
        } or table.open


def test_rows_that_repeat_are_named_by_their_component() -> None:
    report = report_of("water-2020", plants={"plant[North Mill].drawn": "1,200", "plant[A.B.].drawn": 3}, **WATER)

    assert report.frame("plants")["drawn"].to_dict() == {"plant[North Mill]": 1200, "plant[A.B.]": 3, "all": 0}


def test_things_are_left_out_reworded_and_moved() -> None:
    report = report_of(
        "gid-2021", drop_sections=["problems"], drop_tables=["review"], drop_rows=["requests.carried_in"],
        headings={"overview": "一、概况"}, labels={"requests.granted": "（一）同意公开"},
        order=["overview", "requests", "active_disclosure", "review", "problems", "other_matters"],
        cells={"requests.new_received.total": 5, "requests.new_received.other": "+2"}, add={"overview": "丙。"},
    )  # fmt: skip

    assert [section.id for section in report.sections] == [
        "overview",
        "requests",
        "active_disclosure",
        "review",
        "other_matters",
    ]
    assert report.section("overview").heading == "概况"
    assert report.section("overview").text.endswith("丙。")
    assert set(report.tables) == {"active_disclosure", "requests"}
    assert report.table("requests").figure("carried_in", "total") is None
    assert report.table("requests").figures["new_received", "other"].value == 2
    assert "（一）同意公开" in [row.label for row in report.table("requests").rows]


@pytest.mark.parametrize(
    ("stated", "problem"),
    [
        ({"requets": "甲。"}, 'no section "requets"; did you mean "requests"?'),
        ({"requests": {"new_recieved.total": 1}}, 'no row "new_recieved"; did you mean "new_received"?'),
        ({"cells": {"requests.granted.totl": 1}}, 'no column "totl"; did you mean "total"?'),
        ({"cells": {"requests.granted": 1}}, "is no cell"),
        ({"published": "20 January"}, "is no date"),
        ({"drop_rows": ["request.granted"]}, 'no table "request"; did you mean "requests"?'),
    ],
)
def test_a_name_that_the_form_has_not_is_said(stated: dict[str, Any], problem: str) -> None:
    with pytest.raises(GoujiError, match=problem.replace("?", r"\?")):
        report_of("gid-2021", **stated)


def test_a_rule_is_run_by_itself_whether_python_or_data() -> None:
    assert result_of(hotline, report_of("gid-2021")).outcome is Outcome.FAIL
    assert result_of(hotline, report_of("gid-2021", other_matters="电话12345。")).outcome is Outcome.PASS
    assert result_of("requests-balance", report_of("gid-2021")).outcome is Outcome.PASS
    assert (
        result_of("gid/requests-balance", report_of("gid-2021", requests={"granted.other": 1})).outcome is Outcome.PASS
    )
    with pytest.raises(GoujiError, match='did you mean "gid/requests-balance"'):
        result_of("request-balance", report_of("gid-2021"))


def test_a_run_holds_the_reports_their_results_and_their_scores() -> None:
    run = run_of(
        [report_of("gid-2021", year=2022), report_of("gid-2021")], [hotline, "gid/review-total"], language="en"
    )

    assert [report.source for report in run.reports] == ["示例市样例局 2022", "示例市样例局 2021"]
    assert [result.rule for result in run.reports[0].results] == ["acme/hotline", "gid/review-total"]
    assert [rule.id for rule in run.rules_run] == ["acme/hotline", "gid/review-total"]
    assert run.score(run.reports[0]).verdict


@rule("acme/growth", title="Does not double", basis="-", severity="advice", theme="arithmetic", scope="agency")
def growth(history: History) -> Iterator[Finding]:
    """Take a number that doubles for a slip."""
    now, before = (brief.table("requests").figure("new_received", "total") for brief in (history.report, history.last))
    if now and before and now.value and before.value and now.value > 2 * before.value:
        yield Finding(Text("翻番", "more than doubled"), at=[now, before])


def test_a_rule_across_years_is_tried_on_a_run() -> None:
    reports = [report_of("gid-2021", year=year, requests={"new_received.total": total}) for year, total in YEARS]
    run = run_of(reports, [growth])

    assert [(result.rule, result.outcome.value) for result in run.batch] == [
        ("acme/growth", "not_checked"), ("acme/growth", "pass"), ("acme/growth", "fail"),
    ]  # fmt: skip


YEARS = ((2021, 5), (2022, 6), (2023, 20))


def test_a_document_is_written_as_a_page_that_readers_take(host: Host) -> None:
    document = document_of("gid-2021", overview="<b>甲</b>")
    read = host.read(Source("sample.html", ".html", page_of(document).encode()))

    assert isinstance(read, Document)
    assert "<b>甲</b>" in [getattr(block, "text", "") for block in read.blocks]
    assert read.metadata["published"] == "2022-01-20"


CASES = """
[[case]]
name = "as much tested as there is"
outcome = "pass"
samples = { "lead.taken" = 2, "all.taken" = 2 }

[[case]]
name = "one left out"
outcome = "fail"
failed = 1
says = "2"
samples = { "lead.taken" = 2 }
"""
SUM = RULE.replace('"requests"', '"samples"').replace("new_received == total_processed", "lead == all")


def _pack(folder: Path, text: str) -> Path:
    pack_with_form(folder, FORM, SUM, PACK + 'locale = "en"\n')
    (folder / "cases").mkdir()
    (folder / "cases" / "balance.toml").write_text(text, encoding="utf-8")
    return folder


def test_cases_of_a_pack_are_run(tmp_path: Path) -> None:
    found = cases(_pack(tmp_path, CASES))

    assert [str(case) for case in found] == ["acme/balance: as much tested as there is", "acme/balance: one left out"]
    for case in found:
        case.check()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('outcome = "pass"', 'outcome = "review"', "outcome is pass, not review"),
        ("failed = 1", "failed = 2", "failed is 1, not 2"),
        ('says = "2"', 'says = "seven"', "no message says “seven”"),
    ],
)
def test_a_case_that_ends_otherwise_says_how(tmp_path: Path, old: str, new: str, problem: str) -> None:
    found = cases(_pack(tmp_path, CASES.replace(old, new)))
    problems = [case.problem() for case in found]

    assert next(each for each in problems if each).startswith(problem)
    with pytest.raises(AssertionError, match=r"cases/balance.toml:\d+: acme/balance"):
        _check_all(found)


def _check_all(found: list[Case]) -> None:
    for case in found:
        case.check()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("samples = ", "smaples = ", 'balance.toml:5: case.0.smaples: no key "smaples"; did you mean "samples"'),
        ('"fail"', '"failed"', 'no outcome "failed"; did you mean "fail"'),
        ("failed = 1", 'form = "watr"', 'no form "watr"'),
        ("[[case]]", "[[cases]]", 'no table "cases"; did you mean "case"'),
    ],
)
def test_a_mistake_in_a_case_is_said_with_its_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    with pytest.raises(PackInvalid) as said:
        cases(_pack(tmp_path, CASES.replace(old, new)))

    assert problem in str(said.value)


def _found(report: Report, loading: dict[str, Any]) -> set[str]:
    return {result.rule for result in run_of([report], **loading).reports[0].results if result.outcome in _OPEN}


@settings(max_examples=6)
@given(lawful_reports("water-2020", contact=CALL, **WATER))
def test_lawful_reports_of_a_pack_in_english_break_none_of_its_rules(report: Report) -> None:
    assert _found(report, WATER) <= {"water/failed-share"}


@settings(max_examples=6)
@given(faulty_reports("water-2020", contact=CALL, **WATER))
def test_one_fault_is_found_in_a_pack_in_english(faulty: Faulty) -> None:
    assert _found(faulty.report, WATER) - _found(faulty.without, WATER), faulty.fault


ABOUT_FIGURES = ("requests-balance", "requests-row-total", "requests-outcomes-total", "review-total", "stock-in-force")


@settings(max_examples=5)
@given(lawful_reports("gid-2021"))
def test_lawful_figures_agree_with_every_equation_of_gid(report: Report) -> None:
    for name in ABOUT_FIGURES:
        assert result_of(f"gid/{name}", report).outcome is Outcome.PASS, name


@settings(max_examples=5)
@given(faulty_reports("gid-2021", ["figure"]))
def test_a_raised_figure_breaks_an_equation_of_gid(faulty: Faulty) -> None:
    assert not faulty.fault.place.startswith("requests.") or any(
        result_of(f"gid/{name}", faulty.report).outcome is Outcome.FAIL for name in ABOUT_FIGURES[:3]
    )


@pytest.mark.slow
def test_the_packs_own_cases_run_as_those_of_any_author() -> None:
    found = cases(ROOT / "rules" / "gouji_rules" / "gid")

    assert len(found) > 600
    assert [f"{case}: {problem}" for case in found if (problem := case.problem())] == []


BASE = """
[water-2020]
agency = "Exampleton Water"
year = 2023
paragraphs = { results = "{agency} took samples in {year}, more than in {last_year}." }
cells = { "samples.lead.taken" = 4, "samples.all.taken" = 4 }
"""
CASES_ON_IT = """
[[case]]
name = "as the base has it"
outcome = "pass"

[[case]]
name = "one more"
outcome = "fail"
samples = { "lead.taken" = "+1" }
replace = [["Lead", "Lead "]]
says = "5"

[[case]]
name = "of a page"
outcome = "fail"
page = true
"""


def test_what_cases_say_where_they_state_nothing_stands_in_their_base(tmp_path: Path) -> None:
    pack_with_form(tmp_path / "acme", FORM, WATER_RULE, PACK + 'own_cases = ["page"]\n')
    (tmp_path / "acme" / "cases").mkdir()
    (tmp_path / "acme" / "cases" / "balance.toml").write_text(CASES_ON_IT, encoding="utf-8")
    (tmp_path / "acme" / "cases" / "base.toml").write_text(BASE, encoding="utf-8")

    found = cases(tmp_path / "acme")

    assert [case.name for case in found] == ["as the base has it", "one more"]
    assert [case.problem() for case in found] == ["", ""]
    (tmp_path / "acme" / "cases" / "base.toml").write_text(BASE.replace("water-2020", "water-2019"), encoding="utf-8")
    with pytest.raises(GoujiError, match=r'cases/base\.toml:2: .*no form "water-2019"; did you mean "water-2020"'):
        cases(tmp_path / "acme")
