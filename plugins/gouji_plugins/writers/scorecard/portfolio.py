"""The page over all files of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gouji import CheckedReport, Outcome, Result, Run, Severity, Status
from gouji_plugins.writers.scorecard.evidence import Reading
from gouji_plugins.writers.scorecard.findings import RuleCard, number_findings, rule_card
from gouji_plugins.writers.scorecard.report_page import UNSCORED
from gouji_plugins.writers.scorecard.verdict import Headline, headline, points
from gouji_plugins.writers.scorecard.words import Words

MOST_FREQUENT = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in the table of the portfolio; the `order_…` fields are what its columns sort by."""

    checked: CheckedReport
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
class Portfolio:
    """What the page over all files shows."""

    summary: str
    entries: Sequence[Entry]
    refused: Sequence[Entry]
    statuses: Sequence[tuple[str, int]]
    severities: Sequence[tuple[str, int]]
    grades: Sequence[tuple[str, int]]
    frequent: Sequence[Frequent]
    batch: Sequence[RuleCard]
    themes: Mapping[str, str]
    scored: Sequence[str]


def portfolio(run: Run, words: Words) -> Portfolio:
    """Work out the page over all files."""
    entries = [_entry(checked, words) for checked in run.reports]
    return Portfolio(
        summary=_summary(run, words),
        entries=entries,
        refused=[entry for entry in entries if entry.checked.status is not Status.CHECKED],
        statuses=_statuses(run),
        severities=_severities(run),
        grades=_grades(entries, words),
        frequent=_frequent(run, words),
        batch=[rule_card(result, found, Reading(words)) for result, found in number_findings(run.batch)],
        themes=_themes(run, words),
        scored=list(dict.fromkeys(theme for entry in entries for theme in entry.themes)),
    )


def _themes(run: Run, words: Words) -> dict[str, str]:
    scored = (theme for each in run.reports if each.scorecard for theme in each.scorecard.themes)
    titles = {theme.theme: words.of(theme.title) or theme.theme for theme in scored}
    return titles | {theme: words.of(title) for theme, title in run.themes.items()}


def _entry(checked: CheckedReport, words: Words) -> Entry:
    report, card = checked.report, checked.scorecard or UNSCORED
    shown = headline(card, words)
    outcomes = Counter(result.outcome for result in checked.results)
    return Entry(
        checked=checked,
        agency=(report.agency or words("agency_unknown")) if report else "",
        year="" if report is None or report.year is None else str(report.year),
        form=report.form.id if report else "",
        headline=shown,
        breaches=outcomes[Outcome.FAIL],
        reviews=outcomes[Outcome.REVIEW],
        reason=words.of(checked.reason),
        order_score=-1.0 if card.score is None else round(card.score, 2),
        order_coverage=-1.0 if card.coverage is None else round(card.coverage, 2),
        order_grade=card.grade or "~",
        themes={each.theme: points(each.score) for each in card.themes if each.score is not None},
    )


def _statuses(run: Run) -> list[tuple[str, int]]:
    counts = Counter(checked.status for checked in run.reports)
    return [(status.value, counts[status]) for status in Status]


def _summary(run: Run, words: Words) -> str:
    if not run.reports:
        return words("empty_run")
    parts = [
        f"{words.low(status)} {n}" if words.chinese else f"{n} {words.low(status)}" for status, n in _statuses(run) if n
    ]
    return words("portfolio_sum", n=len(run.reports), parts=words.listed(parts))


def _severities(run: Run) -> list[tuple[str, int]]:
    counts: Counter[Severity] = Counter()
    for checked in run.reports:
        for result in checked.results:
            if result.outcome is Outcome.FAIL:
                counts[result.severity] += len(result.findings)
    return [(severity.value, counts[severity]) for severity in Severity]


def _grades(entries: Sequence[Entry], words: Words) -> list[tuple[str, int]]:
    checked = [entry for entry in entries if entry.checked.status is Status.CHECKED]
    counts = Counter(entry.headline.grade for entry in checked)
    none = words("no_grade")
    return sorted(counts.items(), key=lambda pair: (pair[0] == none, pair[0]))


def _frequent(run: Run, words: Words) -> list[Frequent]:
    failed = [r for checked in run.reports for r in checked.results if r.outcome is Outcome.FAIL]
    reports = Counter(result.rule.id for result in failed)
    places: Counter[str] = Counter()
    first: dict[str, Result] = {}
    for result in failed:
        places[result.rule.id] += len(result.findings)
        first.setdefault(result.rule.id, result)
    most = sorted(reports, key=lambda rule: (-reports[rule], -places[rule], rule))[:MOST_FREQUENT]
    return [
        Frequent(rule, words.of(first[rule].rule.title), first[rule].severity.value, reports[rule], places[rule])
        for rule in most
    ]
