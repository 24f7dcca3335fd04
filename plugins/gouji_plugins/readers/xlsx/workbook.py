"""A workbook's visible sheets, read one after the other."""

from __future__ import annotations

import re
import warnings
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from gouji import Archive, Block, Heading, Paragraph, UnreadableReport
from gouji_plugins.readers.xlsx.blocks import Tables, blocks_of, is_heading
from gouji_plugins.readers.xlsx.limits import check_limits
from gouji_plugins.readers.xlsx.sheet import Place, cells_of

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_SHEETS = 100

_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|表)\s*\d*", re.IGNORECASE)
_REPORT = re.compile(r"^.{0,60}报告$")
_CHINESE = re.compile(r"[一-鿿]")
_FEWEST_IN_TITLE = 6
_NOBODY = re.compile(r"(?:openpyxl|admin\w*|user\d*|microsoft.*|lenovo|wps.*|微软.*|用户\d*)?", re.IGNORECASE)
_DAMAGED = "文件不完整或已损坏 / the file is cut off or damaged"
_TOO_MANY = f"工作表过多（超过 {MAX_SHEETS} 个） / more than {MAX_SHEETS} sheets"


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook holds, and what was left out or is uncertain."""

    blocks: tuple[Block, ...]
    doubts: tuple[str, ...]
    title: str
    metadata: dict[str, str]


def read_workbook(archive: Archive, data: bytes) -> Book:
    """Read a workbook within the limits; UnreadableReport where it is damaged or too large."""
    has_unvalued = check_limits(archive)
    book = _load(data, values=True)
    formulas = _load(data, values=False) if has_unvalued else None
    if len(book.worksheets) > MAX_SHEETS:
        raise UnreadableReport(_TOO_MANY)
    blocks: list[Block] = []
    doubts: list[str] = []
    tables = Tables()
    for sheet in book.worksheets:
        own, said = _sheet(sheet, _unvalued(sheet, formulas), tables)
        blocks += own
        doubts += said
    title, author = ((text or "").strip() for text in (book.properties.title, book.properties.creator))
    is_title = len(_CHINESE.findall(title)) >= _FEWEST_IN_TITLE
    metadata = {} if _NOBODY.fullmatch(author) else {"author": author}
    return Book(tuple(blocks), tuple(doubts), " ".join(title.split()) if is_title else "", metadata)


def _load(data: bytes, *, values: bool) -> Workbook:
    """Load a workbook; openpyxl prints and warns of what it leaves out, such as unknown styles."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings(), redirect_stdout(StringIO()):
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(data), data_only=values, keep_links=False, rich_text=True)
    except Exception as error:  # openpyxl raises errors of many kinds on damaged files
        raise UnreadableReport(_DAMAGED) from error


def _unvalued(sheet: Worksheet, formulas: Workbook | None) -> frozenset[Place]:
    """Return the places of formulas that no program has computed."""
    if formulas is None:
        return frozenset()
    return frozenset(
        place
        for place, cell in formulas[sheet.title]._cells.items()
        if cell.data_type == "f" and (place not in sheet._cells or sheet._cells[place].value is None)
    )


def _sheet(sheet: Worksheet, unvalued: frozenset[Place], tables: Tables) -> tuple[list[Block], list[str]]:
    found = cells_of(sheet, unvalued)
    name = sheet.title
    if sheet.sheet_state != "visible":
        text = any(cell.text for cell in found.cells)
        return [], [f"工作表“{name}”已隐藏，未读取 / the hidden sheet {name} was left out"] * text
    blocks = list(blocks_of(found.cells, tables))
    if blocks and not _DEFAULT_NAME.fullmatch(name) and not any(map(_is_titled, blocks)):
        blocks.insert(0, Heading(name, 1))
    return blocks, list(_said(name, found.left_out, len(unvalued)))


def _is_titled(block: Block) -> bool:
    """Tell a title or a heading, beside which a sheet's name says nothing more."""
    return isinstance(block, Paragraph) and (is_heading(block.text) or _REPORT.search(block.text) is not None)


def _said(name: str, left_out: int, unvalued: int) -> list[str]:
    said = []
    if left_out:
        said.append(
            f"工作表“{name}”隐藏的行列中有 {left_out} 个单元格未读取"
            f" / {left_out} cells in hidden rows or columns of sheet {name} were left out"
        )
    if unvalued:
        said.append(
            f"工作表“{name}”有 {unvalued} 个公式没有保存计算结果，请用 Excel 或 WPS 打开后重新保存"
            f" / {unvalued} formulas on sheet {name} have no stored value; open the file in Excel or WPS and save it again"
        )
    return said
