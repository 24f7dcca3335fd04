"""What the kinds of equations share: an equation, its condition and tolerance, and what they say of the cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import ValidationInfo, field_validator

from gouji import Parameters, Relation, Text
from gouji_plugins.kinds.equations.equation import Condition, Equation
from gouji_plugins.kinds.equations.operands import NOTHING

BLANKS_COUNTED = Text("空白格按0计算", "blank cells counted as 0")
Place = tuple[str, str, str]
"""A cell by table, row and column."""


class Compared(Parameters):
    """Parameters with an equation and a condition, whose names mean what a kind says; the fields are each kind's own."""

    if TYPE_CHECKING:
        equation: str
        when: str | None
        tolerance: Decimal

    @classmethod
    def require_names(cls, names: tuple[str, ...], info: ValidationInfo) -> None:
        """Refuse names that mean nothing in the kind's equations; ValueError says why."""
        raise NotImplementedError

    @field_validator("equation", check_fields=False)
    @classmethod
    def _compares(cls, text: str, info: ValidationInfo) -> str:
        cls.require_names(Equation.parse(text).names, info)
        return text

    @field_validator("when", check_fields=False)
    @classmethod
    def _is_condition(cls, text: str | None, info: ValidationInfo) -> str | None:
        if text is not None:
            cls.require_names(Condition.parse(text).names, info)
        return text

    @cached_property
    def relation(self) -> Equation:
        """The equation, parsed."""
        return Equation.parse(self.equation)

    @cached_property
    def condition(self) -> Condition | None:
        """The condition, parsed."""
        return Condition.parse(self.when) if self.when else None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All names in equation and condition."""
        return tuple(dict.fromkeys((*self.relation.names, *(self.condition.names if self.condition else ()))))

    def relation_of(self, cells: Mapping[str, Sequence[Place]]) -> Relation:
        """Tell the equation between cells by its names; amounts for which its condition is not true leave no gap."""
        equation, condition = self.relation, self.condition

        def gap(amounts: Mapping[Place, Decimal]) -> Decimal:
            values = {name: sum([amounts.get(cell, NOTHING) for cell in own], NOTHING) for name, own in cells.items()}
            if (condition and not condition.true_for(values)) or equation.holds(values, self.tolerance):
                return NOTHING
            one, other = equation.sides(values)
            return one - other

        def side(names: Iterable[str]) -> tuple[Place, ...]:
            return tuple(cell for name in names for cell in cells[name])

        return Relation(side(equation.left_names), side(equation.right_names), gap)
