"""A run as flat rows: one for each finding, one for each figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gouji import CheckedReport, EvidenceKind, Finding, Form, Outcome, Result, Rule, Run, Severity, Status, Text
from gouji_plugins.writers.shared.decisions import decision_said
from gouji_plugins.writers.shared.places import place, shared
from gouji_plugins.writers.shared.words import Words

Value = str | int | float | Decimal | None

FINDING_COLUMNS = (
    "source", "agency", "year", "form", "rule", "title", "theme", "severity", "outcome", "message", "expected", "actual",
    "place", "table", "row", "column", "section", "page", "line", "raw", "confidence", "basis", "remedy", "fingerprint",
    "evidence_fingerprint", "decision",
)  # fmt: skip
FIGURE_COLUMNS = ("source", "agency", "year", "form", "table", "row", "column", "raw", "value", "state", "doubted")
SECTION_COLUMNS = ("source", "agency", "year", "form", "section", "heading", "text")
LONGEST_LINE = 100_000
"""Characters of a paragraph that are written."""
SHOWN = (Outcome.FAIL, Outcome.REVIEW)


@dataclass(frozen=True, slots=True)
class Found:
    """One finding with its result and rule, and its report and form; None where the check went across reports."""

    finding: Finding
    result: Result
    rule: Rule
    checked: CheckedReport | None = None
    form: Form | None = None

    @property
    def review(self) -> bool:
        """Tell whether a person must look before anything is held against the report."""
        return self.finding.review or self.result.outcome is Outcome.REVIEW

    @property
    def basis(self) -> Text:
        """The clause that the rule rests on for reports of this form."""
        return self.rule.basis_for(self.form.id if self.form else "").text


def found_in(checked: CheckedReport, run: Run) -> Iterator[Found]:
    """Return the findings of one report, the most severe first."""
    order, form = list(Severity), run.form_of(checked)
    for result in sorted(checked.results, key=lambda each: order.index(each.severity)):
        if result.outcome in SHOWN:
            rule = run.rules[result.rule]
            yield from (Found(finding, result, rule, checked, form) for finding in result.findings)


def _found_with(checked: CheckedReport, run: Run) -> Iterator[Found]:
    """Return what checks across reports found that counts for a report."""
    form = run.form_of(checked)
    for result in run.across(checked.source):
        if result.reports[0] == checked.source and result.outcome in SHOWN:
            yield from (Found(finding, result, run.rules[result.rule], checked, form) for finding in result.findings)


def found_across(run: Run) -> Iterator[Found]:
    """Return what the checks across reports found."""
    for result in run.batch:
        if result.outcome in SHOWN:
            yield from (Found(finding, result, run.rules[result.rule]) for finding in result.findings)


def theme_title(run: Run, theme: str, words: Words) -> str:
    """Return a theme's title, its id where no pack gives one."""
    return words.of(run.themes[theme]) if theme in run.themes else words.show(theme)


def finding_rows(checked: CheckedReport, run: Run, words: Words) -> Iterator[tuple[Value, ...]]:
    """Return a report's findings, then those beside other reports that count for it, then its rules that broke.

    They are in the order of FINDING_COLUMNS; of a refused file it is why.
    """
    if checked.status is not Status.CHECKED:
        yield _bare(checked, None, checked.status.value, words.of(checked.reason), words)
        return
    yield from (_finding_row(found, run, words) for found in (*found_in(checked, run), *_found_with(checked, run)))
    for result in checked.results:
        if result.outcome is Outcome.ERROR:
            yield _bare(checked, run.rules[result.rule], result.outcome.value, words.of(result.note), words, result)


def rows_across(run: Run, words: Words) -> Iterator[tuple[Value, ...]]:
    """Return what the checks across reports found that counts for no report, in the order of FINDING_COLUMNS."""
    yield from (_finding_row(found, run, words) for found in found_across(run) if not found.result.reports)


def subject(checked: CheckedReport | None, words: Words) -> tuple[Value, ...]:
    """Return source, agency, year and form of a report, empty where not known."""
    if checked is None:
        return "", "", None, ""
    return words.show(checked.source), words.show(checked.agency.name), checked.year, checked.form or ""


def _finding_row(found: Found, run: Run, words: Words) -> tuple[Value, ...]:
    finding = found.finding
    pieces = finding.evidence
    first = pieces[0] if pieces else None
    return (
        *subject(found.checked, words),
        *_rule_columns(found, run, words),
        words("review" if found.review else "fail"),
        words.of(finding.words),
        words.of(finding.due),
        words.show(finding.actual),
        place(finding, found.form, words),
        *(shared(pieces, part) for part in ("table", "row", "column", "section")),
        first.page if first else None,
        first.line if first else None,
        _raw(finding, words),
        min((piece.confidence for piece in pieces), default=None),
        words.of(found.basis),
        words.of(found.rule.remedy),
        finding.fingerprint,
        finding.evidence_fingerprint,
        decision_said(run.decision_of(finding), words),
    )


def _rule_columns(found: Found, run: Run, words: Words) -> tuple[Value, ...]:
    rule = found.rule
    theme = theme_title(run, rule.theme, words)
    return words.show(rule.id), words.of(rule.title), theme, words(found.result.severity)


def _bare(
    checked: CheckedReport, rule: Rule | None, outcome: str, reason: str, words: Words, result: Result | None = None
) -> tuple[Value, ...]:
    named = (words.show(rule.id), words.of(rule.title)) if rule else ("", "")
    severity = words(result.severity) if result else ""
    known = (*subject(checked, words), *named, "", severity, words(outcome), reason)
    return known + ("",) * (len(FINDING_COLUMNS) - len(known))


def _raw(finding: Finding, words: Words) -> str:
    """Return what is printed at the place; of several cells, each one's text in turn."""
    pieces = finding.evidence[:12]
    texts = [
        words("empty") if piece.kind is EvidenceKind.CELL and piece.column and not piece.raw.strip() else piece.raw
        for piece in pieces
    ]
    return words.show(" | ".join(text[:2_000] for text in texts if text))


def figure_rows(checked: CheckedReport, words: Words) -> Iterator[tuple[Value, ...]]:
    """Return every figure of a report, in the order of FIGURE_COLUMNS, with the ids of the form."""
    about = subject(checked, words)
    for figure in checked.figures:
        raw = words.show(figure.raw) if figure.raw else ""
        doubted = "false" if figure.doubt is None else "true"
        yield (*about, figure.table, figure.row, figure.column, raw, figure.value, figure.state.value, doubted)


def section_rows(checked: CheckedReport, words: Words) -> Iterator[tuple[Value, ...]]:
    """Return the text of each section of a report, in the order of SECTION_COLUMNS; the tables are left out."""
    about = subject(checked, words)
    for section in checked.sections:
        text = " ".join(words.show(line.text, LONGEST_LINE) for line in section.lines)
        yield (*about, section.id or "", words.show(section.printed), text)


@lru_cache(maxsize=4096)
def written_out(number: Decimal) -> str:
    """Write a number with all its digits, and in powers of ten only where they would fill a page."""
    return format(number, "f") if number.is_finite() and abs(number.adjusted()) < 40 else str(number)
