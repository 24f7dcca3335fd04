"""The prescribed form: which sections, tables, rows and columns a report of a year must have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from gouji.model.text import Text
from gouji.nearest import misspelt

DERIVED = {"derived": True}
"""Marks a field that no file states."""


class TableLayout(StrEnum):
    """How a table is printed.

    >>> report.form.table("review").layout.value
    'line'
    """

    ROWS = "rows"
    """Labelled rows under one header."""
    BLOCKS = "blocks"
    """Captioned blocks, each with a header and labelled rows of its own."""
    LINE = "line"
    """All rows side by side on one line, each under a header of its own."""


class Measure(StrEnum):
    """What a column counts.

    >>> report.form.table("active_disclosure").columns["amount"].measure.value
    'amount'
    """

    COUNT = "count"
    CHANGE = "change"
    AMOUNT = "amount"
    UNIT = "unit"
    """Words that name the unit of the row: read over, never a figure."""


@dataclass(frozen=True)
class SectionForm:
    """A prescribed section: `heading` as the template prints it, `also` what counts as right too.

    `signs` are patterns that tell a heading that is worded otherwise; where one heading holds signs of several sections, the
    last of the form counts. Those of `in_place` tell it only under the section's own number. `heading_en` is the heading in
    English, like `label_en` and `title_en` of rows, columns, tables and forms: how messages in English call them.

    >>> report.form.section("overview").numeral
    '一'
    """

    id: str
    numeral: str
    heading: str
    also: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    in_place: tuple[str, ...] = ()
    heading_en: str = ""

    @property
    def name(self) -> Text:
        """What the section is called in messages."""
        return Text(self.heading, self.heading_en or self.heading)

    @property
    def wordings(self) -> tuple[str, ...]:
        """All right wordings, the longest first."""
        return tuple(sorted((self.heading, *self.also), key=len, reverse=True))


@dataclass(frozen=True, eq=False)
class ColumnForm:
    """A prescribed column; `group` is the header above it (`group_en` in English), `unit` the printed unit, if any.

    An `optional` column may be left out.

    >>> column = report.form.table("requests").columns["total"]
    >>> column.name.zh, column.total, column.measure.value
    ('总计', True, 'count')
    """

    id: str
    label: str
    also: tuple[str, ...] = ()
    group: str = ""
    measure: Measure = Measure.COUNT
    unit: str = ""
    total: bool = False
    optional: bool = False
    label_en: str = ""
    group_en: str = ""

    @property
    def name(self) -> Text:
        """What the column is called in messages."""
        return Text(self.label, self.label_en or self.label)


@dataclass(frozen=True, eq=False)
class RowForm:
    """A prescribed row; `group` is the label cell before it (`group_en` in English), `accepted_for` the rows that it stands in for.

    `also` holds wordings that are right too, `known` those by which the row is recognised though they are not right.
    `level` is the label column in which the template prints the label, from 0. A row that `repeats` stands for as many rows as a
    report prints, one for each component of an agency: whatever label no other row has names one.

    >>> report.form.table("requests").rows["total_processed"].total
    True
    """

    id: str
    label: str
    also: tuple[str, ...] = ()
    group: str = ""
    level: int = 0
    total: bool = False
    accepted_for: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    repeats: bool = False
    label_en: str = ""
    group_en: str = ""

    @property
    def name(self) -> Text:
        """What the row is called in messages, with its group."""
        return Text(self.full_label, self.label_en or self.full_label)

    @property
    def full_label(self) -> str:
        """The label with its group, as a person would cite the row."""
        return f"{self.group}{self.label}" if self.group else self.label


@dataclass(frozen=True, eq=False)
class BlockForm:
    """Rows that share one header, under a caption where the form prints one (`caption_en` in English).

    >>> report.form.table("requests").block_of_row["granted"]
    BlockForm('', 26 rows, 7 columns)
    """

    rows: tuple[RowForm, ...]
    columns: tuple[ColumnForm, ...]
    caption: str = ""
    caption_en: str = ""

    def __repr__(self) -> str:
        return f"BlockForm({self.caption!r}, {len(self.rows)} rows, {len(self.columns)} columns)"


@dataclass(frozen=True, eq=False)
class TableForm:
    """A prescribed table; `sums` names groups of rows or columns for the equations of rules.

    `signs` are wordings of headers or labels by which the table is recognised where its own rows do not decide;
    `label_columns` is the number of columns that labels take up before the first figure, `spanning` the labels in them that
    stand beside several rows and name none. An `open` table has variants: rows
    may be left out or added, and labels are matched by their words alone, not by likeness or place. `other_forms` holds the
    words by which the table of another form is known, by that form's id. `captions` are patterns of the captions over blocks,
    `block_headers` the words that head the labels of each block. `others` are the same table in other forms of the pack.

    >>> table = report.form.table("requests")
    >>> table, table.section, len(table.totals)
    (TableForm('requests', 26 rows, 7 columns), 'requests', 32)
    """

    id: str
    title: str
    section: str
    layout: TableLayout
    blocks: tuple[BlockForm, ...]
    sums: dict[str, tuple[str, ...]] = field(default_factory=dict)
    signs: tuple[str, ...] = ()
    label_columns: int = 1
    spanning: tuple[str, ...] = ()
    open: bool = False
    other_forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    captions: tuple[str, ...] = ()
    block_headers: tuple[str, ...] = ()
    title_en: str = ""
    others: tuple[TableForm, ...] = field(default=(), repr=False, metadata=DERIVED)

    def __repr__(self) -> str:
        return f"TableForm({self.id!r}, {len(self.rows)} rows, {len(self.columns)} columns)"

    @property
    def name(self) -> Text:
        """What the table is called in messages."""
        return Text(self.title, self.title_en or self.title)

    @cached_property
    def rows(self) -> dict[str, RowForm]:
        """All rows by id, in the order of the form."""
        return {row.id: row for block in self.blocks for row in block.rows}

    @cached_property
    def required_rows(self) -> tuple[RowForm, ...]:
        """The rows that a report must print: all but those that stand in for others or repeat, none of an open table."""
        return tuple(row for row in self.rows.values() if not (self.open or row.accepted_for or row.repeats))

    @cached_property
    def columns(self) -> dict[str, ColumnForm]:
        """All columns by id, in the order of the form; an id that recurs in several blocks stands once."""
        return {column.id: column for block in self.blocks for column in block.columns}

    @cached_property
    def block_of_row(self) -> dict[str, BlockForm]:
        """The block in which each row stands, by row id."""
        return {row.id: block for block in self.blocks for row in block.rows}

    @cached_property
    def cells(self) -> dict[tuple[str, str], ColumnForm]:
        """The column of every cell that the form has, by (row id, column id)."""
        return {(row, column.id): column for row, block in self.block_of_row.items() for column in block.columns}

    @cached_property
    def totals(self) -> frozenset[tuple[str, str]]:
        """The cells, by (row id, column id), that are total of their row or of their column."""
        return frozenset(cell for cell, column in self.cells.items() if column.total or self.rows[cell[0]].total)

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """The rows that total rows add up: those that the sums name."""
        named = {name for members in self.sums.values() for name in members}
        return tuple(row for row in self.rows if row in named)

    def column(self, row: str, column: str) -> ColumnForm:
        """Return a column as it stands in the block of a row; KeyError where the block has none."""
        return self.cells[row, column]

    def refuse_misspelt(self, row: str, column: str) -> None:
        """Raise LookupError, with the right one, where a row or column is nearly that of this table, and no form has it so."""
        for what, name, known in zip(("row", "column"), (row.partition("[")[0], column), self._known, strict=True):
            if problem := misspelt(what, name, known, f" in table {self.id}"):
                raise LookupError(problem)

    @cached_property
    def _known(self) -> tuple[frozenset[str], frozenset[str]]:
        """The rows and columns that it has in any form of the pack."""
        tables = (self, *self.others)
        return frozenset().union(*(t.rows for t in tables)), frozenset().union(*(t.columns for t in tables))


@dataclass(frozen=True, eq=False)
class Form:
    """A prescribed form and the years that it is in force for, both inclusive, `last_year` None if open.

    A form is equal to itself alone, so that what is derived from it can be kept with it. `others` are those of its pack.

    >>> report.form, report.form.covers(2023)
    (Form('gid-2021', 6 sections, 3 tables), True)
    """

    id: str
    title: str
    first_year: int
    last_year: int | None
    sections: tuple[SectionForm, ...]
    tables: tuple[TableForm, ...]
    title_en: str = ""
    others: tuple[Form, ...] = field(default=(), repr=False, metadata=DERIVED)

    def __repr__(self) -> str:
        return f"Form({self.id!r}, {len(self.sections)} sections, {len(self.tables)} tables)"

    @property
    def name(self) -> Text:
        """What the form is called in messages."""
        return Text(self.title, self.title_en or self.title)

    def covers(self, year: int) -> bool:
        """Tell whether reports on that year follow this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def table(self, table_id: str) -> TableForm:
        """Return a table by id; KeyError where the form has none."""
        return next(table for table in self.tables if table.id == table_id)

    def section(self, section_id: str) -> SectionForm:
        """Return a section by id; KeyError where the form has none."""
        return next(section for section in self.sections if section.id == section_id)

    def refuse_misspelt(self, what: str, name: str) -> None:
        """Raise LookupError, with the right one, where a `section` or `table` is nearly one of this form's, and no form has it so."""
        known = {each.id for form in (self, *self.others) for each in getattr(form, f"{what}s")}
        if problem := misspelt(what, name, known):
            raise LookupError(problem)

    def beside(self, others: Iterable[Form]) -> Form:
        """Return the form as it stands in a pack with others."""
        others = tuple(form for form in others if form is not self)
        tables = tuple(
            replace(table, others=tuple(own for form in others for own in form.tables if own.id == table.id))
            for table in self.tables
        )
        return replace(self, tables=tables, others=others)
