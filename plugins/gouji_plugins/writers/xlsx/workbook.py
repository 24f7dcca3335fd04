"""The workbook: sheets with filters, frozen headers and wrapped text."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from gouji import CheckedReport, Outcome, Run, Scorecard
from gouji_plugins.writers.shared.words import Words
from gouji_plugins.writers.xlsx.package import Rows, Styles, repack
from gouji_plugins.writers.xlsx.sheets import Sheet, Sheets, figure_sheet

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 1_000_000
"""Rows of one sheet; a spreadsheet holds 1,048,576."""
A4 = 9
"""The number of that paper in workbooks."""
SHADES = {Outcome.FAIL: "F8D7D3", Outcome.REVIEW: "FBE9C6", Outcome.ERROR: "E3D9F0", Outcome.PASS: "E2F0DF"}


class Book:
    """The workbook: openpyxl makes the sheets with their headers, the rows go in as the file is packed."""

    def __init__(self, run: Run, path: Path) -> None:
        self._path, self._words = path, Words(run.language)
        self._sheets = Sheets(run, self._words)

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Take a report's rows on every sheet."""
        self._sheets.add(checked, card)

    def close(self) -> None:
        """Write the workbook."""
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        book.properties.creator = "gouji"
        book.properties.title = self._words("product")
        before, after = ([part for sheet in sheets for part in _split(sheet)] for sheets in self._sheets.finished())
        sheets = (
            *before,
            *_split(figure_sheet(self._sheets.figures(), self._sheets.figure_count, self._words)),
            *after,
        )
        rows = {f"xl/worksheets/sheet{at}.xml": _added(book, sheet, self._words) for at, sheet in enumerate(sheets, 1)}
        with tempfile.TemporaryFile() as scratch:
            book.save(scratch)
            repack(scratch, self._path, rows)
        self._sheets.close()


def _split(sheet: Sheet) -> Iterator[Sheet]:
    """Split a sheet into as many as its rows need, numbered from the second on; each takes up where the one before ends."""
    rows = iter(sheet.rows)
    for number in range(1, max(-(-sheet.count // MOST_ROWS), 1) + 1):
        count = min(sheet.count - (number - 1) * MOST_ROWS, MOST_ROWS)
        title = sheet.title if number == 1 else f"{sheet.title} {number}"
        yield replace(sheet, title=title, rows=islice(rows, count), count=count, lead=sheet.lead if number == 1 else ())


def _added(book: Workbook, sheet: Sheet, words: Words) -> Rows:
    """Add a sheet with its header; return its rows, to be written after it."""
    page = cast("Worksheet", book.create_sheet(sheet.title))  # in a write-only book a stand-in with the same settings
    top = len(sheet.lead) + (2 if sheet.lead else 1)
    _lay_out(page, sheet, top)
    _head(page, sheet)
    return Rows(
        top + 1, sheet.rows, _styles(page, sheet, words), () if sheet.plain else sheet.widths[: sheet.printed or None]
    )


def _lay_out(page: Worksheet, sheet: Sheet, top: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    last = get_column_letter(len(sheet.columns))
    page.freeze_panes = f"{get_column_letter(sheet.fixed + 1)}{top + 1}"
    page.auto_filter.ref = f"A{top}:{last}{top + max(sheet.count, 1)}"
    for at, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    page.row_dimensions[top].height = 64 if sheet.shaded else 32
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.printed:
        page.print_area = f"A1:{get_column_letter(sheet.printed)}{top + max(sheet.count, 1)}"
    page.print_title_rows = f"{top}:{top}"


def _head(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for number, line in enumerate(sheet.lead):
        page.append([_cell(page, line, font=Font(bold=not number, size=11 if number else 14))])
    if sheet.lead:
        page.append([])
    shade, wrapped = PatternFill("solid", fgColor="DCE6F1"), Alignment(vertical="top", wrap_text=True)
    page.append([_cell(page, name, font=Font(bold=True), fill=shade, alignment=wrapped) for name in sheet.columns])


def _styles(page: Worksheet, sheet: Sheet, words: Words) -> Styles:
    from openpyxl.styles import Alignment, PatternFill

    top, wrapped = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=not sheet.plain)
    shades = {
        words(outcome.value): _cell(page, fill=PatternFill("solid", fgColor=colour), alignment=top).style_id
        for outcome, colour in SHADES.items()
    }
    return Styles(
        _cell(page, alignment=Alignment(vertical="top", horizontal="right", indent=1)).style_id,
        _cell(page, alignment=wrapped).style_id,
        _cell(page, alignment=wrapped, quotePrefix=True).style_id,
        shades if sheet.shaded else {},
    )


def _cell(page: Worksheet, text: str = "", **style: object) -> Cell:
    """Make a cell of a style; its text is stored as text even where it begins with =."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    for name, value in style.items():
        setattr(cell, name, value)
    return cell
