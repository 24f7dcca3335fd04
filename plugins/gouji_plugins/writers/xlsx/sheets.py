"""What stands on each sheet: its columns, their widths and its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gouji import CheckedReport, Form, Outcome, Rule, Run, Scorecard, Severity, State, Status
from gouji_plugins.writers.shared.places import column_name, row_name, section_name, table_form
from gouji_plugins.writers.shared.rows import (
    FIGURE_COLUMNS,
    FINDING_COLUMNS,
    Value,
    figure_rows,
    finding_rows,
    subject,
)
from gouji_plugins.writers.shared.words import Words

WIDTHS = {
    "source": 34, "agency": 22, "year": 8, "form": 11, "rule": 26, "title": 34, "theme": 12, "severity": 9, "outcome": 10,
    "message": 60, "expected": 14, "actual": 14, "place": 44, "table": 24, "row": 30, "column": 22, "section": 24,
    "page": 7, "line": 8, "raw": 26, "confidence": 10, "basis": 40, "remedy": 40, "fingerprint": 19,
    "evidence_fingerprint": 19, "decision": 12, "value": 14, "state": 11, "status": 14, "reason": 44, "published": 13,
}  # fmt: skip
ELSE = 13
_FIGURE = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?")
_MISSING = Scorecard(None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `count` rows under one header line.

    `lead` are lines above the header. `fixed` columns stay in view. A `shaded` sheet shows outcomes in colour, a `plain`
    one does not wrap its text.
    """

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Iterable[tuple[Value, ...]]
    count: int
    lead: tuple[str, ...] = ()
    fixed: int = 1
    shaded: bool = False
    plain: bool = False


def overview(run: Run, words: Words) -> Sheet:
    """Return every file with its score and the number of its results by outcome."""
    names = (
        "source", "agency", "year", "form", "published", "status", "score", "score_after_decisions", "coverage", "grade",
        "open_critical", *Outcome, "reason",
    )  # fmt: skip
    counts = {status.value: sum(checked.status is status for checked in run.reports) for status in Status}
    lead = [words("product"), words("totals", files=len(run.reports), **counts)]
    lead.extend([words("started", time=words.show(run.started))] if run.started else [])
    rows = [_overview_row(checked, words) for checked in run.reports]
    return _sheet("overview", names, rows, words, lead=tuple(lead))


def _overview_row(checked: CheckedReport, words: Words) -> tuple[Value, ...]:
    card, report = checked.scorecard or _MISSING, checked.report
    done = checked.status is Status.CHECKED
    outcomes = [result.outcome for result in checked.results]
    return (
        *subject(checked, words),
        words.date(report.published) if report and report.published else "",
        words(checked.status.value),
        _rounded(card.score),
        _rounded(card.score_after_decisions),
        _rounded(card.coverage),
        card.grade or "",
        card.open_critical if done else None,
        *(outcomes.count(outcome) if done else None for outcome in Outcome),
        words.of(checked.reason),
    )


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(float(number), 2)


def findings(run: Run, words: Words) -> Sheet:
    """Return every finding, its places in the words of the form."""
    forms = {checked.report.form.id: checked.report.form for checked in run.reports if checked.report}
    rows = [_named_places(row, forms, words) for row in finding_rows(run, words)]
    return _sheet("findings", FINDING_COLUMNS, rows, words, fixed=2)


def _named_places(row: tuple[Value, ...], forms: dict[str, Form], words: Words) -> tuple[Value, ...]:
    about = dict(zip(FINDING_COLUMNS, row, strict=True))
    form = forms.get(str(about["form"]))
    table, line, column, section = (str(about[part] or "") for part in ("table", "row", "column", "section"))
    labels = _labels(form, table, line, column, words)
    about.update(zip(("table", "row", "column"), labels, strict=True))
    about["expected"], about["actual"] = _figure(about["expected"]), _figure(about["actual"])
    about["section"] = section_name(form, section, words) if section else ""
    return tuple(about.values())


def _figure(words: Value) -> Value:
    """Return a figure as a number, other words as they are."""
    return Decimal(words) if isinstance(words, str) and _FIGURE.fullmatch(words) else words


def _labels(form: Form | None, table: str, row: str, column: str, words: Words) -> tuple[str, str, str]:
    printed = table_form(form, table)
    title = words.show(printed.title) if printed else table
    title = title if words.chinese or not printed else f"{title} ({table.replace('_', ' ')})"
    return (
        title,
        row_name(printed, row, words) if row else "",
        column_name(printed, row, column, words) if column else "",
    )


def figures(run: Run, words: Words) -> Iterator[tuple[Value, ...]]:
    """Return every figure, its place in the words of the form."""
    forms = {checked.report.form.id: checked.report.form for checked in run.reports if checked.report}
    states = {state.value: words(state.value) for state in State}

    @lru_cache(maxsize=8192)
    def labels(form: str, table: str, row: str, column: str) -> tuple[str, str, str]:
        return _labels(forms.get(form), table, row, column, words)

    for source, agency, year, form, table, row, column, raw, value, state in figure_rows(run, words):
        named = labels(str(form), str(table), str(row), str(column))
        yield (source, agency, year, form, *named, raw, value, states[str(state)])


def figure_sheet(rows: Iterable[tuple[Value, ...]], count: int, number: int, words: Words) -> Sheet:
    """Return a sheet for so many figures; from the second on its title bears a number."""
    title = f"{words('figures')} {number}" if number > 1 else words("figures")
    columns = tuple(words(name) for name in FIGURE_COLUMNS)
    widths = tuple(WIDTHS[name] for name in FIGURE_COLUMNS)
    return Sheet(title, columns, widths, rows, count, fixed=2, plain=True)


def coverage(run: Run, words: Words) -> Sheet:
    """Return what was not decided and why: files not checked, rules not applied, left open or broken."""
    names = ("source", "agency", "year", "rule", "title", "severity", "outcome", "reason")
    return _sheet("coverage_sheet", names, list(_coverage_rows(run, words)), words, fixed=2)


def _coverage_rows(run: Run, words: Words) -> Iterator[tuple[Value, ...]]:
    for checked in run.reports:
        about = subject(checked, words)[:3]
        if checked.status is not Status.CHECKED:
            yield (*about, "", "", "", words(checked.status.value), words.of(checked.reason))
        for result in checked.results:
            if result.outcome in (Outcome.PASS, Outcome.FAIL):
                continue
            first = result.findings[0].words if result.findings else None
            rule, severity = result.rule, words(result.severity.value)
            reason = words.of(result.note or first)
            yield (*about, words.show(rule.id), words.of(rule.title), severity, words(result.outcome.value), reason)


def matrix(run: Run, words: Words) -> Sheet:
    """Return reports by rules, an outcome in each cell; the most severe rules first."""
    order = list(Severity)
    rules: dict[str, Rule] = {result.rule.id: result.rule for checked in run.reports for result in checked.results}
    by_weight = sorted(rules.values(), key=lambda rule: (order.index(rule.severity), rule.id))
    said = {outcome: words(outcome.value) for outcome in Outcome}
    rows = []
    for checked in run.reports:
        outcomes = {result.rule.id: said[result.outcome] for result in checked.results}
        status = words(checked.status.value)
        source, agency, year, _ = subject(checked, words)
        rows.append((source, agency, year, status, *(outcomes.get(rule.id, "") for rule in by_weight)))
    heads = tuple(words(name) for name in ("source", "agency", "year", "status"))
    columns = (*heads, *(f"{words.of(rule.title)}\n{words.show(rule.id)}" for rule in by_weight))
    widths = (WIDTHS["source"], WIDTHS["agency"], WIDTHS["year"], WIDTHS["status"], *(18 for _ in by_weight))
    return Sheet(words("matrix"), columns, widths, rows, len(rows), fixed=2, shaded=True)


def _sheet(
    title: str, names: tuple[str, ...], rows: list[tuple[Value, ...]], words: Words, lead: tuple[str, ...] = (), fixed: int = 1
) -> Sheet:  # fmt: skip
    widths = tuple(WIDTHS.get(name, ELSE) for name in names)
    return Sheet(words(title), tuple(words(str(name)) for name in names), widths, rows, len(rows), lead, fixed)
