"""The table of statistics before 2019: a unit column that may be missing, rows that vary from province to province."""

from __future__ import annotations

import pytest

from gouji.checking import bind_document
from gouji.host import Host
from gouji.model.document import Source
from gouji.model.table import Table
from gouji_rules.gid.testing import legacy_page

ROWS = [
    ["（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "120"],
    ["其中：主动公开规范性文件数", "条", "5"],
    ["报刊公开政府信息数", "条", "7"],
    ["（一）收到申请数", "件", "9"],
    ["七、依申请公开信息收取的费用", "万元", "0.15"],
]


def _read(host: Host, header: list[str], rows: list[list[str]]) -> Table:
    page = legacy_page({"header": header, "statistics": rows}).encode()
    return bind_document(host.read(Source("case.html", ".html", page)), host).table("statistics")


def _raws(table: Table, column: str) -> dict[str, str]:
    return {row: figure.raw for (row, name), figure in table.figures.items() if name == column}


EXPECTED = {"disclosed": "120", "disclosed_documents": "5", "received": "9", "fees": "0.15"}


@pytest.mark.parametrize("header", [["指标名称", "计量单位", "本年度"], ["统计指标", "单位", "2016年"], []])
def test_the_unit_is_no_figure(host: Host, header: list[str]) -> None:
    table = _read(host, header, ROWS)

    assert _raws(table, "year") == EXPECTED
    assert not [figure for figure in table.figures.values() if figure.doubt or figure.column != "year"]


@pytest.mark.parametrize("header", [["指标名称", "本年度"], []])
def test_the_unit_column_may_be_missing(host: Host, header: list[str]) -> None:
    assert _raws(_read(host, header, [[row[0], row[2]] for row in ROWS]), "year") == EXPECTED


@pytest.mark.parametrize("header", [["指标名称", "单位", "统计数", "历年累计"], []])
def test_years_before_may_be_added_up(host: Host, header: list[str]) -> None:
    table = _read(host, header, [[*row, row[2] + "9"] for row in ROWS])

    assert _raws(table, "year") == EXPECTED
    assert _raws(table, "cumulative") == {row: raw + "9" for row, raw in EXPECTED.items()}


def test_a_row_of_a_variant_is_kept_as_unknown(host: Host) -> None:
    table = _read(host, ["指标名称", "计量单位", "本年度"], ROWS)

    assert [label.label for label in table.rows if label.id is None] == ["报刊公开政府信息数"]


def test_an_unknown_header_leaves_the_figures_in_doubt(host: Host) -> None:
    table = _read(host, ["指标名称", "计量单位", "甲乙丙"], ROWS)

    assert all(figure.doubt for figure in table.figures.values())


def test_a_common_word_means_the_row_of_the_sum_that_it_follows(host: Host) -> None:
    rows = [
        ["主动公开政府信息数", "条", "40"], ["其中：政府网站", "条", "36"], ["其他", "条", "4"],
        ["受理申请总数", "件", "9"], ["其中：当面", "件", "6"], ["其他", "件", "3"],
        ["答复总数", "件", "8"], ["其中：同意公开", "件", "6"], ["不予公开", "件", "0"], ["其他", "件", "2"],
        ["收费总额", "元", "0"], ["其他", "件", "1"],
    ]  # fmt: skip

    table = _read(host, ["指标名称", "计量单位", "本年度"], rows)

    assert {row: raw for row, raw in _raws(table, "year").items() if row.startswith("other_")} == {
        "other_means": "4",
        "other_channel": "3",
        "other_answer": "2",
    }
    assert [label.id for label in table.rows][-1] is None


def test_a_common_word_begins_no_table(host: Host) -> None:
    page = legacy_page({"header": ["收入", "金额"], "statistics": [["拨款", "20"], ["其他", "3"], ["合计", "23"]]})

    assert not bind_document(host.read(Source("case.html", ".html", page.encode())), host).tables
