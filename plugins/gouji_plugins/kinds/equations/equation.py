"""Equations of rule files: comparisons of sums, parsed once into plain functions on exact decimals, without `eval`."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from typing import Any

Values = Mapping[str, Decimal]
Worked = Callable[[Values], Any]
"""Gives the value of an expression, a Decimal or a bool, for the values of its names."""

_NODES = (
    ast.Compare, ast.BoolOp, ast.BinOp, ast.UnaryOp, ast.Name, ast.Constant, ast.Call, ast.Load,
    ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub, ast.And, ast.Or, ast.Not,
    ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE,
)  # fmt: skip
_FUNCTIONS: Mapping[str, Callable[..., Any]] = {"abs": abs, "max": max, "min": min}
_SIGNS = {ast.Eq: "＝", ast.NotEq: "≠", ast.Lt: "＜", ast.LtE: "≤", ast.Gt: "＞", ast.GtE: "≥"}
_OPERATORS: Mapping[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
    ast.Div: lambda left, right: left / right if right else Decimal(0),
    ast.USub: operator.neg, ast.Not: operator.not_,
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le,
    ast.Gt: operator.gt, ast.GtE: operator.ge,
}  # fmt: skip


@dataclass(frozen=True)
class Equation:
    """A comparison such as `new_received + carried_in == total_processed + carried_out`."""

    text: str
    tree: ast.Compare
    names: tuple[str, ...]
    _left: Worked = field(repr=False, compare=False)
    _right: Worked = field(repr=False, compare=False)

    @classmethod
    def parse(cls, text: str) -> Equation:
        """Parse a comparison; ValueError says what is not allowed in it."""
        tree = _parsed(text)
        if not isinstance(tree, ast.Compare) or len(tree.ops) != 1:
            raise ValueError(f"an equation compares two sides, this does not: {text}")
        return cls(text, tree, _names(tree), _worked(tree.left), _worked(tree.comparators[0]))

    @property
    def left_names(self) -> tuple[str, ...]:
        """The names on the left side."""
        return _names(self.tree.left)

    @property
    def right_names(self) -> tuple[str, ...]:
        """The names on the right side."""
        return _names(self.tree.comparators[0])

    @property
    def sign(self) -> str:
        """The sign of comparison as printed for people."""
        return _SIGNS[type(self.tree.ops[0])]

    @property
    def sign_en(self) -> str:
        """The sign of comparison in English sentences."""
        return {"＝": "=", "＜": "<", "＞": ">"}.get(self.sign, self.sign)

    @property
    def by_size(self) -> bool:
        """Tell whether the sides are compared by size, and not for being the same."""
        return not isinstance(self.tree.ops[0], ast.Eq | ast.NotEq)

    def sides(self, values: Values) -> tuple[Decimal, Decimal]:
        """Return the values of both sides."""
        return self._left(values), self._right(values)

    def holds(self, values: Values, tolerance: Decimal) -> bool:
        """Tell whether the comparison holds; the tolerance widens it in favour of the report."""
        left, right = self._left(values), self._right(values)
        sign = type(self.tree.ops[0])
        if sign is ast.Eq:
            return bool(left == right or abs(left - right) <= tolerance)
        if sign in (ast.Gt, ast.GtE):
            left += tolerance
        elif sign in (ast.Lt, ast.LtE):
            right += tolerance
        return bool(_OPERATORS[sign](left, right))


@dataclass(frozen=True)
class Condition:
    """An expression that is true or false, such as `repealed == 0`."""

    names: tuple[str, ...]
    _worked: Worked = field(repr=False, compare=False)

    @classmethod
    def parse(cls, text: str) -> Condition:
        """Parse a condition; ValueError says what is not allowed in it."""
        tree = _parsed(text)
        return cls(_names(tree), _worked(tree))

    def true_for(self, values: Values) -> bool:
        """Tell whether it is true for these values."""
        return bool(self._worked(values))


class _Dotted(ast.NodeTransformer):
    """Takes a name with dots, `table.row.column`, for one name."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        value = self.visit(node.value)
        name = f"{value.id}.{node.attr}" if isinstance(value, ast.Name) else None
        return node if name is None else ast.copy_location(ast.Name(name, ast.Load()), node)


_SPELT = {"=>": ">=", "=<": "<=", "<>": "!=", "≥": ">=", "≤": "<=", "×": "*", "÷": "/"}
"""How signs are written in equations that people write otherwise."""


def _hint(text: str) -> str:
    """Say which sign was probably meant."""
    wrong = next((each for each in _SPELT if each in text), "")
    if wrong:
        return f"; write {_SPELT[wrong]} for {wrong}"
    return "; write == for =" if re.search("(?<![=<>!])=(?!=)", text) else ""


def _parsed(text: str) -> ast.expr:
    try:
        tree: ast.expr = _Dotted().visit(ast.parse(text.strip(), mode="eval").body)
    except SyntaxError as error:
        raise ValueError(f"cannot be read: {text}{_hint(text)}") from error
    for node in ast.walk(tree):
        if not isinstance(node, _NODES) or (isinstance(node, ast.Constant) and type(node.value) not in (int, float)):
            raise ValueError(f"{type(node).__name__} is not allowed in an equation: {text}")
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS
        if isinstance(node, ast.Call) and (not called or node.keywords):
            raise ValueError(f"only {', '.join(_FUNCTIONS)} may be called: {text}")
    return tree


def _names(tree: ast.expr) -> tuple[str, ...]:
    """List the names in the order in which they are written."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id not in _FUNCTIONS]
    return tuple(dict.fromkeys(node.id for node in sorted(nodes, key=lambda node: node.col_offset)))


def _worked(tree: ast.expr) -> Worked:
    """Make an expression, whose nodes are all allowed, a function of the values of its names."""
    match tree:
        case ast.Name(id=name):
            return itemgetter(name)
        case ast.Constant(value=value):
            number = Decimal(str(value))
            return lambda values: number
        case ast.UnaryOp(op=sign, operand=operand):
            return _applied(_OPERATORS[type(sign)], [operand])
        case ast.BinOp(left=left, op=sign, right=right):
            return _applied(_OPERATORS[type(sign)], [left, right])
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _applied(_FUNCTIONS[name], arguments)
        case ast.BoolOp(op=sign, values=parts):
            told = [_worked(part) for part in parts]
            whole = all if isinstance(sign, ast.And) else any
            return lambda values: whole(part(values) for part in told)
        case ast.Compare(left=left, ops=signs, comparators=others):
            pairs = zip(signs, [left, *others], others, strict=False)
            links = [_applied(_OPERATORS[type(sign)], [one, other]) for sign, one, other in pairs]
            return lambda values: all(link(values) for link in links)
        case _:
            raise ValueError(f"{ast.unparse(tree)} has no value")


def _applied(work: Callable[..., Any], operands: list[ast.expr]) -> Worked:
    if len(operands) == 2:
        one, other = map(_worked, operands)
        return lambda values: work(one(values), other(values))
    several = [_worked(operand) for operand in operands]
    return lambda values: work(*[operand(values) for operand in several])
