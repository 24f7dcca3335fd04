"""A pack in English, made of data alone: agency, year, date, sections, figures and findings of its reports are right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gouji.checking import bind_document
from gouji.errors import NotChecked
from gouji.host import Host
from gouji.model.document import GivenFigure, Source
from gouji.model.finding import Satisfied
from gouji.model.result import Outcome
from gouji.model.text import Text
from water_read import bound, figures_of, findings_of
from water_reports import NUMBERINGS, WRITTEN, WaterReport, before_2020, sound, with_cells, with_part, without_parts


@pytest.mark.parametrize("suffix", WRITTEN)
@pytest.mark.parametrize("report", [sound(), before_2020()], ids=["2023", "2018"])
def test_a_sound_report_is_read_right_and_passes_every_rule(water: Host, report: WaterReport, suffix: str) -> None:
    read = bound(water, report, suffix)

    assert read.form.id == f"water-{2020 if report.year >= 2020 else 2015}"
    assert (read.agency, read.year) == (report.agency, report.year)
    assert read.published == date.fromisoformat(report.published)
    assert [section.id for section in read.sections] == [part.id for part in report.parts]
    assert [section.heading for section in read.sections] == [part.heading for part in report.parts]
    assert [section.text for section in read.sections] == ["\n".join(part.paragraphs) for part in report.parts]
    assert figures_of(read) == report.figures()
    assert read.doubts == ()
    assert findings_of(water, report, suffix) == {}


@pytest.mark.parametrize("suffix", WRITTEN)
@pytest.mark.parametrize("numbering", NUMBERINGS)
def test_headings_are_known_however_they_are_numbered_and_set(water: Host, numbering: str, suffix: str) -> None:
    report = sound(numbering=numbering)

    assert [section.id for section in bound(water, report, suffix).sections] == [part.id for part in report.parts]
    assert set(findings_of(water, report, suffix)) == ({"section-order"} if numbering == "none" else set())


@pytest.mark.parametrize("suffix", [".html", ".docx"])
@pytest.mark.parametrize(
    ("head", "agency", "published"),
    [
        (["Exampleton Water Department Annual Water Quality Report 2023"], "Exampleton Water Department", None),
        (["CITY OF EXAMPLETON", "ANNUAL WATER QUALITY REPORT", "2023", "(June 15, 2024)"], "CITY OF EXAMPLETON", 15),
        (["Water Quality Report 2023", "Prepared by the Town of Exampleton."], "Town of Exampleton", None),
        (["2023 Consumer Confidence Report for Exampleton Water Authority", "Issued: 15 June 2024"],
         "Exampleton Water Authority", 15),
        (["Annual Water Quality Report", "Reporting year 2023", "Exampleton Water District", "Date of publication: 2024-06-15"],
         "Exampleton Water District", 15),
        (["Annual Water Quality Report", "Exampleton Water District", "For the year ended December 31, 2023.", "6/15/2024"],
         "Exampleton Water District", 15),
    ],
)  # fmt: skip
def test_the_head_tells_agency_year_and_date(
    water: Host, head: list[str], agency: str, published: int | None, suffix: str
) -> None:
    read = bound(water, sound(head=tuple(head)), suffix)

    assert (read.agency, read.year) == (agency, 2023)
    assert read.published == (date(2024, 6, published) if published else None)
    assert figures_of(read) == sound().figures()


FAIL, REVIEW = Outcome.FAIL, Outcome.REVIEW
LATE = sound(head=(*sound().head[:2], "Published July 2, 2024"), published="2024-07-02")
EARLY = sound(head=(*sound().head[:2], "Published June 15, 2023"), published="2023-06-15")


@pytest.mark.parametrize("suffix", WRITTEN)
@pytest.mark.parametrize(
    ("report", "findings"),
    [
        (with_cells(sound(), {"plants/All Saints Plant/3": "1"}), {"plant-balance": (FAIL, 1), "plant-sum": (FAIL, 1)}),
        (with_cells(sound(), {"plants/All plants/1": "1,236,001"}), {"plant-balance": (FAIL, 1), "plant-sum": (FAIL, 1)}),
        (with_cells(sound(), {"plant_samples/Lead/1": "121", "plant_samples/All contaminants/1": "1,293"}),
         {"plant-samples-balance": (FAIL, 2)}),
        (with_cells(sound(), {"tap_samples/All contaminants/1": "701", "tap_samples/All contaminants/2": "698"}),
         {"tap-samples-sum": (FAIL, 2)}),
        (with_cells(sound(), {"tap_samples/Copper/3": ""}), {"blank-cells": (FAIL, 1)}),
        (with_cells(sound(), {"tap_samples/Copper/3": "N/A"}), {}),
        (with_cells(sound(), {"tap_samples/Copper/3": "-1", "tap_samples/Copper/2": "301"}),
         {"counts": (FAIL, 1), "tap-samples-sum": (FAIL, 2)}),
        (with_cells(sound(), {"tap_samples/Nitrate/2": "see note", "plant_samples/Nitrate/1": "1,00"}),
         {"tap-samples-balance": (REVIEW, 1), "tap-samples-sum": (REVIEW, 1), "plant-samples-balance": (REVIEW, 1),
          "plant-samples-sum": (REVIEW, 1)}),
        (with_cells(sound(), {"tap_samples/Lead/2": "257", "tap_samples/Lead/3": "43", "tap_samples/All contaminants/2": "657",
                              "tap_samples/All contaminants/3": "43"}), {"failed-share": (REVIEW, 1)}),
        (without_parts(sound(), "violations"), {"sections": (FAIL, 1)}),
        (with_part(sound(), "violations", heading="Violations and what we did"), {"headings": (FAIL, 1)}),
        (with_part(sound(), "contact", heading="Contact Information"), {}),
        (with_part(sound(), "contact", paragraphs=("Write to 1 Example Street.",)), {"telephone": (FAIL, 1)}),
        (with_part(sound(), "about", paragraphs=("Our water is good. " * 60,)), {"about-length": (FAIL, 1)}),
        (with_part(sound(), "tap_results", table="", cells=[]), {"tables": (FAIL, 1)}),
        (LATE, {"deadline": (FAIL, 1)}),
        (EARLY, {"too-early": (FAIL, 1)}),
    ],
)  # fmt: skip
def test_each_fault_is_found_and_nothing_else(
    water: Host, report: WaterReport, findings: dict[str, tuple[Outcome, int]], suffix: str
) -> None:
    assert findings_of(water, report, suffix) == findings


@pytest.mark.parametrize("suffix", [".html", ".docx"])
@pytest.mark.parametrize(
    ("label", "findings"),
    [
        ("Nitrite", {"rows": (REVIEW, 1), "tap-samples-balance": (REVIEW, 1), "tap-samples-sum": (REVIEW, 1)}),
        ("(c) Nitrate", {}),
        ("NITRATE", {}),
        ("Nitrates", {"labels": (FAIL, 1)}),
    ],
)
def test_a_row_is_known_by_its_words_and_not_by_some_of_its_letters(
    water: Host, label: str, findings: dict[str, tuple[Outcome, int]], suffix: str
) -> None:
    cells = [[label if text == "Nitrate" else text for text in row] for row in sound().parts[3].cells]

    assert findings_of(water, with_part(sound(), "tap_results", cells=cells), suffix) == findings


@pytest.mark.parametrize("suffix", [".html", ".docx"])
def test_a_heading_that_ends_in_the_label_of_a_row_is_a_heading(water: Host, suffix: str) -> None:
    report = with_part(sound(), "violations", heading="Violations of the limit for copper")

    assert [section.id for section in bound(water, report, suffix).sections] == [part.id for part in sound().parts]


@pytest.mark.parametrize(
    ("figures", "doubts"),
    [
        ([("plants", "plant", "drawn", "1", "North")], 0),
        ([("plants", "plant", "drawn", "1", "North"), ("plants", "plant", "drawn", "2", "North")], 1),
        ([("plants", "plant", "lost", "1", "North"), ("plants", "river", "drawn", "1", "")], 1),
        ([("rivers", "all", "drawn", "1", "")], 1),
    ],
)
def test_given_figures_without_a_place_in_the_form_are_one_doubt(
    water: Host, figures: list[tuple[str, str, str, str, str]], doubts: int
) -> None:
    document = water.read(Source("report.xml", ".xml", WRITTEN[".xml"](with_part(sound(), "sources", cells=[]))))
    given = (*document.figures, *(GivenFigure(*figure) for figure in figures))

    assert len(bind_document(replace(document, figures=given), water).doubts) == doubts


def test_a_figure_given_and_printed_otherwise_is_in_doubt(water: Host) -> None:
    printed = water.read(Source("report.html", ".html", WRITTEN[".html"](sound())))
    given = water.read(
        Source("report.xml", ".xml", WRITTEN[".xml"](with_cells(sound(), {"plants/All Saints Plant/3": "1"})))
    )
    table = bind_document(replace(printed, figures=given.figures), water).table("plants")

    assert [(f.row, f.column, f.raw) for f in table.figures.values() if f.doubt] == [
        ("plant[All Saints Plant]", "losses", "1")
    ]
    assert [(one.raw, other.raw) for one, other in table.repeated] == [("1", "0")]


def test_figures_alone_tell_the_form_of_a_report_without_year(water: Host) -> None:
    given = water.read(Source("report.xml", ".xml", WRITTEN[".xml"](before_2020())))
    bare = replace(given, blocks=(), title="", metadata={})

    assert bind_document(bare, water).form.id == "water-2015"


def test_a_kind_that_reads_chinese_says_nothing_of_a_report_in_english(water: Host) -> None:
    kind, _ = water.kinds["statistics_period"]

    with pytest.raises(NotChecked, match="Chinese only"):
        kind.check(bound(water, sound(), ".html"), kind.parameters())


@pytest.mark.parametrize("name", ["name", "kind"])
def test_a_deadline_is_named_in_either_way(water: Host, name: str) -> None:
    kind, _ = water.kinds["publication_deadline"]
    parameters = kind.parameters.model_validate(
        {"deadlines": [{name: {"zh": "供水单位", "en": "systems"}, "by": ["07-01"]}]}
    )

    held = kind.check(bound(water, sound(), ".html"), parameters)
    assert [each.note for each in held if isinstance(each, Satisfied)] == [
        Text("供水单位，2024-06-15 公布", "systems, published 2024-06-15")
    ]


@pytest.mark.parametrize("suffix", [".html", ".docx"])
@pytest.mark.parametrize(
    ("plants", "taps", "dropped"),
    [
        ("Samples at the plants", "Table 2: Samples at the taps", ("plant_results", "tap_results")),
        ("Samples at the taps", "Samples at the plants", ()),
    ],
)
def test_tables_of_equal_shape_are_told_apart_by_the_title_above(
    water: Host, plants: str, taps: str, dropped: tuple[str, ...], suffix: str
) -> None:
    """Their own sections are missing, or the titles contradict them."""
    parts = {part.id: part for part in sound().parts}
    report = with_part(sound(), "plant_results", paragraphs=(plants,))
    report = with_part(report, "tap_results", paragraphs=(taps,))
    headed = [replace(part, heading="More") if part.id in dropped else part for part in report.parts]
    read = bound(water, replace(report, parts=tuple(headed)), suffix)

    first, second = ("plant_samples", "tap_samples") if "plants" in plants else ("tap_samples", "plant_samples")
    assert read.tables[first].figures["nitrate", "taken"].raw == parts["plant_results"].cells[3][1]
    assert read.tables[second].figures["nitrate", "taken"].raw == parts["tap_results"].cells[3][1]
