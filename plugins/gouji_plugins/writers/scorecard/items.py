"""Requirements that are not met or wait for a person: one line each, that opens."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup, escape

from gouji import (
    Decision,
    Deduction,
    DeductionShare,
    Finding,
    Form,
    Language,
    Outcome,
    Result,
    Severity,
    name_of,
    points,
)
from gouji_plugins.writers.scorecard.legible import clip
from gouji_plugins.writers.scorecard.rule_words import RuleWords
from gouji_plugins.writers.scorecard.words import Words
from gouji_plugins.writers.shared.decisions import decision_said
from gouji_plugins.writers.shared.places import brief, pages_of, place, reported, table_name

MOST_TABLED = 3
"""Places of one item that the printed table lists with their figures."""
MOST_LISTED = 40
"""Places of one item that are listed besides the first."""
LONGEST_LEAD = {Language.ZH: 120, Language.EN: 200}
"""A longer message is cut where its enumeration begins."""
LONGEST_VALUE = 24
"""Characters of a figure or wording in a column of the list."""
LONGEST_MESSAGE = 600

Prove = Callable[[Finding], Markup]
_BENEATH = (DeductionShare.SAME_CAUSE, DeductionShare.FOLLOWS)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: what is wrong there, what is reported and what should be, each as it stands on one line.

    `message` is all that the rule says, empty where the line says it too. `standing` is how the finding stands after what people
    decided, `decision` who decided it and why; both are empty where nobody did.
    """

    lead: str
    message: str
    where: str
    actual: str
    expected: str
    is_open: bool
    standing: str
    decision: str


@dataclass(frozen=True, slots=True)
class Item:
    """One requirement as a line of the list, with what it opens to.

    `share` says why it costs less than its severity, `beneath` that it stands under the item whose cause it shares. `others`
    are the places besides the first.
    """

    number: int
    words: RuleWords
    outcome: str
    severity: str
    points: str
    share: str
    is_beneath: bool
    first: Spot
    others: tuple[Spot, ...]
    unlisted: int
    places: int
    checked: str
    note: str
    proof: Markup

    @property
    def tabled(self) -> tuple[Spot, ...]:
        """The places that the printed table lists."""
        return (self.first, *self.others[: MOST_TABLED - 1])

    @property
    def untabled(self) -> int:
        """How many places it does not."""
        return self.places - len(self.tabled)


def in_order(results: Sequence[Result], outcome: Outcome, deductions: Mapping[str, Deduction]) -> list[Result]:
    """Return the results of one outcome, the gravest first, what shares a cause right after it."""
    order = list(Severity)
    found = sorted((r for r in results if r.outcome is outcome), key=lambda result: order.index(result.severity))
    below: dict[str, list[Result]] = {}
    for result in found:
        deduction = deductions.get(result.rule)
        if deduction and deduction.share in _BENEATH:
            below.setdefault(deduction.with_rule, []).append(result)
    shown = {result.rule for result in found}
    nested = {result.rule for cause, under in below.items() if cause in shown for result in under}
    return [each for result in found if result.rule not in nested for each in (result, *below.get(result.rule, ()))]


@dataclass(frozen=True)
class Items:
    """Makes the items of one report."""

    source: str
    words: Words
    form: Form | None
    rules: Callable[[str], RuleWords]
    deductions: Mapping[str, Deduction]
    shown: Collection[str]
    prove: Prove
    decided: Callable[[Finding], Decision | None]

    def of(self, result: Result, number: int) -> Item:
        """Show a result with findings: its first place in full, the others as a list."""
        words, deduction = self.words, self.deductions.get(result.rule)
        found = sorted(result.findings, key=lambda finding: finding.review)
        spots = [self.spot(finding, result) for finding in found[: 1 + MOST_LISTED]]
        if _is_drawn(found[0], self.form) and not spots[0].lead.endswith("…"):
            spots[0] = replace(spots[0], message="")
        return Item(
            number=number, words=self.rules(result.rule), outcome=result.outcome.value, severity=result.severity.value,
            points=f"−{points(deduction.points)}" if deduction and deduction.points else "0",
            share=self._share(deduction), is_beneath=bool(deduction and deduction.share in _BENEATH),
            first=spots[0], others=tuple(spots[1:]), unlisted=len(found) - len(spots), places=len(found),
            checked=self._checked(result), note=words.of(result.note), proof=self._proof(found[0]),
        )  # fmt: skip

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        """The tables of the form as people cite them."""
        return [(form.id, table_name(form, self.words)) for form in self.form.tables] if self.form else []

    def _proof(self, finding: Finding) -> Markup:
        """Prove a finding; one that only follows from another item leads to what stands there."""
        cause = finding.told_by if finding.review and finding.told_by in self.shown else ""
        if not cause:
            return self.prove(finding)
        said, title = escape(self.words("see_item")), escape(self.rules(cause).title)
        return Markup(f'<p>{said}<a href="#{escape(cause)}">{title}</a>')

    def spot(self, finding: Finding, result: Result) -> Spot:
        """Say in one line what a finding finds where."""
        words = self.words
        said = clip(
            brief(words.typeset(words.of(finding.words)), self.form, words), words("truncated"), LONGEST_MESSAGE
        )
        message = f"{said[:1].upper()}{said[1:]}"
        lead = lead_of(message, LONGEST_LEAD[words.language])
        where = self._where(within(finding, self.source), message)
        decision = self.decided(finding)
        actual, expected = (None, None) if finding.told_by else (reported(finding), words.said(finding.due))
        return Spot(
            lead, message if lead != message else "", where, self._value(actual), self._value(expected),
            finding.review and result.outcome is Outcome.FAIL,
            words.of(name_of(decision.standing)) if decision else "", decision_said(decision, words),
        )  # fmt: skip

    def _where(self, finding: Finding, message: str) -> str:
        """Say where a finding stands; where the message begins by naming its table, only on which page."""
        named = next((table for table, name in self._names if message.startswith(name)), None)
        if named is not None and any(piece.table == named for piece in finding.evidence):
            return pages_of(finding, self.words)
        return place(finding, self.form, self.words, lines=False) or self.words("everywhere")

    def _value(self, said: str | None) -> str:
        if said is None:
            return ""
        text = self.words.figure(" ".join(said.split()))
        return (text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…") or self.words("blank")

    def _share(self, deduction: Deduction | None) -> str:
        if deduction is None or deduction.share is DeductionShare.FULL:
            return ""
        return self.words(f"share_{deduction.share.value}", rule=self.rules(deduction.with_rule).title)

    def _checked(self, result: Result) -> str:
        if result.checks < 2 or not result.failed:
            return ""
        return self.words("places_failed", checks=result.checks, failed=result.failed)


def within(finding: Finding, source: str) -> Finding:
    """Return a finding with what stands in one report of its evidence alone."""
    if not any(piece.source for piece in finding.evidence):
        return finding
    return replace(finding, evidence=tuple(piece for piece in finding.evidence if piece.source in ("", source)))


def _is_drawn(finding: Finding, form: Form | None) -> bool:
    """Tell whether all that a finding speaks of are cells of the form's tables, which are drawn: no list need name them."""
    known = {table.id for table in form.tables} if form else set()
    return bool(finding.evidence) and all(piece.row and piece.table in known for piece in finding.evidence)


def lead_of(message: str, longest: int) -> str:
    """Return a message up to the last colon or semicolon that fits, if it is long: what follows enumerates."""
    if len(message) <= longest:
        return message
    head = message[:longest]
    end = max(head.rfind(mark) for mark in ("：", "；", ": ", "; "))
    lead = head[:end] if end > 0 else f"{head}…"
    return lead + ("）" * (lead.count("（") - lead.count("）")) or ")" * (lead.count("(") - lead.count(")")))


def is_in_doubt(result: Result) -> bool:
    """Tell whether a review awaits the reading, not the report."""
    return any(finding.doubtful for finding in result.findings)


def is_told_elsewhere(result: Result) -> bool:
    """Tell whether a review only points to a fault that another rule reports."""
    return all(finding.told_by for finding in result.findings)
