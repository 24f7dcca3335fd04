"""The reader of workbooks: layout, hidden parts, formulas and values."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from gouji import Document, Grid, Heading, Paragraph
from gouji_plugins.readers.xlsx.shown import is_understood, shown
from workbooks import BORDER, one_sheet, read_bytes, rezipped, saved


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if not isinstance(block, Grid)]


def cells(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.by_row()]


def test_merged_cells_are_one_cell_and_blanks_are_kept() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["表头", None, "总计"])
        sheet.append([None, None, 12])
        sheet.append(["甲", None, None])
        sheet.merge_cells("A1:B2")
        for row in sheet["A1:C3"]:
            for cell in row:
                cell.border = BORDER

    [grid] = grids(read_bytes(one_sheet(fill)))

    assert [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in grid.cells] == [
        ("表头", 0, 0, 2, 2), ("总计", 0, 2, 1, 1), ("12", 1, 2, 1, 1), ("甲", 2, 0, 1, 1), ("", 2, 1, 1, 1), ("", 2, 2, 1, 1),
    ]  # fmt: skip
    assert (grid.rows, grid.columns, grid.exact) == (3, 3, True)
    assert (grid.cells[2].at.table, grid.cells[2].at.row, grid.cells[2].at.column) == (1, 1, 2)


def test_tables_end_at_empty_rows_and_lines_of_text() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"] = "甲局2023年政府信息公开工作年度报告"
        sheet.append(["一、总体情况"])
        sheet.append(["第一段。\n第二段。"])
        sheet.append(["a", 1])
        sheet.append(["b", 2])
        sheet.append([])
        sheet.append(["c", 3])
        sheet.append(["二、其他情况"])
        sheet.append(["d", 4])

    document = read_bytes(one_sheet(fill))

    assert texts(document) == [
        "甲局2023年政府信息公开工作年度报告",
        "一、总体情况",
        "第一段。",
        "第二段。",
        "二、其他情况",
    ]
    assert [cells(grid) for grid in grids(document)] == [[["a", "1"], ["b", "2"]], [["c", "3"]], [["d", "4"]]]
    assert [grid.at.table for grid in grids(document)] == [1, 2, 3]


def test_a_sheets_title_is_a_heading_unless_it_says_nothing() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "文"

    assert read_bytes(one_sheet(fill, "申请情况")).blocks == (Heading("申请情况", 1), Paragraph("文"))
    assert read_bytes(one_sheet(fill, "工作表2")).blocks == (Paragraph("文"),)


def test_hidden_rows_columns_and_sheets_are_left_out_and_said() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (["a", "x", 1], ["藏", "x", 2], ["b", None, 3]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    secret = book.create_sheet("底稿")
    secret["A1"] = "藏"
    secret.sheet_state = "veryHidden"
    document = read_bytes(saved(book))

    assert [cells(grid) for grid in grids(document)] == [[["a", "1"], ["b", "3"]]]
    assert [cell.colspan for cell in grids(document)[0].cells] == [1, 1, 1, 1]
    assert len(document.doubts) == 2
    assert "3 cells in hidden rows or columns" in document.doubts[0]
    assert "底稿" in document.doubts[1]


def test_a_formula_shows_its_stored_value_and_one_without_is_doubted() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["总计", "=SUM(C1:D1)", 2, 3])

    data = one_sheet(fill)
    computed = rezipped(
        data, "xl/worksheets/sheet1.xml", lambda text: text.replace("<v></v>", "<v>5</v>").replace("<v />", "<v>5</v>")
    )
    document = read_bytes(data)

    assert cells(grids(read_bytes(computed))[0]) == [["总计", "5", "2", "3"]]
    assert read_bytes(computed).doubts == ()
    assert cells(grids(document)[0]) == [["总计", "", "2", "3"]]
    assert grids(document)[0].cells[1].confidence == 0
    assert "公式没有保存计算结果" in document.doubts[0]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (12, "General", "12"), (12.0, "General", "12"), (3414.41, "General", "3414.41"), (0.1 + 0.2, "General", "0.3"),
        (1e21, "General", "1000000000000000000000"), (1e-7, "General", "0.0000001"), (-3, "0", "-3"), (0, "0", "0"),
        (0.256, "0%", "26%"), (0.256, "0.00%", "25.60%"), (12.5, "0.00", "12.50"), (2.5, "0", "3"), (1.5, "0.0#", "1.5"),
        (1234567, "#,##0", "1,234,567"), (12, '0"件"', "12件"), (12, "0_ ", "12"), (5, "0_);[Red]\\(0\\)", "5"),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "0"), (12, "@", "12"), (0.5, "# ?/?", "0.5"), (1e300, "0", "1e+300"),
        (float("inf"), "0", "inf"), (True, "General", "TRUE"), (None, "0", ""), (" 甲\r\n 乙_x000D_", "@", "甲\n乙"),
        (datetime(2024, 1, 31), "yyyy-mm-dd", "2024-01-31"), (datetime(2024, 1, 31, 9, 5), "General", "2024-01-31 09:05"),
        (date(2024, 1, 31), 'yyyy"年"m"月"d"日"', "2024年1月31日"), (time(9, 5), "h:mm", "09:05"),
    ],
)  # fmt: skip
def test_values_come_as_shown(value: object, number_format: str, expected: str) -> None:
    assert shown(value, number_format) == expected


def test_title_and_author_of_the_properties() -> None:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    book.active["A1"] = "文"
    book.properties.title, book.properties.creator = "示例市教育局2023年政府信息公开工作年度报告", "李某"
    document = read_bytes(saved(book))

    assert (document.title, dict(document.metadata)) == (
        "示例市教育局2023年政府信息公开工作年度报告",
        {"author": "李某"},
    )


def test_the_name_of_a_sheet_with_a_title_of_its_own_is_no_heading() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "示例市教育局2023年政府信息公开工作年度报告"
        sheet["A2"] = "文"

    assert not any(isinstance(block, Heading) for block in read_bytes(one_sheet(fill, "正文")).blocks)


def test_rows_with_a_label_alone_belong_to_the_table_whose_numbers_they_continue() -> None:
    lines: list[list[Any]] = [
        ["二、主动公开政府信息情况"], ["项目", "数量"], ["行政许可", 5],
        ["三、收到和处理政府信息公开申请情况"], ["项目", "数量"], ["一、本年新收", 3], ["二、上年结转"], ["三、办理结果", 3],
        ["四、结转下年"],
        ["四、行政复议、行政诉讼情况"], ["维持", "纠正"], [0, 1],
    ]  # fmt: skip

    def fill(sheet: Worksheet) -> None:
        for line in lines:
            sheet.append(line)

    blocks = read_bytes(one_sheet(fill)).blocks

    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [lines[0][0], lines[3][0], lines[9][0]]
    assert [block.rows for block in blocks if isinstance(block, Grid)] == [2, 5, 2]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (42000, "0,", "42"), (42000, "#,##0,", "42"), (1500000, "0.0,,", "1.5"),
        (42, '"24"', "24"), (42, '0"."0', "4.2"), (42, "0-0", "4-2"), (42, "000", "042"), (42, "\\00", "042"),
        (-42, "0;0", "42"), (-42, "0;(0)", "-42"), (-0.2, "0", "0"), (1234567, "[$¥-804]#,##0.00", "¥1,234,567.00"),
        (5, "0.##", "5"), (42, '"约"0', "约42"), (3, 'G/通用格式"件"', "3件"), (42.00000000001, "General", "42"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_format_shows_it(value: float, number_format: str, expected: str) -> None:
    assert shown(value, number_format) == expected
    assert is_understood(value, number_format)


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (42, ";;;"), (0, "0;-0;;@"), (0, "#"), (42, "# ?/?"), (42, "0E+0"), (42, "[DBNum1]General"),
        (42, '[>40]"多";0'), (-42, '[>40]"多";0'), (420000, "0!.0,"), (42, "**"),
    ],
)  # fmt: skip
def test_a_format_that_is_not_understood_or_shows_nothing_is_told(value: float, number_format: str) -> None:
    assert not is_understood(value, number_format)


def test_a_number_that_a_sheet_shows_otherwise_is_in_doubt() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["甲", 31, 32, 33, 1234567, 1234567])
        sheet["B1"].font = Font(color=Color(theme=0))
        sheet["C1"].font, sheet["C1"].fill = Font(color="FFFF0000"), PatternFill("solid", fgColor="FFFF0000")
        white = Rule(
            type="cellIs", operator="greaterThan", formula=["0"], dxf=DifferentialStyle(font=Font(color="FFFFFFFF"))
        )
        sheet.conditional_formatting.add("D1", white)
        sheet.column_dimensions["E"].width, sheet.column_dimensions["F"].width = 2, 8

    [grid] = grids(read_bytes(one_sheet(fill)))

    assert [(cell.text, cell.confidence) for cell in grid.cells] == [
        ("甲", 1.0), ("", 0.0), ("", 0.0), ("33", 0.0), ("1234567", 0.0), ("1234567", 1.0),
    ]  # fmt: skip


def test_zeros_of_a_sheet_that_shows_none_are_in_doubt() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["甲", 0, 3])
        sheet.sheet_view.showZeros = False

    assert [cell.confidence for cell in grids(read_bytes(one_sheet(fill)))[0].cells] == [1.0, 0.0, 1.0]


def test_a_number_that_a_sheet_does_not_show_is_unread() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["甲", 31, 32, 33, 34, 35])
        sheet.append(["乙", 1, 2, 3, 4, 5])
        sheet["B1"].font = Font(strike=True)
        sheet["C1"].font = Font(color="FFFFFFFF")
        sheet["D1"].number_format = ";;;"
        sheet["E1"].font, sheet["E1"].fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF000080")
        sheet["F1"].value = CellRichText(TextBlock(InlineFont(strike=True), "28"), TextBlock(InlineFont(), "35"))

    [grid] = grids(read_bytes(one_sheet(fill)))

    assert [(cell.text, cell.confidence) for cell in grid.cells if cell.row == 0] == [
        ("甲", 1.0), ("", 0.0), ("", 0.0), ("", 0.0), ("34", 1.0), ("35", 1.0),
    ]  # fmt: skip
