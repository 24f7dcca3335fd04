"""The run as Markdown, to stand in a merge request or a ticket: a table of the reports, then what was found in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from gouji import CheckedReport, Outcome, Run, Scorecard, Status, Writer, hookimpl
from gouji_plugins.writers.shared.legible import one_line
from gouji_plugins.writers.shared.places import place
from gouji_plugins.writers.shared.rows import Found, found_across, found_in
from gouji_plugins.writers.shared.words import Words

MOST_REPORTS = 200
"""Reports described one by one; a page with more is no longer read."""
MOST_FINDINGS = 20
"""Findings of one rule listed in full."""
COLUMNS = ("source", "agency", "year", "status", "score", "coverage", "grade", "open_critical", "fail", "review")
_MEANT = re.compile(
    r"([\\`*_{}\[\]<>|~$^&]|:(?=//)|(?<=www)\.|^[#+\-=]|#(?=\d)|(?<=^\d)[.)]|(?<=^\d\d)[.)])", re.IGNORECASE
)
_CALLS = re.compile(r"@")


def write(run: Run, folder: Path) -> None:
    """Write `gouji.md`."""
    text = "\n".join(_page(run, Words(run.language))) + "\n"
    folder.joinpath("gouji.md").write_bytes(text.encode("utf-8"))


def marked(text: str) -> str:
    """Return text that Markdown shows as it is: no link, no markup, no page that is called up, nobody notified."""
    return _CALLS.sub("@\u200b", _MEANT.sub(r"\\\1", one_line(text)))


def _page(run: Run, words: Words) -> Iterator[str]:
    counts = {status.value: sum(c.status is status for c in run.reports) for status in Status}
    yield f"# {words('product')}\n"
    yield words("totals", files=len(run.reports), **counts) + "\n"
    if run.started:
        yield words("started", time=marked(words.show(run.started))) + "\n"
    yield f"| {' | '.join(words(column) for column in COLUMNS)} |"
    yield f"|{'---|' * len(COLUMNS)}"
    yield from (_summary(checked, words) for checked in run.reports)
    yield from _reports(run, words)
    yield from _refused(run, words)


def _summary(checked: CheckedReport, words: Words) -> str:
    report, card = checked.report, checked.scorecard or Scorecard(None, None, None, None, None)
    done = checked.status is Status.CHECKED
    outcomes = [result.outcome for result in checked.results]
    cells = [
        marked(words.show(checked.source)),
        marked(words.show(report.agency)) if report else "",
        str(report.year or "") if report else "",
        words(checked.status.value),
        _rounded(card.score),
        _rounded(card.coverage),
        card.grade or "—",
        *(str(number) for number in (card.open_critical, outcomes.count(Outcome.FAIL), outcomes.count(Outcome.REVIEW))),
    ]
    return f"| {' | '.join(cells if done else [*cells[:4], *'——————'])} |"


def _rounded(number: float | None) -> str:
    return "—" if number is None else f"{number:.1f}"


def _reports(run: Run, words: Words) -> Iterator[str]:
    told = [checked for checked in run.reports if _worth_telling(checked)]
    if not told and not run.batch:
        yield f"\n{words('none_found')}"
    for checked in told[:MOST_REPORTS]:
        yield f"\n## {_heading(checked, words)}"
        yield from _findings(found_in(checked), words)
        yield from _broken(checked, words)
    if len(told) > MOST_REPORTS:
        yield f"\n{words('more_reports', n=len(told) - MOST_REPORTS)}"
    across = list(found_across(run))
    if across:
        yield f"\n## {words('batch')}"
        yield from _findings(iter(across), words)


def _worth_telling(checked: CheckedReport) -> bool:
    return any(result.outcome in (Outcome.FAIL, Outcome.REVIEW, Outcome.ERROR) for result in checked.results)


def _heading(checked: CheckedReport, words: Words) -> str:
    report = checked.report
    name = marked(words.show(report.agency)) if report and report.agency else words("agency_unknown")
    year = f" {report.year}" if report and report.year else ""
    return f"{name}{year}{words.aside(marked(words.show(checked.source)))}"


def _findings(found: Iterator[Found], words: Words) -> Iterator[str]:
    for _, group in groupby(found, key=lambda each: each.result.rule.id):
        of_rule = list(group)
        result = of_rule[0].result
        severity, outcome = words(result.severity.value), words(result.outcome.value)
        title, rule = marked(words.of(result.rule.title)), marked(words.show(result.rule.id))
        basis = marked(words.show(result.rule.basis))
        clause = f" · {words.pair(words('basis'), basis)}" if basis else ""
        yield f"\n**{title}**{words.aside(rule)} · {severity} · {outcome}{clause}"
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
        parts.append(marked(words("expected_actual", expected=words.show(finding.expected), actual=actual)))
    return f"- {' — '.join(parts)}"


def _broken(checked: CheckedReport, words: Words) -> Iterator[str]:
    broken = [result for result in checked.results if result.outcome is Outcome.ERROR]
    if broken:
        yield f"\n**{words('errors')}**\n"
        yield from (f"- {words.pair(marked(words.show(r.rule.id)), marked(words.of(r.note)))}" for r in broken)


def _refused(run: Run, words: Words) -> Iterator[str]:
    files = [checked for checked in run.reports if checked.status is not Status.CHECKED]
    if files:
        yield f"\n## {words('refused')}\n"
    for checked in files:
        source, status = marked(words.show(checked.source)), words(checked.status.value)
        yield f"- {words.pair(source, status)} — {marked(words.of(checked.reason))}"


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `md`."""
    return [Writer("md", write)]
