"""A run as flat rows: one for each finding, one for each figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gouji import CheckedReport, EvidenceKind, Finding, Form, Outcome, Report, Result, Run, Severity, Status
from gouji_plugins.writers.shared.places import place, shared
from gouji_plugins.writers.shared.words import Words

Value = str | int | float | Decimal | None

FINDING_COLUMNS = (
    "source", "agency", "year", "form", "rule", "title", "theme", "severity", "outcome", "message", "expected", "actual",
    "place", "table", "row", "column", "section", "page", "line", "raw", "confidence", "basis", "remedy", "fingerprint",
    "evidence_fingerprint", "decision",
)  # fmt: skip
FIGURE_COLUMNS = ("source", "agency", "year", "form", "table", "row", "column", "raw", "value", "state")
SHOWN = (Outcome.FAIL, Outcome.REVIEW)


@dataclass(frozen=True, slots=True)
class Found:
    """One finding with its result and its report, None where the check went across reports."""

    finding: Finding
    result: Result
    checked: CheckedReport | None = None

    @property
    def review(self) -> bool:
        """Tell whether a person must look before anything is held against the report."""
        return self.finding.review or self.result.outcome is Outcome.REVIEW

    @property
    def form(self) -> Form | None:
        """The form of the report."""
        return self.checked.report.form if self.checked and self.checked.report else None


def found_in(checked: CheckedReport) -> Iterator[Found]:
    """Return the findings of one report, the most severe first."""
    order = list(Severity)
    for result in sorted(checked.results, key=lambda each: order.index(each.severity)):
        if result.outcome in SHOWN:
            yield from (Found(finding, result, checked) for finding in result.findings)


def found_across(run: Run) -> Iterator[Found]:
    """Return what the checks across reports found."""
    for result in run.batch:
        if result.outcome in SHOWN:
            yield from (Found(finding, result) for finding in result.findings)


def refused(run: Run) -> list[CheckedReport]:
    """Return the files that were not checked."""
    return [checked for checked in run.reports if checked.status is not Status.CHECKED]


def theme_title(run: Run, theme: str, words: Words) -> str:
    """Return a theme's title, its id where no pack gives one."""
    return words.of(run.themes[theme]) if theme in run.themes else words.show(theme)


def finding_rows(run: Run, words: Words) -> Iterator[tuple[Value, ...]]:
    """Return the findings, then the rules that broke, then the refused files, in the order of FINDING_COLUMNS."""
    for checked in run.reports:
        if checked.status is not Status.CHECKED:
            yield _bare(checked, None, checked.status.value, words.of(checked.reason), words)
            continue
        yield from (_finding_row(found, run, words) for found in found_in(checked))
        for result in checked.results:
            if result.outcome is Outcome.ERROR:
                yield _bare(checked, result, result.outcome.value, words.of(result.note), words)
    yield from (_finding_row(found, run, words) for found in found_across(run))


def subject(checked: CheckedReport | None, words: Words) -> tuple[Value, ...]:
    """Return source, agency, year and form of a report, empty where not known."""
    report = checked.report if checked else None
    return (
        words.show(checked.source) if checked else "",
        words.show(report.agency) if report else "",
        report.year if report else None,
        report.form.id if report else "",
    )


def _finding_row(found: Found, run: Run, words: Words) -> tuple[Value, ...]:
    finding, result = found.finding, found.result
    pieces = finding.evidence
    first = pieces[0] if pieces else None
    return (
        *subject(found.checked, words),
        *_rule_columns(result, run, words),
        words("review" if found.review else "fail"),
        words.of(finding.words),
        words.show(finding.expected),
        words.show(finding.actual),
        place(finding, found.form, words),
        *(shared(pieces, part) for part in ("table", "row", "column", "section")),
        first.page if first else None,
        first.line if first else None,
        _raw(finding, words),
        min((piece.confidence for piece in pieces), default=None),
        words.show(result.rule.basis),
        words.of(result.rule.remedy),
        finding.fingerprint,
        finding.evidence_fingerprint,
        "",
    )


def _rule_columns(result: Result, run: Run, words: Words) -> tuple[Value, ...]:
    rule = result.rule
    theme = theme_title(run, rule.theme, words)
    return words.show(rule.id), words.of(rule.title), theme, words(result.severity.value)


def _bare(checked: CheckedReport, result: Result | None, outcome: str, reason: str, words: Words) -> tuple[Value, ...]:
    rule = (words.show(result.rule.id), words.of(result.rule.title)) if result else ("", "")
    severity = words(result.severity.value) if result else ""
    known = (*subject(checked, words), *rule, "", severity, words(outcome), reason)
    return known + ("",) * (len(FINDING_COLUMNS) - len(known))


def _raw(finding: Finding, words: Words) -> str:
    """Return what is printed at the place; of several cells, each one's text in turn."""
    pieces = finding.evidence[:12]
    texts = [
        words("empty") if piece.kind is EvidenceKind.CELL and piece.column and not piece.raw.strip() else piece.raw
        for piece in pieces
    ]
    return words.show(" | ".join(text[:2_000] for text in texts if text))


def figure_rows(run: Run, words: Words) -> Iterator[tuple[Value, ...]]:
    """Return every figure of every report, in the order of FIGURE_COLUMNS, with the ids of the form."""
    for checked in run.reports:
        if checked.report is not None:
            about = subject(checked, words)
            for figure in checked.report.figures:
                raw = words.show(figure.raw) if figure.raw else ""
                place_ids = (figure.table, figure.row, figure.column)
                yield (*about, *place_ids, raw, figure.value, figure.state.value)


def figure_count(run: Run) -> int:
    """Return how many rows `figure_rows` gives."""
    return sum(_figures_of(checked.report) for checked in run.reports if checked.report is not None)


def _figures_of(report: Report) -> int:
    return sum(len(table.figures) for table in report.tables.values())


@lru_cache(maxsize=4096)
def written_out(number: Decimal) -> str:
    """Write a number with all its digits, and in powers of ten only where they would fill a page."""
    return format(number, "f") if number.is_finite() and abs(number.adjusted()) < 40 else str(number)
