"""A document bound to a form: what the report says, and where the reading is in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from gouji.errors import NotApplicable, NotChecked
from gouji.model.claim import Claim
from gouji.model.document import NOWHERE, Document, Location
from gouji.model.form import Form
from gouji.model.locale import Locale
from gouji.model.prose import Prose, TextLine
from gouji.model.table import Figure, Table
from gouji.model.text import Text

if TYPE_CHECKING:
    import pandas as pd


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
