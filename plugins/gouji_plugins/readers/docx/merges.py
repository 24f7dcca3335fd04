"""Table cells on their lattice, from the spans and merges that Word stores."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from gouji import Cell, Grid, Location, with_ragged_rows_doubted
from gouji_plugins.readers.docx.names import TBL, TC, TCPR, TR, TRPR, VAL, P, first, parts_of, w

MAX_SPAN = 1000

_GRID_SPAN, _V_MERGE, _H_MERGE, _BEFORE = w("gridSpan"), w("vMerge"), w("hMerge"), w("gridBefore")
_CONTINUE, _RESTART = "continue", "restart"


@dataclass(frozen=True, slots=True)
class RawRow:
    """A table row: columns left out before it, its cells."""

    before: int
    cells: list[etree._Element]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table's rows and the text of each of their cells; cells of which something was left out, or that show more."""

    rows: Sequence[RawRow]
    texts: Sequence[Sequence[str]]
    lacking: Collection[etree._Element] = ()
    doubtful: Collection[etree._Element] = ()


@dataclass(slots=True)
class _Placed:
    text: str
    row: int
    column: int
    colspan: int
    rowspan: int = 1
    is_unread: bool = False


def rows_of(table: etree._Element) -> list[RawRow]:
    """Return a table's own rows, seen through content controls."""
    return [
        RawRow(_number(parts_of(first(row, TRPR)).get(_BEFORE), 0), list(_within(row, TC)))
        for row in _within(table, TR)
    ]


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the elements of a tag below a parent, however wrapped, but not those of nested tables."""
    for child in parent:
        name = child.tag
        if name == tag:
            yield child
        elif isinstance(name, str) and name not in (TBL, TC, P):
            yield from _within(child, tag)


def grid_of(table: RawTable, number: int) -> Grid:
    """Return the file's nth table; cells merged downwards are one cell."""
    placed: list[_Placed] = []
    above: dict[int, _Placed] = {}
    for index, (row, texts) in enumerate(zip(table.rows, table.texts, strict=True)):
        above = _place_row(index, row, texts, above, placed, table)
    columns = max((cell.column + cell.colspan for cell in placed), default=0)
    grid = Grid(tuple(_cell(cell, number) for cell in placed), len(table.rows), columns, at=Location(table=number))
    return with_ragged_rows_doubted(grid)


def _place_row(
    index: int,
    row: RawRow,
    texts: Sequence[str],
    above: dict[int, _Placed],
    placed: list[_Placed],
    table: RawTable,
) -> dict[int, _Placed]:
    """Place a row's cells and return those that a row below may continue, by column."""
    open_cells: dict[int, _Placed] = {}
    column = row.before
    last: _Placed | None = None
    for element, text in zip(row.cells, texts, strict=True):
        span, merge, across = _spread_of(element)
        if last is not None and across == _CONTINUE:
            last.colspan += span
        elif merge == _CONTINUE and column in above and above[column].colspan <= span:
            last = above[column]
            last.rowspan = index - last.row + 1
            open_cells[column] = last
        else:
            is_unread = element in table.doubtful or (not text and element in table.lacking)
            last = _Placed(text, index, column, span, 1, is_unread)
            placed.append(last)
            if merge:
                open_cells[column] = last
        column += span
    return open_cells


def _spread_of(cell: etree._Element) -> tuple[int, str, str]:
    """Return how many columns a cell takes, and how it is merged with those above and before it."""
    said = parts_of(first(cell, TCPR))
    return _number(said.get(_GRID_SPAN), 1) or 1, _merge(said.get(_V_MERGE)), _merge(said.get(_H_MERGE))


def _merge(element: etree._Element | None) -> str:
    """Return restart, continue (which may go without saying) or nothing."""
    if element is None:
        return ""
    return _RESTART if element.get(VAL) == _RESTART else _CONTINUE


def _number(element: etree._Element | None, otherwise: int) -> int:
    text = "" if element is None else element.get(VAL) or ""
    return min(int(text), MAX_SPAN) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _cell(placed: _Placed, table: int) -> Cell:
    at = tuple.__new__(Location, (None, None, None, table, placed.row, placed.column))
    spans, sure = (placed.rowspan, placed.colspan), 0.0 if placed.is_unread else 1.0
    return tuple.__new__(Cell, (placed.text, placed.row, placed.column, *spans, at, sure))
