"""The five cell states and the number in a cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji import CellNumber, Locale
from gouji.model.form import ColumnForm, Measure
from gouji.model.locale import State
from gouji_plugins.locales.en.english import ENGLISH
from gouji_plugins.locales.zh import CHINESE

COUNT = ColumnForm("made", "本年制发件数")
CHANGE = ColumnForm("change", "本年增/减", measure=Measure.CHANGE)
FEES = ColumnForm("amount", "本年收费金额", measure=Measure.AMOUNT, unit="万元")
AMOUNT = ColumnForm("amount", "采购总金额", measure=Measure.AMOUNT)


def read_cell(raw: str, column: ColumnForm, locale: Locale = CHINESE) -> CellNumber:
    return locale.number(raw, signed=column.measure is Measure.CHANGE, unit=column.unit)


@pytest.mark.parametrize(
    ("raw", "column", "state", "value"),
    [
        ("12", COUNT, State.NUMBER, "12"),
        ("0", COUNT, State.ZERO, "0"),
        ("0.00", FEES, State.ZERO, "0"),
        ("", COUNT, State.BLANK, None),
        (" \u3000\u00a0\n", COUNT, State.BLANK, None),
        ("/", COUNT, State.DASH, None),
        ("——", COUNT, State.DASH, None),
        ("－", COUNT, State.DASH, None),
        ("无", COUNT, State.DASH, None),
        ("N/A", COUNT, State.DASH, None),
        ("1,234", COUNT, State.NUMBER, "1234"),
        ("１２３", COUNT, State.NUMBER, "123"),
        ("3 119", COUNT, State.NUMBER, "3119"),
        ("2366\n863", COUNT, State.TEXT, None),
        ("-18", CHANGE, State.NUMBER, "-18"),
        ("－18", CHANGE, State.NUMBER, "-18"),
        ("减少18", CHANGE, State.NUMBER, "-18"),
        ("+5", CHANGE, State.NUMBER, "5"),
        ("251000元", AMOUNT, State.NUMBER, "251000"),
        ("3414.41 万元", AMOUNT, State.NUMBER, "3414.41"),
        ("251000元", FEES, State.NUMBER, "25.1"),
        ("9116.36", FEES, State.NUMBER, "9116.36"),
        ("22（其中修订16件）", COUNT, State.TEXT, "22"),
        ("见附件", COUNT, State.TEXT, None),
        ("1,23", COUNT, State.TEXT, None),
        ("12.3.4", COUNT, State.TEXT, None),
        ("1,0420", COUNT, State.TEXT, None),
        ("30或42", COUNT, State.TEXT, None),
        ("30改为42", COUNT, State.TEXT, None),
        ("40多", COUNT, State.TEXT, None),
        ("42-", COUNT, State.TEXT, None),
        ("4\u041e", COUNT, State.TEXT, None),
        ("42件", COUNT, State.NUMBER, "42"),
        ("23²", COUNT, State.TEXT, "23"),
        ("23 ①", COUNT, State.TEXT, "23"),
        ("7₁", COUNT, State.TEXT, "7"),
        ("①23", COUNT, State.TEXT, None),
        ("1½", COUNT, State.TEXT, "1"),
        ("³", COUNT, State.NUMBER, "3"),
        ("10\n8", COUNT, State.TEXT, None),
        ("10 8", COUNT, State.TEXT, None),
        ("1 234 567", COUNT, State.NUMBER, "1234567"),
        ("1 2345", COUNT, State.TEXT, None),
        ("1,46\n3", COUNT, State.NUMBER, "1463"),
        ("251000\n元", AMOUNT, State.NUMBER, "251000"),
        ("176\n176", COUNT, State.TEXT, None),
        ("5\n12", COUNT, State.TEXT, None),
        ("1\n9\n9", COUNT, State.TEXT, None),
        ("3256。78", FEES, State.TEXT, None),
        ("12·5", FEES, State.TEXT, None),
        ("3-5", COUNT, State.TEXT, None),
        ("10（8）", COUNT, State.TEXT, None),
        ("3l", COUNT, State.TEXT, None),
        ("1O5", COUNT, State.TEXT, None),
        ("1.2万", COUNT, State.NUMBER, "12000"),
        ("3万件", COUNT, State.NUMBER, "30000"),
        ("12[3]", COUNT, State.TEXT, None),
        ("约10233", COUNT, State.TEXT, "10233"),
        ("共3件", COUNT, State.TEXT, "3"),
        ("见附件1", COUNT, State.TEXT, None),
    ],
)
def test_cell(raw: str, column: ColumnForm, state: State, value: str | None) -> None:
    reading = read_cell(raw, column)

    assert reading.state is state
    assert reading.value == (None if value is None else Decimal(value))


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["{}", "{:,}", " {} ", "{}\u3000"]))
def test_a_whole_number_is_read_back_however_it_is_set(number: int, style: str) -> None:
    assert read_cell(style.format(number), COUNT).value == number


@given(st.text(max_size=30))
def test_any_text_has_a_state_and_nothing_is_raised(raw: str) -> None:
    reading = read_cell(raw, COUNT)

    assert (reading.value is None) >= (reading.state in (State.BLANK, State.DASH))
    assert (reading.state is State.ZERO) == (reading.state is not State.TEXT and reading.value == 0)


@pytest.mark.parametrize("label", ["1.属于国家秘密", "1、申请人", "（一）予以公开", "一、本年新收", "规章", "3.其他"])
def test_labels_are_no_values(label: str) -> None:
    assert not CHINESE.is_value(label)


@pytest.mark.parametrize(
    ("raw", "column", "state", "value"),
    [
        ("1,240", COUNT, State.NUMBER, "1240"),
        ("0", COUNT, State.ZERO, "0"),
        ("12.5%", COUNT, State.NUMBER, "12.5"),
        ("$1,200.50", AMOUNT, State.NUMBER, "1200.50"),
        ("$3 million", AMOUNT, State.NUMBER, "3000000"),
        ("12 days", COUNT, State.NUMBER, "12"),
        (".5", COUNT, State.NUMBER, "0.5"),
        ("(3)", CHANGE, State.NUMBER, "-3"),
        ("(3)", COUNT, State.TEXT, None),
        ("down 3", CHANGE, State.NUMBER, "-3"),
        ("N/A", COUNT, State.DASH, None),
        ("Not applicable", COUNT, State.DASH, None),
        ("--", COUNT, State.DASH, None),
        ("<1", COUNT, State.TEXT, None),
        ("1 of 2", COUNT, State.TEXT, None),
        ("3/4", COUNT, State.TEXT, None),
        ("22 (16 revised)", COUNT, State.TEXT, "22"),
        ("10\n8", COUNT, State.TEXT, None),
        ("", COUNT, State.BLANK, None),
    ],
)
def test_a_cell_in_english(raw: str, column: ColumnForm, state: State, value: str | None) -> None:
    reading = read_cell(raw, column, ENGLISH)

    assert reading.state is state
    assert reading.value == (None if value is None else Decimal(value))


@pytest.mark.parametrize("label", ["Lead", "1. Granted in full", "Total coliform", "(a) Exemption 3"])
def test_labels_in_english_are_no_values(label: str) -> None:
    assert not ENGLISH.is_value(label)
