"""The figures of all reports of a run as columns, for those who calculate with them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gouji.model.brief import Brief, brief_at
from gouji.model.checked import CheckedReport, Status
from gouji.model.form import Form
from gouji.nearest import unknown

if TYPE_CHECKING:
    import pandas as pd

ABOUT = ("source", "agency", "year", "form")
TIDY = (*ABOUT, "table", "row", "column", "raw", "value", "state", "doubted")
Cell = tuple[str, str]


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
        for brief in self.briefs():
            if table in brief.tables:
                wide.add(brief, table)
        return wide.frame()

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


class Wide:
    """Columns that grow report by report; numbers are kept as such, not as objects.

    >>> wide = Wide([("new_received", "total")])
    >>> wide.add(Brief.of(run.reports[0]), "requests"); len(wide)
    1
    """

    def __init__(self, cells: Sequence[Cell], repeating: bool = False) -> None:
        self._cells, self._repeating = cells, repeating
        self._about: list[tuple[Any, ...]] = []
        self._values: list[array[float]] = [array("d") for _ in cells]
        self._marks: list[array[int]] = [array("b") for _ in cells]
        self._states: list[list[str | None]] = [[] for _ in cells]

    def __len__(self) -> int:
        return len(self._about)

    def add(self, brief: Brief, table_id: str) -> None:
        """Take a report's table."""
        table = brief.tables[table_id]
        about = (brief.source, brief.agency.name, brief.year, brief.form)
        for row in dict.fromkeys(cell[0] for cell in table.cells) if self._repeating else [""]:
            self._about.append((*about, row))
            for number, (own, column) in enumerate(self._cells):
                figure = table.figure(row or own, column)
                value = None if figure is None else figure.value
                self._values[number].append(float("nan") if value is None else float(value))
                self._marks[number].append(-1 if figure is None else figure.doubt is not None)
                self._states[number].append(None if figure is None else figure.state.value)

    def columns(self) -> dict[str, Any]:
        """Return the columns by name, as pandas arrays or lists."""
        import numpy as np
        import pandas as pd

        *about, rows = zip(*self._about, strict=True) if self._about else ((),) * (len(ABOUT) + 1)
        data: dict[str, Any] = dict(zip(ABOUT, map(list, about), strict=True))
        data["year"] = pd.array(data["year"], dtype="Int64")
        if self._repeating:
            data["row"] = list(rows)
        for number, (row, column) in enumerate(self._cells):
            name = f"{row}.{column}" if row else column
            marks = np.asarray(self._marks[number], dtype=np.int8)
            values = np.asarray(self._values[number])
            data[name] = pd.arrays.FloatingArray(np.nan_to_num(values), np.isnan(values))
            data[f"{name}.state"] = pd.array(self._states[number], dtype="string")
            data[f"{name}.doubted"] = pd.arrays.BooleanArray(marks > 0, marks < 0)
        return data

    def frame(self) -> pd.DataFrame:
        """Return all as a frame."""
        import pandas as pd

        return pd.DataFrame(self.columns())
