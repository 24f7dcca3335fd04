"""The results of rules across reports, by the report that each counts for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

from gouji.model.result import Outcome, Result
from gouji.model.totals import Tally

_FOUND = (Outcome.FAIL, Outcome.REVIEW)


class Batch(Sequence[Result]):
    """All results across reports, in the order of the reports that they count for, those that count for none last.

    Each names the sources that it looked at in `reports`, the one that it counts for first.
    """

    def __init__(self, results: Iterable[Result] = ()) -> None:
        self._results = tuple(results)

    @overload
    def __getitem__(self, index: int) -> Result: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Result]: ...
    def __getitem__(self, index: int | slice) -> Result | Sequence[Result]:
        return self._results[index]

    def __len__(self) -> int:
        return len(self._results)

    def __iter__(self) -> Iterator[Result]:
        return iter(self._results)

    def of(self, source: str) -> tuple[Result, ...]:
        """Return the results that count for a report."""
        return self._by_source.get(source, ())

    def elsewhere(self, source: str) -> tuple[Result, ...]:
        """Return what was found for other reports with the help of this one."""
        return self._found_with.get(source, ())

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that took part."""
        return tuple(dict.fromkeys(result.rule for result in self))

    @cached_property
    def tally(self) -> Tally:
        """The results counted."""
        return Tally.of(self)

    @cached_property
    def _by_source(self) -> Mapping[str, tuple[Result, ...]]:
        return _grouped((result.reports[0], result) for result in self if result.reports)

    @cached_property
    def _found_with(self) -> Mapping[str, tuple[Result, ...]]:
        found = (result for result in self if result.outcome in _FOUND)
        return _grouped((source, result) for result in found for source in _cited(result))


def _cited(result: Result) -> list[str]:
    """Return the sources of other reports that a result's evidence stands in."""
    cited = dict.fromkeys(piece.source for finding in result.findings for piece in finding.evidence)
    return [source for source in cited if source in result.reports[1:]]


def _grouped(pairs: Iterable[tuple[str, Result]]) -> Mapping[str, tuple[Result, ...]]:
    found: dict[str, list[Result]] = {}
    for source, result in pairs:
        found.setdefault(source, []).append(result)
    return {source: tuple(results) for source, results in found.items()}
