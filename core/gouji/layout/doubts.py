"""What the geometry of a page leaves open: tables without rules, prose in columns, cells that overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import pairwise

from gouji.layout.crowding import is_overprinted
from gouji.layout.letters import is_wide
from gouji.layout.printed import TextRun
from gouji.layout.tolerances import (
    FAR_APART_EM,
    GUTTER_EM,
    PROSE_LETTERS,
    SAME_START_PT,
    TABULAR_FIGURES,
    TABULAR_LINES,
    TABULAR_PIECES,
)
from gouji.layout.typography import is_figure
from gouji.model.document import Grid


class Uncertainty(Enum):
    """Why the words of a page may stand in another order or place than was read; the value says it with the page."""

    NO_RULES = (
        "第 {page} 页有按列排列的数字，但没有表格线，未能读成表格"
        " / on page {page} figures stand in columns without rules, so they were not read as a table"
    )
    ALIGNED = (
        "第 {page} 页的表格缺少竖线，各列由文字位置推断"
        " / on page {page} a table lacks upright rules, its columns are told by where the words stand"
    )
    CROWDED = (
        "第 {page} 页表格里的文字互相重叠或超出单元格，可能归错了行"
        " / on page {page} words in a table overlap or stand out of their cells and may belong to another row"
    )
    UNSEEN = (
        "第 {page} 页有看不见的文字（无色、与底色相同或被遮盖），未读取"
        " / words on page {page} that cannot be seen, without ink or covered, were left out"
    )
    OVERPRINTED = "第 {page} 页有文字叠印，可能误读 / on page {page} words are printed upon others and may be misread"
    COLUMNS = "第 {page} 页的文字分栏，先后次序可能有误 / page {page} is set in columns, so the order of its words may be wrong"


def uncertain(rows: Sequence[Sequence[TextRun]], grids: Iterable[Grid], drawn: bool) -> Iterator[Uncertainty]:
    """Say what is uncertain about a page: about the lines outside its tables, and about the tables."""
    several = [row for row in rows if len(row) > 1]
    if any(map(is_overprinted, several)):
        yield Uncertainty.OVERPRINTED
    if _has_open_table([_pieces(row, FAR_APART_EM) for row in several]):
        yield Uncertainty.NO_RULES
    elif _has_columns([_pieces(row, GUTTER_EM) for row in several]):
        yield Uncertainty.COLUMNS
    if not drawn:
        yield Uncertainty.ALIGNED
    elif any(
        cell.confidence < 1 and not is_figure("".join(cell.text.split())) for grid in grids for cell in grid.cells
    ):
        yield Uncertainty.CROWDED


def _pieces(row: Sequence[TextRun], apart: float) -> list[list[TextRun]]:
    """Cut a line where its words stand so many ems apart."""
    pieces = [[row[0]]]
    for before, run in pairwise(row):
        if run.x0 - before.x1 > apart * max(before.em, run.em):
            pieces.append([])
        pieces[-1].append(run)
    return pieces


def _has_open_table(rows: Sequence[Sequence[Sequence[TextRun]]]) -> bool:
    """Tell whether some lines consist of many pieces, among them at least one of several figures."""
    tabular = [row for row in rows if len(row) >= TABULAR_PIECES]
    return len(tabular) >= TABULAR_LINES and any(
        sum(all(is_figure(run.text) for run in piece) for piece in row) >= TABULAR_FIGURES for row in tabular
    )


def _has_columns(rows: Sequence[Sequence[Sequence[TextRun]]]) -> bool:
    """Tell whether on several lines words begin at the same place, far from other words before them."""
    starts = [right[0].x0 for row in rows for left, right in pairwise(row) if _is_prose(left) and _is_prose(right)]
    return any(abs(a - b) < SAME_START_PT for a, b in pairwise(starts))


def _is_prose(piece: Sequence[TextRun]) -> bool:
    return sum(is_wide(letter) for run in piece for letter in run.text) >= PROSE_LETTERS
