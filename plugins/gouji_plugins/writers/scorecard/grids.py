"""Bound tables drawn again: whole, or only the rows and columns that a finding speaks of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from gouji import BlockForm, ColumnForm, Figure, RowForm, State, Table, TableForm, legible
from gouji_plugins.writers.scorecard.labels import Head, Label, groups, heads, label, table_label
from gouji_plugins.writers.scorecard.legible import clip
from gouji_plugins.writers.scorecard.words import Words

SMALL = 30
"""A table of at most so many cells is drawn whole."""
LONGEST_CELL = 120

Key = tuple[str, str]
Marks = Mapping[Key, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Square:
    """One cell as drawn: `kind` is its state or `absent`, `marks` the findings citing it, `plain` it written out where none does."""

    text: str
    kind: str
    anchor: str
    marks: tuple[int, ...] = ()
    cited: bool = False
    doubt: str = ""
    plain: Markup | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row as drawn; `group` starts a label cell of `height` rows, 0 where it stands above; `plain` holds it without cited cells."""

    label: Label
    group: str
    height: int
    total: bool
    squares: tuple[Square, ...]
    plain: Markup | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """Rows under one header."""

    caption: str
    top: tuple[Head, ...]
    bottom: tuple[Head, ...]
    lines: tuple[Line, ...]
    label_columns: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A table as drawn; `whole` tells that nothing was left out, `numbered` that marks name findings."""

    table: str
    name: Label
    bands: tuple[Band, ...]
    whole: bool
    numbered: bool


def anchor(table: str, row: str, column: str) -> str:
    """Return the id of a cell in the table as read."""
    return f"cell-{table}-{row}-{column}"


def draw_whole(table: Table, cited: Marks, words: Words) -> Drawing:
    """Draw every row and column, cited cells with the numbers of their findings."""
    bands = tuple(
        _band(table, block, block.columns, block.rows, cited, words, anchored=True) for block in table.form.blocks
    )
    return Drawing(table.id, table_label(table.form, words), bands, whole=True, numbered=True)


def draw_excerpt(table: Table, cited: Marks, words: Words, *, numbered: bool) -> Drawing:
    """Draw the cited rows and columns with the totals beside them; a small table whole."""
    form = table.form
    whole = sum(len(block.rows) * len(block.columns) for block in form.blocks) <= SMALL
    rows, columns = _cited_rows(form, cited), {column for _, column in cited if column}
    every = whole or not columns
    bands = []
    for block in form.blocks:
        kept = block.rows if whole else tuple(row for row in block.rows if row.id in rows)
        across = block.columns if every else tuple(c for c in block.columns if c.total or c.id in columns)
        if across and any(row.id in rows for row in kept):
            bands.append(_band(table, block, across, kept, cited, words, anchored=False))
    return Drawing(form.id, table_label(form, words), tuple(bands), whole and len(bands) == len(form.blocks), numbered)


def _cited_rows(form: TableForm, cited: Marks) -> set[str]:
    rows = {row for row, _ in cited if row}
    if len(rows) > 1 or not rows:
        rows |= {row.id for row in form.rows.values() if row.total}
    return rows


def _band(
    table: Table,
    block: BlockForm,
    columns: Collection[ColumnForm],
    rows: Collection[RowForm],
    cited: Marks,
    words: Words,
    *,
    anchored: bool,
) -> Band:
    shown = [row for row in rows if not row.accepted_for or any((row.id, c.id) in table.figures for c in columns)]
    top, bottom = heads(tuple(columns), words)
    lines = []
    for row, (group, height) in zip(shown, groups(shown), strict=True):
        squares = tuple(_square(table, row.id, column.id, cited, words, anchored=anchored) for column in columns)
        written = [square.plain for square in squares if square.plain is not None]
        plain = Markup("".join(written)) if len(written) == len(squares) else None
        lines.append(Line(label(row.label, row.id, words), group, height, row.total, squares, plain))
    return Band(block.caption, top, bottom, tuple(lines), 2 if any(row.group for row in shown) else 1)


def _square(table: Table, row: str, column: str, cited: Marks, words: Words, *, anchored: bool) -> Square:
    marks = cited.get((row, column), ())
    is_cited = (row, column) in cited or (row, "") in cited
    figure = table.figures.get((row, column))
    name = anchor(table.id, row, column) if anchored else ""
    if figure is None:
        return Square(words("absent"), "absent", name, marks, is_cited)
    doubt = words.of(figure.doubt) if figure.doubt is not None else ""
    text, kind = raw_text(figure, words), figure.state.value
    plain = None if is_cited or marks or doubt else _plain(text, kind, name)
    return Square(text, kind, name, marks, is_cited, doubt, plain)


@lru_cache(maxsize=8192)
def _plain(text: str, kind: str, name: str) -> Markup:
    """Return a cell that nobody cites; the same ones recur in every report."""
    place = Markup(' id="{}"').format(name) if name else ""
    return Markup('<td class="{}"{}><bdi>{}</bdi></td>').format(kind, place, legible(text))


def raw_text(figure: Figure, words: Words) -> str:
    """Return what is printed in a cell, a visible marker where that is nothing."""
    if figure.state is State.BLANK or not figure.raw.strip():
        return words("blank")
    return figure.raw if len(figure.raw) <= LONGEST_CELL else clip(figure.raw, words("truncated"), LONGEST_CELL)
