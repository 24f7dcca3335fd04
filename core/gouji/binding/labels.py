"""The words of a form, indexed: which table, row or column a printed label means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gouji.model.form import ColumnForm, Form, RowForm, TableForm, TableLayout
from gouji.text import key, most_similar

NUMBERING = re.compile(r"^[一二三四五六七八九十\d]+")
_LEADING = re.compile(r"^(?:其中)?[一二三四五六七八九十\d]*")
_CAPTION = re.compile(r"^第?二十条第?[一二三四五六七八九\d]+项")
_FIGURES = re.compile(r"\d+$")
_SHORTEST_UNNUMBERED = 4
_SHORTEST_PIECE = 6
ALIKE_ROW = 0.6
ALIKE_COLUMN = 0.75


@dataclass(frozen=True, slots=True, eq=False)
class FormLabels:
    """Keys of the row labels, the column labels and the other header words of each table."""

    form: Form
    rows: dict[str, tuple[TableForm, RowForm]]
    columns: dict[str, dict[str, str]]
    signs: dict[str, TableForm]

    def row_of(self, label: str) -> tuple[TableForm, RowForm] | None:
        """Return the row that a label names exactly, with or without its numbering or what stands before it.

        In an open table nothing but numbering may stand before it: other rows may end in the same words.
        """
        return _row_of(self, key(label))

    def is_piece_of_row(self, text: str) -> bool:
        """Tell whether words are the beginning of a row that lost its table: its label cut off, or its figures behind it."""
        words = _FIGURES.sub("", key(text))
        return len(words) >= _SHORTEST_PIECE and _begins_label(self, words)

    def table_by_header(self, words: Iterable[str]) -> TableForm | None:
        """Return the table to which most header words of a printed row belong, None where there are none."""
        votes: dict[str, int] = {}
        for word in words:
            if word in self.signs:
                table = self.signs[word].id
                votes[table] = votes.get(table, 0) + 1
        return self.form.table(max(votes, key=lambda t: votes[t])) if votes else None


@lru_cache(maxsize=8192)
def _row_of(labels: FormLabels, words: str) -> tuple[TableForm, RowForm] | None:
    rows = labels.rows
    if words in rows:
        return rows[words]
    bare = without_leading(words)
    if bare in rows and rows[bare][0].open:
        return rows[bare]
    ends = (k for k in rows if len(k) > _SHORTEST_UNNUMBERED and words.endswith(k))
    end = next((k for k in ends if not rows[k][0].open), None)
    return rows[end] if end else None


@lru_cache(maxsize=8192)
def without_leading(label: str) -> str:
    """Return the key of a label without 其中 and its numbering."""
    return _LEADING.sub("", key(label))


@lru_cache(maxsize=8192)
def _begins_label(labels: FormLabels, words: str) -> bool:
    closed = (label for label, (table, _) in labels.rows.items() if not table.open)
    spanning = (key(label) for table in labels.form.tables for label in table.spanning)
    return any(label.startswith(words) for label in (*closed, *spanning))


@lru_cache(maxsize=64)
def labels_of(form: Form) -> FormLabels:
    """Index the words of a form."""
    rows: dict[str, tuple[TableForm, RowForm]] = {}
    columns: dict[str, dict[str, str]] = {}
    signs: dict[str, TableForm] = {}
    for table in form.tables:
        columns[table.id] = {key(w): c.id for c in table.columns.values() for w in (c.label, *c.also)}
        groups = table.rows.values() if table.layout is TableLayout.LINE else ()
        words = [*table.signs, *(word for row in groups for word in (row.label, row.group) if word)]
        signs.update({key(word): table for word in words})
        for row in table.rows.values() if table.layout is not TableLayout.LINE else ():
            rows.update(dict.fromkeys(wordings(row), (table, row)))
    return FormLabels(form, rows, columns, signs)


def wordings(row: RowForm) -> Iterable[str]:
    """Yield the keys by which a row is known, with and without its group and its numbering."""
    for label in (row.label, *row.also):
        words = key(label)
        yield words
        if row.group:
            yield key(row.group) + words
        bare = NUMBERING.sub("", words)
        if len(bare) >= _SHORTEST_UNNUMBERED:
            yield bare


def is_caption(words: str) -> bool:
    """Tell whether a cell's key is the caption of a block (第二十条第（一）项)."""
    return _CAPTION.match(words) is not None


@lru_cache(maxsize=256)
def column_wordings(columns: tuple[ColumnForm, ...]) -> dict[str, str]:
    """Return the keys by which columns are known, with their ids."""
    return {key(word): column.id for column in columns for word in (column.label, *column.also)}


def match_columns(printed: Sequence[str], columns: Sequence[ColumnForm]) -> list[str | None]:
    """Name the column of each printed header: by its words, by likeness, or as the only one left between known ones."""
    wordings = column_wordings(tuple(columns))
    found = [wordings.get(key(text)) for text in printed]
    for i, text in enumerate(printed):
        if found[i] is None:
            left = [words for words, column in wordings.items() if column not in found]
            alike = most_similar(key(text), left, ALIKE_COLUMN)
            found[i] = wordings[alike] if alike else None
    open_ids = [column.id for column in columns if column.id not in found]
    if found.count(None) == 1 and len(open_ids) == 1 and len(printed) == len(columns) > 1:
        place = found.index(None)
        found[place] = open_ids[0] if columns[place].id == open_ids[0] else None
    return found
