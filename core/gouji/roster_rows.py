"""The rows of a roster as spreadsheets write them: CSV however its cells are divided, or a workbook's first sheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from gouji.decoding import decode
from gouji.errors import GoujiError, RosterInvalid

Row = tuple[int, Sequence[str]]
"""The line of a row in its file, and its cells."""

_ZIP = b"PK\x03\x04"
"""What a workbook begins with."""
_DELIMITERS = ",;\t，；"
_SEPARATOR = re.compile(r"sep=.\r?\n")
"""A line by which Excel is told what divides the cells."""
_MOST_COLUMNS, _MOST_LINES = 100, 200_000
"""Of a workbook's sheet, whose used area may be all of it."""


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the rows that hold anything; RosterInvalid where the file is none of such."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RosterInvalid(f"{path}: {error.strerror or error}") from error
    rows = _of_workbook(data, path) if data.startswith(_ZIP) else _of_text(data, path)
    for line, cells in rows:
        if any(cells):
            yield line, cells


def _of_text(data: bytes, path: Path) -> Iterator[Row]:
    try:
        text = decode(data).lstrip("\ufeff")
    except GoujiError as error:
        raise RosterInvalid(f"{path.name}: the file is neither CSV nor a workbook (xlsx)") from error
    told = _SEPARATOR.match(text)
    body = text[told.end() :] if told else text
    rows = csv.reader(io.StringIO(body, newline=""), delimiter=_delimiter_of(body), strict=True)
    try:
        for cells in rows:
            yield rows.line_num + bool(told), [_told(cell) for cell in cells]
    except csv.Error as error:
        raise RosterInvalid(f"{path.name}:{rows.line_num}: {error}") from error


def _delimiter_of(text: str) -> str:
    """Return what divides the cells, by the first line that has any of it: spreadsheets differ from country to country."""
    lines = (line for line in text.splitlines() if any(each in line for each in _DELIMITERS))
    return max(_DELIMITERS, key=next(lines, "").count)


def _of_workbook(data: bytes, path: Path) -> Iterator[Row]:
    from openpyxl import load_workbook

    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        for line, cells in enumerate(sheet.iter_rows(max_row=_MOST_LINES, max_col=_MOST_COLUMNS, values_only=True), 1):
            yield line, [_told(cell) for cell in cells]
    except Exception as error:
        raise RosterInvalid(f"{path.name}: the file is neither CSV nor a workbook (xlsx)") from error


def _told(cell: object) -> str:
    """Return what a person reads in a cell; a name broken over lines is whole."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else re.sub(r"[\r\n]+\s*", "", str(cell)).strip()
