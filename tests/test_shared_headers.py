"""Columns that bear one label under different groups."""

from __future__ import annotations

import pytest

from gouji.binding.headers import read_header
from gouji.model.document import Cell
from gouji.model.form import ColumnForm
from gouji_plugins.locales.en.english import ENGLISH

COLUMNS = tuple(
    ColumnForm(f"{group}_{name}", label, group=f"{group} requests")
    for group in ("simple", "complex")
    for name, label in (("pending", "Number pending"), ("days", "Median days"))
)


def _header(groups: list[tuple[str, int]], labels: list[str]) -> list[list[Cell]]:
    """Return two rows of header cells, the groups with their spans above the labels."""
    upper, column = [Cell("Office", 0, 0, rowspan=2)], 1
    for group, span in groups:
        upper.append(Cell(group, 0, column, colspan=span))
        column += span
    return [upper, [Cell(label, 1, number) for number, label in enumerate(labels, 1)]]


@pytest.mark.parametrize(
    ("groups", "labels", "ids"),
    [
        ([("SIMPLE REQUESTS", 2), ("COMPLEX REQUESTS", 2)], ["Number pending", "Median days"] * 2,
         ("simple_pending", "simple_days", "complex_pending", "complex_days")),
        ([("Complex requests", 2), ("Simple requests", 2)], ["Number pending", "Median days"] * 2,
         ("complex_pending", "complex_days", "simple_pending", "simple_days")),
        ([("Complex requests", 2)], ["Number pending", "Median days"], ("complex_pending", "complex_days")),
        ([("", 4)], ["Number pending", "Median days"] * 2,
         ("simple_pending", "simple_days", "complex_pending", "complex_days")),
        ([("", 2)], ["Number pending", "Median days"], (None, None)),
        ([("Urgent requests", 2)], ["Number pending", "Median days"], (None, None)),
    ],
)  # fmt: skip
def test_the_group_above_tells_columns_of_one_label_apart(
    groups: list[tuple[str, int]], labels: list[str], ids: tuple[str | None, ...]
) -> None:
    header = read_header(_header(groups, labels), COLUMNS, ENGLISH)

    assert header.leaves == ids
    assert header.complete is (len(set(ids)) == len(COLUMNS))
