"""The page over all reports: years side by side, causes that recur, ranks, and who has not filed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from conftest import CHROMIUM
from gouji import CheckedAgency, Filed, Filing, Member, Run, Scorecard, Verdict
from gouji_plugins.writers.scorecard import writers
from gouji_plugins.writers.scorecard.index_ranks import Ranks
from scorecard_run import sample_run

BUREAUS = ("示例县教育局", "示例县公安局", "示例县民政局")


def run_over_years() -> Run:
    """Return a run over three bureaus on three years, the first renamed in the last; two reports are missing."""
    run = sample_run()
    reports, filings = [], []
    for place, name in enumerate(BUREAUS):
        member = Member(str(place), name, line=place + 2)
        for year in (2021, 2022, 2023):
            if (place, year) in ((1, 2022), (2, 2023)):
                filings.append(Filing(member, year, Filed.MISSING))
                continue
            called = "示例县教育体育局" if (place, year) == (0, 2023) else name
            source = f"{place}-{year}.html"
            status = Filed.LATE if (place, year) == (1, 2023) else Filed.FILED
            filings.append(Filing(member, year, status, (source,)))
            agency = CheckedAgency(called, "department", ("county",))
            wrong = run.reports[0 if year == 2023 else 2]
            reports.append(
                replace(
                    wrong, source=source, slug=source[:-5], year=year, agency=agency, published=date(year + 1, 1, 9)
                )
            )
    scores = {
        "0-2021": 95.0,
        "0-2022": 88.0,
        "0-2023": 79.0,
        "1-2021": 88.0,
        "1-2023": 60.0,
        "2-2021": 88.0,
        "2-2022": None,
    }
    cards = {
        slug: Scorecard("deduction", score, score, 100.0, "B" if score else None, Verdict.RECTIFY)
        for slug, score in scores.items()
    }
    return replace(run, reports=reports, filings=tuple(filings), score=lambda of: cards[of.slug], batch=())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, run = tmp_path_factory.mktemp("years"), run_over_years()
    output = writers()[0].open(run, folder)
    for checked in run.reports:
        output.add(checked, run.score(checked))
    output.close()
    return folder


def text_of(section: str, page: str) -> str:
    inner = re.search(rf'<section id="{section}">(.*?)</section>', page, re.DOTALL)
    assert inner
    return " ".join(re.sub(r"<[^>]+>", " ", inner[1]).split())


def test_years_of_an_agency_stand_side_by_side_whatever_it_is_called(folder: Path) -> None:
    said = text_of("compared", (folder / "index.html").read_text(encoding="utf-8"))

    assert "示例县教育体育局 县级部门 B 95 B 88 B 79" in said
    assert "示例县公安局 县级部门 B 88 应报未报 B 60" in said
    assert "示例县民政局 县级部门 B 88 需整改 应报未报" in said
    assert "示例县教育局" not in said


def test_who_has_not_filed_is_a_status_of_the_year(folder: Path) -> None:
    page = (folder / "index.html").read_text(encoding="utf-8")

    assert "2023 年度应报未报 1" in page
    assert "2023 年度应报 3 个单位：应报未报 1、逾期 1、已报 1" in text_of("roster", page)
    assert '逾期</dt><dd><a href="reports/1-2023.html"><bdi>示例县公安局</bdi></a>' in page
    assert "2022 2 0 2 0 0 0 88 1 0 0 0" in text_of("years", page), "reports, verdicts, median; one has not filed"


def test_a_cause_that_recurs_is_one_line_that_leads_to_its_reports(folder: Path) -> None:
    page = (folder / "index.html").read_text(encoding="utf-8")
    [number] = re.findall(r'<a href="#cause=(\d+)">表四，填报数偏小</a>', page)
    rows = (folder / "index_data" / "rows-1.js").read_text(encoding="utf-8")
    slugs = [row[0] for row in json.loads(rows[6:-3])["rows"]]
    cause = json.loads((folder / "index_causes" / f"cause-{number}.js").read_text(encoding="utf-8")[6:-3])

    assert {slugs[place] for place in cause["places"]} == {"0-2023", "1-2023"}


def test_ranks_are_among_what_may_be_compared() -> None:
    ranks = Ranks()
    for alike, coverage, score in (
        (("gid", 1, 2023), 100.0, 90.0), (("gid", 1, 2023), 95.0, 98.0), (("gid", 1, 2023), 96.0, 90.0),
        (("gid", 1, 2023), 94.9, 70.0), (("gid", 2, 2023), 100.0, 10.0), (("gid", 1, 2022), 100.0, 99.0),
        (("gid", 1, 2023), 50.0, None),
    ):  # fmt: skip
        ranks.add(alike, coverage, score)
    ranks.finish()

    assert [ranks.of(number) for number in range(7)] == [(2, 3), (1, 3), (2, 3), (1, 1), (1, 1), (1, 1), (0, 0)]


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed")
def test_the_script_follows_a_cause_and_shows_the_same_years(browser: Browser, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((folder / "index.html").as_uri())
    expect(page.locator("form.filter")).to_be_visible()
    compared = page.locator(".compared tbody th")
    before = compared.all_inner_texts()
    page.locator(".cause a").first.click()

    expect(page.locator("#list tbody tr:not(.group, .more)")).to_have_count(2)
    expect(compared).to_have_count(2)
    for name in ("示例县公安局 县级部门", "示例县教育体育局 县级部门"):
        expect(compared.filter(has_text=name)).to_have_count(1)
    page.locator("button[type=reset]").click()
    expect(compared).to_have_text(before)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert said == []
    page.close()
