"""Findings, figures and text as CSV for spreadsheets and scripts: UTF-8 with BOM, CRLF, no cell that a program would run."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from gouji import CheckedReport, Run, Scorecard, Writer, hookimpl
from gouji_plugins.writers.shared.rows import (
    FIGURE_COLUMNS,
    FINDING_COLUMNS,
    SECTION_COLUMNS,
    Value,
    figure_rows,
    finding_rows,
    rows_across,
    section_rows,
    written_out,
)
from gouji_plugins.writers.shared.words import Words

RUNS_IN_A_SPREADSHEET = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a cell begins that spreadsheets take for a formula or that hides one (OWASP, CSV injection)."""
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?")


class Tables:
    """`findings.csv`, `figures.csv` and `sections.csv`, their columns named by the ids of the schema in every language."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run, self._words = run, Words(run.language)
        self._findings = _Table(folder / "findings.csv", FINDING_COLUMNS)
        self._figures = _Table(folder / "figures.csv", FIGURE_COLUMNS)
        self._sections = _Table(folder / "sections.csv", SECTION_COLUMNS)

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Write a report's findings, figures and text."""
        self._findings.write(finding_rows(checked, self._run, self._words))
        self._figures.write(figure_rows(checked, self._words))
        self._sections.write(section_rows(checked, self._words))

    def close(self) -> None:
        """Write what was found across reports."""
        self._findings.write(rows_across(self._run, self._words))
        self._findings.file.close()
        self._figures.file.close()
        self._sections.file.close()


class _Table:
    """A file of rows under a header."""

    def __init__(self, path: Path, header: tuple[str, ...]) -> None:
        self.file = path.open("w", encoding="utf-8-sig", newline="")
        self._lines = csv.writer(self.file, lineterminator="\r\n")
        self._lines.writerow(header)

    def write(self, rows: Iterable[tuple[Value, ...]]) -> None:
        """Write rows, no cell of which a spreadsheet would run."""
        self._lines.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return safe(value)
    return written_out(value) if isinstance(value, Decimal) else str(value)


def safe(text: str) -> str:
    """Return text that no spreadsheet runs: a single quote stands before what could be a formula."""
    if RUNS_IN_A_SPREADSHEET.match(text) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `csv`."""
    return [Writer("csv", Tables)]
