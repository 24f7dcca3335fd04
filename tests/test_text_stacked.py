"""Pasted text that lost its tables' structure: one cell a line, figures below their label, lines rolled into one."""

from __future__ import annotations

import pytest

from blocks import grids, paragraphs, rows
from gouji import Document, Source
from gouji_plugins.readers.text import read

TITLE = "示例市水利局2023年政府信息公开工作年度报告"


def read_text(text: str) -> Document:
    document = read(Source("report.txt", ".txt", text.encode()))
    assert document is not None
    return document


def stacked(*tables: list[list[str]], between: str = "\n") -> str:
    lines = [cell for table in tables for row in table for cell in row if cell]
    return between.join([TITLE, "一、总体情况", *lines, "二、其他情况", "无。"])


STACKED = [
    ["信息内容"], ["制发件数"], ["废止件数"], ["规章", "0", "0"], ["规范性文件", "2", "1"], ["三、办理结果", "（一）予以公开", "5", "1"],
    ["（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "4", "0"], ["四、结转", "1,286", "—"],
]  # fmt: skip


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n\r\n", "\n \t\n"])
def test_a_table_of_one_cell_a_line_is_read_in_order_with_doubts(between: str) -> None:
    document = read_text(stacked(STACKED, between=between))
    [grid] = grids(document)

    assert rows(grid) == STACKED
    assert {cell.confidence for cell in grid.cells} == {0.5}
    assert paragraphs(document) == [TITLE, "一、总体情况", "二、其他情况", "无。"]


def test_figures_below_their_label_belong_to_it() -> None:
    table = "\n".join(
        f"{label}\n\n{figures}\n"
        for label, figures in [("规章", "0 0"), ("文件", "2 1"), ("许可", "318 4"), ("处罚", "2 7")]
    )
    [grid] = grids(read_text(f"{TITLE}\n\n{table}\n二、其他情况\n"))

    assert rows(grid) == [["规章", "0", "0"], ["文件", "2", "1"], ["许可", "318", "4"], ["处罚", "2", "7"]]


def test_a_report_whose_lines_were_joined_by_spaces_is_read_in_order_with_doubts() -> None:
    many = [[f"第{n}类申请数量", str(n), "0", "0"] for n in range(1, 40)]
    [grid] = grids(read_text(stacked(many, between=" ")))

    assert rows(grid) == many
    assert {cell.confidence for cell in grid.cells} == {0.5}


def test_fifteen_figures_without_a_label_stand_below_their_headers() -> None:
    headers = ["结果维持", "结果纠正", "总计"] * 5
    [grid] = grids(read_text(stacked([headers, [str(n) for n in range(15)]])))

    assert rows(grid) == [headers, [str(n) for n in range(15)]]


@pytest.mark.parametrize(
    "text",
    [
        "一、总体情况\n\n1\n\n正文第一页。\n\n2\n\n正文第二页。\n\n3\n\n正文第三页。\n",
        "一、总体情况\n年度\n2023\n2022\n2021\n正文第一段，公开信息5条。\n",
        "一是完善制度\n二是加强培训\n三是强化监督\n",
    ],
)
def test_page_numbers_and_lists_are_no_table(text: str) -> None:
    assert grids(read_text(text)) == []


def test_strokes_without_outer_ones_part_all_cells() -> None:
    text = "信息内容|制发|废止\n|小计|0\n规章|0|\n文件|2|1"

    assert rows(grids(read_text(text))[0]) == [
        ["信息内容", "制发", "废止"],
        ["", "小计", "0"],
        ["规章", "0", ""],
        ["文件", "2", "1"],
    ]


@pytest.mark.parametrize("letter", ["\0", "\x01", "\x0c", "\x1b", "\x7f", "\x9f"])
def test_control_characters_are_passed_over(letter: str) -> None:
    assert paragraphs(read_text(f"正文{letter}一行。\n" + "另一行文字，没有别的。\n" * 100))[0] == "正文一行。"


def test_a_line_broken_within_a_cell_stays_broken() -> None:
    assert rows(grids(read_text("信息内容\t制发\t废止\n规章\t10\v8\t0"))[0])[1] == ["规章", "10\n8", "0"]
