"""What the pages of five kinds of report show, without their style and script.

After a wanted change, run this test once with GOUJI_UPDATE_GOLDEN=1 and read the difference before it is committed.
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from gouji import CheckedReport, Deduction, Evidence, Finding, Outcome, Result, Scorecard, Severity, Text, Verdict
from gouji_plugins.writers.scorecard import writers
from scorecard_report import cells, report
from scorecard_results import results, rule
from scorecard_run import checked, sample_run

FOLDER = Path(__file__).parent / "golden"
SAMPLE = report()
FOUND = {result.rule: result for result in results(SAMPLE)}
PASSED = tuple(result for result in FOUND.values() if result.outcome is Outcome.PASS)
PERFECT = Scorecard("deduction", 100.0, 100.0, 100.0, "A", Verdict.ACCEPTABLE, 100.0, "A")


def perfect() -> tuple[CheckedReport, Scorecard]:
    """Return a report that meets every requirement."""
    return checked(SAMPLE, "perfect", PASSED), PERFECT


def critical() -> tuple[CheckedReport, Scorecard]:
    """Return a report with one critical fault, and a `<` in its message."""
    name = "gid/review-total"
    found = replace(
        FOUND[name], findings=(replace(FOUND[name].findings[0], message="总计<0>与各项之和不等"),), failed=1
    )
    lost = (Deduction(name, Severity.CRITICAL, 20.0),)
    card = Scorecard("deduction", 79.0, 79.0, 100.0, "C", Verdict.RECTIFY, 80.0, "B", (name,), 1, lost)
    return checked(SAMPLE, "critical", (found, *PASSED)), card


def doubtful() -> tuple[CheckedReport, Scorecard]:
    """Return a report in which every result rests on a doubtful reading."""
    row = FOUND["gid/requests-row-total"]
    grave = replace(row, rule="gid/requests-balance", severity=Severity.CRITICAL)
    return checked(SAMPLE, "doubtful", (grave, row)), Scorecard("deduction", coverage=0.0, verdict=Verdict.UNASSESSED)


def unread() -> tuple[CheckedReport, Scorecard]:
    """Return a report of which nothing could be read."""
    note = Text("表三没有读到。", "Table three was not read.")
    none = tuple(Result(each.rule, each.severity, Outcome.NOT_CHECKED, note=note) for each in PASSED)
    of = replace(SAMPLE, tables={}, sections=(), year=None, published=None)
    return checked(of, "unread", none), Scorecard("deduction", coverage=0.0, verdict=Verdict.UNASSESSED)


def empty_form() -> tuple[CheckedReport, Scorecard]:
    """Return the form as it is handed out, nothing filled in."""
    every = {f"{f.table}.{f.row}.{f.column}": "" for f in SAMPLE.figures}
    of = report("", "格式.docx", every)
    unfilled = rule("unfilled-table", Text("表格已填写", "Tables are filled in"), Severity.CRITICAL, "cells")
    row = cells(of, "requests", "new_received", ("natural_person", "total"))
    found = Result(
        unfilled,
        Severity.CRITICAL,
        Outcome.FAIL,
        (Finding(Text("表三全部空白", "Table three is blank"), map(Evidence.of, row)),),
        1,
        1,
    )
    lost = (Deduction(unfilled, Severity.CRITICAL, 20.0),)
    card = Scorecard("deduction", None, None, 90.0, "D", Verdict.UNACCEPTABLE, None, None, (), 1, lost)
    return checked(replace(of, year=None), "empty-form", (found,)), card


@pytest.mark.parametrize("kind", [perfect, critical, doubtful, unread, empty_form], ids=lambda kind: kind.__name__)
def test_the_page_is_the_golden_one(kind: object, tmp_path: Path) -> None:
    of, card = kind()  # type: ignore[operator]
    writers()[0].write(replace(sample_run(), reports=(of,), score=lambda _: card, batch=()), tmp_path)
    page = (tmp_path / "reports" / f"{of.slug}.html").read_text(encoding="utf-8")
    shown = page[page.index("<main") : page.index("</main>")] + "</main>\n"
    golden = FOLDER / f"{of.slug}.html"
    if os.environ.get("GOUJI_UPDATE_GOLDEN") == "1":
        FOLDER.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8", newline="\n")

    assert shown == golden.read_text(encoding="utf-8")
