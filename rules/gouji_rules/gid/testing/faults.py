"""Faults as published reports show them, each put into a lawful report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from gouji_rules.gid.testing.figures import printed
from gouji_rules.gid.testing.report import LawfulReport, LawfulSection

Fault = Callable[[LawfulReport], LawfulReport]
Cells = dict[str, dict[str, dict[str, str]]]


def _cells(report: LawfulReport) -> Cells:
    return {table: {row: dict(cells) for row, cells in rows.items()} for table, rows in report.figures.items()}


def _with_cells(report: LawfulReport, table: str, changes: dict[str, dict[str, str]]) -> LawfulReport:
    figures = _cells(report)
    for row, cells in changes.items():
        figures[table][row].update(cells)
    return replace(report, figures=figures)


def without_section(section: str) -> Fault:
    """Leave a section out, with its tables."""
    return lambda report: replace(report, sections=tuple(part for part in report.sections if part.id != section))


def with_zeros_as(words: str, *tables: str) -> Fault:
    """Print zeros of some tables as something else: nothing, or a slash."""

    def apply(report: LawfulReport) -> LawfulReport:
        figures = _cells(report)
        for table in tables:
            for cells in figures[table].values():
                cells.update({column: words for column, raw in cells.items() if raw == "0"})
        return replace(report, figures=figures)

    return apply


def with_reviews(rows: dict[str, dict[str, int]]) -> Fault:
    """Set rows of table four."""
    return lambda report: _with_cells(report, "review", printed(rows))


def with_more_outcomes(row: str, column: str, surplus: int) -> Fault:
    """Count too many of one outcome, in an applicant's column and in the row's total, but not in （七）总计."""

    def apply(report: LawfulReport) -> LawfulReport:
        cells = report.figures["requests"][row]
        raised = {name: str(int(cells[name]) + surplus) for name in (column, "total")}
        return _with_cells(report, "requests", {row: raised})

    return apply


def without_outcome_totals(count: int) -> Fault:
    """Leave the total blank in the first rows of outcomes that have requests."""

    def apply(report: LawfulReport) -> LawfulReport:
        rows = [
            row
            for row, cells in report.figures["requests"].items()
            if row not in ("new_received", "carried_in", "carried_out", "total_processed") and cells["total"] != "0"
        ]
        return _with_cells(report, "requests", {row: {"total": ""} for row in rows[:count]})

    return apply


def without_sentences(*words: str) -> Fault:
    """Drop the sentences of section one that hold one of the words, so that a fault in a table stands alone."""

    def clean(text: str) -> str:
        return "".join(part for part in re.findall(r"[^。]*。|[^。]+$", text) if not any(w in part for w in words))

    return lambda report: _with_paragraphs(report, "overview", clean)


def with_words(section: str, old: str, new: str) -> Fault:
    """Write other words at the first place where `old` stands in a section."""

    def apply(report: LawfulReport) -> LawfulReport:
        paragraphs = report.section(section).paragraphs
        index = next(index for index, text in enumerate(paragraphs) if old in text)
        changed = [text.replace(old, new, 1) if i == index else text for i, text in enumerate(paragraphs)]
        return _with_section(report, section, paragraphs=tuple(changed))

    return apply


def with_period_of(year: int) -> Fault:
    """Leave another year's period of statistics in the preamble."""

    def apply(report: LawfulReport) -> LawfulReport:
        old, new = f"{report.year}年1月1日", f"{year}年1月1日"
        ends = f"{report.year}年12月31日", f"{year}年12月31日"
        lines = tuple(text.replace(old, new).replace(*ends) for text in report.preamble)
        return replace(report, preamble=lines)

    return apply


def published_on(day: date) -> Fault:
    """Publish on another day."""
    return lambda report: replace(report, published=day)


def with_heading(section: str, heading: str) -> Fault:
    """Word a section's heading otherwise."""
    return lambda report: _with_section(report, section, heading=heading)


def with_single_other_row(report: LawfulReport) -> LawfulReport:
    """Keep the one row （六）其他处理 of the form before."""
    figures = _cells(report)
    rows = figures["requests"]
    parts = [rows.pop(row) for row in list(rows) if row.startswith("other_")]
    rows["other_outcome"] = {column: str(sum(int(part[column]) for part in parts)) for column in parts[0]}
    return replace(report, figures=figures)


def with_label(row: str, label: str) -> Fault:
    """Print another label in front of a row."""
    return lambda report: replace(report, relabelled={**report.relabelled, row: label})


def _with_paragraphs(report: LawfulReport, section: str, change: Callable[[str], str]) -> LawfulReport:
    return _with_section(report, section, paragraphs=tuple(map(change, report.section(section).paragraphs)))


def _with_section(
    report: LawfulReport, section: str, *, heading: str = "", paragraphs: tuple[str, ...] | None = None
) -> LawfulReport:
    def changed(part: LawfulSection) -> LawfulSection:
        kept = part.paragraphs if paragraphs is None else paragraphs
        return replace(part, heading=heading or part.heading, paragraphs=kept)

    sections = tuple(changed(part) if part.id == section else part for part in report.sections)
    return replace(report, sections=sections)
