"""The page over all files of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gouji import CheckedReport, Count, Outcome, Rule, Run, Scorecard, Severity, Status, Tally
from gouji_plugins.writers.scorecard.evidence import Reading
from gouji_plugins.writers.scorecard.findings import RuleCard, number_findings, rule_card
from gouji_plugins.writers.scorecard.report_page import decisions_said, theme_titles
from gouji_plugins.writers.scorecard.sums import losses
from gouji_plugins.writers.scorecard.verdict import Headline, headline, points
from gouji_plugins.writers.scorecard.words import Words

MOST_FREQUENT = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in the table of the portfolio; the `order_…` fields are what its columns sort by."""

    source: str
    status: str
    slug: str
    agency: str
    year: str
    form: str
    headline: Headline
    breaches: int
    reviews: int
    reason: str
    order_score: float
    order_coverage: float
    order_grade: str
    themes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Frequent:
    """A rule that reports often breach."""

    rule: str
    title: str
    severity: str
    reports: int
    places: int


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """What the page over all files shows."""

    summary: str
    entries: Sequence[Entry]
    refused: Sequence[Entry]
    failed: Count
    severities: Sequence[tuple[str, Count]]
    grades: Sequence[tuple[str, int]]
    frequent: Sequence[Frequent]
    batch: Sequence[RuleCard]
    themes: Mapping[str, str]
    scored: Sequence[str]


class Portfolio:
    """Gathers a line of each file, and shows them together at the end."""

    def __init__(self, run: Run, words: Words) -> None:
        self._run, self._words = run, words
        self._entries: list[Entry] = []
        self._breached: dict[str, tuple[str, Count]] = {}

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Take a file."""
        self._entries.append(_entry(checked, card, self._run.rules, self._words))
        for result in checked.results:
            if result.outcome is Outcome.FAIL:
                severity, count = self._breached.get(result.rule, (result.severity.value, Count()))
                self._breached[result.rule] = severity, count.and_one(result)

    def page(self) -> PortfolioPage:
        """Work out the page over all files."""
        run, words, entries = self._run, self._words, self._entries
        tally, reading = run.totals.tally, Reading(words, run.rules, decided=decisions_said(run, words))
        return PortfolioPage(
            summary=_summary(run, words),
            entries=entries,
            refused=[entry for entry in entries if entry.status != Status.CHECKED],
            failed=tally.outcomes[Outcome.FAIL],
            severities=[(severity.value, tally.failed[severity]) for severity in Severity],
            grades=_grades(entries, words),
            frequent=self._frequent(),
            batch=[rule_card(result, found, reading) for result, found in number_findings(run.batch)],
            themes=theme_titles(run.themes, words),
            scored=[theme for theme in run.themes if any(theme in entry.themes for entry in entries)],
        )

    def _frequent(self) -> list[Frequent]:
        most = sorted(self._breached.items(), key=lambda each: (-each[1][1].rules, -each[1][1].places, each[0]))
        return [
            Frequent(rule, self._words.of(self._run.rules[rule].title), severity, count.rules, count.places)
            for rule, (severity, count) in most[:MOST_FREQUENT]
        ]


def _entry(checked: CheckedReport, card: Scorecard, rules: Mapping[str, Rule], words: Words) -> Entry:
    outcomes = Tally.of(checked.results).outcomes
    return Entry(
        source=checked.source,
        status=checked.status.value,
        slug=checked.slug,
        agency=checked.agency.name or words("agency_unknown"),
        year="" if checked.year is None else str(checked.year),
        form=checked.form or "",
        headline=headline(card, words),
        breaches=outcomes[Outcome.FAIL].rules,
        reviews=outcomes[Outcome.REVIEW].rules,
        reason=words.of(checked.reason),
        order_score=-1.0 if card.score is None else round(card.score, 2),
        order_coverage=-1.0 if card.coverage is None else round(card.coverage, 2),
        order_grade=card.grade or "~",
        themes={theme: f"−{points(lost)}" for theme, lost in losses(card, rules).items() if lost},
    )


def _summary(run: Run, words: Words) -> str:
    totals = run.totals
    if not totals.files:
        return words("empty_run")
    counts = [(words.low(status), totals.statuses[status]) for status in Status if totals.statuses[status]]
    parts = [f"{name} {n}" if words.chinese else f"{n} {name}" for name, n in counts]
    return words("portfolio_sum", n=totals.files, parts=words.listed(parts))


def _grades(entries: Sequence[Entry], words: Words) -> list[tuple[str, int]]:
    counts = Counter(entry.headline.grade for entry in entries if entry.status == Status.CHECKED)
    none = words("no_grade")
    return sorted(counts.items(), key=lambda pair: (pair[0] == none, pair[0]))
