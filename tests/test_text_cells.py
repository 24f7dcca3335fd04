"""Pasted text whose tables are drawn with strokes, or hold what no text should: control characters, breaks in cells."""

from __future__ import annotations

import pytest

from blocks import grids, paragraphs, rows
from gouji import Document, Source
from gouji_plugins.readers.text import read


def read_text(text: str) -> Document:
    document = read(Source("report.txt", ".txt", text.encode()))
    assert document is not None
    return document


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


@pytest.mark.parametrize("letter", ["\0", "\x01", "\x1b", "\x7f", "\x9f"])
def test_control_characters_are_passed_over(letter: str) -> None:
    assert paragraphs(read_text(f"正文{letter}一行。\n" + "另一行文字，没有别的。\n" * 100))[0] == "正文一行。"


def test_a_line_broken_within_a_cell_stays_broken() -> None:
    assert rows(grids(read_text("信息内容\t制发\t废止\n规章\t10\v8\t0"))[0])[1] == ["规章", "10\n8", "0"]
