"""Rows that repeat, one for each component: known by their place, whatever their label."""

from __future__ import annotations

import pytest

from gouji.checking import bind_document
from gouji.host import Host
from gouji.model.document import Source
from gouji.model.result import Outcome
from water_read import bound, figures_of, findings_of
from water_reports import WRITTEN, WaterReport, sound, with_part

FAIL, REVIEW = Outcome.FAIL, Outcome.REVIEW


def _with_plants(*rows: list[str]) -> WaterReport:
    """Return a sound report with other plants, which have no total."""
    header = sound().parts[1].cells[0]
    return with_part(sound(), "sources", cells=[header, *rows])


@pytest.mark.parametrize("suffix", WRITTEN)
@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["Nitrate", "Total coliform"], ["plant[Nitrate]", "plant[Total coliform]"]),
        (["Upper Nitrate", "All  contaminant"], ["plant[Upper Nitrate]", "plant[All contaminant]"]),
        (["Treatment plant 1", "Treatment plant"], ["plant[Treatment plant 1]", "plant[Treatment plant]"]),
        (["1", "2"], ["plant[1]", "plant[2]"]),
        (["All plants of the North", "Ball plants"], ["plant[All plants of the North]", "plant[Ball plants]"]),
    ],
)
def test_rows_that_repeat_may_bear_any_name(water: Host, names: list[str], ids: list[str], suffix: str) -> None:
    report = _with_plants(*([name, "10", "9", "1"] for name in names), ["All plants", "20", "18", "2"])
    table = bound(water, report, suffix).table("plants")

    assert list(dict.fromkeys(row for row, _ in table.figures)) == [*ids, "all"]
    assert [label.id for label in table.rows] == [*ids, "all"]
    assert findings_of(water, report, suffix) == {}


def test_rows_of_one_name_are_rows_apart(water: Host) -> None:
    report = _with_plants(["North", "10", "9", "1"], ["North", "20", "18", "2"], ["All plants", "30", "27", "3"])

    assert [label.id for label in bound(water, report, ".html").table("plants").rows] == [
        "plant[North]",
        "plant[North]#2",
        "all",
    ]
    assert findings_of(water, report, ".html") == {}


@pytest.mark.parametrize("suffix", WRITTEN)
def test_a_table_whose_rows_repeat_lacks_its_total_alone(water: Host, suffix: str) -> None:
    report = _with_plants(["North", "10", "9", "1"])

    assert findings_of(water, report, suffix) == {"plant-sum": (REVIEW, 1), "rows": (FAIL, 1)}


HEADER = ["Treatment plant", "Water drawn", "Water delivered", "Losses"]


@pytest.mark.parametrize(
    ("where", "cells"),
    [
        ("sources", [["Main", "Length", "Age", "Losses"], ["East", "5", "20", "7"], ["West", "6", "30", "8"]]),
        ("sources", [["Main", "Length", "Age", "Leaks"], ["East", "5", "20", "7"], ["West", "6", "30", "8"]]),
        ("violations", [HEADER, ["East", "5", "20", "7"], ["All plants", "5", "20", "7"]]),
        ("violations", [["East", "5", "20", "7"], ["West", "6", "30", "8"]]),
    ],
)
def test_rows_of_other_tables_are_none_of_a_table_whose_rows_repeat(
    water: Host, where: str, cells: list[list[str]]
) -> None:
    page = _with_second_table(where, cells)
    report = bind_document(water.read(Source("report.html", ".html", page)), water)

    assert figures_of(report) == sound().figures()
    assert report.doubts == ()


@pytest.mark.parametrize("header", [[HEADER], []])
def test_a_table_whose_rows_repeat_goes_on_in_the_next_grid(water: Host, header: list[list[str]]) -> None:
    page = _with_second_table("sources", [*header, ["East", "5", "4", "1"], ["West", "6", "6", "0"]])
    report = bind_document(water.read(Source("report.html", ".html", page)), water)

    rows = dict.fromkeys(figure.row for figure in report.tables["plants"].figures.values())
    assert {"plant[East]", "plant[West]"} < set(rows)
    assert report.doubts == ()


def _with_second_table(part: str, cells: list[list[str]]) -> bytes:
    """Write a sound report with a table more at the end of one of its sections."""
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in cells)
    place = [own.id for own in sound().parts].index(part) + 1
    before, heading, after = WRITTEN[".html"](sound()).decode().partition(f"<h2>{place + 1}.")
    return f"{before}<table>{rows}</table>{heading}{after}".encode()
