"""A table of a checked report: its cells and labels as columns, by the ids of its form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from itertools import islice, product, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from gouji.model.columns import Data, column, places_data, places_of, spread, text_data, text_of
from gouji.model.document import NOWHERE, Location
from gouji.model.form import TableForm
from gouji.model.locale import State
from gouji.model.table import Figure, PrintedLabel, Table

if TYPE_CHECKING:
    import pandas as pd

Cell = tuple[str, str]

_FIGURE = partial(tuple.__new__, Figure)
_LETTERS = {state: state.value[0] for state in State}
_STATES = {letter: state for state, letter in _LETTERS.items()}
_NUMBERS = (State.NUMBER, State.ZERO)
_NUMBERED = "".join(_LETTERS[state] for state in _NUMBERS)


@dataclass(frozen=True)
class CheckedTable:
    """A table as read: `data` holds its columns as the schema `gouji.checked/1` describes them.

    Figures and labels are made when they are asked for. Of a figure's place page, box and line are kept, of a label none.

    >>> run.reports[0].tables["review"]
    CheckedTable('review', 15 cells)
    """

    id: str
    data: Data

    def __repr__(self) -> str:
        return f"CheckedTable({self.id!r}, {len(self.cells)} cells)"

    @classmethod
    def of(cls, table: Table) -> CheckedTable:
        """Take what a bound table holds, without its form."""
        return cls.made(table.id, table.figures, (table.rows, *table.headers), table.at, table.repeated)

    @classmethod
    def made(
        cls, name: str, figures: Mapping[Cell, Figure], labels: Sequence[Sequence[PrintedLabel]], at: Location,
        repeated: Sequence[tuple[Figure, Figure]],
    ) -> CheckedTable:  # fmt: skip
        """Make a table of figures by (row, column), the labels of its rows and of each header, and cells printed twice."""
        data = _cells_data(list(figures))
        data["figures"] = _figures_data(list(figures.values()))
        data["labels"] = _labels_data(labels)
        data["at"] = places_data([at])
        if repeated:
            pairs = [figure for pair in repeated for figure in pair]
            data["repeated"] = {"cells": [[f.row, f.column] for f in pairs], "figures": _figures_data(pairs)}
        return cls(name, data)

    @property
    def count(self) -> int:
        """How many figures it has."""
        return len(self.data["figures"].get("raw", ()))

    @cached_property
    def figures(self) -> Mapping[Cell, Figure]:
        """The figures by (row, column), as printed."""
        return dict(zip(self.cells, _figures_of(self.id, self.cells, self.data["figures"]), strict=True))

    def figure(self, row: str, column: str) -> Figure | None:
        """Return one figure without making the others nor its place, None where there is no such cell."""
        cell = row, column
        if cell not in self._made:
            self._made[cell] = self._figure(row, column)
        return self._made[cell]

    @cached_property
    def _made(self) -> dict[Cell, Figure | None]:
        """The figures that were asked for one by one."""
        return {}

    def _figure(self, row: str, column: str) -> Figure | None:
        number = self._numbers.get((row, column))
        if number is None:
            return None
        if "figures" in self.__dict__:
            return self.figures[row, column]
        data, told = self.data["figures"], str(number)
        raw, letter = data["raw"][number], data["state"][number]
        value = data["value"][told] if told in data.get("value", ()) else raw if letter in _NUMBERED else None
        confidence, unit = data.get("confidence", 1.0), data.get("unit", "")
        doubt = text_of(data["doubt"].get(told)) if "doubt" in data else None
        return _FIGURE((
            self.id, row, column, raw, None if value is None else _number(value), _STATES[letter], NOWHERE,
            confidence[number] if isinstance(confidence, list) else confidence,
            unit[number] if isinstance(unit, list) else unit, doubt,
        ))  # fmt: skip

    def whole(self, row: str, column: str) -> int | None:
        """Return a number that is printed in plain digits, None where that is not so: then `figure` tells more."""
        return self._wholes.get((row, column))

    @cached_property
    def _wholes(self) -> Mapping[Cell, int]:
        """The numbers that are printed in plain digits."""
        data = self.data["figures"]
        odd = frozenset(map(int, data.get("value", ())))
        printed = zip(self._numbers.items(), data.get("raw", ()), data.get("state", ""), strict=True)
        return {
            cell: int(raw)
            for (cell, number), raw, letter in printed
            if letter in _NUMBERED and raw.isdecimal() and raw.isascii() and number not in odd
        }

    @cached_property
    def _numbers(self) -> Mapping[Cell, int]:
        """The cells' numbers."""
        data = self.data
        cells = tuple(data["cells"]) if "cells" in data else None
        return _numbers_of(tuple(data["rows"]), tuple(data["columns"]), cells)

    @cached_property
    def amounts(self) -> Mapping[Cell, str]:
        """The cells that print a number other than 0, as printed."""
        data, number = self.data["figures"], _LETTERS[State.NUMBER]
        printed = zip(self._numbers, data.get("raw", ()), data.get("state", ""), strict=True)
        return {cell: raw for cell, raw, letter in printed if letter == number}

    def frame(self) -> pd.DataFrame:
        """Return the values as numbers, rows × columns as read; <NA> where no number stands, types as in `Report.frame`."""
        from gouji.model.frames import frame_of

        figures = self.figures
        rows, columns = (list(dict.fromkeys(cell[part] for cell in figures)) for part in (0, 1))
        return frame_of(rows, columns, lambda row, column: f.value if (f := figures.get((row, column))) else None)

    @cached_property
    def cells(self) -> list[Cell]:
        """The cells that it has, by (row, column)."""
        cells = list(product(self.data["rows"], self.data["columns"]))
        return [cells[number] for number in self.data["cells"]] if "cells" in self.data else cells

    @cached_property
    def labels(self) -> Sequence[tuple[PrintedLabel, ...]]:
        """The printed labels of the rows, then those of each header."""
        data = self.data["labels"]
        doubts = map(text_of, data["doubt"]) if "doubt" in data else repeat(None, len(data["id"]))
        labels = map(PrintedLabel, data["id"], data["label"], repeat(Location()), doubts)
        return [tuple(islice(labels, length)) for length in data["counts"]]

    @property
    def at(self) -> Location:
        """Where it stands."""
        return places_of(self.data["at"], 1)[0]

    @property
    def repeated(self) -> tuple[tuple[Figure, Figure], ...]:
        """The cells printed twice with different values, both ways."""
        if "repeated" not in self.data:
            return ()
        cells = [(row, name) for row, name in self.data["repeated"]["cells"]]
        figures = iter(_figures_of(self.id, cells, self.data["repeated"]["figures"]))
        return tuple(zip(figures, figures, strict=True))

    def bound(self, form: TableForm) -> Table:
        """Return the table as rules see it, with its form."""
        rows, *headers = self.labels
        return Table(form, self.figures, rows, tuple(headers), self.at, self.repeated)


@lru_cache(maxsize=256)
def _numbers_of(rows: tuple[str, ...], columns: tuple[str, ...], cells: tuple[int, ...] | None) -> Mapping[Cell, int]:
    """Return the numbers of a table's cells; most tables of a form have the same."""
    whole = list(product(rows, columns))
    return {cell: number for number, cell in enumerate(whole if cells is None else [whole[each] for each in cells])}


def _cells_data(cells: Sequence[Cell]) -> Data:
    """Return rows and columns; the cells of a full table are not listed, since they are its rows × its columns."""
    rows, columns = (list(dict.fromkeys(map(itemgetter(part), cells))) for part in (0, 1))
    data: Data = {"rows": rows, "columns": columns}
    if len(cells) != len(rows) * len(columns) or cells != list(product(rows, columns)):
        row_number, column_number = ({name: at for at, name in enumerate(names)} for names in (rows, columns))
        data["cells"] = [row_number[cell[0]] * len(columns) + column_number[cell[1]] for cell in cells]
    return data


def _figures_data(figures: Sequence[Figure]) -> Data:
    if not figures:
        return {}
    _, _, _, raws, values, states, places, confidences, units, doubts = zip(*figures, strict=True)
    data: Data = {
        "raw": list(raws),
        "state": "".join([_LETTERS[state] for state in states]),
        "at": places_data(places, in_grid=False),
    }
    if odd := _odd_values(raws, values, states):
        data["value"] = odd
    if confidences.count(1.0) < len(figures):
        data["confidence"] = column(confidences)
    if any(units):
        data["unit"] = column(units)
    if doubts.count(None) < len(figures):
        data["doubt"] = {str(number): text_data(doubt) for number, doubt in enumerate(doubts) if doubt}
    return data


def _odd_values(raws: Sequence[str], values: Sequence[Decimal | None], states: Sequence[State]) -> Data:
    """Return the values, by their numbers, that are not the number as it is printed."""
    return {
        str(number): None if value is None else str(value)
        for number, (raw, value, state) in enumerate(zip(raws, values, states, strict=True))
        if (value is not None or state in _NUMBERS) and (state not in _NUMBERS or str(value) != raw)
    }


def _values(data: Data) -> list[Decimal | None]:
    odd = data.get("value", {})
    letters = data["state"]
    if odd:
        letters = "".join(" " if str(number) in odd else letter for number, letter in enumerate(letters))
    values = [_number(raw) if letter in _NUMBERED else None for raw, letter in zip(data["raw"], letters, strict=True)]
    for number, told in odd.items():
        values[int(number)] = None if told is None else Decimal(told)
    return values


_number = lru_cache(maxsize=4096)(Decimal)
"""Reads a number; few different ones stand in most tables."""


def _figures_of(table: str, cells: Sequence[Cell], data: Data) -> Iterable[Figure]:
    if not cells:
        return []
    count = len(cells)
    rows, columns = zip(*cells, strict=True)
    doubts: list[Any] = [None] * count
    for number, doubt in data.get("doubt", {}).items():
        doubts[int(number)] = text_of(doubt)
    parts = zip(
        repeat(table, count), rows, columns, data["raw"], _values(data),
        map(_STATES.__getitem__, data["state"]), places_of(data["at"], count),
        spread(data.get("confidence", 1.0), count), spread(data.get("unit", ""), count), doubts, strict=True,
    )  # fmt: skip
    return map(_FIGURE, parts)


def _labels_data(lists: Sequence[Sequence[PrintedLabel]]) -> Data:
    """Return several lists of labels as one, with their lengths."""
    labels = [label for each in lists for label in each]
    data: Data = {
        "counts": [len(each) for each in lists],
        "id": [label.id for label in labels],
        "label": [label.label for label in labels],
    }
    if any(label.doubt for label in labels):
        data["doubt"] = [text_data(label.doubt) for label in labels]
    return data
