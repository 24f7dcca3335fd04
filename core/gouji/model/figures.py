"""The figures of all reports of a run as columns, for those who calculate with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gouji.model.brief import Brief, brief_at
from gouji.model.checked import CheckedReport, Status
from gouji.model.form import Form
from gouji.model.wide import ABOUT, Cell, Chunk, Wide
from gouji.nearest import unknown

if TYPE_CHECKING:
    import pandas as pd

TIDY = (*ABOUT, "table", "row", "column", "raw", "value", "state", "doubted")
CHUNK = 10_000
"""Reports whose figures are kept together, a column for each cell of a table."""


@dataclass(frozen=True)
class Figures:
    """The figures of a run, fetched report by report; the ids are those of its forms.

    `run.figures.table("requests", rows=["new_received"], columns=["total"])` has a row for each report; `run.figures.tidy()` one for
    each figure.

    >>> frame = run.figures.table("requests", rows=["new_received"], columns=["total"])
    >>> [name for name in frame.columns if name.startswith("new_received")]
    ['new_received.total', 'new_received.total.state', 'new_received.total.doubted']
    >>> int(frame["new_received.total"][0])
    5
    """

    reports: Sequence[CheckedReport]
    forms: Mapping[tuple[str | None, str], Form]

    def __repr__(self) -> str:
        return f"Figures({len(self.reports)} reports)"

    def table(self, table: str, rows: Sequence[str] = (), columns: Sequence[str] = ()) -> pd.DataFrame:
        """Return cells of a table as columns, those of all forms where neither rows nor columns are given.

        A row for each report holds source, agency, year and form, then for each cell its value (`new_received.total`), its state
        (`….state`) and whether its reading is in doubt (`….doubted`), <NA> where the report has no such cell. Where rows repeat, there is
        one for each report and row, named in `row`. Raises ValueError for a name that no form has.
        """
        cells = self.cells_of(table, rows, columns)
        wide = Wide(cells, table in self.repeating)
        for start in range(0, len(self.reports), CHUNK):
            wide.join(self._chunk(table, cells, range(start, min(start + CHUNK, len(self.reports)))))
        return wide.frame()

    def _chunk(self, table: str, cells: Sequence[Cell], numbers: Sequence[int]) -> Wide:
        """Return cells of some reports as columns, kept ones where their reports are the same as when they were made."""
        repeats, chunk = table in self.repeating, Chunk.of(self.reports, numbers, table, self.cells_of(table))
        kept = chunk.recalled(cells, repeats) if chunk else None
        if kept is not None:
            return kept
        every = self.cells_of(table) if chunk else cells
        wide = Wide(every, repeats)
        for number in numbers:
            brief = brief_at(self.reports, number)
            if brief.status is Status.CHECKED and table in brief.tables:
                wide.add(brief, table)
        if chunk:
            chunk.remember(wide)
        return wide.only(cells)

    def tidy(self) -> pd.DataFrame:
        """Return all figures, one a row."""
        import pandas as pd

        data: dict[str, list[Any]] = {name: [] for name in TIDY}
        for brief in self.briefs():
            for row in tidy_rows(brief):
                for name, value in zip(TIDY, row, strict=True):
                    data[name].append(value)
        columns: dict[str, Any] = dict(data)
        columns["year"], columns["value"] = (
            pd.array(data["year"], dtype="Int64"),
            pd.array(data["value"], dtype="Float64"),
        )
        return pd.DataFrame(columns)

    def briefs(self) -> Iterator[Brief]:
        """Yield the reports that were checked, with their figures alone."""
        briefs = (brief_at(self.reports, number) for number in range(len(self.reports)))
        return (brief for brief in briefs if brief.status is Status.CHECKED)

    @cached_property
    def repeating(self) -> frozenset[str]:
        """The tables in which rows repeat."""
        tables = (table for form in self.forms.values() for table in form.tables)
        return frozenset(table.id for table in tables if any(row.repeats for row in table.rows.values()))

    def cells_of(self, table: str, rows: Sequence[str] = (), columns: Sequence[str] = ()) -> list[Cell]:
        """Return the cells of a table by (row, column), those of all forms in their order; with `row` empty where rows repeat."""
        forms = [each for form in self.forms.values() for each in form.tables if each.id == table]
        if not forms:
            known = {each.id for form in self.forms.values() for each in form.tables}
            raise ValueError(unknown("table", table, known))
        _require("row", rows, [row for form in forms for row in form.rows])
        _require("column", columns, [column for form in forms for column in form.columns])
        if table in self.repeating:
            return [
                ("", column)
                for column in dict.fromkeys(c for form in forms for c in form.columns)
                if not columns or column in columns
            ]
        cells = dict.fromkeys(cell for form in forms for cell in form.cells)
        return [
            (row, column) for row, column in cells if (not rows or row in rows) and (not columns or column in columns)
        ]


def _require(what: str, names: Iterable[str], held: Sequence[str]) -> None:
    for name in names:
        if name not in held:
            raise ValueError(unknown(what, name, held))


def tidy_rows(brief: Brief) -> Iterator[tuple[Any, ...]]:
    """Yield a report's figures in the order of TIDY."""
    about = (brief.source, brief.agency.name, brief.year, brief.form)
    for table in brief.tables.values():
        for figure in map(table.figure, *zip(*table.cells, strict=True)) if table.cells else ():
            if figure is not None:
                value = None if figure.value is None else float(figure.value)
                doubted = figure.doubt is not None
                yield (*about, figure.table, figure.row, figure.column, figure.raw, value, figure.state.value, doubted)
