"""How one finding stands after all that was decided on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from gouji.model.decision import ROUND, STANDING_AFTER, Cause, Decision, Entry, Standing, Verb
from gouji.model.rule import Severity


class RuleDecidedOn(Protocol):
    """What decisions must know of a rule."""

    @property
    def id(self) -> str:
        """Its full id."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its id, and those that it had."""

    @property
    def revision(self) -> int:
        """Raised when what it means changes."""

    @property
    def waivable(self) -> bool:
        """Whether what breaks it may be waived."""

    @property
    def four_eyes(self) -> bool:
        """Whether what favours an agency needs a second person."""


FAVOURS = (Verb.DISMISS, Verb.WAIVE, Verb.CHANGE, Verb.ANNUL)
"""What takes something off the agency, and may need a second person."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding as it stands now: its evidence fingerprint and severity, and the day that counts for expiry."""

    evidence: str
    severity: Severity
    today: date


def standing_of(
    entries: Sequence[Entry], seen: Seen, rule: RuleDecidedOn | None, four_eyes: frozenset[str]
) -> Decision | None:
    """Return how a finding stands after its entries, the oldest first; None where nobody decided on it."""
    last = last_decision(entries)
    if last is None:
        return None
    approver = next((each.by for each in entries if _approves(each, last, entries)), "")
    return stands(last, approver, seen, rule, four_eyes)


def stands(
    last: Entry, approver: str, seen: Seen, rule: RuleDecidedOn | None, four_eyes: frozenset[str]
) -> Decision:  # fmt: skip
    """Return how a finding stands after one decision, with who approved it if anybody."""
    made = Decision(
        STANDING_AFTER[last.verb], last.verb, last.reason, last.by, last.day or last.at[:10], Cause(last.cause) if last.cause else None,
        last.expires, approver, Severity(last.severity) if last.severity else None, "", last.key, last.figure, last.address, last.published,
    )  # fmt: skip
    if last.evidence and last.evidence != seen.evidence:
        return replace(made, standing=Standing.STALE, then=last.printed or last.actual)
    if rule is not None and rule.revision > last.revision:
        return replace(made, standing=Standing.STALE)
    if last.expires and last.expires < seen.today.isoformat():
        return replace(made, standing=Standing.EXPIRED)
    if last.verb is Verb.RECTIFY or (last.verb is Verb.CONFIRM and last.case.startswith(ROUND)):
        return replace(made, standing=Standing.STILL_OPEN)
    if last.verb is Verb.WAIVE and rule is not None and not rule.waivable:
        return replace(made, standing=Standing.REFUSED)
    if last.verb in FAVOURS and not approver and needs_two(rule, seen.severity, four_eyes):
        return replace(made, standing=Standing.PENDING)
    return made


def needs_two(rule: RuleDecidedOn | None, severity: Severity, four_eyes: Iterable[str]) -> bool:
    """Tell whether what favours the agency needs a second person: the rule or the configuration asks for it."""
    asked = set(four_eyes)
    return severity.value in asked or (rule is not None and (rule.four_eyes or not asked.isdisjoint(rule.names)))


def on_version(entries: Sequence[Entry], evidence: str) -> Sequence[Entry]:
    """Return the entries on a finding as it stands in one of several versions of a report; all where none was decided on that one."""
    keys = {each.key for each in entries if each.verb in STANDING_AFTER and each.evidence in ("", evidence)}
    for each in entries:
        if each.refers in keys:
            keys.add(each.key)
    own = [each for each in entries if each.key in keys]
    return own if last_decision(own) else entries


def last_decision(entries: Sequence[Entry]) -> Entry | None:
    """Return the latest entry that decides and was not withdrawn."""
    gone = withdrawn(entries)
    return next((each for each in reversed(entries) if each.verb in STANDING_AFTER and each.key not in gone), None)


def withdrawn(entries: Iterable[Entry]) -> set[str]:
    """Return the keys of the entries that were withdrawn."""
    return {each.refers for each in entries if each.verb is Verb.WITHDRAW}


def _approves(each: Entry, last: Entry, entries: Sequence[Entry]) -> bool:
    """Tell whether an entry is the approval of another by somebody else."""
    return (
        each.verb is Verb.APPROVE
        and each.refers == last.key
        and each.by != last.by
        and each.key not in withdrawn(entries)
    )
