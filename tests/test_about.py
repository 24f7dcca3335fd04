"""Numbers that are only about right."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji_plugins.locales.zh.claims.approximate import is_about, may_be_about


@pytest.mark.parametrize(
    ("value", "near", "least", "most"),
    [
        (100, "余", 100, 115), (1200, "余", 1200, 1300), (160, "余", 160, 170), (95, "约", 91, 99), (1300, "约", 1200, 1400),
        (80, "近", 70, 80), (20, "多", 20, 23),
    ],
)  # fmt: skip
def test_a_number_is_about_what_rounds_to_it(value: int, near: str, least: int, most: int) -> None:
    fitting = [exact for exact in range(2 * value) if is_about(Decimal(value), near, Decimal(exact))]

    assert (fitting[0], fitting[-1]) == (least, most)


def test_a_third_more_may_be_said_only_of_a_round_number() -> None:
    assert may_be_about(Decimal(100), Decimal(180))
    assert not may_be_about(Decimal(160), Decimal(105))
    assert not may_be_about(Decimal(1600), Decimal(2300))
