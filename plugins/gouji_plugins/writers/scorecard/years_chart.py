"""The figures of one agency over the years, where a run holds several of its reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gouji import CheckedReport, Run, Table
from gouji_plugins.writers.scorecard.totals import Total, rows_total, table_of
from gouji_plugins.writers.scorecard.words import Words

MEASURES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "received": ("requests", ("new_received",)),
    "processed": ("requests", ("total_processed",)),
    "carried_out": ("requests", ("carried_out",)),
    "reconsiderations": ("review", ("reconsideration",)),
    "litigations": ("review", ("litigation_direct", "litigation_after_reconsideration")),
}
MOST_YEARS = 10
WIDTH, FOOT, TALL = 240.0, 112.0, 80.0
"""A chart is so wide; its bars stand at `FOOT` and are at most `TALL` high."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year of one measure as drawn: `said` is the number, or in a word why there is none."""

    year: int
    said: str
    known: bool
    current: bool
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """One measure over the years."""

    name: str
    label: str
    bars: tuple[Bar, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class YearsChart:
    """All measures; `pages` are the pages of the other years' reports by year."""

    years: tuple[int, ...]
    charts: tuple[Chart, ...]
    pages: Mapping[int, str]
    summed: bool


def years_chart(checked: CheckedReport, run: Run, words: Words) -> YearsChart | None:
    """Draw the years of the agency of a report; None where only one is known."""
    kept = [each for each in run.of_agency(checked.agency.name) if each.year is not None]
    known = [each.year for each in kept if each.year is not None]
    if checked.year is None or len(set(known)) < 2:
        return None
    years = tuple(range(max(min(known), max(known) - MOST_YEARS + 1), max(known) + 1))
    tables = [(each.year, each.bound_tables(run.form_of(each))) for each in kept]
    values = {name: {year: _value(tables, year, name) for year in years} for name in MEASURES}
    if not any(value for by_year in values.values() for value in by_year.values()):
        return None
    charts = tuple(_chart(name, by_year, checked.year, words) for name, by_year in values.items())
    pages = {each.year: each.slug for each in reversed(kept) if each.year is not None and each.slug != checked.slug}
    summed = any(value is not None and value.summed for by_year in values.values() for value in by_year.values())
    return YearsChart(years, charts, pages | {checked.year: ""}, summed)


def _value(kept: Sequence[tuple[int | None, Mapping[str, Table]]], year: int, name: str) -> Total | None:
    """Return the figure of a year; None where no report gives it for certain, or two of them disagree."""
    found = {_measured(tables, name) for of_year, tables in kept if of_year == year}
    return found.pop() if len(found) == 1 else None


def _measured(tables: Mapping[str, Table], name: str) -> Total | None:
    table_id, rows = MEASURES[name]
    table = table_of(tables, table_id, *rows)
    return None if table is None else rows_total(table, rows)


def _chart(name: str, by_year: Mapping[int, Total | None], current: int, words: Words) -> Chart:
    most = max((total.value for total in by_year.values() if total), default=0) or 1
    step = WIDTH / len(by_year)
    width = min(44.0, step * 0.62)
    bars = []
    for index, (year, total) in enumerate(by_year.items()):
        height = TALL * total.value / most if total else 0.0
        x = step * index + (step - width) / 2
        said = str(total.value) if total else words("no_figure")
        bars.append(
            Bar(
                year,
                said,
                total is not None,
                year == current,
                *(round(n, 1) for n in (x, FOOT - height, width, height)),
            )
        )
    summary = words.listed([words("year_figure", year=bar.year, figure=bar.said) for bar in bars])
    return Chart(name, words(f"years_{name}"), tuple(bars), summary)
