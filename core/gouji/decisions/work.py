"""The findings of a run as work: who is to decide on which, until when, and how far it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gouji.decisions.runs import Found, PastRun
from gouji.decisions.standing import Seen, on_version, standing_of, withdrawn
from gouji.model.decision import OF_AGENCY, STANDING_AFTER, Decision, Entry, Standing, Verb
from gouji.model.rule import Severity
from gouji.model.text import Language
from gouji.model.words import answer_said

WAITING = (None, Standing.PENDING, Standing.STALE, Standing.EXPIRED, Standing.REFUSED, Standing.CONTESTED)
"""How a finding stands on which a person must still decide."""


@dataclass(frozen=True, slots=True)
class Work:
    """A finding with how it stands, and whose it is; `last` is the key of the latest entry on it.

    `answered` tells whether the agency has spoken of it, whatever was decided since.
    """

    found: Found
    decision: Decision | None = None
    assignee: str = ""
    due: str = ""
    last: str = ""
    answered: bool = False

    @property
    def standing(self) -> Standing:
        """How the finding stands."""
        return self.decision.standing if self.decision else Standing.OPEN

    @property
    def waits(self) -> bool:
        """Tell whether a person must still decide."""
        return (self.decision.standing if self.decision else None) in WAITING

    def answer(self, language: Language) -> str:
        """Return what the agency has answered, empty where it has not spoken last."""
        if self.decision is None or self.decision.verb not in OF_AGENCY:
            return ""
        return answer_said(self.decision, language)

    def is_overdue(self, today: date) -> bool:
        """Tell whether it waits beyond its day."""
        return self.waits and bool(self.due) and self.due < today.isoformat()


class Numbers(NamedTuple):
    """How far the work of one agency or inspector has come."""

    findings: int
    waiting: int
    answered: int
    overdue: int


def work_of(
    run: PastRun, entries: Iterable[Entry], four_eyes: frozenset[str] = frozenset(), today: date | None = None
) -> list[Work]:
    """Return the findings of a run as work, the gravest of each report first."""
    of: dict[str, list[Entry]] = {}
    for entry in entries:
        of.setdefault(entry.fingerprint, []).append(entry)
    order = [severity.value for severity in Severity]
    found = sorted(
        run.findings, key=lambda each: (each.agency, each.year or 0, each.source, order.index(each.severity))
    )
    versions = Counter(mark for mark, _ in {(each.fingerprint, each.evidence) for each in found})
    return [
        _work(each, of.get(each.fingerprint, ()), run, four_eyes, today or date.today(), several=versions[each.fingerprint] > 1)
        for each in found
    ]  # fmt: skip


def _work(
    found: Found, entries: Sequence[Entry], run: PastRun, four_eyes: frozenset[str], today: date, *, several: bool
) -> Work:
    gone = withdrawn(entries)
    given = next((each for each in reversed(entries) if each.verb is Verb.ASSIGN and each.key not in gone), None)
    seen = Seen(found.evidence, Severity(found.severity), today)
    spoken = on_version(entries, found.evidence) if several else entries
    decision = standing_of(spoken, seen, run.rule(found.rule), four_eyes) or _waived(found)
    last = entries[-1].key if entries else ""
    answered = any(each.verb in OF_AGENCY and each.key not in gone for each in entries)
    return Work(found, decision, given.assignee if given else "", given.due if given else "", last, answered)


def _waived(found: Found) -> Decision | None:
    """Return how a waiver of a configuration stood when the run was made: it took the finding away, or was void."""
    told = found.said["decision"] if found.said else None
    if told is None or told["verb"] != Verb.WAIVE or ":" not in told["key"]:
        return None
    return Decision(
        Standing(told["standing"]), Verb.WAIVE, told["reason"], told["by"], expires=told.get("expires", ""), then=told.get("then", ""),
        key=told["key"],
    )  # fmt: skip


def numbers_of(work: Iterable[Work], of: Callable[[Work], str], today: date) -> dict[str, Numbers]:
    """Count work by what a function says of each: its agency, its inspector."""
    groups: dict[str, list[Work]] = {}
    for each in work:
        groups.setdefault(of(each), []).append(each)
    return {
        name: Numbers(
            len(group),
            sum(w.waits for w in group),
            sum(w.answered for w in group),
            sum(w.is_overdue(today) for w in group),
        )
        for name, group in sorted(groups.items())
    }


def undone(entries: Sequence[Entry], by: str) -> Entry | None:
    """Return the latest decision that somebody made on one finding alone, and that was not withdrawn."""
    gone = withdrawn(entries)
    decides = (*STANDING_AFTER, Verb.APPROVE)
    return next(
        (e for e in reversed(entries) if e.by == by and e.verb in decides and not e.case and e.key not in gone), None
    )
