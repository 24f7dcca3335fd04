"""The figures of one agency over the years, where a run holds several of its reports and the pack says which to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gouji import CheckedReport, Form, Run
from gouji_plugins.writers.scorecard.totals import Total, rows_total
from gouji_plugins.writers.scorecard.words import Words

MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class Year:
    """One year: its figures in the order of the measures, and the page of its report, empty for this one or none."""

    year: int
    figures: tuple[str, ...]
    page: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Years:
    """The years as a table; `is_summed` where a total is blank and its parts were added up instead."""

    measures: tuple[str, ...]
    years: tuple[Year, ...]
    is_summed: bool


def years_of(checked: CheckedReport, run: Run, words: Words) -> Years | None:
    """Put the years of the agency of a report side by side; None where only one is known."""
    kept = [each for each in run.of_agency(checked.agency) if each.year is not None]
    known = {each.year for each in kept if each.year is not None}
    measures = run.charts[checked.pack].years if checked.pack in run.charts else ()
    if checked.year is None or len(known) < 2 or not measures:
        return None
    forms = [(each, run.form_of(each)) for each in kept]
    pages = {each.year: each.slug for each in reversed(kept) if each.slug != checked.slug}
    totals = {
        year: [_value(forms, year, measure.table, measure.rows) for measure in measures]
        for year in sorted(known)[-MOST_YEARS:]
    }
    if not any(total for of_year in totals.values() for total in of_year):
        return None
    years = tuple(
        Year(
            year, tuple("—" if total is None else str(total.value) for total in found),
            "" if year == checked.year else pages.get(year, ""), year == checked.year,
        )
        for year, found in totals.items()
    )  # fmt: skip
    is_summed = any(total is not None and total.summed for found in totals.values() for total in found)
    return Years(tuple(words.of(measure.label) for measure in measures), years, is_summed)


def _value(
    kept: Sequence[tuple[CheckedReport, Form | None]], year: int, table: str, rows: Sequence[str]
) -> Total | None:
    """Return the figure of a year; None where no report gives it for certain, or two of them disagree."""
    found = {rows_total(each, form, table, rows) for each, form in kept if each.year == year}
    return found.pop() if len(found) == 1 else None
