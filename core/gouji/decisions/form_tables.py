"""A form that came back, Word document or workbook, as lines of cells: merged cells say in each place what they say in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.archive import Archive, open_archive
from gouji.errors import GoujiError, UnreadableReport
from gouji.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element
    from openpyxl.worksheet.worksheet import Worksheet

Line = Sequence[str]
DOCUMENT, WORKBOOK = "word/document.xml", "xl/workbook.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml", "word/comments.xml")
_AROUND = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "AlternateContent", "Choice")
"""Elements around content, which stands as if they were not there."""
_NOT_SAID = ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "Fallback", "tbl", "sdtPr")
_SIGNS = {"52": "☑", "fe": "☑", "fc": "✓", "50": "✓", "53": "×", "a8": "□", "6f": "□", "a3": "□", "fd": "☒", "54": "☒"}
"""Ticks and boxes of the picture fonts, by the last two digits of their characters."""
_OFF = ("0", "false", "off", "none")


class AnswersUnreadable(GoujiError):
    """A file without a reply form that can be read; the text names it and says why."""


def read_form(path: Path) -> list[list[Line]]:
    """Return the tables of a file and the paragraphs between them in their order, each a list of lines; notes and comments stand last.

    AnswersUnreadable says what is wrong with the file.
    """
    try:
        limits = Limits()
        data = path.read_bytes()
        if not data.startswith(b"PK"):
            raise AnswersUnreadable(f"{path}: is no Word file and no workbook; save it as docx or xlsx")
        archive = open_archive(data, limits)
        if DOCUMENT in archive.names:
            return list(_document(archive))
        if WORKBOOK in archive.names:
            return list(_workbook(data, limits))
    except OSError as error:
        raise AnswersUnreadable(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnreadableReport as error:
        raise AnswersUnreadable(f"{path}: cannot be read: {error}") from error
    except (KeyError, ValueError, TypeError, AttributeError) as error:  # what openpyxl raises on damaged parts
        raise AnswersUnreadable(f"{path}: is damaged") from error
    raise AnswersUnreadable(f"{path}: is no Word file and no workbook; save it as docx or xlsx")


def _document(archive: Archive) -> Iterator[list[Line]]:
    root = archive.xml(DOCUMENT)
    assert root is not None
    for block in root.iter("{*}tbl", "{*}p"):
        above = {_name(each) for each in block.iterancestors()}
        if _name(block) == "tbl" and above.isdisjoint(("Fallback", "del")):
            yield list(_lines(block))
        elif _name(block) == "p" and above.isdisjoint(("Fallback", "del", "tbl", "p")):
            yield [[said.strip()] for said in "".join(_words(block)).split("\n")]
    for name in NOTES:
        notes = archive.xml(name) if name in archive.names else None
        if notes is not None:
            yield [["".join(_words(paragraph))] for paragraph in notes.iter("{*}p")]


def _lines(table: _Element) -> Iterator[Line]:
    above: dict[int, str] = {}
    for row in _within(table, "tr"):
        if row.find("{*}trPr/{*}del") is not None:
            continue
        at = _number(row, "{*}trPr/{*}gridBefore", 0)
        line = [""] * at
        for cell in _within(row, "tc"):
            merged = cell.find("{*}tcPr/{*}vMerge")
            goes_on = merged is not None and _value(merged) in (None, "continue")
            said = above.get(len(line), "") if goes_on else _said(cell)
            for _ in range(_number(cell, "{*}tcPr/{*}gridSpan", 1)):
                above[len(line)] = said
                line.append(said)
        yield line


def _within(element: _Element, name: str) -> Iterator[_Element]:
    """Yield the children of that name, those in what stands around content too."""
    for child in element:
        if _name(child) == name:
            yield child
        elif _name(child) in _AROUND:
            yield from _within(child, name)


def _said(cell: _Element) -> str:
    """Return the words of a cell, without those that are struck out or deleted."""
    return "\n".join("".join(_words(paragraph)) for paragraph in _within(cell, "p")).strip()


def _words(element: _Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in ("tab", "br", "cr"):
            yield "\n" if name != "tab" else " "
        elif name == "sym":
            yield _SIGNS.get((_attribute(child, "char") or "").lower()[-2:], "")
        elif name == "fldChar":
            yield _box(child)
        elif name not in _NOT_SAID and not (name == "r" and _is_gone(child)):
            yield from _words(child)


def _is_gone(run: _Element) -> bool:
    styles = [run.find(f"{{*}}rPr/{{*}}{name}") for name in ("strike", "dstrike", "vanish")]
    return any(style is not None and _value(style) not in _OFF for style in styles)


def _box(field: _Element) -> str:
    """Return the sign of a box of an old form, empty where the field is no box."""
    box = field.find("{*}ffData/{*}checkBox")
    if box is None:
        return ""
    told = next((each for name in ("checked", "default") if (each := box.find(f"{{*}}{name}")) is not None), None)
    return "☑" if told is not None and _value(told) not in _OFF else "□"


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: _Element, name: str) -> str | None:
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), None)


def _value(element: _Element) -> str | None:
    return _attribute(element, "val")


def _number(element: _Element, path: str, usual: int) -> int:
    """Return a small number that stands below an element."""
    found = element.find(path)
    said = _value(found) if found is not None else None
    return min(int(said), 60) if said and said.isdecimal() else usual


def _workbook(data: bytes, limits: Limits) -> Iterator[list[Line]]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), data_only=True)
    for sheet in book.worksheets:
        if sheet.max_row * sheet.max_column > limits.cells:
            raise UnreadableReport("表格过大 / a sheet is too large")
        yield _sheet(sheet)
        yield [[cell.comment.text] for line in sheet.iter_rows() for cell in line if cell.comment]
    book.close()


def _sheet(sheet: Worksheet) -> list[Line]:
    lines = [[_plain(value) for value in line] for line in sheet.iter_rows(values_only=True)]
    for area in sheet.merged_cells.ranges:
        said = lines[area.min_row - 1][area.min_col - 1]
        for row in range(area.min_row - 1, min(area.max_row, len(lines))):
            for column in range(area.min_col - 1, min(area.max_col, len(lines[row]))):
                lines[row][column] = said
    return [list(line) for line in lines]


def _plain(value: object) -> str:
    """Return a value as people write it: a day without its midnight."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return "" if value is None else str(value)
