"""What a claim may mean in a table: sums of cells, written `new_received.total + carried_in.total`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from itertools import product
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo

from gouji import Figure, KnownNames, State, Table, TableForm

_TERM = re.compile(r"([+-]?)([a-z_]+\*?)\.([a-z_]+)")


_TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Term:
    """Cells of one column, added or subtracted; a row ending in * stands for all rows that begin so."""

    sign: int
    row: str
    column: str

    def rows(self, table: Table) -> tuple[str, ...]:
        """List the rows of the form that it means."""
        return _rows_of(table.form, self.row)


@dataclass(frozen=True)
class Sum:
    """A sum of cells: blank totals stand for what their rows add up to; `complete` says that no cell is missing or unread."""

    table: Table
    written: str
    value: Decimal
    figures: tuple[Figure, ...]
    complete: bool

    def equals(self, value: Decimal | None) -> bool:
        """Tell whether a number is this sum, by the printed totals or by the parts of their rows."""
        return value == self.value or value == self._added

    @cached_property
    def _added(self) -> Decimal:
        terms = parse(self.written)
        return sum(
            (term.sign * _added(self.table, row, term.column) for term in terms for row in term.rows(self.table)),
            Decimal(0),
        )

    @property
    def label(self) -> str:
        """Its cells as the table prints them."""
        return _label(self.table, self.written)


@lru_cache(maxsize=1024)
def _rows_of(form: TableForm, written: str) -> tuple[str, ...]:
    if written.endswith("*"):
        return tuple(row for row in form.rows if row.startswith(written[:-1]))
    return (written,) if written in form.rows else ()


@cache
def parse(written: str) -> tuple[Term, ...]:
    """Parse a reading; ValueError where it is none."""
    words = written.replace(" ", "")
    terms = tuple(Term(-1 if sign == "-" else 1, row, column) for sign, row, column in _TERM.findall(words))
    if not terms or "".join(match[0] for match in _TERM.finditer(words)) != words:
        raise ValueError(f"not a sum of cells such as new_received.total + carried_in.total: {written}")
    return terms


@cache
def crossing(part: str, whole: str) -> str | None:
    """Write the reading of a part within a whole: the columns of one in the rows of the other; None where both name the same."""
    own, wide = parse(part), parse(whole)
    columns = [any(term.column != _TOTAL for term in terms) for terms in (own, wide)]
    if columns[0] == columns[1]:
        return None
    rows, applicants = (wide, own) if columns[0] else (own, wide)
    terms = [(row.sign * one.sign, row.row, one.column) for row in rows for one in applicants]
    return " ".join(f"{'-' if sign < 0 else '+'} {row}.{column}" for sign, row, column in terms).removeprefix("+ ")


def _is_sum(written: str, info: ValidationInfo) -> str:
    """Refuse what is no sum of cells, or of cells that the rule's forms do not have."""
    known = KnownNames.of(info)
    table = info.data.get("table", "")
    where = f" in table {table}" if table else ""
    for term in parse(written) if written else ():
        if known and not term.row.endswith("*"):
            known.require("row", term.row, known.rows(table), where)
        if known:
            known.require("column", term.column, known.columns(table), where)
    return written


CellSum = Annotated[str, AfterValidator(_is_sum)]
"""A sum of cells of the table that the same model names before it, as a parameter of a rule."""


def summed(table: Table, written: str) -> Sum | None:
    """Add up a reading's cells; None where the table prints none of them."""
    value, figures, complete = Decimal(0), [], True
    for term in parse(written):
        for row in term.rows(table):
            one, used, whole = _cell(table, row, term.column)
            value += term.sign * one
            figures += used
            complete = complete and whole
    return Sum(table, written, value, tuple(figures), complete) if figures else None


def together(table: Table, readings: Iterable[Sequence[str]]) -> list[Sum]:
    """Return what several subjects may mean together: one reading of each, added."""
    written = [" + ".join(chosen) for chosen in product(*readings)]
    return [one for choice in written if (one := summed(table, choice))]


def _cell(table: Table, row: str, column: str) -> tuple[Decimal, list[Figure], bool]:
    """Read one cell, and for a blank total what its row adds up to; False for one that is missing or unread."""
    figure = table.figure(row, column)
    if figure is None:
        return Decimal(0), [], _stood_in_for(table, row, column)
    if figure.value is not None:
        return figure.value, [figure], True
    parts = [part for part in _parts(table, row, column) if part.value]
    return _added(table, row, column), [figure, *parts], figure.state is not State.TEXT


def _added(table: Table, row: str, column: str) -> Decimal:
    """Add up the parts of a total; another cell is its own sum."""
    figure = table.figure(row, column)
    own = [figure] if figure and not table.form.columns[column].total else []
    return sum((part.value for part in (*own, *_parts(table, row, column)) if part.value is not None), Decimal(0))


def _parts(table: Table, row: str, column: str) -> list[Figure]:
    if not table.form.columns[column].total:
        return []
    columns = [other.id for other in table.form.block_of_row[row].columns if not other.total]
    return [figure for other in columns if (figure := table.figure(row, other))]


def _stood_in_for(table: Table, row: str, column: str) -> bool:
    """Tell whether a row that is not printed need not be, or has another in its place."""
    if table.form.rows[row].accepted_for:
        return True
    return any(row in other.accepted_for and table.figure(other.id, column) for other in table.form.rows.values())


def _label(table: Table, written: str) -> str:
    """Name the cells: rows that share a column before it, a row that loses some of its own columns once."""
    terms = parse(written)
    columns = [table.form.columns[term.column].label for term in terms]
    if len(set(columns)) == 1:
        return "".join(_linked(term, first=not n) + _rows(table, term) for n, term in enumerate(terms)) + columns[0]
    label, last = "", ""
    for term, column in zip(terms, columns, strict=True):
        rows = _rows(table, term)
        label += _linked(term, first=not label) + (rows if rows != last else "") + column
        last = rows
    return label


def _linked(term: Term, *, first: bool) -> str:
    return "减" if term.sign < 0 else "" if first else "加"


def _rows(table: Table, term: Term) -> str:
    rows = [table.form.rows[row] for row in term.rows(table)]
    groups = list(dict.fromkeys(row.group for row in rows if row.group))
    if len(rows) > 1 and len(groups) == 1:
        return f"“{groups[0]}”各项"
    return "、".join(f"“{row.full_label}”" for row in rows)
