"""Decisions held against a run: how each finding stands, what is left of the results, and which decisions meet nothing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import NamedTuple

from gouji.decisions.standing import Seen, last_decision, on_version, standing_of, stands
from gouji.decisions.waivers import Waiver, meant
from gouji.model.brief import brief_at
from gouji.model.checked import CheckedReport, Status
from gouji.model.decision import ROUND, STANDING_AFTER, TAKES_AWAY, Decided, Decision, Entry, Standing, Verb
from gouji.model.finding import Finding
from gouji.model.report import Report
from gouji.model.result import Outcome, Result
from gouji.model.roster import Filing
from gouji.model.rule import Rule, Severity
from gouji.text import fold


@dataclass(frozen=True)
class Held:
    """All decisions that may concern a run: the entries of the ledger by fingerprint, and waivers; `today` counts for expiry."""

    entries: Mapping[str, Sequence[Entry]]
    waivers: Sequence[Waiver]
    rules: Mapping[str, Rule]
    today: date
    four_eyes: frozenset[str] = frozenset()
    last_round: str = ""
    """When reports were last looked at again, empty where they never were."""

    @classmethod
    def of(
        cls, entries: Iterable[Entry], waivers: Sequence[Waiver], rules: Mapping[str, Rule], today: date,
        four_eyes: Iterable[str] = (),
    ) -> Held:  # fmt: skip
        """Sort entries by the findings that they speak of."""
        found: dict[str, list[Entry]] = {}
        last = ""
        for entry in entries:
            found.setdefault(entry.fingerprint, []).append(entry)
            last = max(last, entry.at) if entry.case.startswith(ROUND) else last
        return cls(found, waivers, rules, today, frozenset(four_eyes), last)

    def __bool__(self) -> bool:
        return bool(self.entries or self.waivers)

    def concerns(self, fingerprint: str, rule: str, agency: str, year: int | None) -> bool:
        """Tell whether anybody decided on a finding that is known by its marks alone."""
        return fingerprint in self.entries or any(each.covers(fingerprint, rule, agency, year) for each in self.waivers)

    def decide(
        self, finding: Finding, result: Result, agency: str, year: int | None, *, version: bool = False
    ) -> Decision | None:
        """Return how a finding stands, None where nobody decided on it; the ledger goes before waivers.

        `version` tells that other values of it stand in the run too.
        """
        entries = self.entries.get(finding.fingerprint)
        if version and entries:
            entries = on_version(entries, finding.evidence_fingerprint)
        if not entries and not self.waivers:
            return None
        rule = self.rules.get(result.rule)
        seen = Seen(finding.evidence_fingerprint, result.severity, self.today)
        made = standing_of(entries, seen, rule, self.four_eyes) if entries else None
        if made is not None:
            again = bool(self.last_round) and any(
                e.at <= self.last_round and e.verb in STANDING_AFTER for e in entries or ()
            )
            return replace(made, again=True) if again else made
        waived = [each for each in self.waivers if each.covers(finding.fingerprint, result.rule, agency, year)]
        stood = [stands(each.entry, each.approver, seen, rule, self.four_eyes) for each in waived]
        return next((each for each in stood if each.standing in TAKES_AWAY), stood[0] if stood else None)


def hold(
    held: Held, reports: Sequence[CheckedReport], batch: Sequence[Result] = (), filings: Sequence[Filing] = ()
) -> Decided:
    """Hold decisions against all findings of a run, in one pass; of reports on which nobody decided only the head is fetched.

    Where two versions of a report have the same finding with other values, each stands by what was decided on its own: nothing is
    waived and nobody named for figures of which nobody has spoken.
    """
    if not held:
        return Decided()
    met: dict[str, dict[str, _Met]] = {}
    about: dict[str, tuple[str, int | None]] = {}
    before: set[tuple[str, int | None]] = set()
    for number in range(len(reports)):
        brief = brief_at(reports, number)
        if brief.status is Status.CHECKED:
            name, year = about[brief.source] = brief.agency.name, brief.year
            if brief.agency.before:
                before.add((brief.agency.before, year))
            if any(held.concerns(mark, rule, name, year) for rule, mark in brief.found):
                _meet(held, reports[number].results, name, year, met)
    for result in batch:
        agency, year = about.get(result.reports[0], ("", None)) if result.reports else ("", None)
        _meet(held, [result], agency, year, met)
    present = (
        set(about.values())
        | before
        | _on_roster(filings)
        | {m for result in batch for f in result.findings if (m := member_of(f)) is not None}
    )
    found = {mark: next(iter(each.values())).decision for mark, each in met.items() if len(each) == 1}
    several = {(mark, evidence): one for mark, each in met.items() if len(each) > 1 for evidence, one in each.items()}
    versions = {
        mark: made for mark, one in several.items()
        if (made := held.decide(one.finding, one.result, one.agency, one.year, version=True))
    }  # fmt: skip
    decided = Decided(found, _rectified(held, met, present), by_version=versions)
    near = _meant(
        held,
        {each.key for each in decided.all},
        present,
        chain(chain.from_iterable(each.results for each in reports), batch),
    )
    return replace(
        decided, unused=tuple(_unused(held, met, {each.key for each in decided.all}, present, near)), meant=near
    )


def _on_roster(filings: Iterable[Filing]) -> set[tuple[str, int | None]]:
    """Return all names of the agencies of a roster that have reported, with the years."""
    return {
        (name, each.year) for each in filings if each.sources for name in (each.member.agency, *each.member.aliases)
    }


def _meant(
    held: Held, met: Container[str], present: Iterable[tuple[str, int | None]], results: Iterable[Result]
) -> dict[str, str]:
    """Return what waivers probably mean that met nothing because they misspell a name."""
    lost = [waiver.entry for waiver in held.waivers if waiver.entry.key not in met]
    if not lost:
        return {}
    marks = {finding.fingerprint: result.rule for result in results for finding in result.findings}
    agencies = {name for name, _ in present} - {""}
    return {own.key: near for own in lost if (near := meant(own, held.rules, agencies, marks))}


class _Met(NamedTuple):
    """A finding on which somebody decided, with how it would stand alone."""

    decision: Decision
    finding: Finding
    result: Result
    agency: str
    year: int | None


def member_of(finding: Finding) -> tuple[str, int] | None:
    """Return whom of a roster a finding speaks of, and the year, None where it speaks of a report."""
    return finding.evidence[0].member if finding.evidence else None


def _meet(
    held: Held, results: Iterable[Result], agency: str, year: int | None, met: dict[str, dict[str, _Met]]
) -> None:
    for result in results:
        for finding in result.findings:
            if not held.waivers and finding.fingerprint not in held.entries:
                continue
            whose = member_of(finding) or (agency, year)
            decision = held.decide(finding, result, *whose)
            if decision is not None:
                one = _Met(decision, finding, result, *whose)
                met.setdefault(finding.fingerprint, {}).setdefault(finding.evidence_fingerprint, one)


def _rectified(held: Held, found: Container[str], present: set[tuple[str, int | None]]) -> int:
    """Count findings of the reports at hand that were said to be mended and are gone."""
    gone = (last_decision(entries) for mark, entries in held.entries.items() if mark not in found)
    return sum(e is not None and e.verb is Verb.RECTIFY and (e.agency, e.year) in present for e in gone)


def _unused(
    held: Held, found: Container[str], met: Container[str], present: set[tuple[str, int | None]], near: Container[str]
) -> Iterable[Entry]:
    """Yield waivers that met nothing, and decisions of the ledger whose report is here and no longer has the finding."""
    for waiver in held.waivers:
        own = waiver.entry
        here = any(fold(own.agency) in ("", fold(name)) and own.year in (None, year) for name, year in present)
        if own.key not in met and (here or own.key in near or own.rule not in held.rules):
            yield own
    for mark, entries in held.entries.items():
        last = last_decision(entries) if mark and mark not in found else None
        if last is not None and last.verb is not Verb.RECTIFY and (last.agency, last.year) in present:
            yield last


@dataclass(frozen=True)
class After:
    """What is left of results after decisions: without what no longer counts, and with what a person has confirmed.

    `rules` are those with a graver severity, without their checks, so that this can be sent to workers.
    """

    decided: Decided
    rules: Mapping[str, Rule] = field(default_factory=dict)

    @classmethod
    def of(cls, decided: Decided, rules: Mapping[str, Rule]) -> After:
        """Keep of rules what decisions may change."""
        graver = {name: replace(rule, check=_never, parameters={}) for name, rule in rules.items() if rule.grave}
        return cls(decided, graver)

    def __call__(self, results: Sequence[Result], year: int | None) -> Sequence[Result]:
        """Return the results of a report on a year; those that no decision touches stay the same objects."""
        if not self.decided.all:
            return results
        return [_left(result, self.decided, self.rules.get(result.rule), year) for result in results]


def _never(report: Report) -> tuple[()]:
    return ()


def _left(result: Result, decided: Decided, rule: Rule | None, year: int | None) -> Result:
    known, several = decided.by_fingerprint, decided.by_version
    if not several and not any(each.fingerprint in known for each in result.findings):
        return result
    made = {each.fingerprint: decided.of(each.fingerprint, each.evidence_fingerprint) for each in result.findings}
    if not any(made.values()):
        return result
    kept = [_kept(finding, made[finding.fingerprint]) for finding in result.findings]
    findings = tuple(finding for finding in kept if finding is not None)
    certain = [finding for finding in findings if not finding.review]
    gone = len(result.findings) - len(findings)
    if not findings:
        return replace(result, outcome=Outcome.PASS, findings=(), failed=0)
    return replace(
        result, findings=findings, outcome=Outcome.FAIL if certain else Outcome.REVIEW,
        failed=max(result.failed - gone, 1) if certain else 0, severity=_severity(result, certain, made, rule, year),
    )  # fmt: skip


def _kept(finding: Finding, decision: Decision | None) -> Finding | None:
    if decision is None:
        return finding
    if decision.takes_away:
        return None
    return replace(finding, review=False) if finding.review and decision.settles else finding


def _severity(
    result: Result, certain: Sequence[Finding], made: Mapping[str, Decision | None], rule: Rule | None, year: int | None
) -> Severity:
    """Return the gravest severity of what is left, where decisions changed one or took a grave finding away."""
    if not certain:
        return result.severity
    order = list(Severity)
    was, grave = (any(each.grave and not each.review for each in some) for some in (result.findings, certain))
    usual = rule.severity_for(year, grave=grave) if rule and was != grave else result.severity
    changed = [made[finding.fingerprint] for finding in certain]
    each = [
        decision.severity or usual if decision and decision.standing is Standing.CHANGED else usual
        for decision in changed
    ]
    return min(each, key=order.index)
