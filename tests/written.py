"""What the tests of the writers share: runs to write, and LibreOffice to open what was written."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import gouji
from gouji import CheckedReport, Language, Run, Status, Text, Writer, testing
from gouji_plugins.writers import csv, junit, markdown, notice, sarif, xlsx
from scorecard_report import report
from scorecard_results import results
from scorecard_run import checked, sample_run

ROOT = Path(__file__).parent.parent
WRITERS: dict[str, Writer] = {
    writer.format: writer for plugin in (sarif, junit, xlsx, csv, markdown, notice) for writer in plugin.writers()
}
FORMULA = '=HYPERLINK("http://example.invalid","点击")'
MARKUP = "\x00\x1b[31m\u202e]]>&<b>|`[钓鱼](http://example.invalid)\ud800\ufffe{0}@全体"
LONG = "长" * 1_000_000
CELLS = {
    "requests.granted.total": "=1+1", "requests.new_received.other": "+1+1", "requests.carried_in.total": "-5",
    "review.reconsideration.total": "@SUM(A1)", "requests.total_processed.other": "\t=1", "requests.carried_out.total": "＝1",
    "review.reconsideration.pending": "'=1",
}  # fmt: skip


def hostile_run(language: Language = Language.ZH) -> Run:
    """Return a run over one report that tries everything: formulas, markup, control characters, endless text."""
    hostile = report(FORMULA, f"-{FORMULA}/报 告%20#?.html", CELLS)
    wild = report(f"示例局{MARKUP}", f"{MARKUP}.txt", {"requests.granted.total": LONG})
    files = (
        checked(hostile, "hostile", results(hostile, FORMULA)),
        checked(wild, "wild", results(wild, MARKUP + LONG)),
        CheckedReport("+坏.pdf", "", Status.UNREADABLE, "bad", Text(f"={MARKUP}", f"={MARKUP}")),
    )
    return replace(sample_run(language), reports=files)


@cache
def samples() -> Run:
    """Return the run over the sample reports, read and checked by the whole program."""
    return gouji.check([ROOT / "reports_in"])


def files_of(run: Run, name: str) -> dict[str, bytes]:
    """Write a run in one of our formats; return the files by their relative names."""
    return testing.files_of(WRITERS[name], run)


def open_in_office(path: Path, kind: str, out: Path) -> list[Path]:
    """Let LibreOffice convert a file; the test is skipped where it or its part for such files is not installed."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    command = [program, "--headless", profile, "--convert-to", kind, "--outdir", str(out / "converted"), str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    if "Unspecified Application Error" in said.stderr:  # of its own start, on a machine that does other work too
        said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    converted = sorted((out / "converted").glob("*")) if (out / "converted").is_dir() else []
    if not converted and "could not be loaded" in said.stderr + said.stdout:
        pytest.skip(f"this LibreOffice cannot open {path.suffix} (its Calc or Writer part is not installed)")
    assert converted, said.stderr
    return converted
