"""What is printed but was not read as a table: words of a table that stand outside the tables that were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from string import ascii_letters, digits

from gouji.binding.numbers import looks_like_value
from gouji.model.document import Block, Grid
from gouji.model.form import Form, TableForm, TableLayout
from gouji.model.prose import TextLine
from gouji.model.report import Doubt, Section, Table
from gouji.model.text import Text
from gouji.text import key

_LOST_LABELS = 4
_SHORTEST_LABEL = 4
_MARKS = frozenset(digits + ascii_letters)


def lost_tables(blocks: Sequence[Block], form: Form, tables: Mapping[str, Table]) -> Iterator[Doubt]:
    """Doubt tables that are printed, but whose layout was lost or is another than the form's.

    Their words stand in a grid, or in lines of nothing but their words and figures, however these are broken; sentences
    that mention them do not count.
    """
    missing = [table for table in form.tables if table.id not in tables]
    if not missing:
        return
    lines = [key(block.text) for block in blocks if not isinstance(block, Grid)]
    grids = [block for block in blocks if isinstance(block, Grid)]
    cells = {key(cell.text) for grid in grids for cell in grid.cells if cell.text}
    for table in missing:
        words = [key(word) for word in _signs(table)]
        letters = _letters(table)
        pool = set().union(*(line for line in lines if letters.issuperset(line)))
        enough = min(_LOST_LABELS, len(words))
        if sum(any(word in cell for cell in cells) for word in words) >= enough or _bare_line(table, grids):
            yield Doubt(_other_layout(table), table.id)
        elif sum(pool.issuperset(word) for word in words) >= enough:
            yield Doubt(_no_layout(table), table.id)


def _signs(table: TableForm) -> Sequence[str]:
    return table.signs if table.layout is TableLayout.LINE else [row.label for row in table.rows.values()]


@lru_cache(maxsize=64)
def _letters(table: TableForm) -> frozenset[str]:
    """Return the letters of all words of a table, with digits and what markup is written in."""
    rows = [word for row in table.rows.values() for word in (row.label, *row.also, row.group)]
    columns = [word for column in table.columns.values() for word in (column.label, *column.also, column.group)]
    return _MARKS.union(*(key(word) for word in (*table.signs, *rows, *columns)))


def _bare_line(table: TableForm, grids: Iterable[Grid]) -> bool:
    """Tell whether a grid prints nothing but the figures of a table on one line."""
    if table.layout is not TableLayout.LINE:
        return False
    figures = len(table.cells)
    return any(len(grid.cells) == figures and all(looks_like_value(cell.text) for cell in grid.cells) for grid in grids)


def _other_layout(table: TableForm) -> Text:
    return Text(
        f"{table.title}：版式与规定不同，数字未能读入",
        f"{table.id}: it is laid out otherwise than the form, so no figures were read",
    )


def _no_layout(table: TableForm) -> Text:
    return Text(
        f"{table.title}：文字在，表格结构已丢失，数字未能读入",
        f"{table.id}: its words are there, but the layout is lost, so no figures were read",
    )


def lost_labels(sections: Sequence[Section], tables: Mapping[str, Table]) -> Iterator[Doubt]:
    """Doubt rows and columns that are missing from a table while a line of its words beside it prints their labels."""
    for table in tables.values():
        beside = [line for section in sections if section.id == table.form.section for line in section.lines]
        if beside:
            yield from _beside(table, beside)


def _beside(table: Table, lines: Iterable[TextLine]) -> Iterator[Doubt]:
    letters = _letters(table.form)
    beside = [line for line in (key(line.text) for line in lines) if letters.issuperset(line)]
    printed = {row.id for row in table.rows}
    for row in table.form.required_rows:
        if row.id not in printed and any(key(row.label) in line for line in beside):
            yield Doubt(_lost(row.label), table.id, row.id)
    for block, header in zip(table.form.blocks, table.headers, strict=True):
        known = {(label.id or "").rpartition(".")[2] for label in header}
        for column in block.columns:
            words = key(column.label)
            if column.id not in known and len(words) >= _SHORTEST_LABEL and any(words in line for line in beside):
                yield Doubt(_lost(column.label), table.id, None, column.id)


def _lost(label: str) -> Text:
    return Text(
        f"“{label}”印在表格之外，表格结构可能已丢失",
        f"“{label}” is printed beside the table, whose layout may be lost",
    )
