"""English: years, dates, titles and names of agencies as its documents write them."""

from __future__ import annotations

from datetime import date

import pytest

from gouji import TextLine
from gouji_plugins.locales.en.english import ENGLISH

WATER = ("Annual Water Quality Report", "Water Quality Report", "Consumer Confidence Report")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Annual Report 2023", (2023,)), ("FY2023", (2023,)), ("FY 2023 report", (2023,)),
        ("2022 and 2023", (2022, 2023)),
        ("FISCAL YEAR 2023", (2023,)), ("Report (2023)", (2023,)), ("2022-2023", (2022, 2023)),
        ("2022–23", (2022, 2023)), ("2019-2023", (2019, 2023)), ("2010-12", (2010,)), ("June 15, 2024", (2024,)),
        ("1,2023 samples", ()), ("call 555-2023", ()), ("§ 2023", ()), ("0.2023", ()), ("12023", ()),
        ("2024-06-15", ()),
    ],
)  # fmt: skip
def test_years_are_found(text: str, years: tuple[int, ...]) -> None:
    assert ENGLISH.years(text) == years


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("This report covers the period from January 1, 2023 to December 31, 2023.", 2023),
        ("From 1 January to 31 December 2023 we took samples.", 2023),
        ("1 January 2023 – 31 December 2023", 2023),
        ("October 1, 2022, through September 30, 2023", 2023),
        ("between 1 Jan. 2023 and 31 Dec. 2023", 2023),
        ("from 2023-01-01 to 2023-12-31", 2023),
        ("for fiscal year 2023", 2023),
        ("in calendar year 2023", 2023),
        ("for the year ended December 31, 2023", 2023),
        ("for the year ending 30 June 2023", 2023),
        ("January to December 2023", 2023),
        ("in 2023", None),
        ("on June 15, 2024", None),
    ],
)
def test_the_period_of_a_report_is_found(text: str, year: int | None) -> None:
    assert ENGLISH.period([TextLine("About us"), TextLine(text)]) == year


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("June 15, 2024", date(2024, 6, 15)), ("June 15th 2024", date(2024, 6, 15)),
        ("15 June 2024", date(2024, 6, 15)),
        ("the 15th of June, 2024", date(2024, 6, 15)), ("15 JUN 2024", date(2024, 6, 15)),
        ("Sept. 3, 2024", date(2024, 9, 3)),
        ("15-Jun-2024", date(2024, 6, 15)), ("2024-06-15", date(2024, 6, 15)),
        ("2024-06-15T10:00:00", date(2024, 6, 15)),
        ("6/15/2024", date(2024, 6, 15)), ("15/6/2024", date(2024, 6, 15)), ("5/5/2024", date(2024, 5, 5)),
        ("3/4/2024", None), ("June 31, 2024", None), ("June 2024", None), ("Maypole 15, 2024", None),
        ("2024-13-01", None),
        ("", None),
    ],
)  # fmt: skip
def test_dates_are_read(text: str, day: date | None) -> None:
    assert ENGLISH.first_date(text) == day


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Published June 15, 2024"], date(2024, 6, 15)),
        (["Date of publication: 15 June 2024"], date(2024, 6, 15)),
        (["Release date: 2024-06-15"], date(2024, 6, 15)),
        (["June 15, 2024"], date(2024, 6, 15)),
        (["(June 15, 2024)"], date(2024, 6, 15)),
        (["Last updated: June 15, 2024"], None),
        (["Samples of May 3, 2023 were sound.", "Issued: June 15, 2024"], date(2024, 6, 15)),
        (["The permit was issued on May 3, 2019 and holds for ten years."], None),
        (["We published our plan of March 1, 2020 and have since carried it out in all districts."], None),
        (["January 1, 2023 to December 31, 2023"], None),
        (["Samples of May 3, 2023 were sound."], None),
        ([], None),
    ],
)
def test_the_date_of_publication_is_found(lines: list[str], day: date | None) -> None:
    found = ENGLISH.publication([TextLine(line) for line in lines])

    assert (found[0] if found else None) == day


@pytest.mark.parametrize(
    ("lines", "found"),
    [

        (["Exampleton Water Department Annual Water Quality Report 2023"], ("Exampleton Water Department", 2023, 0, 1)),
        (["2023 ANNUAL WATER QUALITY REPORT", "CITY OF EXAMPLETON"], ("CITY OF EXAMPLETON", 2023, 0, 1)),
        (["City of Exampleton", "Annual Water Quality Report", "2023"], ("City of Exampleton", 2023, 1, 1)),
        (["Exampleton", "ANNUAL WATER", "QUALITY REPORT", "for 2023"], ("", 2023, 1, 2)),

        (["Annual Water Quality Report for the Year 2023 of the City of Exampleton"], ("City of Exampleton", 2023, 0, 1)),
        (["Annual Water-Quality Report for Fiscal Year 2023"], ("", 2023, 0, 1)),
        (["Town of Exampleton: Consumer Confidence Report (2023)"], ("Town of Exampleton", 2023, 0, 1)),
        (["Exampleton Utilities’ 2023 Annual Water Quality Report"], ("Exampleton Utilities", 2023, 0, 1)),

        (["The Exampleton Board of Water Supply’s Water Quality Report, 2023"], ("Exampleton Board of Water Supply", 2023, 0, 1)),

        (["Annual Water Quality Report 2022-23 — Exampleton Water Authority"], ("Exampleton Water Authority", 2023, 0, 1)),
        (["Water Quality Report", "Reporting year 2023"], ("", 2023, 0, 1)),
        (["Water Quality Report"], ("", None, 0, 1)),
        (["Download the Annual Water Quality Report for 2022"], None),
        (["This Annual Water Quality Report covers the year 2023."], None),
        (["Our Water Quality Report was published on June 15, 2023"], None),
        (["Please read the Water Quality Report 2023 with care; call us with questions"], None),
        (["Home > Reports > Water Quality Report 2023"], None),
        (["Annual Air Quality Report 2023"], None),
        (["Report on the quality of water 2023"], None),
    ],
)  # fmt: skip
def test_titles_are_found_with_agency_and_year(
    lines: list[str], found: tuple[str, int | None, int, int] | None
) -> None:
    title = next(ENGLISH.titles([TextLine(line) for line in lines], WATER), None)

    assert (title and (title.agency, title.year, title.line, title.lines)) == found


@pytest.mark.parametrize(
    ("preamble", "agency"),
    [
        (["Prepared by the Exampleton Water Department."], "Exampleton Water Department"),
        (["Prepared by: City of Exampleton, Public Works"], "City of Exampleton"),
        (["This report was issued by Exampleton Utilities."], "Exampleton Utilities"),
        (["PUBLISHED BY EXAMPLETON WATER AUTHORITY"], "EXAMPLETON WATER AUTHORITY"),
        (["Published June 15, 2024", "Exampleton Water District"], "Exampleton Water District"),
        (["Water must be prepared by boiling it."], ""),
        (["Our water met all standards of the State."], ""),
        ([], ""),
    ],
)
def test_who_reports_is_told_by_the_preamble_where_no_title_does(preamble: list[str], agency: str) -> None:
    assert ENGLISH.publisher(None, [TextLine(line) for line in preamble], []) == agency


@pytest.mark.parametrize(
    ("name", "kind"),
    [("City of Exampleton", "government"), ("Exampleton Water Department", "department"), ("Exampleton", "unknown")],
)
def test_the_kind_of_an_agency_is_told_by_its_name(name: str, kind: str) -> None:
    agency = ENGLISH.agency(name)

    assert (agency.name, agency.kind) == (name, kind)
