"""Forty reports ranked by hand before the scoring was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.host import Host
from ranked import PAGE, Ranked, page, ranked

LEAST = 38


@pytest.fixture(scope="module")
def rows(host: Host, tmp_path_factory: pytest.TempPathFactory) -> list[Ranked]:
    return ranked(host, Path(tmp_path_factory.mktemp("ranked")))


def test_grades_and_verdicts_are_those_that_an_inspector_would_defend(rows: list[Ranked]) -> None:
    assert len(rows) == 40
    assert sum(row.agrees for row in rows) >= LEAST


def test_no_report_scores_better_than_one_ranked_a_grade_above_it(rows: list[Ranked]) -> None:
    best = {grade: max((r.card.score or 0 for r in rows if r.grade == grade), default=0) for grade in "BCD"}
    worst = {grade: min((r.card.score or 0 for r in rows if r.grade == grade), default=0) for grade in "ABC"}

    assert worst["B"] >= best["C"]
    assert worst["C"] >= best["D"]


def test_the_page_is_the_one_that_the_reports_make(rows: list[Ranked]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(rows)
