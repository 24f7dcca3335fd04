"""The page over all reports: the worst of each kind first, all of them in data files beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gouji import Filed, Filing, Member, Outcome, Run, Tally
from gouji_plugins.writers.scorecard import writers
from gouji_plugins.writers.scorecard.index_rows import quotas
from many_reports import many_reports
from scorecard_run import HOSTILE, sample_run

WRITER = writers()[0]


def index(run: Run, folder: Path) -> tuple[str, Mapping[str, Any]]:
    """Write the page; return it and its data, all parts together."""
    folder.mkdir(exist_ok=True)
    output = WRITER.open(run, folder)
    for checked in run.reports:
        output.add(checked, run.score(checked))
    output.close()
    parts = [part.read_text(encoding="utf-8") for part in sorted((folder / "index_data").iterdir())]
    data = [json.loads(part.removeprefix("gouji(").removesuffix(");\n")) for part in parts]
    return (folder / "index.html").read_text(encoding="utf-8"), {
        **data[0],
        "rows": [row for part in data for row in part["rows"]],
    }


@pytest.mark.parametrize(
    ("counts", "limit", "shares"),
    [([3, 500, 90], 200, [3, 107, 90]), ([1, 2], 200, [1, 2]), ([500, 500, 500], 200, [66, 67, 67]), ([], 9, [])],
)
def test_small_groups_are_listed_whole(counts: list[int], limit: int, shares: list[int]) -> None:
    assert quotas(counts, limit) == shares


def test_the_worst_of_each_kind_come_first(tmp_path: Path) -> None:
    page, data = index(many_reports(450), tmp_path)
    keys = [(row[3], row[4], -1 if row[6] is None else row[6]) for row in data["rows"]]

    assert keys == sorted(keys)
    assert {row[3] for row in data["rows"]} == {0, 1, 2}
    assert len(data["rows"]) == 441
    assert page.count('<th scope="row" class="who">') == 200 + 1, "and the model of a row"
    assert "441 份报告：" in page
    assert ">不合格 113</a>，" in page
    assert "另有 9 个文件未检查" in page


def test_counts_are_those_of_the_reports_page(tmp_path: Path) -> None:
    run = sample_run()
    _, data = index(run, tmp_path)
    tally = Tally.of(run.reports[0].results)
    row = next(row for row in data["rows"] if row[0] == run.reports[0].slug)

    assert row[9:13] == [1, 1, 1, tally.outcomes[Outcome.REVIEW].rules]
    assert data["verdicts"][row[4]] == ["rectify", "需整改"]
    assert [data["rules"][number][0] for number in row[15]] == [
        run.rules[result.rule].title.zh for result in run.reports[0].results if result.outcome is Outcome.FAIL
    ]


def test_frequent_findings_lead_to_their_agencies(tmp_path: Path) -> None:
    page, data = index(many_reports(60), tmp_path)
    number = next(at for at, rule in enumerate(data["rules"]) if rule[0] == "复议、诉讼各项结果之和等于总计")

    assert f'<a href="#rule={number}">复议、诉讼各项结果之和等于总计</a>' in page


def test_no_points_lost_is_not_the_same_as_nothing_decided(tmp_path: Path) -> None:
    run = sample_run()
    faultless = run.reports[2]
    numbers = tuple(it for it in faultless.results if run.rules[it.rule].theme == "arithmetic")
    reports = (replace(faultless, results=numbers, slug="numbers"), replace(faultless, slug="all"))
    page, data = index(replace(run, reports=reports), tmp_path)
    lost = {row[0]: row[14] for row in data["rows"]}

    assert (lost["numbers"], lost["all"]) == ([0], [0, 0])
    assert page.count('<td class="h0">—</td>') == 1


@pytest.mark.parametrize(("reports", "said"), [(20, False), (26, True)])
def test_paper_says_that_reports_were_left_out(reports: int, said: bool, tmp_path: Path) -> None:
    page, _ = index(many_reports(reports), tmp_path)

    assert ("打印件只列出各组最差的若干份" in page) is said


def test_what_was_found_across_reports_names_the_agency(tmp_path: Path) -> None:
    run = sample_run()
    faulty = run.reports[0]
    across = replace(faulty.results[0], reports=(faulty.source, run.reports[1].source))
    page, _ = index(replace(run, batch=(across,)), tmp_path)
    listed = page[page.index('<section id="batch">') :]

    assert f'.html"><bdi>{faulty.agency.name}</bdi></a>：<bdi>{across.findings[0].words.zh}</bdi></li>' in listed


def test_what_a_comparison_leaves_to_a_person_is_named_so_whatever_its_severity(tmp_path: Path) -> None:
    run = sample_run()
    failed = replace(run.reports[0].results[0], reports=(run.reports[0].source,))
    finding = replace(failed.findings[0], review=True)
    left = replace(failed, outcome=Outcome.REVIEW, findings=(finding,), failed=0)
    page, _ = index(replace(run, batch=(left, failed)), tmp_path)
    listed = page[page.index('<section id="batch">') :]

    assert re.findall(r'class="level (\w+)">', listed) == [failed.severity.value, "review"]
    assert '<span class="level review">需复核</span> <small>1 项</small>' in listed


def test_no_text_of_a_report_becomes_markup(tmp_path: Path) -> None:
    page, data = index(sample_run(), tmp_path)

    assert "<script>document" not in page
    assert page.count("<script>") == 1
    assert any("owned" in row[1] for row in data["rows"])
    assert HOSTILE not in (tmp_path / "index_data" / "rows-1.js").read_text(encoding="utf-8")


def test_who_has_not_filed_is_named(tmp_path: Path) -> None:
    filings = (
        Filing(Member("1", "示例镇"), 2023, Filed.MISSING),
        Filing(Member("2", "示例市公安局"), 2023, Filed.FILED),
    )
    page, _ = index(replace(sample_run(), filings=filings), tmp_path)

    assert "2023 年度应报 2 个单位：应报未报 1、已报 1" in page
    assert "<dt>应报未报</dt><dd><bdi>示例镇</bdi></dd>" in page
    assert 'id="roster"' not in index(sample_run(), tmp_path / "without")[0]


def test_a_run_without_reports_has_a_page(tmp_path: Path) -> None:
    page, data = index(Run(()), tmp_path)

    assert "本次没有文件。" in page
    assert data["rows"] == []
