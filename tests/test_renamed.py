"""Agencies that were renamed: one agency over the years, by what its reports say or by a roster."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from across import pages, read, together
from gouji import CheckedReport, Filed, Outcome, TextLine
from gouji.briefs import Briefs
from gouji.decisions.runs import PastRun
from gouji.host import Host
from gouji.model.roster import Member, Roster
from gouji.roster_starter import begun
from gouji_plugins.locales.zh import CHINESE
from gouji_plugins.writers.scorecard.words import Words
from gouji_plugins.writers.scorecard.years import years_of
from gouji_rules.gid.testing import series
from gouji_rules.gid.testing.agencies import department
from test_differences import SAMPLE, ran

OLD, NEW = "示例县教育局", "示例县教育体育局"
FOUND = (Outcome.FAIL, Outcome.REVIEW, Outcome.ERROR)
TOLD = "<p>（一）机构沿革。2022年3月，示例县教育局更名为示例县教育体育局。</p>"


@pytest.fixture(scope="module")
def page_of() -> dict[int, str]:
    agency = department("示例县", "shili", "教育局")
    reports = series(agency, (2020, 2021, 2022, 2023), Random(4))
    return {report.year: page for report, page in zip(reports, pages(reports).values(), strict=True)}


def reports(host: Host, page_of: dict[int, str], *, told: bool) -> list[CheckedReport]:
    """Return the reports on four years, under another name from 2022 on; with `told` the last one says so."""
    renamed = {year: page if year < 2022 else page.replace(OLD, NEW) for year, page in page_of.items()}
    renamed[2023] = renamed[2023].replace("</h2>", f"</h2>{TOLD}", 1) if told else renamed[2023]
    return [read(host, f"{year}.html", page) for year, page in renamed.items()]


def compared(host: Host, reports: Sequence[CheckedReport], roster: Roster | None = None) -> tuple[int, int]:
    """Return how many carry-overs were compared, and how many years stand on the page of the first report."""
    run = together(host, reports, "gid/carry-over-continuity", roster=roster)
    years = years_of(run.reports[0], run, Words(run.language))
    assert not [result for result in run.batch if result.outcome in FOUND]
    return sum(result.outcome is Outcome.PASS for result in run.batch), len(years.years) if years else 0


def test_a_renamed_agency_is_one_where_its_text_or_a_roster_says_so(host: Host, page_of: dict[int, str]) -> None:
    silent, told = reports(host, page_of, told=False), reports(host, page_of, told=True)
    roster = Roster((Member("1", NEW, aliases=(OLD,), line=2),))

    assert compared(host, silent) == (2, 2)
    assert compared(host, told) == (3, 4)
    assert compared(host, silent, roster) == (3, 4)


def test_a_roster_finds_an_agency_by_the_name_that_its_text_tells(host: Host, page_of: dict[int, str]) -> None:
    told = reports(host, page_of, told=True)
    for name in (OLD, NEW):
        run = together(host, told, "gid/filed", roster=Roster((Member("1", name, line=2),)))
        assert [filing.status for filing in run.filings] == [Filed.FILED] * 4


def test_two_names_with_reports_on_one_year_are_two_agencies(host: Host, page_of: dict[int, str]) -> None:
    told = reports(host, page_of, told=True)
    twice = [*told, read(host, "other.html", page_of[2023])]

    assert Briefs(told, host).renamed
    assert not Briefs(twice, host).renamed


def test_a_roster_begun_over_years_asks_for_no_report_on_other_years(host: Host, page_of: dict[int, str]) -> None:
    told, silent = reports(host, page_of, told=True), reports(host, page_of, told=False)
    for chosen, agencies in ((told, 1), (silent, 2)):
        members = begun(Briefs(chosen, host))
        run = together(host, chosen, "gid/filed", roster=Roster(tuple(members)))

        assert len(members) == agencies
        assert {filing.status for filing in run.filings} == {Filed.FILED}
    assert [(member.agency, member.until) for member in members] == [(NEW, None), (OLD, 2021)]


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("示例县教育体育局（原示例县教育局）认真落实要求。", OLD),
        ("根据机构改革方案，原县教育局于2022年3月正式更名为县教育体育局。", OLD),
        ("因机构改革，将示例县教育局更名为“示例县教育体育局”。", OLD),
        ("我局由示例县教育局更名而来。", OLD),
        ("我局前身为教育局。", OLD),
        ("示例县教育局将更名为示例县教育体育局。", None),
        ("示例县旅游局更名为示例县文化旅游局。", None),
        ("样例县教育局更名为样例县教育体育局。", None),
        ("县教育局、县体育局合并组建县教育体育局。", None),
        ("示例县教育体育局（原件由档案室保管）。", None),
    ],
)
def test_former_names_are_those_that_the_agency_tells_of_itself(text: str, former: str | None) -> None:
    names = set(CHINESE.former_names([TextLine(text)], CHINESE.agency(NEW)))

    assert names == ({former} if former else set())


def test_decisions_follow_a_report_that_is_published_anew_under_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before and after the agency was renamed it is one report, which is looked back at, and what was decided stands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    text = SAMPLE.read_text(encoding="utf-8")
    old, new = "示例市交通运输局", "示例市交通运输委员会"
    check = ("--in-process", "-q", "--format", "json", "--out")
    for folder, told in (("前", text), ("后", text.replace(old, new) + f"\n{new}（原{old}）\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "报告.txt").write_text(told, encoding="utf-8")
        ran("check", folder, *check, f"{folder}果")
        if folder == "前":
            ran("decide", "confirm", "--rule", "zero-fill", "--reason", "属实", "--run", "前果", "--by", "王")
    told_after = PastRun.read(tmp_path / "后果")
    (report,) = told_after.reports
    decided = [f["decision"] for r in report["results"] if r["rule"] == "gid/zero-fill" for f in r["findings"]]

    assert (report["agency"], report["agency_before"]) == (new, old)
    assert [decision["standing"] for decision in decided] == ["confirmed"]
    assert f"{new} 2020: 已整改 0 · 仍存在" in ran("decisions", "recheck", "前果", "--run", "后果", "--by", "王")


def test_a_report_under_a_name_that_only_the_roster_knows_is_paired_and_its_decisions_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report itself does not say that its agency was renamed: what was decided stays with the old name, and is listed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    text = SAMPLE.read_text(encoding="utf-8")
    old, new = "示例市交通运输局", "示例市交通运输委员会"
    (tmp_path / "名册.csv").write_text(f"id,agency,aliases\n1,{old},{new}\n", encoding="utf-8")
    for folder, told in (("前", text), ("后", text.replace(old, new))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "报告.txt").write_text(told, encoding="utf-8")
    check = ("--roster", "名册.csv", "--in-process", "-q", "--format", "json", "--out")
    ran("check", "前", *check, "前果")
    ran("decide", "confirm", "--rule", "zero-fill", "--reason", "属实", "--run", "前果", "--by", "王")
    ran("check", "后", *check, "后果")
    unused = PastRun.read(tmp_path / "后果").data["decisions"]["unused"]

    assert [(each["rule"], each["agency"]) for each in unused] == [("gid/zero-fill", old)]
    assert f"{new} 2020: 已整改 0 · 仍存在 " in ran("decisions", "recheck", "前果", "--run", "后果", "--by", "王")
