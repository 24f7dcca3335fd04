"""English: headings, numerals, numbers, years, dates and names as its documents write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gouji import Numbering, State, TextLine
from gouji_plugins.locales.en import ENGLISH

TOP, NONE, LOWER = Numbering.TOP, Numbering.NONE, Numbering.LOWER


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sources and Protection", "SOURCES & PROTECTION", True),
        ("The Samples Taken", "samples  taken:", True),
        ("Customers’ taps", "Customers' Taps", True),
        ("E-mail", "email", True),
        ("Android", "roid", False),
        ("Thebes", "bes", False),
        ("Samples taken", "Samples passed", False),
        ("The", "And", False),
    ],
)
def test_wordings_are_compared_without_case_marks_and_idle_words(one: str, other: str, same: bool) -> None:
    assert (ENGLISH.fold(one) == ENGLISH.fold(other)) is same


@pytest.mark.parametrize(
    ("label", "same"),
    [
        ("(b) Lead", True), ("2.1 Lead", True), ("of which: Lead", True), ("Including Lead", True),
        ("ii. Lead", True),
        ("Lead", True), ("Leads", False), ("Mislead", False), ("A Lead", False),
    ],
)  # fmt: skip
def test_a_rows_label_is_known_without_its_numbering(label: str, same: bool) -> None:
    assert (ENGLISH.fold_label(label) == ENGLISH.fold_label("Lead")) is same


@pytest.mark.parametrize(
    ("line", "numbering", "number", "title"),
    [
        ("1. Results of Monitoring", TOP, "1", "Results of Monitoring"),
        ("12) Results", TOP, "12", "Results"),
        ("2 Results of Monitoring", TOP, "2", "Results of Monitoring"),
        ("IV. Results", TOP, "IV", "Results"),
        (
            "V. FOIA Requests: Received, Processed and Pending",
            TOP,
            "V",
            "FOIA Requests: Received, Processed and Pending",
        ),
        ("Section 2 – Results", TOP, "2", "Results"),
        ("SECTION IV: RESULTS", TOP, "IV", "RESULTS"),
        ("Section Two: Results", TOP, "Two", "Results"),
        ("PART THREE RESULTS", TOP, "THREE", "RESULTS"),
        ("Part B. Results", TOP, "B", "Results"),
        ("B. Results", TOP, "B", "Results"),
        ("Chapter 3 Results", TOP, "3", "Results"),
        ("1.1 Lead and copper", LOWER, "1.1", "Lead and copper"),
        ("V.B. Disposition of Requests", LOWER, "V.B", "Disposition of Requests"),
        ("V.B.(1). Disposition of Requests", LOWER, "V.B.(1)", "Disposition of Requests"),
        ("XII.A Backlogs", LOWER, "XII.A", "Backlogs"),
        ("(a) Lead", LOWER, "a", "Lead"),
        ("(ii) Lead", LOWER, "ii", "Lead"),
        ("a. Lead", LOWER, "a", "Lead"),
        ("Results of Monitoring", NONE, "", "Results of Monitoring"),
        ("RESULTS", NONE, "", "RESULTS"),
        ("15 June 2024", NONE, "", "15 June 2024"),
        ("1 January 2023 to 31 December 2023", NONE, "", "1 January 2023 to 31 December 2023"),
        ("3 Plants were closed in May.", NONE, "", "3 Plants were closed in May."),
        ("2023 Results", NONE, "", "2023 Results"),
        ("12.5 million gallons", NONE, "", "12.5 million gallons"),
        ("1,240 samples", NONE, "", "1,240 samples"),
        ("I am the mayor of this town", NONE, "", "I am the mayor of this town"),
        ("Part of the water is lost", NONE, "", "Part of the water is lost"),
        ("Section heads met in May", NONE, "", "Section heads met in May"),
        ("Article a day", NONE, "", "Article a day"),
    ],
)
def test_a_line_is_taken_apart_into_number_and_title(line: str, numbering: Numbering, number: str, title: str) -> None:
    assert ENGLISH.heading(line) == (numbering, number, title)


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("1", 1), ("12", 12), ("I", 1), ("IV", 4), ("ix", 9), ("XII", 12), ("XIV", 14), ("A", 1), ("B", 2), ("C", 3),
        ("D", 4),
        ("Two", 2), ("TWELVE", 12), ("IIII", None), ("VX", None), ("", None), ("AB", None), ("1.1", None),
        ("many", None),
    ],
)  # fmt: skip
def test_numerals_are_read(numeral: str, value: int | None) -> None:
    assert ENGLISH.numeral(numeral) == value


@pytest.mark.parametrize(
    ("raw", "value", "state", "unit"),
    [
        ("1,240", 1240, "number", ""), ("1 240", 1240, "number", ""), ("1,200,500", 1200500, "number", ""),
        ("0", 0, "zero", ""),
        ("0.0", 0, "zero", ""), ("12.50", "12.50", "number", ""), (".5", ".5", "number", ""),
        ("12.5%", "12.5", "number", "%"),
        ("$1,200.50", "1200.50", "number", "$"), ("US$3", 3, "number", "US$"),
        ("$3 million", 3000000, "number", "million"),
        ("12 days", 12, "number", "days"), ("-3", -3, "number", ""), ("−3", -3, "number", ""),
        ("", None, "blank", ""), ("  \u00a0", None, "blank", ""), ("N/A", None, "dash", ""),
        ("n.a.", None, "dash", ""),
        ("—", None, "dash", ""), ("--", None, "dash", ""), ("None", None, "dash", ""), ("nil", None, "dash", ""),
        ("Not applicable", None, "dash", ""), ("/", None, "dash", ""),
        ("<1", None, "text", ""), ("less than 1", None, "text", ""), ("ND", None, "text", ""),
        ("not detected", None, "text", ""),
        ("1,24", None, "text", ""), ("12,40,500", None, "text", ""), ("1.240.500", None, "text", ""),
        ("see note 3", None, "text", ""),
        ("10 of 12", None, "text", ""), ("22 (16 revised)", 22, "text", ""), ("120*", 120, "text", ""),
        ("120[1]", 120, "text", ""),
        ("(3)", None, "text", ""), ("10 20", None, "text", ""), ("23²", 23, "text", ""),
        ("3 million gallons", 3000000, "number", "million gallons"),
        ("0.015 mg/L", "0.015", "number", "mg/L"), ("4 MGD", 4, "number", "MGD"),
        ("4 plants closed", None, "text", ""), ("1/2", None, "text", ""), ("1-3", None, "text", ""),
        ("3O", None, "text", ""),
    ],
)  # fmt: skip
def test_cells_are_read(raw: str, value: object, state: str, unit: str) -> None:
    read = ENGLISH.number(raw)

    assert (read.value, read.state, read.unit) == (None if value is None else Decimal(str(value)), State(state), unit)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("(3)", -3),
        ("(1,200)", -1200),
        ("down 3", -3),
        ("minus 3", -3),
        ("up 4", 4),
        ("+4", 4),
        ("-4%", -4),
        ("($5)", -5),
    ],
)
def test_signed_cells_are_read(raw: str, value: int) -> None:
    assert ENGLISH.number(raw, signed=True).value == value


@pytest.mark.parametrize(
    ("raw", "unit", "value"),
    [
        ("3", "million", 3),
        ("3 million", "million", 3),
        ("3 thousand", "", 3000),
        ("$3 thousand", "$", 3000),
        ("$3", "$", 3),
    ],
)
def test_amounts_are_read_in_the_unit_of_their_column(raw: str, unit: str, value: int) -> None:
    assert ENGLISH.number(raw, unit=unit).value == value


def test_lines_of_digits_in_one_cell_may_be_several_numbers() -> None:
    assert ENGLISH.number("10\n8").several
    assert not ENGLISH.number("10\nsamples").several


@pytest.mark.parametrize(("text", "is_value"), [("1,240", True), ("N/A", True), ("", True), ("12 days", True), ("Lead", False),
    ("Plant 2", False), ("2 Mile Plant", False), ("12th Street", False)])  # fmt: skip
def test_a_cell_of_numbers_is_told_from_a_label(text: str, is_value: bool) -> None:
    assert ENGLISH.is_value(text) is is_value


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


WATER = ("Annual Water Quality Report", "Water Quality Report", "Consumer Confidence Report")


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


@pytest.mark.parametrize(
    ("rest", "in_place", "prose"),
    [
        (". We took samples.", False, "We took samples."), (": none.", False, "none."), (" – None.", False, "None."),
        (" We took samples.", True, "We took samples."), (" We took samples.", False, None),
        (" of last year", True, None),
        ("s of last year.", True, None),
    ],
)  # fmt: skip
def test_prose_behind_a_heading_is_parted_from_it(rest: str, in_place: bool, prose: str | None) -> None:
    assert ENGLISH.prose_behind(rest, in_place=in_place) == prose


@pytest.mark.parametrize(
    ("words", "is_sentence"),
    [("Results of Monitoring", False), ("Results. None", True), ("Lead, copper and nitrate", False), ("Results of Monitoring:", False),
     ("U.S. standards", False), ("Wells of St. James", False),
     ("We took samples of water each week.", True), ("None in 2023; see below", True)],
)  # fmt: skip
def test_sentences_are_told_from_headings(words: str, is_sentence: bool) -> None:
    assert ENGLISH.is_sentence(words) is is_sentence


def test_a_paragraph_is_parted_at_its_first_stop() -> None:
    assert ENGLISH.first_clause("Results: none in 2023. All is well.") == ("Results", "none in 2023. All is well.")
    assert ENGLISH.first_clause("Results 1.5 and more") == ("Results 1.5 and more", "")
