"""The words of a form, indexed: which table, row or column a printed label means."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from gouji.model.form import ColumnForm, Form, RowForm, TableForm, TableLayout
from gouji.model.locale import Locale
from gouji.text import is_alphabetic, most_similar

NamedRow = tuple[TableForm, RowForm]
"""A row with the table in which it stands."""


class GridPlace(NamedTuple):
    """Where a grid stands: in which section of the form, and the fold of the line right above it."""

    section: str | None = None
    caption: str = ""


_FIGURES = re.compile(r"\d+$")
_SHORTEST_UNNUMBERED = 4
"""Characters of a label's fold from which it is known without its numbering, and at the end of longer words."""
_SHORTEST_PIECE = 6
"""Characters of a label's fold from which its beginning alone tells it."""
ALIKE_ROW = 0.6
"""Least likeness, 0 to 1, of a damaged row label to the one that it stands for."""
ALIKE_COLUMN = 0.75
"""Least likeness, 0 to 1, of a damaged column header to the one that it stands for."""
ALIKE_IN_LETTERS = 0.9
"""Least likeness of both in an alphabet, whose words share most of their letters: nitrate and nitrite 0.86."""


@dataclass(frozen=True, slots=True, eq=False)
class FormLabels:
    """Folds of the row labels, the column labels and the other header words of each table, in the locale of the form.

    Tables of equal shape share words: each word leads to all tables that have it, in the order of the form.
    """

    form: Form
    locale: Locale
    rows: Mapping[str, tuple[NamedRow, ...]]
    columns: Mapping[str, Mapping[str, str]]
    signs: Mapping[str, tuple[TableForm, ...]]
    captions: tuple[re.Pattern[str], ...] = ()
    block_headers: frozenset[str] = frozenset()
    repeating: tuple[TableForm, ...] = field(default=())

    def fold(self, text: str) -> str:
        """Fold a wording as the locale of the form does."""
        return self.locale.fold(text)

    def row_of(self, label: str, table: TableForm | None = None) -> NamedRow | None:
        """Return the row that a label names exactly, with or without its numbering or what stands before it.

        Where several tables have such a row, it is that of `table`, else of the first. In an open table nothing but numbering
        may stand before it: other rows may end in the same words.
        """
        named = _rows_of(self, label)
        if len(named) > 1 and table is not None:
            return next((row for row in named if row[0] is table), named[0])
        return named[0] if named else None

    def is_piece_of_row(self, text: str) -> bool:
        """Tell whether words are the beginning of a row that lost its table: its label cut off, or its figures behind it."""
        words = _FIGURES.sub("", self.fold(text))
        return len(words) >= _SHORTEST_PIECE and _begins_label(self, words)

    def is_caption(self, words: str) -> bool:
        """Tell whether a cell's fold is the caption of a block (第二十条第（一）项)."""
        return any(pattern.match(words) for pattern in self.captions)

    def table_by_header(self, words: Iterable[str], place: GridPlace) -> TableForm | None:
        """Return the table to which most header words of a printed row belong, None where there are none.

        Among tables of equal shape the one counts whose title stands above, else that of the section in which the row is printed.
        """
        votes: dict[str, int] = {}
        for word in words:
            for table in self.signs.get(word, ()):
                votes[table.id] = votes.get(table.id, 0) + 1
        if not votes:
            return None
        most = max(votes.values())
        tables = [self.form.table(name) for name, count in votes.items() if count == most]
        titled = [table for table in tables if len(tables) > 1 and self.fold(table.title) in place.caption]
        here = (table for table in tables if table.section == place.section)
        return titled[0] if len(titled) == 1 else next(here, tables[0])


@lru_cache(maxsize=8192)
def _rows_of(labels: FormLabels, label: str) -> tuple[NamedRow, ...]:
    """Return the rows that a label names; one in letters of an alphabet is not known by its end: Subtotal is no Total."""
    rows, words = labels.rows, labels.locale.fold(label)
    if words in rows:
        return rows[words]
    bare = labels.locale.fold_label(label)
    if bare in rows and (rows[bare][0][0].open or is_alphabetic(bare)):
        return rows[bare]
    ends = (k for k in rows if len(k) > _SHORTEST_UNNUMBERED and words.endswith(k) and not is_alphabetic(k))
    end = next((k for k in ends if not rows[k][0][0].open), None)
    return rows[end] if end else ()


@lru_cache(maxsize=8192)
def _begins_label(labels: FormLabels, words: str) -> bool:
    closed = (label for label, named in labels.rows.items() if not named[0][0].open)
    spanning = (labels.fold(label) for table in labels.form.tables for label in table.spanning)
    return any(label.startswith(words) for label in (*closed, *spanning))


@lru_cache(maxsize=64)
def labels_of(form: Form, locale: Locale) -> FormLabels:
    """Index the words of a form."""
    rows: dict[str, dict[str, NamedRow]] = {}
    columns: dict[str, dict[str, str]] = {}
    signs: dict[str, list[TableForm]] = {}
    for table in form.tables:
        columns[table.id] = column_wordings(tuple(table.columns.values()), locale)
        groups = table.rows.values() if table.layout is TableLayout.LINE else ()
        words = [*_signs(table), *(word for row in groups for word in (row.label, row.group) if word)]
        for word in dict.fromkeys(map(locale.fold, words)):
            signs.setdefault(word, []).append(table)
        for row in _labelled_rows(table):
            for words_of_row in wordings(row, locale):
                rows.setdefault(words_of_row, {})[table.id] = (table, row)
    return FormLabels(
        form, locale, {words: tuple(named.values()) for words, named in rows.items()}, columns,
        {word: tuple(tables) for word, tables in signs.items()},
        tuple(re.compile(pattern) for table in form.tables for pattern in table.captions),
        frozenset(locale.fold(word) for table in form.tables for word in table.block_headers),
        tuple(table for table in form.tables if any(row.repeats for row in table.rows.values())),
    )  # fmt: skip


def _labelled_rows(table: TableForm) -> list[RowForm]:
    """List the rows that their labels tell: those that stand in lines, but for a row that repeats."""
    return [row for row in table.rows.values() if table.layout is not TableLayout.LINE and not row.repeats]


def _signs(table: TableForm) -> Iterable[str]:
    """Yield the words by which a table is known; the headers of its columns where the form names no others."""
    return table.signs or [word for column in table.columns.values() for word in (column.label, *column.also)]


def wordings(row: RowForm, locale: Locale) -> Iterable[str]:
    """Yield the folds by which a row is known, with and without its group and its numbering."""
    for label in (row.label, *row.also, *row.known):
        words = locale.fold(label)
        if not words:
            continue
        yield words
        if row.group:
            yield locale.fold(row.group) + words
        bare = locale.fold_label(label)
        if len(bare) >= _SHORTEST_UNNUMBERED:
            yield bare


@lru_cache(maxsize=256)
def column_wordings(columns: tuple[ColumnForm, ...], locale: Locale) -> dict[str, str]:
    """Return the folds by which columns are known, with their ids."""
    return {locale.fold(word): column.id for column in columns for word in (column.label, *column.also)}


@lru_cache(maxsize=256)
def shared_labels(columns: tuple[ColumnForm, ...], locale: Locale) -> dict[str, list[ColumnForm]]:
    """Return the columns known by each label that several of them bear, under different groups."""
    labelled: dict[str, list[ColumnForm]] = {}
    for column in columns:
        labelled.setdefault(locale.fold(column.label), []).append(column)
    return {words: own for words, own in labelled.items() if len(own) > 1}


def match_columns(
    printed: Sequence[str], columns: Sequence[ColumnForm], locale: Locale, above: Sequence[Container[str]] = ()
) -> list[str | None]:
    """Name the column of each printed header: by its words, by likeness, or as the only one left between known ones.

    `above` holds the folds of the headers above each: they tell columns apart that bear one label under different groups.
    """
    shared = shared_labels(tuple(columns), locale)
    wordings = {words: name for words, name in column_wordings(tuple(columns), locale).items() if words not in shared}
    found = [wordings.get(locale.fold(text)) for text in printed]
    for words, own in shared.items():
        places = [i for i, text in enumerate(printed) if locale.fold(text) == words]
        found = _under_groups(found, places, own, [above[i] for i in places] if above else [], locale)
    for i, text in enumerate(printed):
        if found[i] is None:
            left = [known for known, column in wordings.items() if column not in found]
            words = locale.fold(text)
            if _holds_several(words, wordings):
                continue
            alike = most_similar(words, left, ALIKE_IN_LETTERS if is_alphabetic(words) else ALIKE_COLUMN)
            found[i] = wordings[alike] if alike else None
    open_ids = [column.id for column in columns if column.id not in found]
    if found.count(None) == 1 and len(open_ids) == 1 and len(printed) == len(columns) > 1:
        place = found.index(None)
        found[place] = open_ids[0] if columns[place].id == open_ids[0] else None
    return found


def _holds_several(words: str, wordings: Mapping[str, str]) -> bool:
    """Tell whether a header holds the words of several columns, whose wall was not seen: it is that of none of them."""
    held = [known for known in wordings if len(known) >= _SHORTEST_UNNUMBERED and known in words]
    apart = [known for known in held if not any(known != other and known in other for other in held)]
    return len({wordings[known] for known in apart}) > 1


def _under_groups(
    found: list[str | None], places: Sequence[int], own: Sequence[ColumnForm], above: Sequence[Container[str]], locale: Locale
) -> list[str | None]:  # fmt: skip
    """Name the columns that share a label by the groups above them, else in their order where all are printed."""
    named = [next((c.id for c in own if c.group and locale.fold(c.group) in words), None) for words in above]
    if None in named or len(set(named)) < len(places):
        named = [column.id for column in own] if len(places) == len(own) else [None] * len(places)
    named_at = dict(zip(places, named, strict=True))
    return [named_at.get(i, column) for i, column in enumerate(found)]
