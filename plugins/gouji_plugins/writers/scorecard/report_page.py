"""One report's page: everything that its template prints, worked out beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gouji import CheckedReport, Form, Outcome, Result, Rule, Run, Scorecard, Severity, Tally, Text
from gouji_plugins.writers.scorecard.evidence import Reading, cited_cells
from gouji_plugins.writers.scorecard.findings import (
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
    places_of,
    whole_tables,
)
from gouji_plugins.writers.scorecard.page_image import camera
from gouji_plugins.writers.scorecard.requests_flow import Flow, requests_flow
from gouji_plugins.writers.scorecard.sums import Sum, add_up
from gouji_plugins.writers.scorecard.verdict import Headline, headline, verdict
from gouji_plugins.writers.scorecard.words import Words
from gouji_plugins.writers.scorecard.years_chart import YearsChart, years_chart
from gouji_plugins.writers.shared.decisions import decision_said

ORDER = (
    Outcome.FAIL,
    Outcome.REVIEW,
    Outcome.PASS,
    Outcome.NOT_APPLICABLE,
    Outcome.NOT_CHECKED,
    Outcome.ERROR,
)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What a report's page shows, in the order of the page."""

    agency: str
    year: str
    published: str
    form: Form | None
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


def report_page(checked: CheckedReport, card: Scorecard, run: Run, words: Words) -> ReportPage:
    """Work out the page of one checked report."""
    form, read = run.form_of(checked), chapters(checked, words)
    tables = checked.bound_tables(form)
    numbered = number_findings(_to_look_at(checked.results))
    paragraphs, sections = places_of(read)
    with camera(checked, run.paths.get(checked.source, ""), words) as taking:
        reading = Reading(words, run.rules, form, tables, taking, paragraphs, sections, decisions_said(run, words))
        cards = [rule_card(result, findings, reading) for result, findings in numbered]
    cited = cited_cells([pair for _, findings in numbered for pair in findings])
    tally = Tally.of(checked.results)
    levels = Counter(each.severity for each in cards)
    shown, said = headline(card, words), verdict(tally, words)
    return ReportPage(
        agency=checked.agency.name or words("agency_unknown"),
        year="" if checked.year is None else words("year_of", year=checked.year),
        published=words("unknown") if checked.published is None else words.date(checked.published),
        form=form,
        checked=checked,
        verdict=f"{shown.verdict}{'：' if words.chinese else ': '}{said}" if shown.verdict else said,
        headline=shown,
        counts={outcome.value: tally.outcomes[outcome].rules for outcome in ORDER},
        levels={level.value: levels[level.value] for level in Severity if levels[level.value]},
        flow=requests_flow(tables, words),
        years=years_chart(checked, run, words),
        breaches=_grouped([each for each in cards if each.outcome == Outcome.FAIL]),
        judgements=[each for each in cards if each.outcome == Outcome.REVIEW and not each.doubtful],
        doubtful=[each for each in cards if each.outcome == Outcome.REVIEW and each.doubtful],
        others=_others(checked.results, run.rules, words),
        sum=add_up(card, checked.results, run.rules, theme_titles(run.themes, words), words),
        chapters=read,
        drawings=whole_tables(tables, dict(cited), words),
        doubts=doubt_notes(checked.doubts, tables, words),
        themes=theme_titles(run.themes, words),
        rules=[result.rule for result in checked.results],
    )


def decisions_said(run: Run, words: Words) -> Callable[[str], str]:
    """Return what says what people decided on a finding, by its fingerprint."""
    return lambda fingerprint: decision_said(run.decision_of(fingerprint), words)


def _to_look_at(results: Sequence[Result]) -> list[Result]:
    """Return breaches, then matters for review, those of judgement before those of doubtful reading."""
    return by_severity(results, Outcome.FAIL) + sorted(by_severity(results, Outcome.REVIEW), key=in_doubt)


def _grouped(cards: list[RuleCard]) -> dict[str, list[RuleCard]]:
    groups: dict[str, list[RuleCard]] = {}
    for card in cards:
        groups.setdefault(card.severity, []).append(card)
    return groups


def _others(results: Sequence[Result], rules: Mapping[str, Rule], words: Words) -> dict[str, list[RuleCard]]:
    return {
        each.value: [_brief(result, rules[result.rule], words) for result in results if result.outcome is each]
        for each in ORDER[2:]
    }


def _brief(result: Result, rule: Rule, words: Words) -> RuleCard:
    return RuleCard(
        rule.id, words.of(rule.title), result.severity.value, result.outcome.value, rule.theme, rule.basis, "", "",
        words.of(result.note), rule.plugin, result.checks, result.failed,
    )  # fmt: skip


def theme_titles(themes: Mapping[str, Text], words: Words) -> dict[str, str]:
    """Return the title of every theme, by id."""
    return {theme: words.of(title) for theme, title in themes.items()}
