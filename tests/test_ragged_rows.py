"""Rows of figures that lost a cell, in pasted text, web pages and Word files: in doubt, whatever column they seem to fill."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from blocks import grids
from gouji import Document, Grid, Source
from gouji_plugins.readers import text
from pages import PROSE, TITLE, read_page
from word import p, read_body, tbl, tc

ROWS = [
    ["许可", "3", "0", "5"],
    ["处罚", "2", "1", "9"],
    ["强制", "7", "7", "7"],
    ["收费", "0", "0", "0"],
    ["检查", "4", "", "8"],
]
Reader = Callable[[list[list[str]]], Document]
HEADER = ["事项", "制发", "废止", "有效"]


def by_text(rows: list[list[str]]) -> Document:
    lines = "\n".join("\t".join(row) for row in rows)
    document = text.read(Source("a.txt", ".txt", f"{TITLE}\n\n{lines}\n\n{PROSE}".encode()))
    assert document is not None
    return document


def by_page(rows: list[list[str]]) -> Document:
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return read_page(f"<html><body><h1>{TITLE}</h1><p>{PROSE}</p><table>{table}</table></body></html>")


def by_word(rows: list[list[str]]) -> Document:
    return read_body(p(TITLE) + tbl(*("".join(map(tc, row)) for row in rows)))


def doubted(grid: Grid) -> set[int]:
    return {cell.row for cell in grid.cells if cell.confidence < 1}


@pytest.mark.parametrize("read", [by_text, by_page, by_word])
def test_a_row_that_lacks_a_cell_or_has_one_too_many_is_in_doubt(read: Reader) -> None:
    whole = [HEADER, *ROWS, *ROWS]
    lacking = [HEADER, *ROWS, ["许可", "3", "5"], *ROWS]
    surplus = [HEADER, *ROWS, ["许可", "3", "0", "0", "5"], *ROWS]

    assert [doubted(grids(read(rows))[0]) for rows in (whole, lacking, surplus)] == [set(), {6}, {6}]


@pytest.mark.parametrize("read", [by_text, by_page, by_word])
def test_a_table_whose_rows_differ_by_block_is_not(read: Reader) -> None:
    rows = [
        HEADER,
        ["规章", "0", "0", "0"],
        ["文件", "2", "1", "9"],
        ["事项", "数量"],
        ["许可", "318"],
        ["处罚", "27"],
        ["强制", "4"],
    ]

    assert doubted(grids(read(rows))[0]) == set()


def test_merged_cells_fill_their_rows() -> None:
    rows = "".join(f"<tr><td>{label}</td><td>1</td><td>2</td></tr>" for label in "甲乙丙丁")
    table = (
        f"<table><tr><td rowspan='2'>年度</td><td>戊</td><td>1</td></tr><tr><td colspan='2'>3</td></tr>{rows}</table>"
    )
    [grid] = grids(read_page(f"<html><body><p>{PROSE}</p>{table}</body></html>"))

    assert doubted(grid) == set()


def test_pasted_rows_that_lack_the_labels_of_merged_cells_are_not() -> None:
    rows = [
        ["办理结果", label, "1", "2", "3"] if label in "甲己" else [label, "1", "2", "3"]
        for label in "甲乙丙丁戊己庚辛壬癸子"
    ]

    assert doubted(grids(by_text(rows))[0]) == set()
