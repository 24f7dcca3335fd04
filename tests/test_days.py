"""Days are read in the ways in which people and spreadsheets write them."""

from __future__ import annotations

from datetime import date

import pytest

from gouji.decisions.days import day_of


@pytest.mark.parametrize("text", ["2030-12-31", "2030/12/31", "2030.12.31", " 2030年12月31日 "])
def test_a_day_is_read(text: str) -> None:
    assert day_of(text) == date(2030, 12, 31)


@pytest.mark.parametrize("text", ["2030-02-30", "2030-13-01", "31.12.2030", "20301231", "年底"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no day"):
        day_of(text)


def test_nothing_is_no_day() -> None:
    assert day_of(" ") is None
