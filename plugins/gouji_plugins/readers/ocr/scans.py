"""Scanned pages, read side by side, put together to the blocks and the doubts of a document."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from gouji import Block
from gouji_plugins.readers.ocr.page import Table
from gouji_plugins.readers.ocr.pictures import Scan
from gouji_plugins.readers.ocr.prose import Line, Measure, goes_on, measure_of, paragraph
from gouji_plugins.readers.ocr.turning import Patience, SheetRead, read_upright

MOST_AT_ONCE = 4
"""Pages in work at the same time, each in one thread and some 300 MB."""
LEGIBLE = 0.8
MOST_UNREAD = 3
"""Marks in which no line was found: fewer are ornaments and dirt."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was read from scans: blocks, the pages read, what is doubtful about them.

    `turned` says by how many quarters pages were turned clockwise, so that they stand upright.
    """

    blocks: tuple[Block, ...]
    pages: tuple[int, ...]
    doubts: tuple[str, ...]
    turned: dict[int, int]


def read_scans(
    scans: Iterable[Scan], at_page: Callable[[int, int], None], seconds: float, first_table: int = 1
) -> Scanned:
    """Read scanned pages, turned upright; their tables are numbered on from `first_table`.

    Raises UnreadableReport where it takes more than most of `seconds` of computing.
    """
    sheets = list(_read(scans, at_page, Patience(seconds)))
    items = [item for sheet in sheets for page in sheet.pages for item in page.items]
    lines = [item for item in items if isinstance(item, Line)]
    blocks = tuple(_blocks(items, measure_of(lines) if lines else Measure(0, 0, 1, 1), first_table))
    turned = {sheet.number: sheet.turns for sheet in sheets if sheet.turns}
    return Scanned(blocks, tuple(sheet.number for sheet in sheets), tuple(_doubts(sheets, lines)), turned)


def _read(scans: Iterable[Scan], at_page: Callable[[int, int], None], patience: Patience) -> Iterator[SheetRead]:
    """Read pages in threads, as many as there are cores, and yield them in their order."""
    at_once = min(os.cpu_count() or 1, MOST_AT_ONCE)
    waiting: deque[Future[SheetRead]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        try:
            for scan in scans:
                at_page(scan.number, scan.pages)
                waiting.append(pool.submit(read_upright, scan, patience))
                if len(waiting) > at_once:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _blocks(items: Sequence[Line | Table], measure: Measure, number: int) -> Iterator[Block]:
    open_lines: list[Line] = []
    for item in items:
        if open_lines and not (isinstance(item, Line) and goes_on(open_lines[-1], item, measure)):
            yield paragraph(open_lines)
            open_lines = []
        if isinstance(item, Line):
            open_lines.append(item)
        else:
            yield item.grid(number)
            number += 1
    if open_lines:
        yield paragraph(open_lines)


def _doubts(sheets: Sequence[SheetRead], lines: Sequence[Line]) -> Iterator[str]:
    """Say what is doubtful: all that was recognised, and more so what was covered, not found, or hardly legible."""
    few = sum(line.confidence < LEGIBLE for line in lines)
    yield (
        f"第 {_list(sheets)} 页是扫描图，文字由识别得来，可能有误{f'，其中 {few} 行看不清' if few else ''}"
        f" / scanned, read by OCR, page {_list(sheets)}: words may be misread"
        f"{f'; {few} lines are hardly legible' if few else ''}"
    )
    sealed = _list([sheet for sheet in sheets if sheet.sealed])
    if sealed:
        yield (
            f"第 {sealed} 页盖有红色印章，已按颜色除去，章下的字可能缺失"
            f" / on page {sealed} a red seal was taken off by its colour; what it hid may be missing"
        )
    unread = _list([sheet for sheet in sheets if any(page.unread >= MOST_UNREAD for page in sheet.pages)])
    if unread:
        yield f"第 {unread} 页有些字没有认出 / on page {unread} some letters were not recognised"
    pages = sorted({line.sheet.number for line in lines if line.tabular})
    if pages:
        loose = ", ".join(map(str, pages))
        yield (
            f"第 {loose} 页有一行行数字没有找到表格框线，未归入表格"
            f" / on page {loose} rows of figures stand outside the tables whose rules were found"
        )
    hurried = _list([sheet for sheet in sheets if sheet.hurried])
    if hurried:
        yield (
            f"第 {hurried} 页看不清，因时限未试其他方向"
            f" / page {hurried} is hardly legible, and there was no time to try it turned"
        )


def _list(sheets: Sequence[SheetRead]) -> str:
    return ", ".join(str(sheet.number) for sheet in sheets)
