"""A government with the agencies below it: its report adds up theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from gouji_rules.gid.testing.agencies import Kind, department, government, office, township
from gouji_rules.gid.testing.composing import compose
from gouji_rules.gid.testing.report import Figures, LawfulReport

_BUREAUS = ("公安局", "教育局", "民政局", "财政局", "审计局")
_ADDED_UP = ("requests", "review", "active_disclosure")


def tree(place: str, year: int, rng: Random) -> tuple[LawfulReport, list[LawfulReport]]:
    """Write the report of a county's government, and those of its office, its departments and a township."""
    below = [office(place, "shili"), *(department(place, "shili", name) for name in _BUREAUS)]
    below.append(township(place, "shili", "青石镇"))
    parts = [compose(agency, year, rng) for agency in below]
    whole = compose(government(place, "shili", Kind.COUNTY), year, rng)
    return replace(whole, figures={**whole.figures, **added_up(parts)}), parts


def added_up(parts: Sequence[LawfulReport]) -> dict[str, dict[str, dict[str, str]]]:
    """Return the tables that add up, cell by cell."""
    return {table: _sum([part.figures for part in parts], table) for table in _ADDED_UP}


def _sum(figures: Sequence[Figures], table: str) -> dict[str, dict[str, str]]:
    first = figures[0][table]
    return {
        row: {column: str(sum(Decimal(each[table][row][column] or 0) for each in figures)) for column in cells}
        for row, cells in first.items()
    }
