"""Two reports saved into one file are refused, since nobody could say whose figures are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

import gouji
from gouji import UnreadableReport
from gouji_rules.gid.testing import LawfulReport, lawful, to_text


def _two(*, other_form: bool = False) -> tuple[LawfulReport, LawfulReport]:
    """Return two lawful reports of different agencies that have requests to tell of."""
    reports = [report for report in map(lawful, range(60)) if report.figures.get("requests")]
    first = next(report for report in reports if report.form == "gid-2021")
    return first, next(
        report
        for report in reports
        if (report.form != first.form) is other_form and report.agency != first.agency and report.year != first.year
    )


@pytest.mark.parametrize("other_form", [False, True])
def test_two_reports_in_one_file_are_refused_by_their_titles(tmp_path: Path, other_form: bool) -> None:
    first, second = _two(other_form=other_form)
    path = tmp_path / "汇编.txt"
    path.write_text(to_text(first) + "\n" + to_text(second), encoding="utf-8")

    with pytest.raises(UnreadableReport, match="两份报告") as refused:
        gouji.read_report(path)

    assert first.title in str(refused.value)
    assert second.title in str(refused.value)


def test_the_same_report_twice_is_read_once(tmp_path: Path) -> None:
    report, _ = _two()
    path = tmp_path / "两遍.txt"
    path.write_text(to_text(report) + "\n" + to_text(report), encoding="utf-8")

    assert gouji.read_report(path).agency == report.agency
