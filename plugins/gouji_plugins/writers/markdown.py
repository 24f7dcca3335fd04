"""The run as Markdown, to stand in a merge request or a ticket: a table of the reports, then what was found in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from gouji import CheckedReport, Outcome, Run, Scorecard, Status, Tally, Writer, hookimpl, name_of, points
from gouji_plugins.writers.shared.legible import one_line
from gouji_plugins.writers.shared.places import place
from gouji_plugins.writers.shared.ranking import counting_for
from gouji_plugins.writers.shared.rows import Found, found_across, found_in
from gouji_plugins.writers.shared.words import Words, percent

MOST_REPORTS = 200
"""Reports described one by one; a page with more is no longer read."""
MOST_FINDINGS = 20
"""Findings of one rule listed in full."""
COLUMNS = ("source", "agency", "year", "verdict", "score", "coverage", "grade", "open_critical", "fail", "review")
_MEANT = re.compile(
    r"([\\`*_{}\[\]<>|~$^&]|:(?=//)|(?<=www)\.|^[#+\-=]|#(?=\d)|(?<=^\d)[.)]|(?<=^\d\d)[.)])", re.IGNORECASE
)
_CALLS = re.compile(r"@")


class Page:
    """`gouji.md`: the table of reports stands first, so that what was found in each waits until the end."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run, self._words, self._path = run, Words(run.language), folder / "gouji.md"
        self._summaries: list[str] = []
        self._told: list[str] = []
        self._refused: list[str] = []
        self._worth_telling = 0

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Take a report's line in the table, and what was found in it."""
        self._summaries.append(_summary(checked, card, self._run, self._words))
        if checked.status is not Status.CHECKED:
            self._refused.append(_refusal(checked, self._words))
        elif _worth_telling(checked):
            self._worth_telling += 1
            if self._worth_telling <= MOST_REPORTS:
                self._told.extend(_report(checked, self._run, self._words))

    def close(self) -> None:
        """Write the page."""
        text = "\n".join(self._lines()) + "\n"
        self._path.write_bytes(text.encode("utf-8"))

    def _lines(self) -> Iterator[str]:
        words = self._words
        yield from _head(self._run, words)
        yield from self._summaries
        if not self._worth_telling and not self._run.batch:
            yield f"\n{words('none_found')}"
        yield from self._told
        if self._worth_telling > MOST_REPORTS:
            yield f"\n{words('more_reports', n=self._worth_telling - MOST_REPORTS)}"
        across = list(found_across(self._run))
        if across:
            yield f"\n## {words('batch')}"
            yield from _findings(iter(across), words)
        if self._refused:
            yield f"\n## {words('refused')}\n"
        yield from self._refused


def marked(text: str) -> str:
    """Return text that Markdown shows as it is: no link, no markup, no page that is called up, nobody notified."""
    return _CALLS.sub("@\u200b", _MEANT.sub(r"\\\1", one_line(text)))


def _head(run: Run, words: Words) -> Iterator[str]:
    yield f"# {words('product')}\n"
    yield words.totals(run.totals) + "\n"
    if run.started:
        yield words("started", time=marked(words.time(run.started))) + "\n"
    yield f"| {' | '.join(words(column) for column in COLUMNS)} |"
    yield f"|{'---|' * len(COLUMNS)}"


def _summary(checked: CheckedReport, card: Scorecard, run: Run, words: Words) -> str:
    done = checked.status is Status.CHECKED
    outcomes = Tally.of(counting_for(checked, run)).outcomes
    cells = [
        marked(words.show(checked.source)),
        marked(words.show(checked.agency.name)),
        str(checked.year or ""),
        words.of(name_of(card.verdict)) if done and card.verdict else words(checked.status.value),
        "—" if card.score is None else points(card.score),
        "—" if card.coverage is None else percent(card.coverage).removesuffix("%"),
        card.grade or "—",
        str(card.open_critical),
        *(words.count(outcomes[outcome]) for outcome in (Outcome.FAIL, Outcome.REVIEW)),
    ]
    return f"| {' | '.join(cells if done else [*cells[:4], *'——————'])} |"


def _report(checked: CheckedReport, run: Run, words: Words) -> Iterator[str]:
    yield f"\n## {_heading(checked, words)}"
    yield from _findings(found_in(checked, run), words)
    yield from _broken(checked, words)


def _worth_telling(checked: CheckedReport) -> bool:
    return any(result.outcome in (Outcome.FAIL, Outcome.REVIEW, Outcome.ERROR) for result in checked.results)


def _heading(checked: CheckedReport, words: Words) -> str:
    name = marked(words.show(checked.agency.name)) or words("agency_unknown")
    year = f" {checked.year}" if checked.year else ""
    return f"{name}{year}{words.aside(marked(words.show(checked.source)))}"


def _findings(found: Iterator[Found], words: Words) -> Iterator[str]:
    for _, group in groupby(found, key=lambda each: each.rule.id):
        of_rule = list(group)
        result, rule = of_rule[0].result, of_rule[0].rule
        severity, outcome = words(result.severity.value), words(result.outcome.value)
        title, named = marked(words.of(rule.title)), marked(words.show(rule.id))
        basis = marked(words.of(of_rule[0].basis))
        clause = f" · {words.pair(words('basis'), basis)}" if basis else ""
        yield f"\n**{title}**{words.aside(named)} · {severity} · {outcome}{clause}"
        yield ""
        yield from (_item(each, words) for each in of_rule[:MOST_FINDINGS])
        if len(of_rule) > MOST_FINDINGS:
            yield f"- {words('more_findings', n=len(of_rule) - MOST_FINDINGS)}"


def _item(found: Found, words: Words) -> str:
    finding = found.finding
    parts = [marked(words.of(finding.words))]
    where = place(finding, found.form, words)
    if where:
        parts.append(marked(where))
    if finding.expected is not None and finding.actual is not None:
        actual = words.show(finding.actual) or words("empty")
        parts.append(marked(words("expected_actual", expected=words.of(finding.due), actual=actual)))
    return f"- {' — '.join(parts)}"


def _broken(checked: CheckedReport, words: Words) -> Iterator[str]:
    broken = [result for result in checked.results if result.outcome is Outcome.ERROR]
    if broken:
        yield f"\n**{words('errors')}**\n"
        yield from (f"- {words.pair(marked(words.show(r.rule)), marked(words.of(r.note)))}" for r in broken)


def _refusal(checked: CheckedReport, words: Words) -> str:
    source, status = marked(words.show(checked.source)), words(checked.status.value)
    return f"- {words.pair(source, status)} — {marked(words.of(checked.reason))}"


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `md`."""
    return [Writer("md", Page)]
