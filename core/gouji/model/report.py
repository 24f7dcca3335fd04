"""A document bound to a form: what the report says, and where the reading is in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gouji.errors import NotApplicable, NotChecked
from gouji.model.claim import Claim
from gouji.model.document import NOWHERE, Document, Location
from gouji.model.form import Form, TableForm
from gouji.model.locale import Locale, State
from gouji.model.prose import Prose, TextLine
from gouji.model.text import Text

if TYPE_CHECKING:
    import pandas as pd


_EMPTY = frozenset((State.BLANK, State.DASH))
_NAMED_ROWS = 3


class Figure(NamedTuple):
    """One cell of a prescribed table.

    `value` is the number read, None for blank, dash and words without a number. `unit` is what the cell prints
    after the number. `confidence` runs from 0 to 1; a figure with a `doubt` never supports a `fail`.

    >>> figure = report.table("requests").figure("new_received", "total")
    >>> figure, figure.value, figure.state.value, figure.doubt
    (Figure(requests.new_received.total, '5'), Decimal('5'), 'number', None)
    """

    table: str
    row: str
    column: str
    raw: str
    value: Decimal | None
    state: State
    at: Location = NOWHERE
    confidence: float = 1.0
    unit: str = ""
    doubt: Text | None = None

    def __repr__(self) -> str:
        doubted = ", in doubt" if self.doubt else ""
        return f"Figure({self.table}.{self.row}.{self.column}, {self.raw!r}{doubted})"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the reading could not decide, and the cell or table concerned.

    >>> [doubt.table for doubt in report.doubts]
    []
    """

    message: Text
    table: str | None = None
    row: str | None = None
    column: str | None = None
    at: Location = NOWHERE


@dataclass(frozen=True)
class Section:
    """A top-level section as printed; `id` is None for one that the form does not know.

    `numeral` is the printed number (一), `heading` the words after it, `lines` the paragraphs, tables left out.

    >>> section = report.section("overview")
    >>> section.id, section.text
    ('overview', '今年收到申请5件。')
    """

    id: str | None
    numeral: str
    heading: str
    lines: tuple[TextLine, ...] = ()
    at: Location = NOWHERE
    as_printed: str = ""

    def __repr__(self) -> str:
        return f"Section({self.id!r}, {self.printed!r}, {len(self.lines)} lines)"

    @property
    def printed(self) -> str:
        """The heading with its number, where it has one."""
        return self.as_printed or " ".join(filter(None, (self.numeral, self.heading)))

    @cached_property
    def prose(self) -> Prose:
        """The prose of the section as one text."""
        return Prose.of(self.lines)

    @property
    def text(self) -> str:
        """The prose of the section, a line for each paragraph."""
        return self.prose.text


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """A row or column label as printed; `id` is None where the form has no such row or column.

    `doubt` says that the row may be another one; with a `confidence` below 1 its words may have been misread.

    >>> report.table("requests").rows[0].id
    'new_received'
    """

    id: str | None
    label: str
    at: Location = NOWHERE
    doubt: Text | None = None
    confidence: float = 1.0


@dataclass(frozen=True)
class Table:
    """A prescribed table as printed: its figures by (row, column) and its labels in printed order.

    `headers` holds the printed column headers of each block of the form, empty where none is printed. In a table printed
    on one line their ids are written `row.column`. `repeated` holds the cells printed twice with different values, both ways:
    the figure itself is then in doubt.

    >>> table = report.table("requests")
    >>> table, table.figure("new_received", "total").raw
    (Table('requests', 175 figures), '5')
    >>> table.figure("new_recieved", "total")
    Traceback (most recent call last):
        ...
    LookupError: no row "new_recieved" in table requests; did you mean "new_received"?
    """

    form: TableForm
    figures: Mapping[tuple[str, str], Figure]
    rows: tuple[PrintedLabel, ...] = ()
    headers: tuple[tuple[PrintedLabel, ...], ...] = ()
    at: Location = NOWHERE
    repeated: tuple[tuple[Figure, Figure], ...] = ()

    def __repr__(self) -> str:
        return f"Table({self.id!r}, {len(self.figures)} figures)"

    @property
    def id(self) -> str:
        """The table's id in the form."""
        return self.form.id

    def figure(self, row: str, column: str) -> Figure | None:
        """Return a figure, None where the table prints no such row or column; LookupError where the name of one is misspelt."""
        found = self.figures.get((row, column))
        if found is None:
            self.form.refuse_misspelt(row, column)
        return found

    def names_of(self, figures: Iterable[Figure], most: int) -> Text:
        """Name cells by row and column: rows with the same columns together, at most so many of these groups."""
        columns: dict[str, list[str]] = {}
        for figure in figures:
            columns.setdefault(figure.row, []).append(figure.column)
        rows: dict[tuple[str, ...], list[str]] = {}
        for row, own in columns.items():
            rows.setdefault(tuple(own), []).append(row)
        groups = [(own, self._columns_of(own[0], names)) for names, own in list(rows.items())[:most]]
        named = [(self._rows_of(own), columns) for own, columns in groups]
        zh = [f"{rows.zh}（{columns.zh}）" for rows, columns in named]
        en = [f"{rows.en} ({columns.en})" for rows, columns in named]
        left = len(rows) > most
        return Text("、".join(zh) + ("等" if left else ""), "; ".join(en) + (" and others" if left else ""))

    def _rows_of(self, rows: Sequence[str]) -> Text:
        """Name rows, of many the first only: nobody reads a wall of names."""
        shown = [self.form.rows[row].name for row in rows[: _NAMED_ROWS if len(rows) > _NAMED_ROWS + 1 else None]]
        more = Text(f"等 {len(rows)} 行", f" and others, {len(rows)} rows") if len(shown) < len(rows) else Text("", "")
        return Text(
            "".join(f"“{name.zh}”" for name in shown) + more.zh, ", ".join(f"“{name.en}”" for name in shown) + more.en
        )

    def _columns_of(self, row: str, columns: Sequence[str]) -> Text:
        if 1 < len(columns) == len(self.form.block_of_row[row].columns):
            return Text(f"全部 {len(columns)} 列", f"all {len(columns)} columns")
        names = [self.form.column(row, column).name for column in columns]
        return Text("、".join(name.zh for name in names), ", ".join(name.en for name in names))

    @cached_property
    def amounts(self) -> Mapping[tuple[str, str], Decimal]:
        """The numbers other than 0, by (row, column)."""
        return {cell: figure.value for cell, figure in self.figures.items() if figure.value}

    @cached_property
    def empty(self) -> frozenset[tuple[str, str]]:
        """The cells, by (row, column), that are blank or dashed."""
        return frozenset([cell for cell, figure in self.figures.items() if figure.state in _EMPTY])

    @cached_property
    def unread(self) -> frozenset[tuple[str, str]]:
        """The cells, by (row, column), in doubt or with words in which no number was read."""
        return frozenset(
            [
                cell
                for cell, figure in self.figures.items()
                if figure.doubt is not None or (figure.value is None and figure.state is State.TEXT)
            ]
        )

    @cached_property
    def open_totals(self) -> Mapping[tuple[str, str], Decimal]:
        """What each total left blank or dashed should be, by (row, column), where its parts are not all 0.

        A cell that is total of its row and of its column takes the sum of its row.
        """
        missing = self.empty & self.form.totals
        return {cell: total for cell in self.figures if cell in missing and (total := self._total(*cell))}

    def _total(self, row: str, column: str) -> Decimal:
        total = Decimal(0)
        if self.form.column(row, column).total:
            total = self._sum([(row, c.id) for c in self.form.columns.values() if not c.total])
        if self.form.rows[row].total and not total:
            total = self._sum([(r, column) for r in self.form.outcomes])
        return total

    def _sum(self, cells: Iterable[tuple[str, str]]) -> Decimal:
        amounts = self.amounts
        return sum([amounts[cell] for cell in cells if cell in amounts], Decimal(0))


@dataclass(frozen=True)
class Report:
    """A report as read: who, for which year, what it says and what is doubtful.

    `agency` is the name as the report gives it, `year` the year reported on, `published` the date on which it was
    published (page, metadata or signature; see `published_as`, the raw words), None where none is stated. `pack` is the pack
    whose reports it belongs to, `words` the vocabulary of prose that its locale made of the pack's.

    >>> report.year, report.form.id
    (2021, 'gid-2021')
    >>> int(report.frame("requests").loc["new_received", "total"])
    5
    >>> report.section("overveiw")
    Traceback (most recent call last):
        ...
    LookupError: no section "overveiw"; did you mean "overview"?
    """

    document: Document
    form: Form
    locale: Locale
    agency: str
    year: int | None
    title: str
    published: date | None = None
    published_as: TextLine | None = None
    preamble: tuple[TextLine, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    title_at: Location = NOWHERE
    words: object = None
    pack: str = ""

    def __repr__(self) -> str:
        return f"Report({self.agency!r}, {self.year}, {self.form.id!r}, {len(self.doubts)} doubts)"

    def section(self, section_id: str) -> Section:
        """Return a section.

        Raises NotApplicable where it is missing (that it must exist is a rule of its own), NotChecked where it may only not
        have been read, and LookupError where the id is misspelt.
        """
        found = next((section for section in self.sections if section.id == section_id), None)
        if found is None:
            self.form.refuse_misspelt("section", section_id)
            if self.document.doubts or not self.sections:
                raise NotChecked(Text("这一部分没有读到", "the section was not read"))
            raise NotApplicable(Text("没有这一部分", "there is no such section"))
        return found

    def table(self, table_id: str) -> Table:
        """Return a table.

        Raises NotApplicable where it is missing (that it must exist is a rule of its own), NotChecked where it may only not
        have been read, and LookupError where the id is misspelt.
        """
        if table_id not in self.tables:
            self.form.refuse_misspelt("table", table_id)
            if self.is_unread(table_id):
                raise NotChecked(Text("表格没有读到", "the table was not read"))
            raise NotApplicable(Text("没有这张表", "there is no such table"))
        return self.tables[table_id]

    def assure_read(self, tables: Iterable[str] = ()) -> None:
        """Raise NotChecked, naming them, where tables may be printed but were not read; without ids all of the form count.

        A check over several tables calls it last: what it found before stands, and is no pass.
        """
        wanted = tuple(tables)
        unread = [t for t in self.form.tables if (not wanted or t.id in wanted) and self.is_unread(t.id)]
        if unread:
            zh, en = "、".join(table.title for table in unread), ", ".join(table.name.en for table in unread)
            raise NotChecked(Text(f"没有读到：{zh}", f"not read: {en}"))

    def is_unread(self, table_id: str) -> bool:
        """Tell whether a table that was not found may be there all the same: its words are, or the reader has doubts."""
        if table_id in self.tables:
            return False
        lost = any(doubt.table == table_id and doubt.row is doubt.column is None for doubt in self.doubts)
        return lost or bool(self.document.doubts) or self.document.pictures > 0

    @property
    def figures(self) -> Iterator[Figure]:
        """All figures, in the order of the form's tables."""
        for table in self.tables.values():
            yield from table.figures.values()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The numbers that the prose states, read when a rule first asks for them."""
        return tuple(self.locale.read_prose(self, self.words)) if self.words else ()

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """All prose, the preamble first."""
        return self.prose.lines

    @cached_property
    def prose(self) -> Prose:
        """All prose as one text, the preamble first."""
        return Prose.of((*self.preamble, *(line for section in self.sections for line in section.lines)))

    @cached_property
    def former_names(self) -> tuple[str, ...]:
        """The full names that the agency says it bore before; none where others may bear its name."""
        agency = self.locale.agency(self.agency)
        known = bool(self.agency) and not self.locale.identity(agency).startswith("?")
        return tuple(dict.fromkeys(self.locale.former_names(self.lines, agency))) if known else ()

    @cached_property
    def titled_prose(self) -> Prose:
        """The title with all prose under it."""
        title = (TextLine(self.title, self.title_at),) if self.title else ()
        return Prose.of((*title, *self.lines))

    def frame(self, table_id: str) -> pd.DataFrame:
        """Return a table's values as numbers (Float64), rows × columns of the form; <NA> where no number stands.

        Exact decimals are those of `table`. Raises as `table` does.
        """
        from gouji.model.frames import frame_of

        table = self.table(table_id)
        return frame_of(
            list(table.form.rows), list(table.form.columns),
            lambda row, column: f.value if (f := table.figure(row, column)) else None,
        )  # fmt: skip
