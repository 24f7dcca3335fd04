"""Writes workbooks for the tests of the reader of workbooks."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from gouji import Document, Source
from gouji_plugins.readers.xlsx import read

THIN = Side(style="thin")
BORDER = Border(THIN, THIN, THIN, THIN)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def one_sheet(fill: Callable[[Worksheet], None], title: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    fill(sheet)
    return saved(book)


def read_bytes(data: bytes, name: str = "report.xlsx") -> Document:
    document = read(Source(name, Path(name).suffix, data))
    assert document is not None
    return document


def rezipped(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            target.writestr(info.filename, change(content.decode()).encode() if info.filename == name else content)
    return stream.getvalue()
