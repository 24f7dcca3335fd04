"""Who of a roster has reported in time, as far as it may be said: who was late or is missing only where a person has said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property

from gouji import CheckedReport, Filed, Filing, Finding, Outcome, Run
from gouji_plugins.writers.shared.rows import Found


class Told(StrEnum):
    """What may be said of an agency and a year."""

    IN_TIME = "in_time"
    LATE = "late"
    MISSING = "missing"
    UNVERIFIED = "unverified"
    """Late or missing as far as the check can see, or without a date, and no person has said so."""


class Filings:
    """The filings of a run; `late_rules` are the names of the rules that tell who was late, `doubting_rules` of those that doubt a day."""

    def __init__(self, run: Run, late_rules: Sequence[str], doubting_rules: Sequence[str] = ()) -> None:
        self._run, self._late_rules = run, late_rules
        self._doubted = {
            result.reports[0] for result in run.batch
            if result.rule.rpartition("/")[2] in doubting_rules and len(result.reports) == 1
            and any(not _taken_away(finding, run) for finding in result.findings)
        }  # fmt: skip
        self._published: dict[str, Told] = {}
        self._excused: set[str] = set()

    def add(self, checked: CheckedReport) -> None:
        """Take a report: in time where the rules found it so, late where a person has said so."""
        results = [result for result in checked.results if result.rule.rpartition("/")[2] in self._late_rules]
        stands = [self._run.decision_of(finding) for result in results for finding in result.findings]
        if any(decision is not None and decision.settles for decision in stands):
            told = Told.LATE
        elif all(decision is not None and decision.takes_away for decision in stands):
            undated = not stands and any(result.outcome is Outcome.NOT_CHECKED for result in results)
            told = Told.UNVERIFIED if undated else Told.IN_TIME
        else:
            told = Told.UNVERIFIED
        if told is Told.IN_TIME and checked.source in self._doubted:
            told = Told.UNVERIFIED
        self._published[checked.source] = told
        if stands and told is Told.IN_TIME:
            self._excused.add(checked.source)

    def told(self) -> Mapping[Told, Sequence[str]]:
        """Return the agencies by what may be said of them; nothing without a roster."""
        if not self._run.filings:
            return {}
        found: dict[Told, list[str]] = {status: [] for status in Told}
        for filing in self._run.filings:
            if (status := self._of(filing)) is not None:
                found[status].append(filing.member.agency)
        return found

    def missing(self) -> list[Found]:
        """Return the findings on agencies that have not reported, as a person has confirmed."""
        confirmed = {(f.member.agency, f.year) for f in self._run.filings if self._of(f) is Told.MISSING}
        return [found for member, found in self._not_filed.items() if member in confirmed]

    def _of(self, filing: Filing) -> Told | None:
        """Tell what may be said, None where a person has said that nothing was to be filed, or that it is there."""
        if filing.status in (Filed.MISSING, Filed.UNREADABLE):
            said = self._not_filed.get((filing.member.agency, filing.year))
            decision = self._run.decision_of(said.finding) if said else None
            if decision is not None and decision.takes_away:
                return None
            return Told.MISSING if decision is not None and decision.settles else Told.UNVERIFIED
        states = {self._published.get(source, Told.UNVERIFIED) for source in filing.sources}
        best = next(each for each in (Told.IN_TIME, Told.LATE, Told.UNVERIFIED) if each in states)
        late_unsaid = best is Told.IN_TIME and filing.status is Filed.LATE and self._excused.isdisjoint(filing.sources)
        return Told.UNVERIFIED if late_unsaid else best

    @cached_property
    def _not_filed(self) -> Mapping[tuple[str, int], Found]:
        """What was found on agencies of the roster that have not reported, by agency and year."""
        return {
            member: Found(finding, result, self._run.rules[result.rule])
            for result in self._run.batch if not result.reports
            for finding in result.findings if finding.evidence and (member := finding.evidence[0].member) is not None
        }  # fmt: skip


def _taken_away(finding: Finding, run: Run) -> bool:
    decision = run.decision_of(finding)
    return decision is not None and decision.takes_away


def whose(found: Found) -> tuple[str, int | None]:
    """Return agency and year of a finding: of its report, or of who on a roster has none."""
    if found.checked:
        return found.checked.agency.name, found.checked.year
    return (found.finding.evidence[0].member if found.finding.evidence else None) or ("", None)
