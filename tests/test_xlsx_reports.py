"""Whole reports filled into workbooks: every figure comes back."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gouji import Report, Source
from gouji.checking import bind_document
from gouji.host import Host
from gouji_rules.gid.testing import LawfulReport, lawful
from gouji_rules.gid.testing.grids import Grid as LawfulGrid
from gouji_rules.gid.testing.grids import grids_of
from workbooks import BORDER, saved


def _value(text: str) -> str | int | float:
    if text.isdecimal() and (text == "0" or text[0] != "0"):
        return int(text)
    try:
        return float(text) if str(float(text)) == text else text
    except ValueError:
        return text


def _write_grid(sheet: Worksheet, grid: LawfulGrid, top: int, bordered: bool) -> None:
    for row, column, cell in grid.placed():
        place = sheet.cell(top + row, 1 + column, _value(cell.text))
        if cell.rows > 1 or cell.columns > 1:
            end = (top + row + cell.rows - 1, column + cell.columns)
            sheet.merge_cells(start_row=top + row, start_column=1 + column, end_row=end[0], end_column=end[1])
        if bordered:
            place.border = BORDER


def workbook(report: LawfulReport, *, bordered: bool = True, sheets: bool = False) -> bytes:
    """Write a report into one sheet from top to bottom, or each section into a sheet of its own."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    row = 1
    for line in (report.title, f"（{report.published_words()}）", *report.preamble):
        sheet.cell(row, 1, line)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=10)
        row += 1
    for number, section in enumerate(report.sections):
        if sheets:
            sheet, row = book.create_sheet(f"第{number + 1}部分"), 1
        for line in (section.heading, *section.paragraphs):
            sheet.cell(row, 1, line)
            row += 1
        for grid in grids_of(report, section.id):
            _write_grid(sheet, grid, row, bordered)
            row += len(grid.rows) + 1
    return saved(book)


def figures(bound: Report) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for table in bound.tables.values():
        for (row, column), figure in table.figures.items():
            found.setdefault(table.id, {}).setdefault(row, {})[column] = figure.raw
    return found


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("bordered", "sheets"), [(True, False), (False, False), (True, True)])
def test_every_figure_of_a_lawful_report_comes_back(host: Host, seed: int, bordered: bool, sheets: bool) -> None:
    report = lawful(seed)
    data = workbook(report, bordered=bordered, sheets=sheets)
    bound = bind_document(host.read(Source("a.xlsx", ".xlsx", data)), host)

    assert (bound.agency, bound.year, bound.form.id) == (report.agency, report.year, report.form)
    assert [section.id for section in bound.sections] == [section.id for section in report.sections]
    assert figures(bound) == report.figures
    assert bound.doubts == ()
