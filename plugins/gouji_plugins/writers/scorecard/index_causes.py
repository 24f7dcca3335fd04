"""Causes that recur over many agencies: the same requirement, breached at the same place in the same way."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from gouji import CheckedReport, Evidence, EvidenceKind, Finding, Form, Result, Run
from gouji_plugins.writers.shared.places import place
from gouji_plugins.writers.shared.words import Words

FEWEST = 2
"""Reports from which a cause recurs."""
MOST_OF_RULE = 3
"""Causes that are listed of one requirement."""
LONGEST_QUOTED = 24
"""Letters of a text that may stand for how a requirement is breached; longer ones are each report's own."""


class Key(NamedTuple):
    """What a cause is known by: rule, where it stands in the form, and how it is breached there, both empty where findings differ."""

    rule: str
    where: str
    how: str


@dataclass(slots=True)
class Cause:
    """A cause with the reports that have it, by their numbers in the order in which they came; `number` is set when it is listed."""

    key: Key
    reports: array[int] = field(default_factory=lambda: array("I"))
    number: int = 0


class Causes:
    """Gathers causes, one for each breached requirement of a report."""

    def __init__(self, run: Run, words: Words) -> None:
        self._run, self._words = run, words
        self._once: dict[int, int] = {}
        self._recurring: dict[int, Cause] = {}

    def add(self, report: int, key: Key) -> None:
        """Take a breach of a report; of a cause that came once no more than its hash is kept, since most never come again."""
        known = hash(key)
        first = self._once.setdefault(known, report)
        if first == report and known not in self._recurring:
            return
        cause = self._recurring.get(known)
        if cause is None:
            cause = self._recurring[known] = Cause(key, array("I", [first]))
        cause.reports.append(report)

    def of_rule(self, rule: str) -> list[Cause]:
        """Return the causes of a requirement that recur most."""
        found = [cause for cause in self._recurring.values() if cause.key.rule == rule and len(cause.reports) >= FEWEST]
        told = [cause for cause in found if cause.key.where or cause.key.how]
        return sorted(told, key=lambda cause: (-len(cause.reports), cause.key))[:MOST_OF_RULE]

    def key(self, result: Result, checked: CheckedReport) -> Key:
        """Return what a breach of a report is known by."""
        findings, form = result.findings, self._run.form_of(checked)
        own = [piece for each in findings for piece in each.evidence if piece.source in ("", checked.source)]
        ways = {_how(each, self._words) for each in findings}
        return Key(result.rule, _where(own, form, self._words), ways.pop() if len(ways) == 1 else "")


def _where(pieces: Sequence[Evidence], form: Form | None, words: Words) -> str:
    """Name what all evidence has in common: a cell, a row or column, a table, a section."""
    if not pieces or len(tables := {piece.table for piece in pieces}) > 1:
        return ""
    shared = (_only(getattr(piece, part) for piece in pieces) for part in ("row", "column", "section"))
    row, column, section = shared
    kind = EvidenceKind.CELL if None not in tables else pieces[0].kind
    common = Evidence(kind, "", tables.pop(), row, column, section)
    return place(Finding("", common), form, words, lines=False) if common.table or section else ""


def _only(values: Iterator[str | None]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _how(finding: Finding, words: Words) -> str:
    """Say in which way a finding departs from what is asked: blank, too much, too little, or the very words."""
    first = finding.evidence[0] if finding.evidence else None
    if first is None:
        return ""
    if first.kind is EvidenceKind.CELL and first.row and not first.raw.strip():
        return words("how_blank")
    actual, expected = _number(finding.actual), _number(words.said(finding.due))
    if actual is not None and expected is not None:
        return words("how_more" if actual > expected else "how_less") if actual != expected else ""
    told = first.raw[slice(*first.span)] if first.span else (finding.actual or "")
    told = " ".join(told.split())
    return words("how_said", text=words.show(told)) if 0 < len(told) <= LONGEST_QUOTED else ""


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal((text or "").replace(",", ""))
    except InvalidOperation:
        return None
