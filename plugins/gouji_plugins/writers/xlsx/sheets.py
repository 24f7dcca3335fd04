"""What stands on each sheet: its columns, their widths and its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gouji import CheckedReport, Form, Outcome, Run, Scorecard, Severity, State, Status, Tally
from gouji_plugins.writers.shared.places import column_name, row_name, section_name, table_form
from gouji_plugins.writers.shared.rows import (
    FIGURE_COLUMNS,
    FINDING_COLUMNS,
    Value,
    figure_rows,
    finding_rows,
    rows_across,
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
COVERAGE_COLUMNS = ("source", "agency", "year", "rule", "title", "severity", "outcome", "reason")


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


class Sheets:
    """The rows of all sheets; figures, which are most of it, are fetched once more when they are written."""

    def __init__(self, run: Run, words: Words) -> None:
        self._run, self._words = run, words
        self._overview: list[tuple[Value, ...]] = []
        self._findings: list[tuple[Value, ...]] = []
        self._coverage: list[tuple[Value, ...]] = []
        self._matrix: list[tuple[tuple[Value, ...], Mapping[str, Outcome]]] = []
        self.figure_count = 0

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Take a report's rows."""
        run, words, form = self._run, self._words, self._run.form_of(checked)
        self._overview.append(_overview_row(checked, card, words))
        self._findings.extend(_named_places(row, form, words) for row in finding_rows(checked, run, words))
        self._coverage.extend(_coverage_rows(checked, run, words))
        source, agency, year, _ = subject(checked, words)
        outcomes = {result.rule: result.outcome for result in checked.results}
        self._matrix.append(((source, agency, year, words(checked.status.value)), outcomes))
        self.figure_count += sum(table.count for table in checked.tables.values())

    def finished(self) -> tuple[list[Sheet], list[Sheet]]:
        """Return the sheets before the figures and those after them."""
        words = self._words
        across = [_named_places(row, None, words) for row in rows_across(self._run, words)]
        findings = _sheet("findings", FINDING_COLUMNS, [*self._findings, *across], words, fixed=2)
        coverage = _sheet("coverage_sheet", COVERAGE_COLUMNS, self._coverage, words, fixed=2)
        return [_overview(self._run, self._overview, words), findings], [coverage, self._outcomes()]

    def figures(self) -> Iterator[tuple[Value, ...]]:
        """Yield every figure, its place in the words of the form."""
        states = {state.value: self._words(state.value) for state in State}
        for checked in self._run.reports:
            labels = _figure_labels(self._run.form_of(checked), self._words)
            for source, agency, year, form, table, row, column, raw, value, state in figure_rows(checked, self._words):
                named = labels(str(table), str(row), str(column))
                yield (source, agency, year, form, *named, raw, value, states[str(state)])

    def _outcomes(self) -> Sheet:
        """Return reports by rules, an outcome in each cell; the most severe rules first."""
        order, words = list(Severity), self._words
        ran = {rule: None for _, outcomes in self._matrix for rule in outcomes}
        rules = sorted((self._run.rules[rule] for rule in ran), key=lambda rule: (order.index(rule.severity), rule.id))
        said = {outcome: words(outcome.value) for outcome in Outcome}
        rows = [
            (*about, *(said[outcomes[rule.id]] if rule.id in outcomes else "" for rule in rules))
            for about, outcomes in self._matrix
        ]
        names = ("source", "agency", "year", "status")
        columns = (*map(words, names), *(f"{words.of(rule.title)}\n{words.show(rule.id)}" for rule in rules))
        widths = (*(WIDTHS[name] for name in names), *(18 for _ in rules))
        return Sheet(words("matrix"), columns, widths, rows, len(rows), fixed=2, shaded=True)


def _overview(run: Run, rows: list[tuple[Value, ...]], words: Words) -> Sheet:
    """Return every file with its score and the number of its results by outcome."""
    names = (
        "source", "agency", "year", "form", "published", "status", "score", "score_after_decisions", "coverage", "grade",
        "open_critical", *Outcome, "reason",
    )  # fmt: skip
    lead = [words("product"), words.totals(run.totals)]
    lead.extend([words("started", time=words.show(run.started))] if run.started else [])
    return _sheet("overview", names, rows, words, lead=tuple(lead))


def _overview_row(checked: CheckedReport, card: Scorecard, words: Words) -> tuple[Value, ...]:
    done = checked.status is Status.CHECKED
    outcomes = Tally.of(checked.results).outcomes
    return (
        *subject(checked, words),
        words.date(checked.published) if checked.published else "",
        words(checked.status.value),
        _rounded(card.score),
        _rounded(card.score_after_decisions),
        _rounded(card.coverage),
        card.grade or "",
        card.open_critical if done else None,
        *(outcomes[outcome].rules if done else None for outcome in Outcome),
        words.of(checked.reason),
    )


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(float(number), 2)


def _named_places(row: tuple[Value, ...], form: Form | None, words: Words) -> tuple[Value, ...]:
    about = dict(zip(FINDING_COLUMNS, row, strict=True))
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


@lru_cache(maxsize=16)
def _figure_labels(form: Form | None, words: Words) -> Callable[[str, str, str], tuple[str, str, str]]:
    """Return what names the cells of a form; the same ones recur in every report."""
    return lru_cache(maxsize=2048)(lambda table, row, column: _labels(form, table, row, column, words))


def figure_sheet(rows: Iterable[tuple[Value, ...]], count: int, number: int, words: Words) -> Sheet:
    """Return a sheet for so many figures; from the second on its title bears a number."""
    title = f"{words('figures')} {number}" if number > 1 else words("figures")
    columns = tuple(words(name) for name in FIGURE_COLUMNS)
    widths = tuple(WIDTHS[name] for name in FIGURE_COLUMNS)
    return Sheet(title, columns, widths, rows, count, fixed=2, plain=True)


def _coverage_rows(checked: CheckedReport, run: Run, words: Words) -> Iterator[tuple[Value, ...]]:
    """Yield what was not decided and why: the file if it was not checked, rules not applied, left open or broken."""
    about = subject(checked, words)[:3]
    if checked.status is not Status.CHECKED:
        yield (*about, "", "", "", words(checked.status.value), words.of(checked.reason))
    for result in checked.results:
        if result.outcome in (Outcome.PASS, Outcome.FAIL):
            continue
        first = result.findings[0].words if result.findings else None
        title, severity = words.of(run.rules[result.rule].title), words(result.severity.value)
        reason = words.of(result.note or first)
        yield (*about, words.show(result.rule), title, severity, words(result.outcome.value), reason)


def _sheet(
    title: str, names: tuple[str, ...], rows: list[tuple[Value, ...]], words: Words, lead: tuple[str, ...] = (), fixed: int = 1
) -> Sheet:  # fmt: skip
    widths = tuple(WIDTHS.get(name, ELSE) for name in names)
    return Sheet(words(title), tuple(words(str(name)) for name in names), widths, rows, len(rows), lead, fixed)
