"""Findings and figures as CSV for spreadsheets and scripts: UTF-8 with BOM, CRLF, no cell that a program would run."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from gouji import Run, Writer, hookimpl
from gouji_plugins.writers.shared.rows import (
    FIGURE_COLUMNS,
    FINDING_COLUMNS,
    Value,
    figure_rows,
    finding_rows,
    written_out,
)
from gouji_plugins.writers.shared.words import Words

RUNS_IN_A_SPREADSHEET = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a cell begins that spreadsheets take for a formula or that hides one (OWASP, CSV injection)."""
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?")


def write(run: Run, folder: Path) -> None:
    """Write `findings.csv` and `figures.csv`, their columns named by the ids of the schema in every language."""
    words = Words(run.language)
    _write_table(folder / "findings.csv", FINDING_COLUMNS, finding_rows(run, words))
    _write_table(folder / "figures.csv", FIGURE_COLUMNS, figure_rows(run, words))


def _write_table(path: Path, header: tuple[str, ...], rows: Iterable[tuple[Value, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, lineterminator="\r\n")
        lines.writerow(header)
        lines.writerows([_cell(value) for value in row] for row in rows)


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
    return [Writer("csv", write)]
