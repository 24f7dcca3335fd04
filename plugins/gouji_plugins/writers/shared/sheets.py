"""A plain sheet in a workbook: the same rows give the same bytes, and no cell is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = datetime(1980, 1, 1)
_WIDEST = 34
"""Latin characters of the widest column, so that nine columns can be read on a sheet of A4."""
_LINE = 16
"""Points of a line, with room for the taller fonts that LibreOffice takes."""
_BROKEN = 2
"""Latin characters of a line that go where it must not break before a stop."""


def save_sheet(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]], path: Path) -> None:
    """Write a workbook of one sheet with a head that stays in view; on paper it is as wide as the page, with title and page numbers."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    book.properties.created = book.properties.modified = EPOCH
    sheet: Any = book.active
    sheet.title = title
    widths = [2 * len(name) for name in head]
    line = Side(style="thin", color="999999")
    for number, row in enumerate((head, *rows), 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
                widths[column - 1] = max(widths[column - 1], min(2 * len(value), _WIDEST))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
            cell.border = Border(line, line, line, line)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width + 2
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        lines = (
            -(-2 * len(str(value or "")) // max(width - _BROKEN, 1)) for value, width in zip(row, widths, strict=True)
        )
        sheet.row_dimensions[number].height = _LINE * max(1, *lines)
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.center.text, sheet.oddHeader.center.size = title, 16
    sheet.oddFooter.center.text = "&P / &N"
    data = BytesIO()
    book.save(data)
    with ZipFile(data) as made, ZipFile(path, "w", ZIP_DEFLATED) as fresh:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = _undated(content)
            info = ZipInfo(name, EPOCH.timetuple()[:6])
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            fresh.writestr(info, content)


def _undated(core: bytes) -> bytes:
    """Put the epoch for the time of saving, which openpyxl sets itself."""
    import re

    return re.sub(rb">\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<", b">1980-01-01T00:00:00Z<", core)
