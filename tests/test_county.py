"""A county over six years: lawful reports give nothing across reports, and each change is found in the right reports alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy

import pytest

from across import read, together
from county import BODIES, GOVERNMENT, LAW, PLACE, Cells, County, Told, county
from gouji import CheckedReport, Outcome, Result, Run
from gouji.host import Host
from gouji.model.roster import Member, Roster

FOUND = (Outcome.FAIL, Outcome.REVIEW, Outcome.ERROR)
POLICE, SCHOOLS, HOUSING, WATER, MONEY, WELFARE = "公安局", "教育局", "住房和城乡建设局", "水利局", "财政局", "民政局"
ROSTER = Roster(
    (
        Member("0", PLACE + GOVERNMENT, line=2),
        *(Member(str(n), PLACE + body, parent="0", line=n + 2) for n, body in enumerate(BODIES, 1)),
    )
)
SEED = 4
BUSY = sorted(BODIES, key=lambda body: -county(SEED)[body, 2022].figures["requests"]["new_received"]["total"])[:2]
"""The agencies with most requests."""

Change = Callable[[County], Iterable[Told]]
"""Changes what a county tells; returns the reports that are to be read anew, whether they were there or come in addition."""
Wanted = set[tuple[str, str, int]]
"""What must be found: the rule, with `?` behind it where a person decides and `*` where that hangs on the days, body and year."""


@pytest.fixture(scope="module")
def told() -> County:
    return county(SEED)


@pytest.fixture(scope="module")
def checked(host: Host, told: County) -> dict[str, CheckedReport]:
    return {each.source: read(host, each.source, each.page()) for each in told.values()}


def results(run: Run) -> list[Result]:
    return [result for result in run.batch if result.outcome in FOUND]


@pytest.mark.parametrize("roster", [None, ROSTER], ids=["alone", "roster"])
def test_a_lawful_county_gives_nothing(host: Host, checked: dict[str, CheckedReport], roster: Roster | None) -> None:
    run = together(host, list(checked.values()), roster=roster)
    passed = [result.rule for result in run.batch if result.outcome is Outcome.PASS]

    assert not results(run)
    assert passed.count("gid/carry-over-continuity") == 3 * len((GOVERNMENT, *BODIES))
    assert passed.count("gid/legacy-cumulative") == len((GOVERNMENT, *BODIES))
    assert ("gid/aggregate-sum" in passed) is (roster is not None)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(11, 17))
def test_other_lawful_counties_give_nothing(host: Host, seed: int) -> None:
    reports = [read(host, each.source, each.page()) for each in county(seed).values()]

    assert not results(together(host, reports, roster=ROSTER))


def cell(body: str, year: int, place: str, step: int) -> Change:
    """Add to a cell, given as table.row.column."""
    table, row, column = place.split(".")

    def change(of: County) -> list[Told]:
        of[body, year].figures[table][row][column] += step
        return [of[body, year]]

    return change


def says(body: str, year: int, section: str, sentence: str) -> Change:
    """Add a sentence."""

    def change(of: County) -> list[Told]:
        of[body, year].prose.setdefault(section, []).append(sentence)
        return [of[body, year]]

    return change


def takes(body: str, year: int, section: str, other: str, before: int) -> Change:
    """Take a section from another report, with the year put right; what it tells of a former name stays."""

    def change(of: County) -> list[Told]:
        own = [line for line in of[body, year].prose[section] if "更名" in line]
        lines = [line.replace(str(before), str(year)) for line in of[other, before].prose[section]]
        of[body, year].prose[section] = [*lines, *(line for line in own if line not in lines)]
        return [of[body, year]]

    return change


def copies(body: str, year: int, other: str, before: int) -> Change:
    """Take the figures of another report's table three, or of its statistics, but for what must go on from last year."""

    def change(of: County) -> list[Told]:
        for name, cells in of[body, year].figures.items():
            rows = of[other, before].figures[name]
            if name == "requests":
                cells.update({row: dict(rows[row]) for row in cells if not row.startswith("carried")})
            elif name == "statistics":
                _statistics_of(cells, rows)
        return [of[body, year]]

    return change


def _statistics_of(own: Cells, other: Cells) -> None:
    for row, cells in own.items():
        before = cells["cumulative"] - cells["year"]
        own[row] = {"year": other[row]["year"], "cumulative": before + other[row]["year"]}


def both(*changes: Change) -> Change:
    def change(of: County) -> list[Told]:
        return [told for each in changes for told in each(of)]

    return change


def again(body: str, year: int, further: Change) -> Change:
    """Put another version of a report beside it, changed."""

    def change(of: County) -> list[Told]:
        own = deepcopy(of)
        [told] = further(own)
        return [Another(**vars(told))]

    return change


class Another(Told):
    """A second file on the same year."""

    @property
    def source(self) -> str:
        return f"又-{self.body}-{self.year}.html"


def large(body: str, year: int, row: str, times: float) -> Change:
    def change(of: County) -> list[Told]:
        before = of[body, year - 1].figures["active_disclosure"][row]["decisions"]
        of[body, year].figures["active_disclosure"][row]["decisions"] = int(before * times)
        return [of[body, year]]

    return change


def grows(body: str, year: int, words: str, place: str, per_cent: int) -> Change:
    """State a growth that is so many per cent above the real one."""
    table, row, column = place.split(".")

    def change(of: County) -> list[Told]:
        now, before = (of[body, each].figures[table][row][column] for each in (year, year - 1))
        growth = (now - before) * 100 / before + per_cent
        stated = f"{words.format(now)}，同比{'增长' if growth >= 0 else '下降'}{abs(growth):.1f}%。"
        return list(says(body, year, "overview", stated)(of))

    return change


CARRIED, STOCK = "carry-over-continuity", "stock-continuity"
COLUMNS = (
    "natural_person", "commercial_enterprise", "research_institution", "public_welfare_organization",
    "legal_service_institution", "other", "total",
)  # fmt: skip
ITEMS = ("licences", "other_services", "penalties", "compulsory_measures", "fees")
UNFULFILLED = ("存在的问题：部分干部不熟悉依申请流程。", "下一步，将在冬季办班，逐人过关。")


def silent(body: str, year: int) -> Change:
    def change(of: County) -> list[Told]:
        of[body, year].prose["problems"] = list(UNFULFILLED)
        return [of[body, year]]

    return change


MUTATIONS: list[tuple[str, Change, Wanted]] = [
    *(
        (f"carried in, {c}", cell(POLICE, 2021, f"requests.carried_in.{c}", 1), {(CARRIED, POLICE, 2021)})
        for c in COLUMNS
    ),
    ("carried out the year before", cell(WATER, 2021, "requests.carried_out.total", 2), {(CARRIED, WATER, 2022)}),
    *(
        (f"carried in, {body} {year}", cell(body, year, "requests.carried_in.total", 2), {(CARRIED, body, year)})
        for body, year in ((SCHOOLS, 2021), (SCHOOLS, 2022), (HOUSING, 2022), (GOVERNMENT, 2020), (GOVERNMENT, 2021))
    ),
    *(
        (
            f"carried in, explained: {words}",
            both(cell(POLICE, 2021, "requests.carried_in.total", 1), says(POLICE, 2021, "requests", words)),
            {(f"{CARRIED}?", POLICE, 2021)},
        )
        for words in (
            "上年结转数与上年度报告不一致，系上年误统，现予说明。",
            "注：上年结转数因机构改革划入1件而增加。",
            "因统计口径调整，上年结转数据较上年度报告多1件。",
        )
    ),
    (
        "carried in, a shortcoming told beside",
        both(
            cell(POLICE, 2021, "requests.carried_in.total", 1),
            says(POLICE, 2021, "problems", "结转登记不够及时，统计口径更新滞后。"),
        ),
        {(CARRIED, POLICE, 2021)},
    ),
    ("in force", cell(WATER, 2022, "active_disclosure.normative_documents.in_force", 2), {(STOCK, WATER, 2022)}),
    (
        "repealed more than there were",
        cell(WATER, 2022, "active_disclosure.normative_documents.repealed", 90),
        {(STOCK, WATER, 2022), ("repealed-within-stock", WATER, 2022)},
    ),
    (
        "in force after a clean-up",
        both(
            cell(WATER, 2022, "active_disclosure.normative_documents.in_force", -1),
            says(WATER, 2022, "active_disclosure", "本年度开展规范性文件清理，宣布失效1件。"),
        ),
        {(f"{STOCK}?", WATER, 2022)},
    ),
    *(
        (f"items, {row}", cell(MONEY, 2020, f"active_disclosure.{row}.items", 7), {("project-continuity", MONEY, 2020)})
        for row in ITEMS
    ),
    ("last change", cell(MONEY, 2019, "active_disclosure.licences.change", 2), {("project-continuity", MONEY, 2020)}),
    (
        "items drawn up anew",
        both(
            cell(MONEY, 2020, "active_disclosure.licences.items", 7),
            says(MONEY, 2020, "active_disclosure", "权责清单重新梳理，行政许可事项划入7项。"),
        ),
        {("project-continuity?", MONEY, 2020)},
    ),
    (
        "regulations out of nothing",
        cell(MONEY, 2022, "active_disclosure.regulations.in_force", 3),
        {(STOCK, MONEY, 2022), ("stock-from-nothing", MONEY, 2022)},
    ),
    (
        "regulations out of nothing in the old form",
        cell(MONEY, 2020, "active_disclosure.regulations.total_disclosed", 4),
        {("stock-from-nothing", MONEY, 2020)},
    ),
    *(
        (
            f"pending, {row}",
            both(cell(POLICE, 2021, f"review.{row}.pending", 9), cell(POLICE, 2021, f"review.{row}.total", 9)),
            {("pending-continuity", POLICE, 2022)},
        )
        for row in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    ),
    *(
        (f"{times} times, {row}", large(WELFARE, 2022, row, times), {("yearly-outlier", WELFARE, 2022)})
        for row in ("licences", "penalties")
        for times in (6, 0.15)
    ),
    (
        "six times, explained",
        both(
            large(WELFARE, 2022, "licences", 6),
            says(WELFARE, 2022, "active_disclosure", "因承接市级下放事项，行政许可数量较上年大幅增加。"),
        ),
        {("yearly-outlier?", WELFARE, 2022)},
    ),
    *(
        (
            f"cumulative, {row}",
            cell(WATER, 2018, f"statistics.{row}.cumulative", 1),
            {("legacy-cumulative", WATER, 2018)},
        )
        for row in ("disclosed", "received", "website", "gazette", "granted", "letter")
    ),
    (
        "cumulative falls",
        cell(SCHOOLS, 2018, "statistics.disclosed.cumulative", -1500),
        {("legacy-cumulative", SCHOOLS, 2018)},
    ),
    (
        "cumulative, explained",
        both(
            cell(WATER, 2018, "statistics.disclosed.cumulative", -300),
            says(WATER, 2018, "overview", "网站改版迁移后，历年累计数据重新统计。"),
        ),
        {("legacy-cumulative?", WATER, 2018)},
    ),
    *(
        (
            f"overview of last year, {body} {year}",
            takes(body, year, "overview", body, year - 1),
            {("narrative-reuse?", body, year)},
        )
        for body, year in ((HOUSING, 2022), (HOUSING, 2020), (HOUSING, 2018), (GOVERNMENT, 2022), (SCHOOLS, 2021))
    ),
    ("problems of last year", takes(MONEY, 2022, "problems", MONEY, 2021), {("problems-reuse?", MONEY, 2022)}),
    ("measures passed over in silence", silent(WATER, 2022), {("promises-followed-up", WATER, 2022)}),
    ("figures of last year, statistics", copies(POLICE, 2018, POLICE, 2017), {("copied-figures?", POLICE, 2018)}),
    *(
        (f"growth, {words}", grows(WELFARE, year, words, place, 13), {("growth-recomputed", WELFARE, year)})
        for words, place, year in (
            ("办理行政许可{}件", "active_disclosure.licences.decisions", 2022),
            ("作出行政处罚{}件", "active_disclosure.penalties.decisions", 2022),
            ("全年收到申请{}件", "statistics.received.year", 2018),
            ("全年主动公开信息{}条", "statistics.disclosed.year", 2018),
        )
    ),
    ("growth as it is", grows(WELFARE, 2022, "办理行政许可{}件", "active_disclosure.licences.decisions", 0), set()),
    ("the law alone", both(*(says(body, 2022, "overview", line) for body in (WATER, MONEY) for line in LAW)), set()),
    (
        "overview of another's last year",
        takes(WATER, 2022, "overview", MONEY, 2021),
        {("shared-narrative", WATER, 2022)},
    ),
    (
        "overview of another",
        takes(WATER, 2022, "overview", MONEY, 2022),
        {("shared-narrative*", WATER, 2022), ("shared-narrative*", MONEY, 2022)},
    ),
    (
        "overview of another before 2019",
        takes(WATER, 2018, "overview", MONEY, 2018),
        {("shared-narrative*", WATER, 2018), ("shared-narrative*", MONEY, 2018)},
    ),
    (
        "statistics of another",
        copies(POLICE, 2018, WELFARE, 2018),
        {("shared-figures?", POLICE, 2018), ("shared-figures?", WELFARE, 2018)},
    ),
    (
        "table three of another",
        copies(BUSY[0], 2022, BUSY[1], 2022),
        {("shared-figures?", BUSY[0], 2022), ("shared-figures?", BUSY[1], 2022)},
    ),
    ("table three of another's last year", copies(BUSY[0], 2022, BUSY[1], 2021), {("shared-figures?", BUSY[0], 2022)}),
    ("table three of last year", copies(BUSY[0], 2022, BUSY[0], 2021), {("copied-figures?", BUSY[0], 2022)}),
    *(
        (f"another version, {name}", again(body, year, change), {("versions-differ?", f"又-{body}", year)})
        for name, body, year, change in (
            ("text", POLICE, 2022, says(POLICE, 2022, "overview", "另有事项如下。")),
            ("figure", POLICE, 2022, cell(POLICE, 2022, "requests.granted.total", 1)),
            ("renamed", HOUSING, 2018, says(HOUSING, 2018, "overview", "另有事项如下。")),
        )
    ),
    (
        "another version that corrects",
        again(POLICE, 2022, says(POLICE, 2022, "overview", "更正说明：本报告系更正版。")),
        set(),
    ),
]
IN_THE_TREE: list[tuple[str, Change, Wanted]] = [
    *(
        (f"sum, {body}", cell(body, year, "requests.granted.total", 3), {("aggregate-sum?", GOVERNMENT, year)})
        for body, year in ((WATER, 2022), (SCHOOLS, 2021), (HOUSING, 2022), (GOVERNMENT, 2019))
    ),
    (
        "sum of decisions",
        cell(WATER, 2022, "active_disclosure.licences.decisions", 3),
        {("aggregate-sum?", GOVERNMENT, 2022)},
    ),
    (
        "bound",
        cell(WATER, 2022, "requests.granted.total", 900),
        {("aggregate-sum?", GOVERNMENT, 2022), ("aggregate-bound", GOVERNMENT, 2022)},
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "wanted", "roster"),
    [
        pytest.param(change, wanted, roster, id=name)
        for of, roster in ((MUTATIONS, None), (IN_THE_TREE, ROSTER))
        for name, change, wanted in of
    ],
)
def test_a_change_is_found_in_the_right_reports_alone(
    host: Host, told: County, checked: dict[str, CheckedReport], change: Change, wanted: Wanted, roster: Roster | None
) -> None:
    changed = list(change(deepcopy(told)))
    files = {**checked, **{each.source: read(host, each.source, each.page()) for each in changed}}
    found = results(together(host, list(files.values()), roster=roster))
    known = {(_plain(rule), f"{body}-{year}.html"): rule[-1] for rule, body, year in wanted}

    assert {(result.rule.removeprefix("gid/"), result.reports[0]) for result in found} == set(known)
    for result in found:
        mark = known[result.rule.removeprefix("gid/"), result.reports[0]]
        assert mark == "*" or (result.outcome is Outcome.REVIEW) is (mark == "?")
        assert all(len({piece.source for piece in each.evidence}) > 1 for each in result.findings)


def _plain(rule: str) -> str:
    return rule.rstrip("?*")
