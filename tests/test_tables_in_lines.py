"""Tables printed as paragraphs, in whatever format, and headings in the middle of one: read where the form's labels decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import pytest

from gouji import Block, Cell, Document, Grid, Heading, Paragraph, Report, Source, UnreadableReport
from gouji.binding import bind
from gouji.host import Host

TITLE = "示例市水利局2023年政府信息公开工作年度报告"
HEADINGS = (
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
)  # fmt: skip
PROSE = "2023年，本局公开信息146条，更新指南1次，各项工作平稳有序。"
REVIEW = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
REQUESTS = [
    ["一、本年新收政府信息公开申请数量", "5", "1", "0", "0", "0", "0", "6"],
    ["二、上年结转政府信息公开申请数量", "1", "0", "0", "0", "0", "0", "1"],
    ["三、本年度办理结果", "（一）予以公开", "4", "1", "0", "0", "0", "0", "5"],
    ["（三）不予公开", "1.属于国家秘密", "0", "0", "0", "0", "0", "0", "0"],
    ["（六）其他处理", "3.其他", "0", "0", "0", "0", "0", "0", "0"],
    ["（七）总计", "4", "1", "0", "0", "0", "0", "5"],
    ["四、结转下年度继续办理", "2", "0", "0", "0", "0", "0", "2"],
]
HEADER = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
LINE = [["行政复议", "未经复议直接起诉", "复议后起诉"], list(REVIEW * 3), [str(n) for n in range(1, 16)]]

Render = Callable[[Sequence[Sequence[str]]], list[str]]


def _cells(rows: Sequence[Sequence[str]]) -> list[str]:
    return [cell for row in rows for cell in row]


def _lines(rows: Sequence[Sequence[str]]) -> list[str]:
    return [" ".join(row) for row in rows]


def _of(host: Host, lines: Sequence[str]) -> Report:
    [pack] = [pack for pack in host.packs if pack.id == "gid"]
    blocks: list[Block] = [Heading(TITLE, 1), *map(Paragraph, lines)]
    return bind(Document("report", "0" * 64, "test", tuple(blocks)), pack.forms, pack.titles, pack.locale, pack.words)


def _report(host: Host, render: Render, table: Sequence[Sequence[str]] = (HEADER, *REQUESTS)) -> Report:
    return _of(host, [HEADINGS[0], PROSE, HEADINGS[2], *render(table), HEADINGS[4], PROSE])


def _raw(report: Report, table: str, row: str) -> list[str]:
    return [figure.raw for figure in report.tables[table].figures.values() if figure.row == row]


@pytest.mark.parametrize("between", [[], [""], ["", " \u3000"]])
def test_a_cell_a_paragraph_is_read_in_order_with_doubts(host: Host, between: list[str]) -> None:
    report = _report(host, lambda rows: [text for cell in _cells(rows) for text in (cell, *between)])

    for row, expected in (("new_received", "5100006"), ("granted", "4100005"), ("carried_out", "2000002")):
        assert "".join(_raw(report, "requests", row)) == expected
    assert "other_outcome" not in {label.id for label in report.tables["requests"].rows}
    assert all(figure.doubt for figure in report.tables["requests"].figures.values())
    assert [section.id for section in report.sections] == ["overview", "requests", "problems"]


def test_figures_below_their_label_belong_to_it(host: Host) -> None:
    report = _report(host, lambda rows: [text for (*label,) in rows for text in _below(label)])

    assert _raw(report, "requests", "granted") == ["4", "1", "0", "0", "0", "0", "5"]
    assert all(figure.doubt for figure in report.tables["requests"].figures.values())


def _below(row: Sequence[str]) -> list[str]:
    figures = [cell for cell in row if cell.isdecimal()]
    return [*(cell for cell in row if not cell.isdecimal()), *([" ".join(figures)] if figures else [])]


@pytest.mark.parametrize("stroke", ["|", "｜", ","])
def test_strokes_and_commas_part_the_cells_of_a_row(host: Host, stroke: str) -> None:
    rows = [["", "", *HEADER], *([*[""] * (9 - len(row)), *row] for row in REQUESTS)]
    report = _report(host, lambda table: [stroke.join(row) for row in table], rows)

    assert _raw(report, "requests", "granted") == ["4", "1", "0", "0", "0", "0", "5"]
    assert not any(figure.doubt for figure in report.tables["requests"].figures.values())


def test_a_line_that_holds_two_rows_is_none_and_leaves_its_rows_in_doubt(host: Host) -> None:
    rows = ["|".join(row) for row in ([["", *HEADER], *REQUESTS[:2], *REQUESTS[5:]])]
    report = _report(host, lambda _: [*rows[:3], rows[3] + rows[4]], [])

    requests = report.tables.get("requests")
    assert requests is None or "total_processed" not in {label.id for label in requests.rows if not label.doubt}


def test_fifteen_figures_without_a_label_stand_below_their_headers(host: Host) -> None:
    report = _of(host, [HEADINGS[0], PROSE, HEADINGS[3], *_cells(LINE), HEADINGS[4], PROSE])

    assert _raw(report, "review", "litigation_direct") == ["6", "7", "8", "9", "10"]


def test_a_report_whose_lines_were_joined_by_spaces_is_read_in_order_with_doubts(host: Host) -> None:
    every = [HEADINGS[0], PROSE * 5, HEADINGS[2], *_cells([HEADER, *REQUESTS]), HEADINGS[4], PROSE]
    report = _of(host, [" ".join(every)])

    assert _raw(report, "requests", "granted") == ["4", "1", "0", "0", "0", "0", "5"]
    assert report.doubts[0].table or "run" in report.doubts[0].message.en
    assert any("没有分行" in doubt.message.zh for doubt in report.doubts)


def test_a_report_without_any_space_is_refused_as_a_layout(host: Host) -> None:
    labels = [row.label for row in host.packs[0].forms[-1].tables[1].rows.values()]
    text = "".join([HEADINGS[0], PROSE * 5, HEADINGS[2], *(f"{label}0000000" for label in labels)])

    with pytest.raises(UnreadableReport, match="版面无法读取"):
        _of(host, [text])


@pytest.mark.parametrize(
    "lines",
    [
        ["一是完善制度", "二是加强培训", "三是强化监督"],
        ["年度", "2023", "2022", "2021", PROSE],
        ["1", PROSE, "2", PROSE, "3"],
        ["— 3 —"],
    ],
)
def test_lists_and_page_numbers_are_no_table(host: Host, lines: list[str]) -> None:
    assert not _of(host, [HEADINGS[0], PROSE, HEADINGS[4], *lines]).tables


def test_a_page_number_may_stand_alone_between_two_tables(host: Host) -> None:
    [pack] = [pack for pack in host.packs if pack.id == "gid"]
    grid = Grid((Cell("总计", 0, 0), Cell("5", 0, 1)), 1, 2, True)
    blocks = (Heading(TITLE, 1), Paragraph(HEADINGS[0]), Paragraph(PROSE), grid, Paragraph("— 2 —"), grid)
    report = bind(Document("report", "0" * 64, "test", blocks), pack.forms, pack.titles, pack.locale, pack.words)

    assert [section.id for section in report.sections] == ["overview"]


def test_headings_in_the_middle_of_a_paragraph_are_found(host: Host) -> None:
    text = f"现公布本报告。{HEADINGS[0]}{PROSE}{HEADINGS[1]}"
    report = _of(host, [text, f"{HEADINGS[4]}{PROSE}{HEADINGS[5]}本年没有收取信息处理费。"])

    assert [section.id for section in report.sections] == ["overview", "active_disclosure", "problems", "other_matters"]
    assert report.sections[0].lines[0].text == PROSE


def test_sections_that_a_sentence_lists_are_none(host: Host) -> None:
    listed = "；".join(HEADINGS)
    report = _of(host, [f"本报告由六部分组成。{listed}。", HEADINGS[0], PROSE, HEADINGS[4], PROSE])

    assert [section.id for section in report.sections] == ["overview", "problems"]


def test_a_page_of_cells_is_read_by_every_reader(host: Host) -> None:
    paragraphs = [HEADINGS[0], PROSE, HEADINGS[2], *_cells([HEADER, *REQUESTS]), HEADINGS[4], PROSE]
    page = f"<h1>{TITLE}</h1>" + "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    [html, text] = [
        host.read(Source(f"report{suffix}", suffix, data.encode()))
        for suffix, data in ((".html", f"<html><body>{page}</body></html>"), (".txt", "\n".join([TITLE, *paragraphs])))
    ]

    assert not any(isinstance(block, Grid) for block in html.blocks)
    assert [_raw(_bound(host, d), "requests", "granted") for d in (html, text)] == [
        ["4", "1", "0", "0", "0", "0", "5"]
    ] * 2


def _bound(host: Host, document: Document) -> Report:
    [pack] = [pack for pack in host.packs if pack.id == "gid"]
    return bind(document, pack.forms, pack.titles, pack.locale, pack.words)


STATISTICS = [
    ["主动公开政府信息数", "条", "312", "4521"], ["受理申请总数", "件", "21", "188"], ["政务微博发布数", "条", "77", "500"],
    ["行政复议数", "件", "0", "2"], ["行政诉讼数", "件", "0", "1"],
]  # fmt: skip


@pytest.mark.parametrize("render", [_cells, _lines, lambda rows: ["|".join(row) for row in rows]])
def test_rows_with_units_are_read_and_rows_that_are_not_known_are_named(host: Host, render: Render) -> None:
    [pack] = [pack for pack in host.packs if pack.id == "gid"]
    table = [["指标名称", "计量单位", "本年度", "历年累计"], *STATISTICS]
    lines = ["一、概述", PROSE.replace("2023", "2014"), "统计表", *render(table), "2015年1月20日"]
    blocks: list[Block] = [Heading("示例市水利局2014年政府信息公开工作年度报告", 1), *map(Paragraph, lines)]
    report = bind(Document("report", "0" * 64, "test", tuple(blocks)), pack.forms, pack.titles, pack.locale, pack.words)

    assert _raw(report, "statistics", "litigations") == ["0", "1"]
    assert [doubt.message.zh for doubt in report.doubts if doubt.column is None] == [
        "“政务微博发布数”一行未能识别，其数字没有读入"
    ]


def _grid(rows: Sequence[Sequence[str]]) -> Grid:
    cells = tuple(Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Grid(cells, len(rows), len(rows[0]))


def test_a_row_cut_with_its_group_s_label_by_a_page_is_one_row_where_a_column_lacks_too(host: Host) -> None:
    figures = ["0"] * 6
    heads = ["", "", "", *HEADER[:6]]
    above = [
        heads,
        ["一、本年新收政府信息公开申请数量", "", "", *figures],
        ["", "（六）", "1.申请人无正当理由逾期不补正、行", "2", *figures[1:]],
    ]
    below = [
        ["", "其他处理", "政机关不再处理其政府信息公开申请", *[""] * 6],
        ["", "", "3.其他", *figures],
        ["", "（七）总计", "", "2", *figures[1:]],
    ]
    grids = [_grid(above), _grid(below)]
    prose = map(Paragraph, (HEADINGS[0], PROSE, HEADINGS[2]))
    blocks: list[Block] = [Heading(TITLE, 1), *prose, *grids, Paragraph(HEADINGS[4])]
    report = _bound(host, Document("report", "0" * 64, "test", tuple(blocks)))

    assert _raw(report, "requests", "other_outcome") == []
    assert _raw(report, "requests", "other_uncorrected") == ["2", *figures[1:]]
