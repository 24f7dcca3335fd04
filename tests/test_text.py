"""The reader of plain text and Markdown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocks import grids, rows, texts
from gouji import Document, Heading, Limits, Source, UnreadableReport
from gouji_plugins.readers.text import read


def read_text(text: str | bytes, name: str = "report.txt") -> Document:
    data = text.encode() if isinstance(text, str) else text
    document = read(Source(name, Path(name).suffix, data))
    assert document is not None
    return document


# Which files are text


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "a.text", "a.log"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_text_is_read_in_any_encoding(name: str, encoding: str) -> None:
    assert texts(read_text("一、总体情况\r\n正文。\r\n".encode(encoding), name)) == ["一、总体情况", "正文。"]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04abc",
        b"%PDF-1.7\n%\xe2\xe3",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0JFIF",
        b"text\0with a zero",
        b"{\\rtf1 text}",
        b"<!DOCTYPE html><p>a</p>",
        b" <html><p>a</p>",
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ""])
def test_other_formats_are_left_to_other_readers(data: bytes, suffix: str) -> None:
    assert read(Source("a" + suffix, suffix, data)) is None


def test_what_is_no_text_is_an_error_only_where_the_suffix_promises_text() -> None:
    noise = bytes(range(1, 32)) * 9

    assert read(Source("a.bin", ".bin", noise)) is None
    with pytest.raises(UnreadableReport, match="不是文字"):
        read_text(noise)


@pytest.mark.parametrize("text", ["", "\n \n\t\n", "-----\n"])
def test_a_file_without_words_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableReport, match="没有文字"):
        read_text(text)


# Prose


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\n\x0c"])
def test_lines_end_as_any_program_ends_them(end: str) -> None:
    assert texts(read_text(f"一、总体情况{end}正文。{end}二、其他")) == ["一、总体情况", "正文。", "二、其他"]


def test_each_line_is_a_paragraph_at_its_line() -> None:
    document = read_text("标题\r\n\r\n  一、总体情况\u3000\r正文　两\u200b处\n")

    assert [(block.at.line, text) for block, text in zip(document.blocks, texts(document), strict=True)] == [
        (1, "标题"), (3, "一、总体情况"), (4, "正文 两处"),
    ]  # fmt: skip


LONG = "示例市水利局认真落实条例，全年召开工作会议4次，印发工作要点1份，健全信息发布审核制度，先后举办培训"


@pytest.mark.parametrize(
    ("after", "is_joined"),
    [
        ("班2次，培训人员78人次。", True),
        ("二、主动公开政府信息情况", False),
        ("（二）依申请公开情况", False),
        ("下一步，我局将继续努力。", False),
        ("2024年1月18日", False),
        ("一是加强学习，提高认识。", False),
        ("示例市水利局", False),
    ],
)
def test_a_sentence_cut_by_a_page_is_made_whole(after: str, is_joined: bool) -> None:
    assert texts(read_text(f"{LONG}\n\n{after}\n")) == ([LONG + after] if is_joined else [LONG, after])


@pytest.mark.parametrize(
    "before", [LONG + "。", "示例市水利局2023年政府信息公开工作年度报告", "一、总体情况", LONG + "："]
)
def test_finished_lines_and_headings_are_never_joined(before: str) -> None:
    assert len(texts(read_text(f"{before}\n\n班2次，培训人员78人次。\n"))) == 2


def test_lines_without_a_blank_one_between_them_are_never_joined() -> None:
    assert len(texts(read_text(f"{LONG}\n班2次，培训人员78人次。\n"))) == 2


def test_markdown_is_plain_words() -> None:
    document = read_text(
        "# 年度报告 #\n\n## 一、总体情况\n**重点**见[条例](http://a.example/b)与<http://c.example>，`代码`，____件\n\n---\n",
        "a.md",
    )

    assert document.blocks[:2] == (
        Heading("年度报告", 1, document.blocks[0].at),
        Heading("一、总体情况", 2, document.blocks[1].at),
    )
    assert texts(document)[2:] == ["重点见条例与http://c.example，代码，____件"]


# Tables between tabs


def test_every_tab_parts_cells_and_blank_cells_stay() -> None:
    grid = grids(read_text("\t自然人\t总计\t\n一、新收\t\t23\t\n"))[0]

    assert rows(grid) == [["", "自然人", "总计", ""], ["一、新收", "", "23", ""]]
    assert (grid.rows, grid.columns, grid.exact, grid.at.line, grid.at.table) == (2, 4, False, 1, 1)
    assert (grid.cells[6].at.line, grid.cells[6].at.row, grid.cells[6].at.column) == (2, 1, 2)


def test_a_short_line_between_rows_is_a_row_of_one_cell() -> None:
    grid = grids(read_text("甲\t1\n第二十条第（五）项\n（六）其他处理\n乙\t2\n"))[0]

    assert rows(grid) == [["甲", "1"], ["第二十条第（五）项"], ["（六）其他处理"], ["乙", "2"]]


@pytest.mark.parametrize(
    "between", ["", "四、政府信息公开行政复议、行政诉讼情况", "以上数据截至年底。以下数据另行统计，仅供参考。"]
)
def test_blank_lines_headings_and_prose_part_two_tables(between: str) -> None:
    document = read_text(f"甲\t1\n乙\t2\n{between}\n丙\t3\n丁\t4\n")

    assert [len(rows(grid)) for grid in grids(document)] == [2, 2]
    assert texts(document) == ([between] if between else [])


def test_a_lone_row_needs_two_tabs() -> None:
    document = read_text("二、上年结转\t\t0\n\n联系人：张某\t电话：0000\n")

    assert [rows(grid) for grid in grids(document)] == [[["二、上年结转", "", "0"]]]
    assert texts(document) == ["联系人：张某 电话：0000"]


@pytest.mark.parametrize(
    "text",
    [
        "\t根据条例规定，现公布年度报告。\n\t本报告由六个部分组成。\n",
        "\t\t根据条例规定，现公布年度报告。\n\t\t本报告由六个部分组成。\n",
        "一、\t总体情况\n（一）\t主动公开\n1.\t公开目录\n",
    ],
)
def test_tabs_that_indent_or_follow_a_number_make_no_table(text: str) -> None:
    assert not grids(read_text(text))


# Tables of figures between spaces


FIGURES = """自然人 商业企业 科研机构 总计
一、本年新收政府信息公开申请数量 23 0 0 23
二、上年结转政府信息公开申请数量 - 0 1,000 -
三、本年度办理结果
（一） 予以公开 1 0 0 1
"""


def test_figures_between_spaces_are_cells() -> None:
    grid = grids(read_text(FIGURES))[0]

    assert rows(grid) == [
        ["自然人", "商业企业", "科研机构", "总计"],
        ["一、本年新收政府信息公开申请数量", "23", "0", "0", "23"],
        ["二、上年结转政府信息公开申请数量", "-", "0", "1,000", "-"],
        ["三、本年度办理结果"],
        ["（一） 予以公开", "1", "0", "0", "1"],
    ]
    assert not grid.exact


def test_a_run_of_figures_goes_on_with_short_rows() -> None:
    text = "信息内容 制发 废止 现行\n规章 0 0 0\n规范性文件 1 2 3\n第二十条第（五）项\n行政许可 23\n\n三、申请情况\n"
    document = read_text(text)

    assert rows(grids(document)[0])[-2:] == [["第二十条第（五）项"], ["行政许可", "23"]]
    assert texts(document) == ["三、申请情况"]


def test_a_line_of_figures_alone_needs_five() -> None:
    assert rows(grids(read_text("0 0 0 1 1 0 0\n"))[0]) == [["0", "0", "0", "1", "1", "0", "0"]]
    assert not grids(read_text("电话 0000 8888 6666\n"))
    assert not grids(read_text("2024 年 1 月 18 日\n"))


# Drawn tables


def test_markdown_tables() -> None:
    grid = grids(read_text("| 名称 | 数 |\n|:---|---:|\n| **许可** | 2 |\n| a\\|b | |\n"))[0]

    assert rows(grid) == [["名称", "数"], ["许可", "2"], ["a|b", ""]]
    assert grid.exact


def test_rows_of_unequal_length_do_not_know_their_columns() -> None:
    assert not grids(read_text("|甲|乙|\n|--|--|\n|丙|\n|丁|1|\n"))[0].exact


def test_boxes_of_line_drawing_characters() -> None:
    grid = grids(read_text("┌──┬──┐\n│许可│ 2│\n├──┼──┤\n│处罚│  │\n└──┴──┘\n"))[0]

    assert rows(grid) == [["许可", "2"], ["处罚", ""]]


def test_a_stroke_in_prose_makes_no_table() -> None:
    assert not grids(read_text("打印 | 关闭 | 返回\n"))


# Limits


def test_limits() -> None:
    with pytest.raises(UnreadableReport, match="50 MB"):
        read_text(b"a" * (Limits().text_bytes + 1))
    with pytest.raises(UnreadableReport, match="单元格过多"):
        read_text("1\t" * 100_001 + "\n")


PIECES = st.sampled_from(
    ["\t", "\n", "\n\n", " ", "|", "1", "23", "-", "甲", "一、", "情况", "。", "│", "──", "\\|", "# ", "**", "\r"]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=60).map(lambda pieces: "".join(pieces).encode()), st.binary(max_size=200)))
def test_any_text_ends_in_a_document_or_in_a_reason(data: bytes) -> None:
    try:
        document = read(Source("a.txt", ".txt", data))
    except UnreadableReport:
        return
    for grid in grids(document) if document else ():
        assert all(cell.row < grid.rows and cell.column < grid.columns for cell in grid.cells)


# Real reports


@pytest.mark.corpus
def test_a_pasted_report(corpus: Path) -> None:
    document = read_text(next((corpus / "reports").glob("000_*.txt")).read_bytes())
    found = grids(document)

    assert [(grid.at.line, grid.rows) for grid in found] == [(43, 18), (64, 4), (69, 22), (94, 4)]
    assert rows(found[1])[-1][-1] == "23"
    assert rows(found[3])[-1] == ["0"] * 15
    assert any("举办培训班" in text for text in texts(document))
    assert json.dumps(texts(document), ensure_ascii=False).count("情况") > 4


def test_rows_parted_by_many_spaces_are_one_table_whatever_their_labels_hold() -> None:
    labels = [
        "一、本年新收申请数量",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "（三）不予公开    1.属于国家秘密",
        "2.其他禁止公开",
    ]
    header = "    ".join(
        ["自然人", "法人或其他组织", "科研机构", "法律服务机构", "社会公益组织", "商业企业", "其他", "总计"]
    )
    lines = [header, *(f"{label}    3    0    3" for label in labels)]
    [grid] = grids(read_text("\n".join(lines)))

    assert [row[-3:] for row in rows(grid)[1:]] == [["3", "0", "3"]] * 4
    assert len(rows(grid)[0]) == 8
