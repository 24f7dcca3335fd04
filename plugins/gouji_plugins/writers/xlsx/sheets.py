"""What stands on each sheet: its columns, their widths and its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from gouji import CheckedReport, Count, Filed, Form, Outcome, Run, Scorecard, Severity, State, Status, Tally
from gouji_plugins.writers.shared.places import column_name, row_name, section_name, table_form
from gouji_plugins.writers.shared.ranking import counting_for, order_of
from gouji_plugins.writers.shared.rows import (
    FIGURE_COLUMNS,
    FINDING_COLUMNS,
    Value,
    figure_rows,
    finding_rows,
    rows_across,
    subject,
    theme_title,
)
from gouji_plugins.writers.shared.words import Words
from gouji_plugins.writers.xlsx.overview import overview_columns, overview_row
from gouji_plugins.writers.xlsx.spool import Line, Spool

WIDTHS = {
    "source": 34, "agency": 22, "year": 8, "form": 11, "rule": 26, "title": 34, "theme": 12, "severity": 9, "outcome": 10,
    "message": 60, "expected": 14, "actual": 14, "place": 44, "table": 24, "row": 30, "column": 22, "section": 24,
    "page": 7, "line": 8, "raw": 26, "confidence": 10, "basis": 40, "remedy": 40, "fingerprint": 19,
    "evidence_fingerprint": 19, "decision": 12, "value": 14, "state": 11, "status": 14, "reason": 44, "published": 13,
    "number": 6, "kind": 16, "verdict": 10, "grade": 7,
}  # fmt: skip
ELSE = 13
NARROW = 9
"""Columns of counts."""
PRINTED_OVERVIEW, PRINTED_FINDINGS = 14, 11
"""So many columns fit on a page that lies on its side."""
_FIGURE = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?")
COUNTS = {*Outcome, *(f"failed_{severity}" for severity in Severity)}
SHOWN_FINDINGS = (
    "agency", "year", "severity", "outcome", "title", "place", "actual", "expected", "message", "basis", "remedy", "decision", "source",
    "table", "row", "column", "section", "page", "line", "raw", "confidence", "theme", "form", "rule", "fingerprint",
    "evidence_fingerprint",
)  # fmt: skip
"""First what a person asks, then what tells where it comes from."""
COVERAGE_COLUMNS = ("agency", "year", "title", "severity", "outcome", "reason", "source", "rule")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `count` rows under one header line.

    Of a sheet with many columns only the first `printed` are printed. `lead` are lines above the header. `fixed` columns stay in
    view. A `shaded` sheet shows outcomes in colour, a `plain` one does not wrap its text.
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
    printed: int = 0


_SHOWN = FIGURE_COLUMNS[:-1]
"""What the workbook shows of figures: the page of a report says where a reading is in doubt, and why."""


class Sheets:
    """The rows of all sheets, the reports in the order of the index; figures, which are most of it, are fetched once more."""

    def __init__(self, run: Run, words: Words) -> None:
        self._run, self._words = run, words
        self._overview, self._findings, self._coverage, self._matrix = Spool(), Spool(), Spool(), Spool()
        self._across = Spool()
        self._rules: dict[str, int] = {}
        self._breached: dict[str, Count] = {}
        self.figure_count = 0

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Take a report's rows."""
        run, words, form = self._run, self._words, self._run.form_of(checked)
        results = counting_for(checked, run)
        tally = Tally.of(results)
        order = order_of(checked, card, tally)
        self._overview.add(order, [overview_row(checked, card, tally, run, words)])
        self._findings.add(order, (_named_places(row, form, words) for row in finding_rows(checked, run, words)))
        self._coverage.add(order, _coverage_rows(checked, run, words))
        source, agency, year, _ = subject(checked, words)
        outcomes = {self._rules.setdefault(result.rule, len(self._rules)): result.outcome.value for result in results}
        listed = ",".join(outcomes.get(number, "") for number in range(max(outcomes, default=-1) + 1))
        self._matrix.add(order, [(agency, year, source, words(checked.status.value), listed)])
        self.figure_count += sum(table.count for table in checked.tables.values())
        for result in results:
            if result.outcome is Outcome.FAIL:
                self._breached[result.rule] = self._breached.get(result.rule, Count()).and_one(result)

    def finished(self) -> tuple[list[Sheet], list[Sheet]]:
        """Return the sheets before the figures and those after them."""
        run, words = self._run, self._words
        self._across.add((), (_named_places(row, None, words) for row in rows_across(run, words)))
        findings = sheet_of("findings", SHOWN_FINDINGS, chain(self._findings, self._across), words, fixed=2)
        lead = [words("product"), words.totals(run.totals)]
        lead.extend([words("started", time=words.time(run.started))] if run.started else [])
        rows = ((number, *row) for number, row in enumerate(self._overview, 1))
        overview = sheet_of(
            "overview", overview_columns(run, words), rows, words, self._overview.count, tuple(lead), fixed=3
        )
        before = [
            replace(overview, printed=PRINTED_OVERVIEW),
            replace(findings, count=self._findings.count + self._across.count, printed=PRINTED_FINDINGS),
            self._frequent(),
        ]
        coverage = sheet_of("coverage_sheet", COVERAGE_COLUMNS, self._coverage, words, self._coverage.count, fixed=2)
        return before, [*self._filings(), coverage, self._outcomes()]

    def close(self) -> None:
        """Let go of what was kept on disk."""
        for spool in (self._overview, self._findings, self._across, self._coverage, self._matrix):
            spool.close()

    def figures(self) -> Iterator[Line]:
        """Yield every figure, its place in the words of the form."""
        states = {state.value: self._words(state.value) for state in State}
        for checked in self._run.reports:
            labels = _figure_labels(self._run.form_of(checked), self._words)
            for source, agency, year, form, table, row, column, raw, value, state, _ in figure_rows(
                checked, self._words
            ):
                named = labels(str(table), str(row), str(column))
                yield (source, agency, year, form, *named, raw, value, states[str(state)])

    def _frequent(self) -> Sheet:
        """Return what reports breach, the most frequent first."""
        run, words = self._run, self._words
        most = sorted(self._breached.items(), key=lambda each: (-each[1].rules, -each[1].places, each[0]))
        rules = [(run.rules[rule], count) for rule, count in most]
        rows = [
            (
                words.of(rule.title),
                words(rule.severity.value),
                theme_title(run, rule.theme, words),
                count.rules,
                count.places,
                rule.id,
            )
            for rule, count in rules
        ]
        return sheet_of("frequent", ("title", "severity", "theme", "reports", "places", "rule"), rows, words, len(rows))

    def _filings(self) -> list[Sheet]:
        """Return who of a roster has filed, where there is one."""
        filings = sorted(
            self._run.filings, key=lambda each: (-list(Filed).index(each.status), each.year, each.member.agency)
        )
        words = self._words
        rows = [
            (
                words.show(each.member.agency),
                each.year,
                words(f"filed_{each.status}"),
                words.show(words.listed(list(each.sources))),
            )
            for each in filings
        ]
        return [sheet_of("roster", ("agency", "year", "status", "source"), rows, words, len(rows))] if rows else []

    def _outcomes(self) -> Sheet:
        """Return reports by rules, an outcome in each cell; the most severe rules first."""
        order, words, numbers = list(Severity), self._words, self._rules
        rules = sorted(
            (self._run.rules[rule] for rule in numbers), key=lambda rule: (order.index(rule.severity), rule.id)
        )
        said = {"": "", **{outcome.value: words(outcome.value) for outcome in Outcome}}
        places = [numbers[rule.id] for rule in rules]

        def spread() -> Iterator[Line]:
            for *about, listed in self._matrix:
                outcomes = [*str(listed).split(","), *[""] * len(numbers)]
                yield (*about, *(said[outcomes[place]] for place in places))

        names = ("agency", "year", "source", "status")
        columns = (*map(words, names), *(f"{words.of(rule.title)}\n{words.show(rule.id)}" for rule in rules))
        widths = (*(WIDTHS[name] for name in names), *(18 for _ in rules))
        return Sheet(words("matrix"), columns, widths, spread(), self._matrix.count, fixed=2, shaded=True)


def _named_places(row: tuple[Value, ...], form: Form | None, words: Words) -> tuple[Value, ...]:
    about = dict(zip(FINDING_COLUMNS, row, strict=True))
    table, line, column, section = (str(about[part] or "") for part in ("table", "row", "column", "section"))
    labels = _labels(form, table, line, column, words)
    about.update(zip(("table", "row", "column"), labels, strict=True))
    about["expected"], about["actual"] = _figure(about["expected"]), _figure(about["actual"])
    about["section"] = section_name(form, section, words) if section else ""
    return tuple(about[name] for name in SHOWN_FINDINGS)


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


def figure_sheet(rows: Iterable[Line], count: int, words: Words) -> Sheet:
    """Return the sheet of so many figures."""
    columns = tuple(words(name) for name in _SHOWN)
    widths = tuple(WIDTHS[name] for name in _SHOWN)
    return Sheet(words("figures"), columns, widths, rows, count, fixed=2, plain=True)


def _coverage_rows(checked: CheckedReport, run: Run, words: Words) -> Iterator[Line]:
    """Yield what was not decided and why: the file if it was not checked, rules not applied, left open or broken."""
    source, agency, year, _ = subject(checked, words)
    if checked.status is not Status.CHECKED:
        yield (agency, year, "", "", words(checked.status.value), words.of(checked.reason), source, "")
    for result in checked.results:
        if result.outcome in (Outcome.PASS, Outcome.FAIL):
            continue
        first = result.findings[0].words if result.findings else None
        title, severity = words.of(run.rules[result.rule].title), words(result.severity.value)
        reason = words.of(result.note or first)
        yield (agency, year, title, severity, words(result.outcome.value), reason, source, words.show(result.rule))


def sheet_of(
    title: str, names: Sequence[str], rows: Iterable[Line], words: Words, count: int = 0, lead: tuple[str, ...] = (), fixed: int = 1
) -> Sheet:  # fmt: skip
    """Return a sheet whose columns are called as `words` calls them, or by their own name where it knows none."""
    widths = tuple(WIDTHS.get(name, NARROW if name in COUNTS else ELSE) for name in names)
    titles = tuple(words(name) if words.known(name) else name for name in map(str, names))
    return Sheet(words(title), titles, widths, rows, count, lead, fixed)
