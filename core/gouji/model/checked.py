"""A checked report as it leaves the process that made it: ids, numbers, words and boxes, no function, no form, no rule, no score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from gouji.errors import NotApplicable
from gouji.model.checked_table import CheckedTable
from gouji.model.document import NOWHERE, Location
from gouji.model.form import Form
from gouji.model.prose import TextLine
from gouji.model.report import Doubt, Section
from gouji.model.result import Result
from gouji.model.table import Figure, Table
from gouji.model.text import Text

if TYPE_CHECKING:
    import pandas as pd


class Status(StrEnum):
    """What became of a file.

    >>> run.reports[0].status.value
    'checked'
    """

    CHECKED = "checked"
    ATTACHMENT = "attachment"
    """The page only announces the report, which is attached to it."""
    UNREADABLE = "unreadable"
    NOT_A_REPORT = "not_a_report"


class CheckedAgency(NamedTuple):
    """Who reports: the name as the report gives it, and what it tells, in the words of the report's locale.

    `levels` holds more than one level where the name does not decide, `place` is empty where the name tells none. `key` is what
    all spellings of the name have in common; it begins with `?` where other agencies may bear the same name. `former` are the keys
    of names that the report says it bore before, `before` is the name where that is one.

    >>> run.reports[0].agency.name
    '示例市样例局'
    """

    name: str = ""
    kind: str = ""
    levels: tuple[str, ...] = ()
    place: str = ""
    key: str = ""
    former: tuple[str, ...] = ()
    before: str = ""

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> CheckedAgency:
        """Return what `_asdict` gave."""
        former = tuple(data.get("former", ()))
        return cls(
            data["name"],
            data["kind"],
            tuple(data["levels"]),
            data["place"],
            data["key"],
            former,
            data.get("before", ""),
        )


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """One file of the run: what was read and how each rule ended, or the reason why it was not checked.

    `slug` names its page. `pack` and `form` are ids. `turned` says by how many quarters pages were turned for reading.

    >>> checked = run.reports[0]
    >>> checked.status.value, checked.form, len(checked.results)
    ('checked', 'gid-2021', 2)
    >>> int(checked.frame("requests").loc["new_received", "total"])
    5
    """

    source: str
    sha256: str
    status: Status
    slug: str
    reason: Text | None = None
    pack: str | None = None
    form: str | None = None
    agency: CheckedAgency = field(default_factory=CheckedAgency)
    year: int | None = None
    title: str = ""
    title_at: Location = NOWHERE
    published: date | None = None
    reader: str = ""
    pages: int | None = None
    turned: Mapping[int, int] = field(default_factory=dict)
    preamble: tuple[TextLine, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: Mapping[str, CheckedTable] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    results: tuple[Result, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    """The clauses of its sections by their ids, as `Marks` writes them."""
    taken: Mapping[str, str] = field(default_factory=dict)
    """What rules over all reports take of it, by their ids."""
    address: str = ""
    """Where it was published, as the page or whoever saved it says; empty where nothing does."""
    traceback: str = ""
    """Where a reader broke on the file."""

    def __repr__(self) -> str:
        return f"CheckedReport({self.source!r}, {self.status.value}, {self.form}, {len(self.results)} results)"

    @property
    def figures(self) -> Sequence[Figure]:
        """All figures, table by table."""
        return [figure for table in self.tables.values() for figure in table.figures.values()]

    def bound_tables(self, form: Form | None) -> dict[str, Table]:
        """Return the tables as rules see them, in the order of the form; none where the form is not at hand."""
        known = form.tables if form else ()
        return {table.id: self.tables[table.id].bound(table) for table in known if table.id in self.tables}

    def frame(self, table_id: str) -> pd.DataFrame:
        """Return a table's values as numbers, rows × columns as read; <NA> where no number stands, types as in `Report.frame`.

        Raises NotApplicable where the report has no such table.
        """
        if table_id not in self.tables:
            raise NotApplicable(f"no table {table_id}")
        return self.tables[table_id].frame()
