"""CSV: opens right in a spreadsheet and runs nothing there."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal

import pytest

from gouji import Run
from gouji_plugins.writers.csv import safe
from gouji_plugins.writers.shared.rows import FIGURE_COLUMNS, FINDING_COLUMNS, written_out
from scorecard_run import sample_run
from written import CELLS, FORMULA, files_of, hostile_run, samples


def table(run: Run, name: str) -> list[dict[str, str]]:
    text = files_of(run, "csv")[name].decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_files_have_a_byte_order_mark_and_lines_end_as_windows_does() -> None:
    files = files_of(sample_run(), "csv")

    assert set(files) == {"findings.csv", "figures.csv", "sections.csv"}
    for data in files.values():
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n")


def test_what_comparing_found_names_the_report_that_it_counts_for() -> None:
    run = sample_run()
    faulty = run.reports[0]
    across = replace(faulty.results[0], reports=(faulty.source, run.reports[1].source))
    alone, together = (
        table(replace(run, batch=()), "findings.csv"),
        table(replace(run, batch=(across,)), "findings.csv"),
    )
    added = [row for row in together if together.count(row) > alone.count(row)]

    assert len(together) == len(alone) + len(across.findings)
    assert {(row["source"], row["agency"]) for row in added} == {(faulty.source, faulty.agency.name)}


def test_findings_have_one_row_each_and_refused_files_and_broken_rules_too() -> None:
    rows = table(sample_run(), "findings.csv")

    assert tuple(rows[0]) == FINDING_COLUMNS
    assert [row["outcome"] for row in rows].count("无法读取") == 1
    assert [row["outcome"] for row in rows].count("规则出错") == 2
    assert [row["outcome"] for row in rows].count("不符合") == 19
    assert [row["outcome"] for row in rows].count("需复核") == 4
    assert rows[0]["rule"] == "gid/review-total"
    assert (rows[0]["table"], rows[0]["row"], rows[0]["column"]) == ("review", "reconsideration", "")
    assert (rows[0]["expected"], rows[0]["actual"], rows[0]["page"]) == ("11", "0", "4")
    assert rows[-1]["message"] == "缺示例镇的报告。"


def test_figures_are_tidy() -> None:
    rows = table(samples(), "figures.csv")
    expected = sum(len(checked.figures) for checked in samples().reports)

    assert tuple(rows[0]) == FIGURE_COLUMNS
    assert len(rows) == expected
    assert {row["state"] for row in rows} <= {"number", "zero", "blank", "dash", "text"}


def test_no_cell_begins_like_a_formula() -> None:
    tables = [table(hostile_run(), name) for name in ("findings.csv", "figures.csv", "sections.csv")]
    cells = [cell for rows in tables for row in rows for cell in row.values()]
    odd = [cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "-", "@", "＝")]

    assert {cell for cell in odd if cell} == {"-5"}
    assert f"'{FORMULA}" in cells
    assert {f"'{raw}" for raw in CELLS.values() if raw not in ("-5", "'=1")} <= set(cells)


@pytest.mark.parametrize("text", ["-5", "+12.50", "5=5", "示例", ""])
def test_numbers_and_ordinary_text_stay_as_they_are(text: str) -> None:
    assert safe(text) == text


def test_numbers_are_written_with_all_their_digits() -> None:
    assert written_out(Decimal("1E+3")) == "1000"
    assert written_out(Decimal("1E+999999")) == "1E+999999"
