"""Figures of many reports as columns that grow report by report, and where they are kept for the next run."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from gouji.model.brief import Brief
from gouji.model.locale import State

if TYPE_CHECKING:
    import pandas as pd

ABOUT = ("source", "agency", "year", "form")
Cell = tuple[str, str]
_STATES = tuple(State)
_CODES = {state: code for code, state in enumerate(_STATES)}
_NONE = -1
"""Stands for the state, and for the doubt, of a cell that a report does not have."""
_QUICK = 1
"""Level of compression: columns of small numbers shrink well at any."""


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
        self._states: list[array[int]] = [array("b") for _ in cells]

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
                self._marks[number].append(_NONE if figure is None else figure.doubt is not None)
                self._states[number].append(_NONE if figure is None else _CODES[figure.state])

    @property
    def data(self) -> tuple[list[tuple[Any, ...]], Mapping[Cell, bytes]]:
        """What the rows are about, and each column as bytes: values, doubts, states."""
        parts = zip(self._cells, self._values, self._marks, self._states, strict=True)
        columns = {cell: v.tobytes() + m.tobytes() + s.tobytes() for cell, v, m, s in parts}
        return self._about, columns

    @classmethod
    def read(
        cls, cells: Sequence[Cell], repeating: bool, about: list[tuple[Any, ...]], columns: Sequence[bytes]
    ) -> Wide:
        """Return columns of which `data` was taken."""
        wide, count = cls(cells, repeating), len(about)
        wide._about = about
        for number, column in enumerate(columns):
            wide._values[number].frombytes(column[: -2 * count or None])
            wide._marks[number].frombytes(column[len(column) - 2 * count : len(column) - count])
            wide._states[number].frombytes(column[len(column) - count :])
        return wide

    def only(self, cells: Sequence[Cell]) -> Wide:
        """Return some of the columns."""
        at, wide = [self._cells.index(cell) for cell in cells], Wide(cells, self._repeating)
        wide._about = self._about
        wide._values = [self._values[number] for number in at]
        wide._marks = [self._marks[number] for number in at]
        wide._states = [self._states[number] for number in at]
        return wide

    def join(self, other: Wide) -> None:
        """Take the rows of other reports, with the same columns."""
        self._about.extend(other._about)
        for number in range(len(self._cells)):
            self._values[number].extend(other._values[number])
            self._marks[number].extend(other._marks[number])
            self._states[number].extend(other._states[number])

    def columns(self) -> dict[str, Any]:
        """Return the columns by name, as pandas arrays or lists."""
        import numpy as np
        import pandas as pd

        names = np.array([*(state.value for state in _STATES), None], dtype=object)
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
            states = np.asarray(self._states[number], dtype=np.int8)
            data[f"{name}.state"] = pd.array(names[states], dtype="string")
            data[f"{name}.doubted"] = pd.arrays.BooleanArray(marks > 0, marks < 0)
        return data

    def frame(self) -> pd.DataFrame:
        """Return all as a frame."""
        import pandas as pd

        return pd.DataFrame(self.columns())


@runtime_checkable
class KeepsColumns(Protocol):
    """Reports beside which more can be kept for the next run."""

    def lasting_key(self, number: int) -> bytes | None:
        """Return what stands for a report, None where it may be another in the next run."""

    def recall(self, key: bytes) -> bytes | None:
        """Return what was kept under a key."""

    def remember(self, key: bytes, data: bytes, kind: str) -> None:
        """Keep something under a key."""

    def settle(self) -> None:
        """Make sure that what was to be kept is."""


@dataclass(frozen=True)
class Chunk:
    """The columns of a table over some reports, each kept by itself beside these."""

    reports: KeepsColumns
    mark: bytes

    @classmethod
    def of(cls, reports: object, numbers: Iterable[int], table: str, cells: Sequence[Cell]) -> Chunk | None:
        """Return what stands for reports and a table; None where nothing is kept beside them."""
        if not isinstance(reports, KeepsColumns):
            return None
        keys = [reports.lasting_key(number) for number in numbers]
        known = [key for key in keys if key is not None]
        if len(known) < len(keys):
            return None
        return cls(reports, sha256(b"".join((repr((table, cells)).encode(), *known))).digest())

    def _key(self, name: str) -> bytes:
        return sha256(self.mark + name.encode()).digest()

    def recalled(self, cells: Sequence[Cell], repeats: bool) -> Wide | None:
        """Return cells as columns, None where one of them is not kept."""
        about = self.reports.recall(self._key("about"))
        columns = [self.reports.recall(self._key(f"{row}.{column}")) for row, column in cells] if about else []
        known = [zlib.decompress(column) for column in columns if column is not None]
        if about is None or len(known) < len(cells):
            return None
        rows = json.loads(zlib.decompress(about).decode("utf-8", "surrogatepass"))
        return Wide.read(cells, repeats, [tuple(row) for row in rows], known)

    def remember(self, wide: Wide) -> None:
        """Keep all columns."""
        about, columns = wide.data
        written = json.dumps(about, ensure_ascii=False).encode("utf-8", "surrogatepass")
        self.reports.remember(self._key("about"), zlib.compress(written, _QUICK), "column")
        for (row, column), data in columns.items():
            self.reports.remember(self._key(f"{row}.{column}"), zlib.compress(data, _QUICK), "column")
        self.reports.settle()
