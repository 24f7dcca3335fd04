"""Tables of a report drawn again: whole, or the rows and columns that a finding speaks of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from gouji import BlockForm, ColumnForm, Figure, Language, RowForm, State, Table, Text, legible
from gouji_plugins.writers.scorecard.legible import clip
from gouji_plugins.writers.scorecard.words import Words

SMALL = 30
"""A table of at most so many cells is drawn whole."""
MOST_ROWS = 8
"""Rows of an excerpt; what more there is is named and stands in the table as read."""
LONGEST_CELL = 120
"""Characters shown of a cell."""
SHORT = 3
"""Cells of at most so many characters recur all the time and are drawn once."""

_KINDS = {State.NUMBER: "n", State.ZERO: "", State.BLANK: "b"}
_CELLS = {"n": "<td class=n>", "": "<td>", "b": "<td>", "q": "<td class=q>"}
_CITED = {"n": '<td class="n c">', "": "<td class=c>", "b": '<td class="b c">', "q": '<td class="q c">'}
"""How a cell begins, by what stands in it: a number, zero, nothing (the style says so of whatever is empty), or something else."""

Key = tuple[str, str]
Marks = Mapping[Key, str]
"""What is printed beside a cited cell, by (row id, column id); with the column "" the row is cited as a whole."""


def whole(table: Table, marks: Marks, words: Words) -> Markup:
    """Draw every row and column; `marks` stand beside the cells that they are for, in a row of equal ones beside the first."""
    return _join(
        [_block(table, block, _printed(table, block), block.columns, marks, words) for block in table.form.blocks]
    )


def excerpt(table: Table, cited: Collection[Key], words: Words) -> Markup:
    """Draw the cited rows and columns, with the totals beside them; a small table whole."""
    form = table.form
    is_whole = sum(len(block.rows) * len(block.columns) for block in form.blocks) <= SMALL
    rows, columns = {row for row, _ in cited}, {column for _, column in cited if column}
    marks = dict.fromkeys(cited, "")
    left, drawn, omitted = MOST_ROWS, [], 0
    for block in form.blocks:
        printed = _printed(table, block)
        kept = printed if is_whole else [row for row in printed if row.id in rows]
        if not any(row.id in rows for row in kept):
            continue
        shown, omitted = kept[:left], omitted + len(kept[left:])
        left -= len(shown)
        across = [c for c in block.columns if is_whole or not columns or c.total or c.id in columns]
        if shown and across:
            drawn.append(_block(table, block, shown, across, marks, words))
    if omitted:
        drawn.append(f"<p class=quiet>{escape(words('rows_omitted', n=omitted))}")
    return _join(drawn)


def name_of_table(table: Table, words: Words) -> str:
    """Name a table by its printed title, in English by what it is called there."""
    return words.of(table.form.name)


def _join(parts: Sequence[str]) -> Markup:
    return Markup("".join(parts))


def _printed(table: Table, block: BlockForm) -> list[RowForm]:
    """Return the rows of a block, those that stand in for others only where the report prints them."""
    return [
        row for row in block.rows if not row.accepted_for or any((row.id, c.id) in table.figures for c in block.columns)
    ]


def _block(
    table: Table, block: BlockForm, rows: Sequence[RowForm], columns: Sequence[ColumnForm], marks: Marks, words: Words
) -> str:
    figures, language = table.figures, words.language
    is_grouped = any(row.group for row in rows)
    drawn = [_head(Text(block.caption, block.caption_en or block.caption), tuple(columns), is_grouped, language)]
    above = ""
    for index, row in enumerate(rows):
        height = _height(rows, index) if row.group and row.group != above else 0
        above, before = row.group, None
        drawn.append(_label(row, height, is_grouped, language))
        if not marks:
            drawn += [_unmarked(figures.get((row.id, column.id)), words) for column in columns]
            continue
        of_row = marks.get((row.id, ""))
        for column in columns:
            figure, mark = figures.get((row.id, column.id)), marks.get((row.id, column.id), of_row)
            said = None if mark is None else "" if mark == before else mark
            drawn.append(_unmarked(figure, words) if said is None else _cell(figure, said, words))
            before = mark
    return f"{''.join(drawn)}</table>"


def _height(rows: Sequence[RowForm], start: int) -> int:
    """Return over how many rows the group reaches that starts in one of them."""
    end = start
    while end < len(rows) and rows[end].group == rows[start].group:
        end += 1
    return end - start


@lru_cache(maxsize=512)
def _head(caption: Text, columns: tuple[ColumnForm, ...], is_grouped: bool, language: Language) -> str:
    said = f"<caption>{_name(caption, language)}" if caption.zh else ""
    corner = f"<td{' colspan=2' if is_grouped else ''}"
    if not any(column.group for column in columns):
        line = "".join([f"<th scope=col>{_name(column.name, language)}" for column in columns])
        return f"<table class=grid>{said}<thead><tr>{corner}>{line}<tbody>"
    top, bottom, group = [], [], ""
    for column in columns:
        name = _name(column.name, language)
        if not column.group:
            top.append(f"<th scope=col rowspan=2>{name}")
        else:
            bottom.append(f"<th scope=col>{name}")
            if column.group != group:
                span = sum(each.group == column.group for each in columns)
                name = _name(Text(column.group, column.group_en or column.group), language)
                top.append(f"<th scope=colgroup colspan={span}>{name}")
        group = column.group
    lines = f"{''.join(top)}<tr>{''.join(bottom)}"
    return f"<table class=grid>{said}<thead><tr>{corner} rowspan=2>{lines}<tbody>"


@lru_cache(maxsize=2048)
def _label(row: RowForm, height: int, is_grouped: bool, language: Language) -> str:
    above = _name(Text(row.group, row.group_en or row.group), language)
    group = f"<th scope=rowgroup rowspan={height}>{above}" if height else ""
    span = " colspan=2" if is_grouped and not row.group else ""
    name = Text(row.label, row.label_en or row.label)
    return f"<tr{' class=t' if row.total else ''}>{group}<th scope=row{span}>{_name(name, language)}"


def _name(name: Text, language: Language) -> str:
    """Return the printed words of the form; in English what they are called there, the printed words beside it."""
    if language is Language.ZH or name.zh == name.en:
        return str(escape(name.zh))
    return f"{escape(name.en)} <bdi lang=zh>{escape(name.zh)}</bdi>"


def _unmarked(figure: Figure | None, words: Words) -> str:
    if figure is None or figure.doubt is not None or len(figure.raw) > SHORT:
        return _cell(figure, None, words)
    return _short(figure.raw, figure.state)


@lru_cache(maxsize=1024)
def _short(raw: str, state: State) -> str:
    """Return a cell that holds a digit or two or nothing, as nearly all do."""
    kind = _KINDS.get(state, "q") if raw.strip() else "b"
    return f"{_CELLS[kind]}{'' if kind == 'b' else _text(raw, '')}"


def _cell(figure: Figure | None, mark: str | None, words: Words) -> str:
    if figure is None:
        return f"<td class=q>{words('absent')}"
    kind = _KINDS.get(figure.state, "q") if figure.raw.strip() else "b"
    text = "" if kind == "b" else _text(figure.raw, words("truncated"))
    if figure.doubt is None:
        if mark is None:
            return f"{_CELLS[kind]}{text}"
        return f"{_CITED[kind]}{text}{mark}" if text or mark else "<td class=c>"
    said = escape(legible(words.of(figure.doubt)))
    unsure = f'<abbr class=unsure title="{said}">?<span class=aside>{words("doubtful")}</span></abbr>'
    return f'<td class="{kind} d{"" if mark is None else " c"}">{text}{unsure}{mark or ""}'


def _text(raw: str, notice: str) -> str:
    if raw.isdecimal() and len(raw) <= LONGEST_CELL:
        return raw
    return f"<bdi>{escape(legible(clip(raw, notice, LONGEST_CELL)))}</bdi>"
