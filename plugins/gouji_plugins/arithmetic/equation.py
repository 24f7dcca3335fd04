"""Equations of rule files: comparisons of sums, parsed once, evaluated without `eval` on exact decimals."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from simpleeval import DEFAULT_OPERATORS, InvalidExpression, SimpleEval

_NODES = (
    ast.Expression, ast.Compare, ast.BoolOp, ast.BinOp, ast.UnaryOp, ast.Name, ast.Constant, ast.Call, ast.Load,
    ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub, ast.And, ast.Or, ast.Not,
    ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE,
)  # fmt: skip
_FUNCTIONS = {"abs": abs, "max": max, "min": min}
_SIGNS = {ast.Eq: "＝", ast.NotEq: "≠", ast.Lt: "＜", ast.LtE: "≤", ast.Gt: "＞", ast.GtE: "≥"}


@dataclass(frozen=True)
class Equation:
    """A comparison such as `new_received + carried_in == total_processed + carried_out`."""

    text: str
    tree: ast.Compare
    left: tuple[str, ...]
    right: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Equation:
        """Parse a comparison; ValueError says what is not allowed in it."""
        tree = _parsed(text)
        if not isinstance(tree, ast.Compare) or len(tree.ops) != 1:
            raise ValueError(f"an equation compares two sides, this does not: {text}")
        return cls(text, tree, _names(tree.left), _names(tree.comparators[0]))

    @property
    def names(self) -> tuple[str, ...]:
        """The rows, columns or sums that it speaks of."""
        return tuple(dict.fromkeys((*self.left, *self.right)))

    @property
    def sign(self) -> str:
        """The sign of comparison as printed for people."""
        return _SIGNS[type(self.tree.ops[0])]

    def sides(self, values: Mapping[str, Decimal]) -> tuple[Decimal, Decimal]:
        """Return the values of both sides."""
        return _evaluated(self.tree.left, values), _evaluated(self.tree.comparators[0], values)

    def holds(self, values: Mapping[str, Decimal], tolerance: Decimal) -> bool:
        """Tell whether the comparison holds; the tolerance widens it in favour of the report."""
        left, right = self.sides(values)
        match self.tree.ops[0]:
            case ast.Eq():
                return abs(left - right) <= tolerance
            case ast.GtE() | ast.Gt():
                return left + tolerance >= right if isinstance(self.tree.ops[0], ast.GtE) else left + tolerance > right
            case ast.LtE() | ast.Lt():
                return left <= right + tolerance if isinstance(self.tree.ops[0], ast.LtE) else left < right + tolerance
            case _:
                return left != right


@dataclass(frozen=True)
class Condition:
    """An expression that is true or false, such as `repealed == 0`."""

    tree: ast.expr
    names: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Condition:
        """Parse a condition; ValueError says what is not allowed in it."""
        tree = _parsed(text)
        return cls(tree, _names(tree))

    def true_for(self, values: Mapping[str, Decimal]) -> bool:
        """Tell whether it is true for these values."""
        return bool(_evaluated(self.tree, values))


def _parsed(text: str) -> ast.expr:
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        raise ValueError(f"cannot be read: {text}") from error
    for node in ast.walk(tree):
        if not isinstance(node, _NODES):
            raise ValueError(f"{type(node).__name__} is not allowed in an equation: {text}")
        if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS):
            raise ValueError(f"only {', '.join(_FUNCTIONS)} may be called: {text}")
    return tree.body


def _names(tree: ast.expr) -> tuple[str, ...]:
    """List the names in the order in which they are written."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id not in _FUNCTIONS]
    return tuple(dict.fromkeys(node.id for node in sorted(nodes, key=lambda node: node.col_offset)))


def _evaluated(tree: ast.expr, values: Mapping[str, Decimal]) -> Any:  # noqa: ANN401  a Decimal or a bool
    if isinstance(tree, ast.Name):
        return values[tree.id]
    evaluator = _evaluator()
    evaluator.names = values
    try:
        return evaluator.eval("", previously_parsed=tree)
    except InvalidExpression as error:
        raise ValueError(str(error)) from error


@cache
def _evaluator() -> SimpleEval:
    """Make the evaluator, which keeps nothing from one evaluation to the next but the names that are set each time."""
    evaluator = SimpleEval(operators={**DEFAULT_OPERATORS, ast.Div: _divide}, functions=dict(_FUNCTIONS))
    evaluator.nodes[ast.Constant] = lambda node: Decimal(str(node.value))
    return evaluator


def _divide(left: Decimal, right: Decimal) -> Decimal:
    return left / right if right else Decimal(0)
