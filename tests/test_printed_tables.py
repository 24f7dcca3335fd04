"""Tables bound as agencies print them: columns that the form lacks, collapsed headers, figures cut by a page."""

from __future__ import annotations

import pytest

from gouji.binding.fragments import grids_of_other_years
from gouji.binding.labels import labels_of
from gouji.binding.lost import lost_tables
from gouji.binding.tables import bind_tables
from gouji.binding.transposed import upright
from gouji.host import Host
from gouji.model.document import Cell, Grid, Location, Paragraph
from gouji.model.form import Form
from gouji.model.report import Doubt
from gouji.model.table import Table
from gouji_plugins.locales.zh import CHINESE

REQUESTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
REVIEW = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
RECEIVED, CARRIED = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
TOTAL, LEFT = "（七）总计", "四、结转下年度继续办理"

Read = tuple[dict[str, Table], list[Doubt]]


@pytest.fixture(scope="module")
def form(host: Host) -> Form:
    return next(form for pack in host.packs for form in pack.forms if form.id == "gid-2021")


def _grid(*rows: str, exact: bool = True, page: int | None = None, spans: dict[str, int] | None = None) -> Grid:
    """Return a grid of rows with cells parted by `|`; `spans` gives the rows that a word goes down over, here blank."""
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row.split("|")):
            at = Location(page=page, row=number, column=column)
            if text != "^":
                down = (spans or {}).get(f"{number},{column}", 1)
                cells.append(Cell(text, number, column, down, 1, at))
    return Grid(tuple(cells), len(rows), max(row.count("|") for row in rows) + 1, exact, Location(page=page))


def _line(label: str, *figures: object) -> str:
    return "|".join([label, *map(str, figures)])


def _read(form: Form, *grids: Grid) -> Read:
    return bind_tables(grids, labels_of(form, CHINESE))


def _raw(read: Read, table: str, row: str) -> list[str]:
    return [figure.raw for figure in read[0][table].figures.values() if figure.row == row]


def test_a_column_that_the_form_lacks_never_moves_a_figure(form: Form) -> None:
    read = _read(form, _grid(_line("", *REQUESTS, "备注"), _line(RECEIVED, 5, "", "", "", "", "", 5, 3)))

    assert _raw(read, "requests", "new_received") == ["5", "", "", "", "", "", "5"]
    assert not read[1]


def test_a_column_in_front_of_the_figures_is_read_over(form: Form) -> None:
    header, row = _line("", "行次", *REQUESTS), _line(RECEIVED, 1, 2, 3, 4, 5, 6, 7, 27)
    read = _read(form, _grid(header, row, _line(CARRIED, 2, "", "", 8, "", "", "", 8)))

    assert _raw(read, "requests", "new_received") == ["2", "3", "4", "5", "6", "7", "27"]
    assert _raw(read, "requests", "carried_in") == ["", "", "8", "", "", "", "8"]
    assert not read[1]


def test_an_absent_column_has_no_figures_and_moves_none(form: Form) -> None:
    header = _line("", *(word for word in REQUESTS if word != "科研机构"))
    tables, doubts = _read(form, _grid(header, _line(RECEIVED, 1, 2, 3, 4, 5, 15)))

    found = {figure.column: figure.raw for figure in tables["requests"].figures.values()}
    assert found["public_welfare_organization"] == "3"
    assert "research_institution" not in found
    assert not doubts


def test_cells_that_are_not_printed_are_in_doubt(form: Form) -> None:
    tables, _ = _read(form, _grid(_line("", *REQUESTS), _line(RECEIVED, "", "", "")))

    assert all(figure.doubt for figure in tables["requests"].figures.values())


def test_blank_cells_merged_downwards_hold_the_places_of_their_rows(form: Form) -> None:
    rows = _line("", *REQUESTS), _line(RECEIVED, 1, 1, "", 1, 1, 1, 5), _line(CARRIED, 2, "", "^", 2, 2, 2, 8)
    read = _read(form, _grid(*rows, spans={"1,3": 2}))

    assert _raw(read, "requests", "carried_in") == ["2", "", "", "2", "2", "2", "8"]
    assert not read[1]


def test_a_pasted_header_whose_merged_cells_collapsed_is_read_in_order(form: Form) -> None:
    header = ["（勾稽关系）|申请人情况", "自然人|法人或其他组织|总计", "|".join(REQUESTS[1:6])]
    read = _read(form, _grid(*header, _line(RECEIVED, 1, 2, 3, 4, 5, 6, 21), exact=False))

    assert _raw(read, "requests", "new_received") == ["1", "2", "3", "4", "5", "6", "21"]
    assert [label.label for label in read[0]["requests"].headers[0]] == list(REQUESTS)
    assert not read[1]


@pytest.mark.parametrize("beside", [1, 0])
def test_table_four_is_read_under_a_collapsed_header(form: Form, beside: int) -> None:
    middle = "|".join([*REVIEW * beside, "未经复议直接起诉", "复议后起诉"])
    leaves = "|".join(REVIEW * (3 - beside))
    read = _read(form, _grid("行政复议|行政诉讼", middle, leaves, "|".join(map(str, range(21, 36))), exact=False))

    assert _raw(read, "review", "reconsideration") == ["21", "22", "23", "24", "25"]
    assert _raw(read, "review", "litigation_direct") == ["26", "27", "28", "29", "30"]
    assert not read[1]


def test_the_names_over_a_pasted_table_four_may_have_slid(form: Form) -> None:
    upper, middle = "行政复议||||||行政诉讼", "未经复议直接起诉|||||复议后起诉"
    read = _read(form, _grid(upper, middle, "|".join(REVIEW * 3), "|".join(map(str, range(21, 36))), exact=False))

    assert _raw(read, "review", "litigation_direct") == ["26", "27", "28", "29", "30"]
    assert {row.label for row in read[0]["review"].rows if row.id == "litigation_direct"} == {"未经复议直接起诉"}


def test_table_four_may_have_a_label_in_front_and_numbered_columns(form: Form) -> None:
    upper = "项目|行政复议|^|^|^|^|未经复议直接起诉|^|^|^|^|复议后起诉"
    numbers = "|".join(["栏次", *map(str, range(1, 16))])
    read = _read(form, _grid(upper, "|".join(["", *REVIEW * 3]), numbers, _line("件数", *[""] * 14, 4)))

    assert _raw(read, "review", "reconsideration") == [""] * 5
    assert _raw(read, "review", "litigation_after_reconsideration") == ["", "", "", "", "4"]


def test_table_four_may_be_printed_in_several_pieces(form: Form) -> None:
    first = _grid("行政复议", "|".join(REVIEW), "1|0|0|0|1")
    second = _grid("未经复议直接起诉|^|^|^|^|复议后起诉", "|".join(REVIEW * 2), "2|0|0|0|2|0|0|0|3|3")
    read = _read(form, first, second)

    assert _raw(read, "review", "litigation_after_reconsideration") == ["0", "0", "0", "3", "3"]
    assert len(read[0]["review"].headers[0]) == 15
    assert not read[1]


def test_table_four_may_be_printed_row_by_row(form: Form) -> None:
    rows = ("行政复议||1|0|0|0|1", "行政诉讼|未经复议直接起诉|||||", "|复议后起诉||2|||2")
    read = _read(form, _grid("|".join(["类别", "", *REVIEW]), *rows))

    assert _raw(read, "review", "reconsideration") == ["1", "0", "0", "0", "1"]
    assert _raw(read, "review", "litigation_after_reconsideration") == ["", "2", "", "", "2"]
    assert not read[1]


def test_table_four_laid_out_otherwise_is_in_doubt_and_not_missing(form: Form) -> None:
    rows = [f"{group}|{word}|1" for group in ("行政复议", "复议后起诉") for word in REVIEW]
    grid = _grid(*rows)
    tables, _ = _read(form, grid)

    assert "review" not in tables
    assert "review" in {doubt.table for doubt in lost_tables([grid], form, tables, CHINESE)}


@pytest.mark.parametrize(
    ("lines", "is_lost"),
    [
        (["结果维持 结果纠正 其他结果 尚未审结 总计", "1 0 0 0 1"], True),
        (["结果 结果 其他 尚未", "维持 纠正 结果 审结 总计"], True),
        (["行政复议案件结果维持1件、结果纠正0件，其他结果0件，尚未审结0件。"], False),
    ],
)
def test_only_lines_of_table_words_tell_of_a_lost_table(form: Form, lines: list[str], is_lost: bool) -> None:
    doubts = lost_tables([Paragraph(line) for line in lines], form, {}, CHINESE)

    assert ("review" in {doubt.table for doubt in doubts}) is is_lost


def test_the_end_of_a_figure_on_the_next_page_is_joined_with_a_doubt(form: Form) -> None:
    first = _grid(_line("", *REQUESTS), _line(RECEIVED, 10, 20, 30, 40, 50, 60, 2796), page=1)
    second = _grid(_line("", "", "", "", "", "", "", 1), _line(CARRIED, *[0] * 7), page=2)
    tables, _ = _read(form, first, second)

    total = tables["requests"].figures["new_received", "total"]
    assert (total.raw, total.doubt is not None) == ("27961", True)
    assert tables["requests"].figures["new_received", "other"].doubt is None


def test_a_label_typed_twice_stands_for_the_row_missing_there(form: Form) -> None:
    first, second = "1.本机关不掌握相关政府信息", "3.补正后申请内容仍不明确"
    read = _read(
        form, _grid(_line("", *REQUESTS), *(_line(label, *[n] * 7) for n, label in enumerate([first, first, second])))
    )

    assert _raw(read, "requests", "unavailable_not_held") == ["0"] * 7
    assert _raw(read, "requests", "unavailable_needs_creation") == ["1"] * 7
    assert [row.label for row in read[0]["requests"].rows] == [first, first, second]
    assert not read[1]


def test_figures_without_a_label_are_never_dropped_silently(form: Form) -> None:
    read = _read(
        form, _grid(_line("", *REQUESTS), _line(RECEIVED, *[1] * 6, 6), _line("", *[2] * 6, 12), _line(LEFT, *[0] * 7))
    )

    assert any("没有行名" in doubt.message.zh for doubt in read[1])


def test_rows_named_like_columns_are_rows(form: Form) -> None:
    rows = _line("总计", *[3] * 6, 18), _line("结转下年度继续办理", *[0] * 7)
    read = _read(form, _grid(_line("", *REQUESTS), _line(RECEIVED, *[3] * 6, 18), _line("3.其他", *[1] * 7), *rows))

    assert _raw(read, "requests", "total_processed") == ["3"] * 6 + ["18"]


def test_a_header_worded_otherwise_is_known_by_its_place(form: Form) -> None:
    tables, doubts = _read(form, _grid(_line("", "公民", *REQUESTS[1:]), _line(RECEIVED, *[1] * 6, 6)))

    assert tables["requests"].headers[0][0].id == "natural_person"
    assert not doubts


def test_header_words_cut_by_a_page_are_made_whole(form: Form) -> None:
    first = _grid(_line("", "自然", "法人或其他组织", "", "", "", "", "总计"), page=1)
    second = _grid(_line("", "人", *REQUESTS[1:6], ""), _line(RECEIVED, *[1] * 6, 6), page=2)
    tables, doubts = _read(form, first, second)

    assert [label.label for label in tables["requests"].headers[0]] == list(REQUESTS)
    assert not doubts


def test_the_rest_of_a_cut_label_belongs_to_the_row_before(form: Form) -> None:
    first = _grid(_line("", *REQUESTS), _line("（二）部分公", *[1] * 6, 6), page=1)
    second = _grid("|".join(["", "", "开", *[""] * 7]), _line("||1.属于国家秘密", *[0] * 7), page=2)
    tables, _ = _read(form, first, second)

    assert [label.label for label in tables["requests"].rows] == ["（二）部分公开", "1.属于国家秘密"]


def test_a_table_of_another_year_is_not_the_reports_own(form: Form) -> None:
    own, other = (_grid(_line("", *REQUESTS), _line(RECEIVED, *[number] * 7)) for number in (1, 2))
    annexed = grids_of_other_years(
        [Paragraph("三、收到和处理"), own, Paragraph("附：2022年情况"), other], 2023, CHINESE
    )
    tables, doubts = bind_tables([own, other], labels_of(form, CHINESE), annexed)

    assert _raw((tables, doubts), "requests", "new_received") == ["1"] * 7
    assert not doubts


def test_a_row_of_another_table_is_none_of_the_one_around_it(form: Form) -> None:
    read = _read(form, _grid("信息内容|本年处理决定数量", "行政许可|3", "3.其他|0", "行政处罚|本年处理决定数量"))

    assert _raw(read, "active_disclosure", "licences") == ["3"]
    assert "other_remaining" not in {label.id for label in read[0]["active_disclosure"].rows}


def test_table_four_of_strokes_alone_is_read(form: Form) -> None:
    head = (
        _line(*(("行政复议",) + ("",) * 4), *(("未经复议直接起诉",) + ("",) * 4), *(("复议后起诉",) + ("",) * 4)),
        _line(*REVIEW * 3),
    )
    read = _read(form, _grid(*head, _line(*("/",) * 15)))

    assert _raw(read, "review", "reconsideration") == ["/"] * 5
    assert not read[1]


def test_a_row_that_a_varying_table_does_not_know_is_named(host: Host) -> None:
    legacy = next(form for pack in host.packs for form in pack.forms if form.id == "gid-2008")
    tables, doubts = bind_tables(
        [_grid("指标名称|2014年度", "主动公开文件数|9", "公开栏更新数|7", "说明|")], labels_of(legacy, CHINESE)
    )

    assert tables["statistics"].figures["disclosed", "year"].value == 9
    assert ["公开栏更新数" in doubt.message.zh for doubt in doubts] == [True]


def test_a_dash_merged_over_columns_is_that_of_each(form: Form) -> None:
    header = (_line("", *("行政复议",) * 5, *("未经复议直接起诉",) * 5, *("复议后起诉",) * 5), _line("", *REVIEW * 3))
    grid = _grid(*header)
    merged = Cell("/", 2, 1, 1, 15, Location(row=2))
    tables, doubts = _read(form, Grid((*grid.cells, merged), 3, grid.columns, True))

    assert [figure.raw for figure in tables["review"].figures.values()] == ["/"] * 15
    assert not doubts


def test_a_number_merged_over_columns_or_rows_is_in_doubt(form: Form) -> None:
    grid = _grid(
        _line("", *REQUESTS), _line(RECEIVED), _line(CARRIED, 1, 0, 0, 0, 0, 0), _line(TOTAL, 1, 0, 0, 0, 0, 0)
    )
    wide, deep = Cell("0", 1, 1, 1, 7, Location(row=1)), Cell("1", 2, 7, 2, 1, Location(row=2))
    read = _read(form, Grid(tuple(sorted((*grid.cells, wide, deep), key=lambda c: (c.row, c.column))), 4, 8, True))

    assert _raw(read, "requests", "new_received") == ["0"] * 7
    assert _raw(read, "requests", "total_processed") == ["1", "0", "0", "0", "0", "0", "1"]
    doubted = {(doubt.row, doubt.column) for doubt in read[1]}
    assert {(row, "total") for row in ("new_received", "carried_in", "total_processed")} <= doubted
    assert ("new_received", "natural_person") in doubted
    assert ("total_processed", "natural_person") not in doubted


def test_a_header_whose_cells_slid_gives_no_column_another_ones_figures(form: Form) -> None:
    grid = _grid(
        "（勾稽关系）|||申请人情况||||||自然人|法人或其他组织|||||总计", "||||商业企业|科研机构|社会公益组织|法律服务机构|其他|",
        f"{RECEIVED}|||31|12|3|0|5|2|53", f"{CARRIED}|||2|1|0|0|0|0|3", exact=False,
    )  # fmt: skip

    assert _raw(_read(form, grid), "requests", "new_received") == ["31", "12", "3", "0", "5", "2", "53"]


def test_a_header_that_holds_the_words_of_two_columns_is_that_of_neither(form: Form, host: Host) -> None:
    older = next(form for pack in host.packs for form in pack.forms if form.id == "gid-2019")
    grid = _grid("第二十条第（六）项|||", "信息内容|上一年项目数量", "行政处罚|0|0|0", "行政强制|0|0|0")
    joined = Cell("本年增/减处理决定数量", 1, 2, 1, 2, Location(row=1))
    cells = sorted((*grid.cells, joined), key=lambda cell: (cell.row, cell.column))
    tables, doubts = _read(older, Grid(tuple(cells), 4, 4, True))

    doubted = {(doubt.row, doubt.column) for doubt in doubts}
    assert {("penalties", "change"), ("penalties", "decisions")} <= doubted or ("penalties", None) in doubted
    assert [figure.raw for figure in tables["active_disclosure"].figures.values() if figure.doubt is None] == []


def test_a_table_with_rows_for_columns_is_turned(form: Form) -> None:
    labels = [row.label for row in form.tables[1].rows.values()][:8]
    printed = [["", *labels], *([column, *map(str, range(n, n + 8))] for n, column in enumerate(REQUESTS, 1))]
    grid = _grid(*("|".join(row) for row in printed))
    turned = upright(grid, labels_of(form, CHINESE))

    assert turned is not grid
    assert isinstance(turned, Grid)
    assert _raw(_read(form, turned), "requests", "new_received") == list("1234567")


@pytest.mark.parametrize("columns", [8, 3])
def test_a_table_that_stands_upright_is_left_as_it_is(form: Form, columns: int) -> None:
    rows = [row.label for row in form.tables[1].rows.values()][:7]
    grid = _grid(*(_line(label, *range(columns)) for label in rows))

    assert upright(grid, labels_of(form, CHINESE)) is grid
