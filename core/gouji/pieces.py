"""What is made of each report for all of them together: the cache keeps it, so that the next run makes only what has become another."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256

from gouji.grounds import Grounds
from gouji.model.checked import CheckedReport
from gouji.model.run import Run
from gouji.model.score import Scorecard
from gouji.model.totals import Counted, Survey
from gouji.store import StoredReports

_QUICK = 1
"""Level of compression: most of what is kept is written once and read once."""

Make = Callable[[CheckedReport, Scorecard], str]
"""Makes of a report and its score what follows from these, from what is said of it across reports, and from decisions on it."""


class Pieces:
    """The pieces of one kind, by the number of the report that each is made of."""

    def __init__(self, run: Run, kind: str, make: Make) -> None:
        self._run, self._make, self._grounds = run, make, Grounds(run)
        self._reports = run.reports if isinstance(run.reports, StoredReports) else None
        self._kind = kind.encode()

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self._run.reports)))

    def __getitem__(self, number: int) -> str:
        mark = self._grounds.of(number)
        if mark is None or self._reports is None:
            return self._made(number)
        key = sha256(mark + self._kind).digest()
        kept = self._reports.recall(key)
        if kept is not None:
            return zlib.decompress(kept).decode("utf-8", "surrogatepass")
        made = self._made(number)
        self._reports.remember(key, zlib.compress(made.encode("utf-8", "surrogatepass"), _QUICK), "piece")
        return made

    def _made(self, number: int) -> str:
        checked = self._run.reports[number]
        return self._make(checked, self._run.score(checked))

    def keep(self) -> None:
        """Make sure that the next run finds them."""
        if self._reports is not None:
            self._reports.settle()


def counted(run: Run) -> Run:
    """Return a run with its reports counted, as far as they changed since they last were."""

    def count(checked: CheckedReport, card: Scorecard) -> str:
        return json.dumps(Counted.of(checked, card, run.left(checked.results, checked.year)).data)

    pieces = Pieces(run, "counted", count)
    made = run.surveyed(Survey.of((Counted.read(json.loads(piece)) for piece in pieces), run.whose))
    pieces.keep()
    return made
