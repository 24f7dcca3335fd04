"""Rows on disk: written report by report, read back in the order in which reports are listed."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator

from gouji_plugins.writers.shared.ranking import Order
from gouji_plugins.writers.shared.rows import Value

Line = tuple[Value, ...]


class Spool:
    """The rows of one sheet; in memory stays where those of each report begin."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed when the workbook is written
        self._parts: list[tuple[Order, int]] = []
        self.count = 0

    def add(self, order: Order, rows: Iterable[Line]) -> None:
        """Put a report's rows at the end."""
        held = list(rows)
        if held:
            self._parts.append((order, self._file.tell()))
            pickle.dump(held, self._file, pickle.HIGHEST_PROTOCOL)
            self.count += len(held)

    def __iter__(self) -> Iterator[Line]:
        """Yield the rows, the reports in order."""
        for _, place in sorted(self._parts):
            self._file.seek(place)
            yield from pickle.load(self._file)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
