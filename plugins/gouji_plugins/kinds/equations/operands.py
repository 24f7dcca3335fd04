"""The names of an equation in one line of a table: what they add up to, and how they are written out for people."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from decimal import Decimal

from gouji import Figure, State, Table, Text
from gouji_plugins.kinds.equations.words import in_words

_EMPTY = (State.BLANK, State.DASH)
NOTHING = Decimal(0)
_COUNTED = 3
"""From so many terms on a sum is told by their number, with the terms in brackets."""
_NUMERALS = {3: Text("三", "three"), 4: Text("四", "four"), 5: Text("五", "five"), 6: Text("六", "six")}


@dataclass(frozen=True, slots=True)
class Operand:
    """A name of the equation in one line: its figures, and the rows or columns across it that are not printed at all."""

    name: str
    figures: tuple[Figure, ...]
    absent: tuple[str, ...]

    @property
    def value(self) -> Decimal:
        """The sum of its figures; blank, dash and absent cells count as 0."""
        return sum([figure.value for figure in self.figures if figure.value], NOTHING)

    @property
    def empty(self) -> bool:
        """Tell whether its cells are printed and all of them blank or dashed."""
        return bool(self.figures) and all(figure.state in _EMPTY for figure in self.figures)


def side(table: Table, operands: dict[str, Operand], tree: ast.expr, value: Decimal) -> Text:
    """Write a side out with its value, which a single term states already."""
    words = in_words(tree, lambda name: _term(table, operands[name]))
    if isinstance(tree, ast.Name) and tree.id not in table.form.sums:
        return words
    return Text(f"{words.zh}＝{in_digits(value)}", f"{words.en} = {in_digits(value)}")


def stated(table: Table, operands: dict[str, Operand], tree: ast.expr, value: Decimal) -> Text:
    """Say what a side comes to, as a sentence: what is filled in, or what the terms sum to."""
    if isinstance(tree, ast.Name):
        operand = operands[tree.id]
        return _summed(table, operand, value) if tree.id in table.form.sums else _filled(table, operand)
    terms = _added(tree)
    if not terms:
        return side(table, operands, tree, value)
    words = in_words(tree, lambda name: _term(table, operands[name]))
    if len(terms) < _COUNTED:
        return Text(f"{words.zh} 合计 {in_digits(value)}", f"{words.en} make {in_digits(value)}")
    count = _NUMERALS.get(len(terms), Text(str(len(terms)), str(len(terms))))
    return Text(
        f"{count.zh}项之和为 {in_digits(value)}（{words.zh}）", f"the {count.en} sum to {in_digits(value)} ({words.en})"
    )


def _added(tree: ast.expr) -> list[str]:
    """List the names that a side adds, none where it is anything but a sum of names."""
    match tree:
        case ast.Name(id=name):
            return [name]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            one, other = _added(left), _added(right)
            return [*one, *other] if one and other else []
        case _:
            return []


def _summed(table: Table, operand: Operand, value: Decimal) -> Text:
    words = _term(table, operand)
    return Text(f"{words.zh}为 {in_digits(value)}", f"{words.en} is {in_digits(value)}")


def _filled(table: Table, operand: Operand) -> Text:
    """Say what stands in the cell of a name."""
    name = _name(table, operand)
    cell = f"{name.zh}栏" if operand.name in table.form.columns else f"“{name.zh}”"
    if not operand.figures:
        return Text(f"{cell}未列", f"“{name.en}” is not printed")
    if operand.empty:
        return Text(f"{cell}空白", f"“{name.en}” is blank")
    return Text(f"{cell}填 {in_digits(operand.value)}", f"“{name.en}” says {in_digits(operand.value)}")


def _name(table: Table, operand: Operand) -> Text:
    """Return the label that the form prints for a name, and the full name in English."""
    form = table.form
    if operand.name in form.rows:
        return Text(form.rows[operand.name].label, form.rows[operand.name].name.en)
    return form.columns[operand.name].name


def _term(table: Table, operand: Operand) -> Text:
    """Write a term with its figures, so that the reader can add it up."""
    if operand.name in table.form.sums:
        numbers = [in_digits(figure.value) for figure in operand.figures if figure.value] or ["0"]
        parts = [f"({number})" if number.startswith("-") else number for number in numbers]
        return Text(f"各项之和（{'＋'.join(parts)}）", f"the sum of the parts ({' + '.join(parts)})")
    name = _name(table, operand)
    if not operand.figures:
        return Text(f"{name.zh} 未列", f"{name.en} not printed")
    if operand.empty:
        return Text(f"{name.zh} 空白", f"{name.en} blank")
    return Text(f"{name.zh} {in_digits(operand.value)}", f"{name.en} {in_digits(operand.value)}")


def in_digits(value: Decimal | None) -> str:
    """Write a number without exponent and trailing zeros, nothing for none."""
    return "" if value is None else f"{value.normalize():f}"
