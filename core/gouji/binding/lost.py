"""What is printed but was not read as a table: words of a table that stand outside the tables that were read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from string import ascii_letters, digits

from gouji.model.document import Block, Grid
from gouji.model.form import Form, TableForm, TableLayout
from gouji.model.locale import Locale
from gouji.model.prose import TextLine
from gouji.model.report import Doubt, Section
from gouji.model.table import Table
from gouji.model.text import Text

_LOST_LABELS = 4
_SHORTEST_LABEL = 4
_MARKS = frozenset(digits + ascii_letters)
_WORD = re.compile(r"\w+")


def lost_tables(blocks: Sequence[Block], form: Form, tables: Mapping[str, Table], locale: Locale) -> Iterator[Doubt]:
    """Doubt tables that are printed, but whose layout was lost or is another than the form's.

    Their words stand in a grid, or in lines of nothing but their words and figures, however these are broken; sentences
    that mention them do not count.
    """
    missing = [table for table in form.tables if table.id not in tables]
    if not missing:
        return
    lines = [block.text for block in blocks if not isinstance(block, Grid)]
    grids = [block for block in blocks if isinstance(block, Grid)]
    of_grids = [{locale.fold(cell.text) for cell in grid.cells if cell.text} for grid in grids]
    for table in missing:
        words = [word for word in _signs(table) if locale.fold(word)]
        twins = [other for other in form.tables if other.id in tables and set(words) <= set(_signs(other))]
        cells = set().union(*of_grids) if _more_than(twins, words, of_grids, locale) else set()
        own = _atoms_of(table, locale)
        pool = set().union(*(atoms for line in lines if own.issuperset(atoms := _atoms(line, table, locale))))
        enough = min(_LOST_LABELS, len(words))
        printed = sum(any(locale.fold(word) in cell for cell in cells) for word in words)
        if (words and printed >= enough) or _bare_line(table, grids, locale):
            yield Doubt(_other_layout(table), table.id)
        elif words and sum(pool.issuperset(_atoms(word, table, locale)) for word in words) >= enough:
            yield Doubt(_no_layout(table), table.id)


def tables_left_out(
    sections: Sequence[Section], form: Form, tables: Mapping[str, Table], locale: Locale, embedded: Sequence[str] = ()
) -> Iterator[Doubt]:
    """Doubt tables in place of which their section says that they stand elsewhere, or that something is left out here.

    Any may stand in the pages and files that the document shows within itself.
    """
    for table in form.tables:
        lines = [line for section in sections if section.id == table.section for line in section.lines]
        said = next((line for line in lines if locale.left_out(line.text)), None)
        if table.section and table.id not in tables and said:
            yield Doubt(_elsewhere(table, " ".join(said.text.split())), table.id, at=said.at)
        elif table.id not in tables and embedded:
            yield Doubt(_embedded(table, embedded[0]), table.id)


def _elsewhere(table: TableForm, words: str) -> Text:
    return Text(
        f"{table.title}：此处只有“{words}”，表格不在文件中，数字未能读入",
        f"{table.name.en}: the file only says “{words}” here, so no figures were read",
    )


def _embedded(table: TableForm, name: str) -> Text:
    return Text(
        f"{table.title}：可能在页面内嵌的网页或文件（{name}）中，数字未能读入",
        f"{table.name.en}: it may stand in a page or file that is shown within this one ({name}), so no figures were read",
    )


def _more_than(twins: Sequence[TableForm], words: Sequence[str], grids: Sequence[set[str]], locale: Locale) -> bool:
    """Tell whether more grids print a table's words than there are tables of equal shape, which were read."""
    folds = list(map(locale.fold, words))
    return not twins or sum(sum(word in cells for word in folds) >= _LOST_LABELS for cells in grids) > len(twins)


def _signs(table: TableForm) -> Sequence[str]:
    """Return the words that show a table: those of a line, else the labels of rows, with the columns' where rows repeat."""
    if table.layout is TableLayout.LINE:
        return table.signs
    repeats = any(row.repeats for row in table.rows.values())
    labels = [row.label for row in table.rows.values() if not row.repeats]
    return [*labels, *(column.label for column in table.columns.values())] if repeats else labels


def words_of(table: TableForm) -> list[str]:
    """List all words that a table prints."""
    rows = [word for row in table.rows.values() for word in (row.label, *row.also, row.group)]
    columns = [word for column in table.columns.values() for word in (column.label, *column.also, column.group)]
    return [*table.signs, *rows, *columns]


@lru_cache(maxsize=64)
def _atoms_of(table: TableForm, locale: Locale) -> frozenset[str]:
    """Return the letters or words of all that a table prints, with digits and what markup is written in."""
    return _MARKS.union(*(_atoms(word, table, locale) for word in words_of(table)))


def _atoms(text: str, table: TableForm, locale: Locale) -> frozenset[str]:
    """Part words into what a broken line leaves whole: letters of a script without spaces, words where a table's are all Latin."""
    if not _is_latin(table):
        return frozenset(locale.fold(text))
    return frozenset(word for word in _WORD.findall(text.casefold()) if not word.isdecimal())


@lru_cache(maxsize=64)
def _is_latin(table: TableForm) -> bool:
    return all(word.isascii() for word in words_of(table))


def _bare_line(table: TableForm, grids: Iterable[Grid], locale: Locale) -> bool:
    """Tell whether a grid prints nothing but the figures of a table on one line."""
    if table.layout is not TableLayout.LINE:
        return False
    figures = len(table.cells)
    return any(len(grid.cells) == figures and all(locale.is_value(cell.text) for cell in grid.cells) for grid in grids)


def _other_layout(table: TableForm) -> Text:
    return Text(
        f"{table.title}：版式与规定不同，数字未能读入",
        f"{table.name.en}: it is laid out otherwise than the form, so no figures were read",
    )


def _no_layout(table: TableForm) -> Text:
    return Text(
        f"{table.title}：文字在，表格结构已丢失，数字未能读入",
        f"{table.name.en}: its words are there, but the layout is lost, so no figures were read",
    )


def lost_labels(sections: Sequence[Section], tables: Mapping[str, Table], locale: Locale) -> Iterator[Doubt]:
    """Doubt rows and columns that are missing from a table while a line of its words beside it prints their labels."""
    for table in tables.values():
        beside = [line for section in sections if section.id == table.form.section for line in section.lines]
        if beside:
            yield from _beside(table, beside, locale)


def _beside(table: Table, lines: Iterable[TextLine], locale: Locale) -> Iterator[Doubt]:
    own = _atoms_of(table.form, locale)
    beside = [locale.fold(line.text) for line in lines if own.issuperset(_atoms(line.text, table.form, locale))]
    printed = {row.id for row in table.rows}
    for row in table.form.required_rows:
        if row.id not in printed and any(locale.fold(row.label) in line for line in beside):
            yield Doubt(_lost(row.label), table.id, row.id)
    for block, header in zip(table.form.blocks, table.headers, strict=True):
        known = {(label.id or "").rpartition(".")[2] for label in header}
        for column in block.columns:
            words = locale.fold(column.label)
            if column.id not in known and len(words) >= _SHORTEST_LABEL and any(words in line for line in beside):
                yield Doubt(_lost(column.label), table.id, None, column.id)


def _lost(label: str) -> Text:
    return Text(
        f"“{label}”印在表格之外，表格结构可能已丢失",
        f"“{label}” is printed beside the table, whose layout may be lost",
    )
