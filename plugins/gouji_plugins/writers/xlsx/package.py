"""The zip around a workbook: the same bytes for the same content, and rows written straight into it.

A workbook library takes a quarter of a minute for the figures of a thousand reports; this takes two seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gouji_plugins.writers.shared.rows import Value, written_out

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: the earliest that a zip can hold."""
MOST_DIGITS = 15
"""Digits that a spreadsheet keeps; a longer number is written as text."""
_FORMULA_SIGNS = "=+-@＝＋－＠\t'"
_END_OF_ROWS = b"</sheetData>"
PROPERTIES = "docProps/core.xml"
CREATED = "2000-01-01T00:00:00Z"
_CHANGED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_CREATED = rb"\g<1>" + CREATED.encode()
_REMEMBERED = 50_000
LINE_HEIGHT = 15
MOST_LINES = 12
_WIDE = re.compile("[\u2014-\u2026\u2e80-\ufaff\ufe30-\uffef]")


@dataclass(frozen=True, slots=True)
class Styles:
    """Numbers of the cell styles: for numbers, for text, for text that looks like a formula, and for words of their own."""

    number: int
    text: int
    quoted: int
    of_words: Mapping[str, int] = field(default_factory=dict)

    def of(self, text: str) -> int:
        """Return the style of a text; the quoted one stays text even when a person edits the cell."""
        if text in self.of_words:
            return self.of_words[text]
        return self.quoted if text.lstrip()[:1] in _FORMULA_SIGNS else self.text


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one sheet, from the line `first` on; with the widths of the first columns they are as high as the text of these needs."""

    first: int
    values: Iterable[tuple[Value, ...]]
    styles: Styles
    widths: tuple[int, ...] = ()

    def height(self, row: tuple[Value, ...]) -> str:
        """Return the attributes of a row that set its height; a spreadsheet does not grow rows by itself."""
        if not self.widths:
            return ""
        texts = ((value, width) for value, width in zip(row, self.widths, strict=False) if isinstance(value, str))
        lines = max((_lines(value, width) for value, width in texts), default=1)
        return f' ht="{LINE_HEIGHT * min(lines, MOST_LINES)}" customHeight="1"'


@lru_cache(maxsize=20_000)
def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column; Chinese characters are twice as wide."""
    return sum(1 + (len(line) + len(_WIDE.findall(line))) // width for line in text.split("\n"))


def repack(source: IO[bytes], path: Path, sheets: Mapping[str, Rows]) -> None:
    """Copy a workbook with fixed times (openpyxl writes its own), adding rows to the sheets, named by their files."""
    with ZipFile(source) as old, ZipFile(path, "w", ZIP_DEFLATED, compresslevel=2) as new:
        for name in old.namelist():
            info = ZipInfo(name, EPOCH)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            with new.open(info, "w", force_zip64=name in sheets) as part:
                content = _CHANGED.sub(_CREATED, old.read(name)) if name == PROPERTIES else old.read(name)
                start, end_of_rows, rest = content.partition(_END_OF_ROWS)
                part.write(start)
                part.writelines(piece.encode("utf-8") for piece in _pieces(sheets.get(name)))
                part.write(end_of_rows + rest)


def _pieces(rows: Rows | None, size: int = 2_000) -> Iterator[str]:
    """Return rows as XML, some thousand at a time."""
    if rows is None:
        return
    known: dict[str, str] = {}
    gathered: list[str] = []
    for number, row in zip(count(rows.first), rows.values, strict=False):
        cells = "".join([_cell(value, rows.styles, known) for value in row])
        gathered.append(f'<row r="{number}"{rows.height(row)}>{cells}</row>')
        if len(gathered) == size:
            yield "".join(gathered)
            gathered.clear()
    yield "".join(gathered)


def _cell(value: Value, styles: Styles, known: dict[str, str]) -> str:
    """Write a cell: a number as a number, anything else as text, which no spreadsheet reads as a formula."""
    if value is None or value == "":
        return "<c/>"
    if not isinstance(value, str):
        number = _as_number(value)
        if not isinstance(number, str):
            return f'<c s="{styles.number}"><v>{number}</v></c>'
        value = number
    xml = known.get(value)
    if xml is None:
        from xml.sax.saxutils import escape

        text = f'<is><t xml:space="preserve">{escape(value)}</t></is>'
        xml = f'<c s="{styles.of(value)}" t="inlineStr">{text}</c>'
        if len(known) < _REMEMBERED:
            known[value] = xml
    return xml


def _as_number(value: int | float | Decimal) -> int | float | str:
    if not isinstance(value, Decimal):
        return value
    if not value.is_finite() or len(value.as_tuple().digits) > MOST_DIGITS or abs(value.adjusted()) > MOST_DIGITS:
        return written_out(value)
    return int(value) if value == value.to_integral_value() else float(value)
