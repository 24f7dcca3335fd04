"""One report's page: everything that its template prints, worked out beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from gouji import CheckedReport, Outcome, Result, Run, Scorecard, Severity, Tally
from gouji_plugins.writers.scorecard.annex import Chapter, Drawing, by_reason, chapters, doubt_notes, drawings, met
from gouji_plugins.writers.scorecard.items import Item, Items, in_order, is_in_doubt, is_told_elsewhere
from gouji_plugins.writers.scorecard.page_image import camera
from gouji_plugins.writers.scorecard.proof import proof_of
from gouji_plugins.writers.scorecard.rule_words import RuleTexts, RuleWords
from gouji_plugins.writers.scorecard.sums import sum_of
from gouji_plugins.writers.scorecard.verdict import Headline, after_decisions, conclusion, counts, headline
from gouji_plugins.writers.scorecard.words import Words
from gouji_plugins.writers.scorecard.years import Years, years_of
from gouji_plugins.writers.shared.agencies import kind_of

LONGEST_NAME = 120
"""Characters shown of an agency's name."""
MOST_UNCHECKED = 3
"""Requirements not checked that the first screen names."""
MOST_ITEMS = 200
"""Items that a page shows; a report with more has other troubles, which the page says."""


MOST_ELSEWHERE = 5
"""Findings of a rule that are told of another report."""
AGAINST = ("fail", "across")
"""The groups of what is held against the report."""
JUDGED = (Outcome.PASS, Outcome.FAIL, Outcome.REVIEW)


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one kind, with what a reader must know of them."""

    id: str
    title: str
    intro: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Undecided:
    """A requirement that was not checked, and why."""

    words: RuleWords
    severity: str
    note: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What a report's page shows, in the order of the page."""

    checked: CheckedReport
    agency: str
    year: str
    verdict: str
    stamp: str
    conclusion: str
    headline: Headline
    sum: str
    decided: str
    counts: Sequence[str]
    unchecked: str
    across: Sequence[str]
    facts: Mapping[str, str]
    groups: Sequence[Group]
    levels: Mapping[str, int]
    years: Years | None
    not_checked: Sequence[Undecided]
    errors: Sequence[Undecided]
    passes: Markup
    not_applicable: Markup
    tally: Tally
    doubts: Sequence[tuple[str, str]]
    drawings: Sequence[Drawing]
    chapters: Sequence[Chapter]

    @property
    def items(self) -> int:
        """How many items there are."""
        return sum(len(group.items) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Across:
    """What rules across reports say: of this report, and of others with the help of this one."""

    counted: Sequence[Result]
    elsewhere: Sequence[Result]

    @classmethod
    def of(cls, source: str, run: Run) -> Across:
        """Return what concerns a report."""
        concerned = run.across(source)
        counted = [result for result in concerned if result.reports[0] == source]
        return cls(counted, [result for result in concerned if result.reports[0] != source])

    @property
    def judged(self) -> list[Result]:
        """The results of this report where there was something to compare it with."""
        return [result for result in self.counted if result.outcome in JUDGED]


class ReportPages:
    """Works out the pages of a run, one after the other."""

    def __init__(self, run: Run, words: Words) -> None:
        self._run, self._words = run, words
        self._texts = RuleTexts(run.rules, words)

    def page(self, checked: CheckedReport, card: Scorecard) -> ReportPage:
        """Work out the page of one checked report."""
        run, words, form = self._run, self._words, self._run.form_of(checked)
        across = Across.of(checked.source, run)
        judged = (*checked.results, *across.judged)
        tally, tables = Tally.of(judged), checked.bound_tables(form)
        with camera(checked, run.paths.get(checked.source, ""), words) as taking:
            prove = partial(proof_of, source=checked.source, form=form, tables=tables, camera=taking, words=words)
            deductions = {deduction.rule: deduction for deduction in card.deductions}
            told = {each.rule for each in judged if each.findings}
            texts = partial(self._texts.of, form_id=checked.form or "")
            items = Items(checked.source, words, form, texts, deductions, told, prove, run.decision_of)
            groups = self._groups(checked.results, across, items)
        numbers = {item.words.id: item.number for group in groups for item in group.items}
        numbered = {numbers[each.rule]: each for each in checked.results if each.rule in numbers}
        shown = headline(card, words)
        return ReportPage(
            checked=checked, agency=words.show(checked.agency.name, LONGEST_NAME) or words("agency_unknown"),
            year="" if checked.year is None else words("year_of", year=checked.year),
            verdict=card.verdict.value if card.verdict else "", stamp=shown.verdict or words("no_verdict"),
            conclusion=conclusion(card, tally, words), headline=shown, sum=sum_of(card, words),
            decided=after_decisions(card, words), counts=counts(card, tally, words), across=self._across(across),
            unchecked=self._unchecked(checked), facts=self._facts(checked), groups=groups, levels=_levels(groups),
            years=years_of(checked, run, words), not_checked=self._undecided(checked, Outcome.NOT_CHECKED),
            errors=self._undecided(checked, Outcome.ERROR, across.counted),
            passes=met(judged, checked.form, self._texts, words),
            not_applicable=by_reason(judged, checked.form, self._texts, words), tally=tally,
            doubts=doubt_notes(checked.doubts, form, words), drawings=drawings(tables, numbered, words),
            chapters=chapters(checked, words),
        )  # fmt: skip

    def _groups(self, results: Sequence[Result], across: Across, items: Items) -> list[Group]:
        """Return faults, what was found across reports, what a person must judge, what could not be read for certain."""
        reviews = in_order(results, Outcome.REVIEW, {})
        kinds = {
            "fail": in_order(results, Outcome.FAIL, items.deductions),
            "across": [
                *in_order(across.judged, Outcome.FAIL, items.deductions),
                *in_order(across.judged, Outcome.REVIEW, {}),
            ],
            "review": [r for r in reviews if not is_in_doubt(r) and not is_told_elsewhere(r)],
            "doubt": [r for r in reviews if is_in_doubt(r) and not is_told_elsewhere(r)],
            "follows": [r for r in reviews if is_told_elsewhere(r)],
        }
        groups, number = [], 0
        for kind, found in kinds.items():
            shown = [items.of(result, number + at) for at, result in enumerate(found[:MOST_ITEMS], 1)]
            number += len(shown)
            if shown:
                groups.append(Group(kind, self._words(f"group_{kind}"), self._words(f"group_{kind}_means"), shown))
        return groups

    def _facts(self, checked: CheckedReport) -> dict[str, str]:
        """Return whose report of which day it is and what it was checked with; empty ones are filled in by hand."""
        words = self._words
        published = words("unknown") if checked.published is None else words.date(checked.published)
        kind = {words("kind"): said} if (said := kind_of(checked.agency, words)) else {}
        told = (
            kind
            | {words("published"): published, words("source"): checked.source}
            | _checked_with(self._run, checked.pack, words)
        )
        return told | ({words("address"): words.show(checked.address)} if checked.address else {})

    def _across(self, across: Across) -> list[str]:
        """Say why rules across reports could not compare, and what was found for other reports with the help of this one."""
        words = self._words
        notes = dict.fromkeys(words.of(r.note) for r in across.counted if r.outcome is Outcome.NOT_CHECKED)
        found = [
            words.pair(result.reports[0], words.of(finding.words))
            for result in across.elsewhere
            for finding in result.findings[:MOST_ELSEWHERE]
        ]
        return [*notes, *found]

    def _undecided(self, checked: CheckedReport, outcome: Outcome, across: Sequence[Result] = ()) -> list[Undecided]:
        form = checked.form or ""
        return [
            Undecided(self._texts.of(each.rule, form), each.severity.value, self._words.of(each.note))
            for each in (*checked.results, *across)
            if each.outcome is outcome
        ]

    def _unchecked(self, checked: CheckedReport) -> str:
        """Say in one line what was not checked, and why."""
        words = self._words
        open_ones = self._undecided(checked, Outcome.NOT_CHECKED) + self._undecided(checked, Outcome.ERROR)
        if not open_ones:
            return ""
        by_reason: dict[str, list[str]] = {}
        for each in open_ones:
            by_reason.setdefault(each.note, []).append(each.words.title)
        said = [
            f"{words.listed(titles[:2])}{words('and_others') if len(titles) > 2 else ''}{words.aside(note)}"
            for note, titles in by_reason.items()
        ][:MOST_UNCHECKED]
        return words("unchecked", n=len(open_ones), what=words.clauses(said))


def _levels(groups: Sequence[Group]) -> dict[str, int]:
    """Count what is held against the report by severity, and together what is not, as the head of the page does."""
    fails, review = Outcome.FAIL.value, Outcome.REVIEW.value
    items = [(group.id in AGAINST and item.outcome == fails, item.severity) for group in groups for item in group.items]
    found = [severity if is_against else review for is_against, severity in items]
    return {level: found.count(level) for level in (*Severity, review) if level in found}


def _checked_with(run: Run, pack: str | None, words: Words) -> dict[str, str]:
    own = [f"{each.name} {each.version}" for each in run.packs if each.name == pack]
    said = {words("packs"): words.listed(own)} if own else {}
    return said | ({words("started"): words.time(run.started)} if run.started else {})
