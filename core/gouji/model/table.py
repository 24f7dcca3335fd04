"""A prescribed table as printed: its figures, its labels, and what of it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from gouji.model.document import NOWHERE, Location
from gouji.model.form import TableForm
from gouji.model.locale import State
from gouji.model.text import Text

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
