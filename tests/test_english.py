"""English: wordings, headings, numerals and numbers as its documents write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji import Numbering, State
from gouji_plugins.locales.en.english import ENGLISH

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
