"""The results of rules across reports, by the report that each counts for."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from typing import Any, Self, overload

from gouji.model.finding import Finding
from gouji.model.result import Outcome, Result
from gouji.model.rule import Severity
from gouji.model.totals import Tally

_FOUND = (Outcome.FAIL, Outcome.REVIEW)
_NUMBERS = "I"
"""Type code of the arrays of numbers: four bytes each."""


Numbered = tuple[int, Result, tuple[str, ...]]
"""The number of the report that a result counts for, the result, and the sources that it looked at."""


class Batch(Sequence[Result]):
    """All results across reports, in the order of the reports that they count for, those that count for none last.

    Each names the sources that it looked at in `reports`, the one that it counts for first. Most results say the same of other
    reports: what they say is kept once, whom they concern once for each report, and a result is made of both when it is asked for.

    >>> years = run_of([report_of("gid-2021", year=year) for year in (2022, 2023)], ["gid/pending-continuity"])
    >>> [(result.reports[0], result.outcome.value) for result in years.batch]
    [('示例市样例局 2022', 'not_checked'), ('示例市样例局 2023', 'pass')]
    """

    def __init__(self, results: Iterable[Result] = ()) -> None:
        self._said: list[Result] = []
        self._whom: list[tuple[str, ...]] = []
        self._pairs = array(_NUMBERS)
        self._last_whom: tuple[int, bytes] | None = None
        self._take((result, result.reports) for result in results)

    def _take(self, results: Iterable[tuple[Result, tuple[str, ...]]]) -> None:
        known: dict[tuple[object, ...], int] = {}
        groups: dict[tuple[str, ...], int] = {}
        names: dict[str, str] = {}
        for result, about in results:
            whom = groups.get(about)
            if whom is None:
                shared = tuple(names.setdefault(name, name) for name in about)
                whom = groups[shared] = len(self._whom)
                self._whom.append(shared)
            said = len(self._said)
            if not result.findings:
                said = known.setdefault((*_said(result), result.note, result.traceback), said)
            if said == len(self._said):
                self._said.append(replace(result, reports=()))
            self._pairs.extend((said, whom))

    @classmethod
    def in_order(cls, numbered: Iterable[Numbered]) -> Self:
        """Put results in the order of their numbers, equal ones as they come."""
        numbers = array(_NUMBERS)

        def noted() -> Iterator[tuple[Result, tuple[str, ...]]]:
            for number, result, about in numbered:
                numbers.append(number)
                yield result, about

        batch = cls()
        batch._take(noted())
        order = sorted(range(len(numbers)), key=numbers.__getitem__)
        pairs = batch._pairs
        batch._pairs = array(_NUMBERS, (pairs[2 * place + each] for place in order for each in (0, 1)))
        return batch

    def changed(self, change: Callable[[Result], Result]) -> Batch:
        """Return all results as a function changes them, which sees each of those that say the same once, without `reports`."""
        batch = Batch()
        batch._said, batch._whom, batch._pairs = list(map(change, self._said)), self._whom, self._pairs
        return batch

    def __repr__(self) -> str:
        return f"Batch({len(self)} results)"

    def __getstate__(self) -> dict[str, Any]:
        return {name: vars(self)[name] for name in ("_said", "_whom", "_pairs")} | {"_last_whom": None}

    @overload
    def __getitem__(self, index: int) -> Result: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Result]: ...
    def __getitem__(self, index: int | slice) -> Result | Sequence[Result]:
        places = range(len(self))[index]
        return self._at(places) if isinstance(places, int) else [self._at(place) for place in places]

    def _at(self, place: int) -> Result:
        said, whom = self._said[self._pairs[2 * place]], self._whom[self._pairs[2 * place + 1]]
        return Result(*_said(said), said.note, said.traceback, whom)

    def __len__(self) -> int:
        return len(self._pairs) // 2

    def __iter__(self) -> Iterator[Result]:
        return map(self._at, range(len(self)))

    def of(self, source: str) -> tuple[Result, ...]:
        """Return the results that count for a report."""
        return tuple(map(self._at, self._by_source.get(source, ())))

    def elsewhere(self, source: str) -> tuple[Result, ...]:
        """Return what was found for other reports with the help of this one."""
        return tuple(map(self._at, self._found_with.get(source, ())))

    def about(self, sources: Iterable[str]) -> Batch:
        """Return the results that concern reports, in their order."""
        found = {
            place for source in sources for by in (self._by_source, self._found_with) for place in by.get(source, ())
        }
        return Batch(map(self._at, sorted(found)))

    def mark_of(self, source: str) -> bytes:
        """Return a mark that is another one where anything is another that concerns a report; the same in every process."""
        places = (*self._by_source.get(source, ()), -1, *self._found_with.get(source, ()))
        pairs = ((self._pairs[2 * place], self._pairs[2 * place + 1]) for place in places if place >= 0)
        marks = (self._mark(said) + self._mark_of_whom(whom) for said, whom in pairs)
        return sha256(b"%d" % places.index(-1) + b"".join(marks)).digest()

    def _mark(self, said: int) -> bytes:
        if said not in self._marks:
            result = self._said[said]
            self._marks[said] = _digest((*_said(result), result.note, result.traceback))
        return self._marks[said]

    def _mark_of_whom(self, whom: int) -> bytes:
        """Return the mark of some sources; the results on one report, which are asked for together, mostly have the same."""
        if self._last_whom is None or self._last_whom[0] != whom:
            self._last_whom = whom, _digest(self._whom[whom])
        return self._last_whom[1]

    @cached_property
    def _marks(self) -> dict[int, bytes]:
        return {}

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that took part."""
        return tuple(dict.fromkeys(result.rule for result in self._said))

    @cached_property
    def tally(self) -> Tally:
        """The results counted."""
        return Tally.of(map(self._said.__getitem__, self._pairs[::2]))

    @cached_property
    def _by_source(self) -> Mapping[str, Sequence[int]]:
        whom = (self._whom[number] for number in self._pairs[1::2])
        return _grouped((names[0], place) for place, names in enumerate(whom) if names)

    @cached_property
    def _found_with(self) -> Mapping[str, Sequence[int]]:
        found = (place for place, said in enumerate(self._pairs[::2]) if self._said[said].outcome in _FOUND)
        return _grouped((source, place) for place in found for source in _cited(self._at(place)))


def _digest(of: object) -> bytes:
    return sha256(repr(of).encode("utf-8", "surrogatepass")).digest()


def _said(result: Result) -> tuple[str, Severity, Outcome, tuple[Finding, ...], int, int]:
    return result.rule, result.severity, result.outcome, result.findings, result.checks, result.failed


def _cited(result: Result) -> list[str]:
    """Return the sources of other reports that a result's evidence stands in."""
    cited = dict.fromkeys(piece.source for finding in result.findings for piece in finding.evidence)
    return [source for source in cited if source in result.reports[1:]]


def _grouped(pairs: Iterable[tuple[str, int]]) -> Mapping[str, Sequence[int]]:
    found: dict[str, array[int]] = {}
    for source, place in pairs:
        if source not in found:
            found[source] = array(_NUMBERS)
        found[source].append(place)
    return found
