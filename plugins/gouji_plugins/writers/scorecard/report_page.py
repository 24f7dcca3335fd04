"""One report's page: everything that its template prints, worked out beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gouji import CheckedReport, Outcome, Report, Result, Run, Scorecard, Severity, Text
from gouji_plugins.writers.scorecard.evidence import Reading, cited_cells
from gouji_plugins.writers.scorecard.findings import (
    Numbered,
    RuleCard,
    by_severity,
    in_doubt,
    number_findings,
    rule_card,
)
from gouji_plugins.writers.scorecard.grids import Drawing
from gouji_plugins.writers.scorecard.outline import (
    Chapter,
    DoubtNote,
    chapters,
    doubt_notes,
    reading_of,
    whole_tables,
)
from gouji_plugins.writers.scorecard.page_image import camera
from gouji_plugins.writers.scorecard.requests_flow import Flow, requests_flow
from gouji_plugins.writers.scorecard.sums import Sum, add_up
from gouji_plugins.writers.scorecard.verdict import Headline, headline, verdict
from gouji_plugins.writers.scorecard.words import Words
from gouji_plugins.writers.scorecard.years_chart import History, YearsChart, years_chart

ORDER = (
    Outcome.FAIL,
    Outcome.REVIEW,
    Outcome.PASS,
    Outcome.NOT_APPLICABLE,
    Outcome.NOT_CHECKED,
    Outcome.ERROR,
)
UNSCORED = Scorecard(None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What a report's page shows, in the order of the page."""

    agency: str
    year: str
    published: str
    report: Report
    checked: CheckedReport
    verdict: str
    headline: Headline
    counts: Mapping[str, int]
    breaches: Mapping[str, Sequence[RuleCard]]
    judgements: Sequence[RuleCard]
    doubtful: Sequence[RuleCard]
    others: Mapping[str, Sequence[RuleCard]]
    sum: Sum
    flow: Flow | None
    years: YearsChart | None
    levels: Mapping[str, int]
    chapters: Sequence[Chapter]
    drawings: Sequence[Drawing]
    doubts: Sequence[DoubtNote]
    themes: Mapping[str, str]
    rules: Sequence[str]


def report_page(checked: CheckedReport, report: Report, run: Run, history: History, words: Words) -> ReportPage:
    """Work out the page of one checked report."""
    card = checked.scorecard or UNSCORED
    read = chapters(report, words)
    numbered = number_findings(_to_look_at(checked.results))
    cards = _cards(checked, numbered, reading_of(report, read, words))
    cited = cited_cells([pair for _, findings in numbered for pair in findings])
    counts = Counter(result.outcome.value for result in checked.results)
    levels = Counter(each.severity for each in cards)
    return ReportPage(
        agency=report.agency or words("agency_unknown"),
        year="" if report.year is None else words("year_of", year=report.year),
        published=words("unknown") if report.published is None else words.date(report.published),
        report=report,
        checked=checked,
        verdict=verdict(checked.results, words),
        headline=headline(card, words),
        counts={outcome.value: counts[outcome.value] for outcome in ORDER},
        levels={level.value: levels[level.value] for level in Severity if levels[level.value]},
        flow=requests_flow(report, words),
        years=years_chart(checked, history, words),
        breaches=_grouped([each for each in cards if each.outcome == Outcome.FAIL]),
        judgements=[each for each in cards if each.outcome == Outcome.REVIEW and not each.doubtful],
        doubtful=[each for each in cards if each.outcome == Outcome.REVIEW and each.doubtful],
        others=_others(checked.results, words),
        sum=add_up(card, checked.results, words),
        chapters=read,
        drawings=whole_tables(report, dict(cited), words),
        doubts=doubt_notes(report, words),
        themes=theme_titles(run.themes, card, words),
        rules=[result.rule.id for result in checked.results],
    )


def _to_look_at(results: Sequence[Result]) -> list[Result]:
    """Return breaches, then matters for review, those of judgement before those of doubtful reading."""
    return by_severity(results, Outcome.FAIL) + sorted(by_severity(results, Outcome.REVIEW), key=in_doubt)


def _cards(checked: CheckedReport, numbered: Numbered, reading: Reading) -> list[RuleCard]:
    with camera(checked, reading.words) as taking:
        pictured = replace(reading, camera=taking)
        return [rule_card(result, findings, pictured) for result, findings in numbered]


def _grouped(cards: list[RuleCard]) -> dict[str, list[RuleCard]]:
    groups: dict[str, list[RuleCard]] = {}
    for card in cards:
        groups.setdefault(card.severity, []).append(card)
    return groups


def _others(results: Sequence[Result], words: Words) -> dict[str, list[RuleCard]]:
    return {each.value: [_brief(result, words) for result in results if result.outcome is each] for each in ORDER[2:]}


def _brief(result: Result, words: Words) -> RuleCard:
    rule = result.rule
    return RuleCard(
        rule.id, words.of(rule.title), result.severity.value, result.outcome.value, rule.theme, rule.basis, "", "",
        words.of(result.note), rule.plugin, result.checks, result.failed,
    )  # fmt: skip


def theme_titles(themes: Mapping[str, Text], card: Scorecard, words: Words) -> dict[str, str]:
    """Return the title of every theme, by id."""
    titles = {theme.theme: words.of(theme.title) for theme in card.themes}
    return titles | {theme: words.of(title) for theme, title in themes.items()}
