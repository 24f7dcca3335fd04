"""What a letter holds against an agency: numbered items that bind it, points to verify, and what is only advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count, groupby

from gouji import BasisLevel, CheckedReport, Count, Finding, Outcome, Result, Run, Severity
from gouji_plugins.writers.shared.asked import settled
from gouji_plugins.writers.shared.ranking import counting_for
from gouji_plugins.writers.shared.rows import Found, found_in

MOST_PLACES = 3
"""Places of one item told one by one; a letter with more is not read."""


@dataclass(frozen=True, slots=True)
class Item:
    """One requirement that is not met, or with `review` one to verify, at one place or at several, under its number."""

    number: int
    places: tuple[Found, ...]
    review: bool = False

    @property
    def result(self) -> Result:
        """The result that it comes from."""
        return self.places[0].result

    @property
    def code(self) -> str:
        """The mark by which an answer finds its way back: the fingerprint of the first place, which stands for all."""
        return self.places[0].finding.fingerprint

    @property
    def told(self) -> tuple[Found, ...]:
        """The places told one by one."""
        return self.places[:MOST_PLACES]

    @property
    def untold(self) -> tuple[Found, ...]:
        """The other places, which one line lists."""
        return self.places[MOST_PLACES:]


@dataclass(frozen=True, slots=True)
class Letter:
    """The reports of one agency that a letter speaks of, with their numbered items, and the titles of what is only advice."""

    reports: tuple[CheckedReport, ...]
    problems: tuple[Item, ...]
    points: tuple[Item, ...]
    advice: tuple[Result, ...]

    @classmethod
    def of(cls, reports: tuple[CheckedReport, ...], run: Run) -> Letter:
        """Return the letter on reports: what is held against them is numbered, the gravest first, then what is to be verified.

        What people took away is left out, what they confirmed is held against the agency.
        """
        reports = tuple(replace(each, results=tuple(_results(each, run))) for each in reports)
        numbers = count(1)
        problems = [Item(next(numbers), places) for places in _items(reports, run, review=False)]
        points = [Item(next(numbers), places, review=True) for places in _items(reports, run, review=True)]
        failed = [(result, each) for each in reports for result in each.results if result.outcome is Outcome.FAIL]
        advice = [result for result, each in failed if not binds(result, each, run)]
        return cls(reports, tuple(problems), tuple(points), tuple(advice))

    @property
    def slug(self) -> str:
        """The name of the file, without suffix."""
        return self.reports[0].slug

    @property
    def bound(self) -> Count:
        """The items that bind the agency, counted as everywhere."""
        return _counted(item.result for item in self.problems)

    @property
    def failed(self) -> Count:
        """All that is not met, advice included."""
        return self.bound.joined(_counted(self.advice))


def _results(checked: CheckedReport, run: Run) -> Iterator[Result]:
    """Yield what is left of the results of a report; what a person has confirmed asks nobody to look any more."""
    for result in run.after_decisions(counting_for(checked, run), checked.year):
        told = tuple(settled(each) if is_settled(each, run) else each for each in result.findings)
        yield result if told == result.findings else replace(result, findings=told)


def is_settled(finding: Finding, run: Run) -> bool:
    """Tell whether a person has said that a finding holds."""
    decision = run.decision_of(finding)
    return decision is not None and decision.settles


def binds(result: Result, checked: CheckedReport, run: Run) -> bool:
    """Tell whether a result rests on more than advice and local custom."""
    level = run.rules[result.rule].basis_for(checked.form or "").level
    return result.severity is not Severity.ADVICE and level is not BasisLevel.CUSTOM


def is_due(checked: CheckedReport, run: Run) -> bool:
    """Tell whether a report calls for a letter."""
    return any(
        result.outcome is Outcome.FAIL and binds(result, checked, run)
        for result in run.after_decisions(counting_for(checked, run), checked.year)
    )


def _items(reports: Iterable[CheckedReport], run: Run, *, review: bool) -> Iterator[tuple[Found, ...]]:
    for checked in reports:
        for _, group in groupby(found_in(checked, run), key=lambda found: found.rule.id):
            places = tuple(found for found in group if found.review is review and not found.finding.told_by)
            if places and binds(places[0].result, checked, run):
                yield places


def _counted(results: Iterable[Result]) -> Count:
    total = Count()
    for result in results:
        total = total.and_one(result)
    return total
