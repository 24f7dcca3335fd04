"""Results counted: once, here, for every page, file and line that shows a number of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from gouji.model.checked import CheckedReport, Status
from gouji.model.result import Outcome, Result
from gouji.model.rule import Severity
from gouji.model.score import Scorecard, Verdict
from gouji.model.text import Text

_Key = TypeVar("_Key", Outcome, Severity)


class Count(NamedTuple):
    """So many requirements (项), and the places (处) at which they found something.

    Requirements are the unit in which results are counted; places only ever stand beside them.

    >>> Count(6, 8).said.en
    '6 requirements (in 8 places)'
    """

    rules: int = 0
    places: int = 0

    def and_one(self, result: Result) -> Count:
        """Return the count with one more result."""
        return Count(self.rules + 1, self.places + result.places)

    def joined(self, other: Count) -> Count:
        """Return both counts together."""
        return Count(self.rules + other.rules, self.places + other.places)

    @property
    def said(self) -> Text:
        """The count as every page, file and line says it: 6 项（8 处）."""
        zh, en = f"{self.rules} 项", f"{self.rules} requirement{'' if self.rules == 1 else 's'}"
        if self.places <= self.rules:
            return Text(zh, en)
        return Text(f"{zh}（{self.places} 处）", f"{en} (in {self.places} places)")


NONE = Count()


@dataclass(frozen=True, slots=True)
class Tally:
    """The results of one report or of many: by outcome, and those that failed by severity.

    >>> Tally.of(run.reports[0].results).outcomes[Outcome.FAIL].rules
    1
    """

    outcomes: Mapping[Outcome, Count] = field(default_factory=lambda: dict.fromkeys(Outcome, NONE))
    failed: Mapping[Severity, Count] = field(default_factory=lambda: dict.fromkeys(Severity, NONE))

    @classmethod
    def of(cls, results: Iterable[Result]) -> Tally:
        """Count results."""
        outcomes: dict[Outcome, list[int]] = {}
        failed: dict[Severity, list[int]] = {}
        for result in results:
            places = len(result.findings)
            outcomes.setdefault(result.outcome, []).append(places)
            if result.outcome is Outcome.FAIL:
                failed.setdefault(result.severity, []).append(places)
        return cls(_counted(outcomes, Outcome), _counted(failed, Severity))

    def joined(self, other: Tally) -> Tally:
        """Return both tallies together."""
        return Tally(
            {outcome: count.joined(other.outcomes[outcome]) for outcome, count in self.outcomes.items()},
            {severity: count.joined(other.failed[severity]) for severity, count in self.failed.items()},
        )

    @property
    def data(self) -> list[list[Count]]:
        """The counts as plain data, in the order of outcomes and severities."""
        return [[self.outcomes[outcome] for outcome in Outcome], [self.failed[severity] for severity in Severity]]

    @classmethod
    def read(cls, data: Sequence[Sequence[Sequence[int]]]) -> Tally:
        """Return what `data` was taken of."""
        outcomes, failed = ([Count(*count) for count in counts] for counts in data)
        return cls(dict(zip(Outcome, outcomes, strict=True)), dict(zip(Severity, failed, strict=True)))

    @property
    def results(self) -> int:
        """How many results were counted."""
        return sum(count.rules for count in self.outcomes.values())


def _counted(places: Mapping[_Key, list[int]], keys: Iterable[_Key]) -> dict[_Key, Count]:
    """Count requirements by the places that each has."""
    return {key: Count(len(found), sum(found)) if (found := places.get(key)) else NONE for key in keys}


@dataclass(frozen=True, slots=True)
class Totals:
    """A run counted: its files by what became of them, and all results, those across reports included.

    `unassessed` reports were checked, but too little of them was decided for a grade. `left` counts the results as they are after
    what people decided, and without what a baseline knows. `verdicts` counts the reports by what becomes of them.

    >>> run.totals.files, run.totals.tally.results
    (1, 2)
    """

    files: int
    statuses: Mapping[Status, int]
    tally: Tally
    unassessed: int = 0
    left: Tally = field(default_factory=Tally)
    verdicts: Mapping[Verdict, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counted:
    """One report counted: what became of it, its agency by its key, the ids of its rules, its results, and what is `left` to do."""

    status: Status
    verdict: Verdict | None
    unassessed: bool
    agency: str
    rules: tuple[str, ...]
    tally: Tally
    left: Tally

    @classmethod
    def of(cls, checked: CheckedReport, card: Scorecard, left: Iterable[Result]) -> Counted:
        """Count a report, its score, and what is left of its results."""
        own = Tally.of(checked.results)
        return cls(
            checked.status, card.verdict, card.is_too_little, checked.agency.key or checked.agency.name,
            tuple(result.rule for result in checked.results), own, own if left is checked.results else Tally.of(left),
        )  # fmt: skip

    @property
    def data(self) -> list[Any]:
        """The count as plain data."""
        left = None if self.left is self.tally else self.left.data
        return [self.status, self.verdict, self.unassessed, self.agency, " ".join(self.rules), self.tally.data, left]

    @classmethod
    def read(cls, data: Sequence[Any]) -> Counted:
        """Return what `data` was taken of."""
        status, verdict, unassessed, agency, rules, own, left = data
        tally = Tally.read(own)
        return cls(
            Status(status), verdict and Verdict(verdict), unassessed, agency, _split(rules), tally,
            tally if left is None else Tally.read(left),
        )  # fmt: skip


@lru_cache(maxsize=64)
def _split(rules: str) -> tuple[str, ...]:
    """Return ids; most reports have the same."""
    return tuple(rules.split())


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass over the checked reports tells of them together.

    `rules` are the ids of the rules that took part; `agencies` says where each agency's reports stand in the run.
    """

    statuses: Mapping[Status, int]
    tally: Tally
    rules: tuple[str, ...]
    agencies: Mapping[str, tuple[int, ...]]
    unassessed: int
    left: Tally
    verdicts: Mapping[Verdict, int]

    @classmethod
    def of(cls, reports: Iterable[Counted], whose: Mapping[str, str]) -> Survey:
        """Look at each report once, in order; none is kept. `whose` is that of the run."""
        statuses, verdicts = dict.fromkeys(Status, 0), dict.fromkeys(Verdict, 0)
        tally, remaining = Tally(), Tally()
        rules: dict[tuple[str, ...], None] = {}
        agencies: dict[str, list[int]] = {}
        unassessed = 0
        for number, counted in enumerate(reports):
            statuses[counted.status] += 1
            unassessed += counted.unassessed
            if counted.verdict is not None:
                verdicts[counted.verdict] += 1
            tally, remaining = tally.joined(counted.tally), remaining.joined(counted.left)
            rules[counted.rules] = None
            if counted.agency:
                agencies.setdefault(whose.get(counted.agency, counted.agency), []).append(number)
        ran = tuple(dict.fromkeys(rule for together in rules for rule in together))
        places = {name: tuple(numbers) for name, numbers in agencies.items()}
        return cls(statuses, tally, ran, places, unassessed, remaining, verdicts)
