"""A report in brief: what rules across reports see of it, without its prose and its results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache, reduce
from itertools import chain
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from gouji.errors import NotApplicable, NotChecked
from gouji.model.checked import CheckedAgency, CheckedReport, Status
from gouji.model.checked_table import CheckedTable
from gouji.model.clauses import Clause, Marks, clauses, mark_of
from gouji.model.finding import Evidence, Place
from gouji.model.form import Form
from gouji.model.locale import Locale
from gouji.model.prose import TextLine
from gouji.model.report import Section
from gouji.model.result import Outcome
from gouji.model.table import Figure
from gouji.model.text import Text

if TYPE_CHECKING:
    import pandas as pd

_NO_TABLE = Text("没有这张表", "there is no such table")
_UNREAD_TABLE = Text("表格没有读到", "the table was not read")


Held = tuple[Mapping[str, CheckedTable], Mapping[str, str]]
"""A report's tables by their ids, and the clauses of its sections as `Marks` writes them."""


Told = tuple[tuple[TextLine, ...], tuple[Section, ...]]
"""A report's preamble and its sections."""


def _nothing() -> Held:
    return {}, {}


def _silence() -> Told:
    return (), ()


def _unmarked() -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class Brief:
    """A checked report with its figures alone, which is quick to fetch; `whole` fetches the rest when it is asked for.

    `unread` are tables that may be printed but were not read, `*` where anything may be; `doubt` is what the reader doubts about the
    file as a whole; `breached` are the ids of the rules that failed for it; `found` are its findings, each by its rule and its fingerprint;
    `prescribed` is the form that it follows.

    >>> Brief.of(run.reports[0]).table("requests").figure("new_received", "total").value
    Decimal('5')
    """

    source: str
    sha256: str
    status: Status
    pack: str | None = None
    form: str | None = None
    agency: CheckedAgency = field(default_factory=CheckedAgency)
    year: int | None = None
    published: date | None = None
    unread: frozenset[str] = frozenset()
    doubt: Text | None = None
    breached: frozenset[str] = frozenset()
    found: tuple[tuple[str, str], ...] = ()
    held: Callable[[], Held] = field(default=_nothing, compare=False, repr=False)
    told: Callable[[], Told] = field(default=_silence, compare=False, repr=False)
    kept: Callable[[], Mapping[str, str]] = field(default=_unmarked, compare=False, repr=False)
    fetch: Callable[[], CheckedReport] | None = field(default=None, compare=False, repr=False)
    prescribed: Form | None = field(default=None, compare=False, repr=False)
    locale: Locale | None = field(default=None, compare=False, repr=False)

    def __repr__(self) -> str:
        return f"Brief({self.source!r}, {self.agency.name!r}, {self.year}, {self.form})"

    @classmethod
    def of(cls, checked: CheckedReport) -> Brief:
        """Take from a checked report what rules across reports see of it."""
        lost = [doubt.table or "*" for doubt in checked.doubts if doubt.row is doubt.column is None]
        return cls(
            checked.source, checked.sha256, checked.status, checked.pack, checked.form, checked.agency, checked.year,
            checked.published, frozenset(lost),
            next((doubt.message for doubt in checked.doubts if doubt.table is None), None),
            frozenset(result.rule for result in checked.results if result.outcome is Outcome.FAIL),
            tuple((result.rule, finding.fingerprint) for result in checked.results for finding in result.findings),
            lambda: (checked.tables, checked.marks), lambda: (checked.preamble, checked.sections),
            lambda: checked.taken, lambda: checked,
        )  # fmt: skip

    def within(self, form: Form | None, locale: Locale | None) -> Brief:
        """Return the report with the form that it follows and the language that it is written in."""
        made = object.__new__(Brief)
        vars(made).update(vars(self), prescribed=form, locale=locale)
        return made

    @property
    def alone(self) -> Brief:
        """The report without what is fetched: whose it is and what became of it, for whom many are kept."""
        return replace(self, held=_nothing, told=_silence, kept=_unmarked, fetch=None)

    @cached_property
    def _held(self) -> Held:
        return self.held()

    @cached_property
    def _told(self) -> Told:
        return self.told()

    @cached_property
    def taken(self) -> Mapping[str, str]:
        """What rules over all reports took of it when it was checked, by their ids."""
        return self.kept()

    @property
    def preamble(self) -> tuple[TextLine, ...]:
        """Its prose before the first section."""
        return self._told[0]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Its sections with their prose."""
        return self._told[1]

    @property
    def lines(self) -> Iterator[TextLine]:
        """All prose, the preamble first."""
        return chain(self.preamble, *(section.lines for section in self.sections))

    @cached_property
    def tables(self) -> Mapping[str, CheckedTable]:
        """Its tables by their ids."""
        return self._held[0]

    @property
    def amounts(self) -> Mapping[str, Mapping[tuple[str, str], str]]:
        """The figures other than 0 by table, as printed: what files of one report have in common, whatever their format."""
        return {name: table.amounts for name, table in self.tables.items()}

    @property
    def written_marks(self) -> Mapping[str, str]:
        """The clauses of its sections by their ids, as `Marks` writes them."""
        return self._held[1]

    @cached_property
    def whole(self) -> CheckedReport:
        """The checked report with everything that it holds."""
        if self.fetch is None:
            raise NotChecked(Text("报告全文不在手边", "the whole report is not at hand"))
        return self.fetch()

    def table(self, table_id: str) -> CheckedTable:
        """Return a table; raises NotApplicable where the report has none, NotChecked where it may only not have been read."""
        if table_id in self.tables:
            return self.tables[table_id]
        if self.prescribed:
            self.prescribed.refuse_misspelt("table", table_id)
        if self.unread & {table_id, "*"}:
            raise NotChecked(_UNREAD_TABLE)
        raise NotApplicable(_NO_TABLE)

    def figure(self, table_id: str, row: str, column: str) -> Figure | None:
        """Return a figure, None where the table prints no such row or column; raises as `table` and `Table.figure` do."""
        found = self.table(table_id).figure(row, column)
        if found is None and self.prescribed:
            self.prescribed.table(table_id).refuse_misspelt(row, column)
        return found

    def name_of(self, figure: Figure) -> Text:
        """Name a figure by the labels of its row and column, as a person would cite it."""
        table = self.prescribed.table(figure.table) if self.prescribed else None
        if table is None or (figure.row, figure.column) not in table.cells:
            return Text.of(f"{figure.row}.{figure.column}")
        row, column = table.rows[figure.row].name, table.column(figure.row, figure.column).name
        return Text(f"“{row.zh}”（{column.zh}）", f"“{row.en}” ({column.en})")

    def frame(self, table_id: str) -> pd.DataFrame:
        """Return a table's values as numbers, rows × columns as read; <NA> where no number stands, types as in `Report.frame`."""
        return self.table(table_id).frame()

    def marks(self, sections: Sequence[str] = ()) -> Marks:
        """Return the clauses of sections, without ids of all, as marks by which equal ones are found in other reports."""
        wanted = tuple(sections)
        if wanted not in self._marks:
            found = [written for name, written in self.written_marks.items() if not wanted or name in wanted]
            self._marks[wanted] = reduce(Marks.joined, map(Marks.read, found), Marks())
        return self._marks[wanted]

    @cached_property
    def _marks(self) -> dict[tuple[str, ...], Marks]:
        """The clauses of sections that were asked for."""
        return {}

    def clauses(self, sections: Sequence[str] = ()) -> Iterator[Clause]:
        """Yield the clauses with their places."""
        found = [section for section in self.sections if section.id in (sections or self.written_marks)]
        return clauses((line for section in found for line in section.lines), self.mask)

    def marks_of(self, said: tuple[str, ...]) -> frozenset[int]:
        """Return the marks of clauses given as words."""
        return _marks_of(said, self.agency.name, _Itself(self.locale))

    def mask(self, text: str) -> str:
        """Return text without years and the agency's names, with # for other numbers."""
        return _masked(text, self.agency.name, self.locale)

    def cite(self, place: Place) -> Evidence:
        """Take a figure, a line or a section of this report as evidence that names it."""
        if isinstance(place, Figure):
            printed = self.whole.tables[place.table].figures.get((place.row, place.column), place)
            return Evidence.of(printed)._replace(source=self.source)
        return Evidence.of(place)._replace(source=self.source)


def _masked(text: str, agency: str, locale: Locale | None) -> str:
    return locale.mask(text, locale.agency(agency)) if locale else text


class _Itself:
    """A locale as part of a key: equal to itself alone, whatever it is made of."""

    def __init__(self, locale: Locale | None) -> None:
        self.locale = locale

    def __hash__(self) -> int:
        return id(self.locale)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.locale is self.locale


@lru_cache(maxsize=64)
def _marks_of(said: tuple[str, ...], agency: str, itself: _Itself) -> frozenset[int]:
    """Return the marks of clauses; the rules ask for those of the same ones again and again."""
    return frozenset(mark_of(clause, lambda text: _masked(text, agency, itself.locale)) for clause in said)


@runtime_checkable
class HoldsBriefs(Protocol):
    """Reports of which the figures are fetched without the rest."""

    def brief(self, number: int) -> Brief:
        """Return a report in brief."""


def brief_at(reports: Sequence[CheckedReport], number: int) -> Brief:
    """Return a report of a sequence in brief."""
    return reports.brief(number) if isinstance(reports, HoldsBriefs) else Brief.of(reports[number])
