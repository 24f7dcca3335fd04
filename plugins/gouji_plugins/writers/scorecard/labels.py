"""What rows, columns, sections and tables are called on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gouji import ColumnForm, Form, RowForm, TableForm
from gouji_plugins.writers.scorecard.words import Words


@dataclass(frozen=True, slots=True)
class Label:
    """Words of the form or the report; `gloss` is the id in plain words for readers of English."""

    text: str
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A header cell over `span` columns and `depth` rows."""

    label: Label
    span: int = 1
    depth: int = 1
    total: bool = False


def label(text: str, identifier: str, words: Words) -> Label:
    """Name something by its printed words, in English with its id beside them."""
    return Label(text, "" if words.chinese else identifier.replace("_", " "))


def table_label(form: TableForm, words: Words) -> Label:
    """Name a table of the form."""
    return label(form.title, form.id, words)


def row_labels(form: TableForm, row: str, words: Words) -> tuple[Label, ...]:
    """Name a row, its group first; an unknown id stands for itself."""
    known = form.rows.get(row)
    if known is None:
        return (Label(row),)
    group = (Label(known.group),) if known.group else ()
    return (*group, label(known.label, row, words))


def column_label(form: TableForm, row: str | None, column: str, words: Words) -> Label:
    """Name a column as its block calls it; an unknown id stands for itself."""
    columns = form.block_of_row[row].columns if row in form.block_of_row else tuple(form.columns.values())
    known = next((each for each in columns if each.id == column), None) or form.columns.get(column)
    return Label(column) if known is None else label(known.label, column, words)


def section_label(form: Form, section: str, words: Words) -> Label:
    """Name a section of the form; an unknown id stands for itself."""
    known = next((each for each in form.sections if each.id == section), None)
    if known is None:
        return Label(section)
    return label(f"{known.numeral}、{known.heading}", section, words)


def heads(columns: Sequence[ColumnForm], words: Words) -> tuple[tuple[Head, ...], tuple[Head, ...]]:
    """Lay out column headers: one line, or two where columns stand under a group."""
    if not any(column.group for column in columns):
        return tuple(_head(column, words) for column in columns), ()
    top: list[Head] = []
    group = ""
    for column in columns:
        if column.group and column.group == group:
            top[-1] = Head(top[-1].label, top[-1].span + 1)
        else:
            top.append(Head(Label(column.group)) if column.group else _head(column, words, depth=2))
        group = column.group
    return tuple(top), tuple(_head(column, words) for column in columns if column.group)


def _head(column: ColumnForm, words: Words, depth: int = 1) -> Head:
    return Head(label(column.label, column.id, words), depth=depth, total=column.total)


def groups(rows: Sequence[RowForm]) -> list[tuple[str, int]]:
    """Return for each row the group cell that starts there and its height; ("", 0) below its first row."""
    laid: list[tuple[str, int]] = []
    start = 0
    for index, row in enumerate(rows):
        if row.group and index and rows[index - 1].group == row.group:
            laid[start] = (row.group, laid[start][1] + 1)
            laid.append(("", 0))
        else:
            start = index
            laid.append((row.group, 1))
    return laid
