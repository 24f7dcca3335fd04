"""What must hold between the figures of a report, as a rule tells it to those who make reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

CellKey = tuple[str, str, str]
"""A cell by table, row and column."""


class Relation(NamedTuple):
    """Two sides of cells that must agree; `gap` tells for amounts how much the left side is above the right, 0 where all is well.

    >>> relation = Relation((("t", "all", "n"),), (("t", "part", "n"),), lambda at: at["t", "all", "n"] - at["t", "part", "n"])
    >>> relation.gap({("t", "all", "n"): 9, ("t", "part", "n"): 7})
    2
    """

    left: tuple[CellKey, ...]
    right: tuple[CellKey, ...]
    gap: Callable[[Mapping[CellKey, Decimal]], Decimal]

    @property
    def cells(self) -> tuple[CellKey, ...]:
        """The cells of both sides."""
        return (*self.left, *self.right)
