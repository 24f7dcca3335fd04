"""The names of an equation in one line of a table: what they add up to, and how they are written out for people."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from decimal import Decimal

from gouji import Figure, State, Table, Text
from gouji_plugins.kinds.equations.words import in_words

_EMPTY = (State.BLANK, State.DASH)
NOTHING = Decimal(0)


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


def _term(table: Table, operand: Operand) -> Text:
    """Write a term with its figures, so that the reader can add it up."""
    form = table.form
    if operand.name in form.sums:
        numbers = [in_digits(figure.value) for figure in operand.figures if figure.value] or ["0"]
        parts = [f"({number})" if number.startswith("-") else number for number in numbers]
        return Text(f"各项之和（{'＋'.join(parts)}）", f"{operand.name} ({' + '.join(parts)})")
    label = form.rows[operand.name].label if operand.name in form.rows else form.columns[operand.name].label
    if not operand.figures:
        return Text(f"{label} 未列", f"{operand.name} not printed")
    if operand.empty:
        return Text(f"{label} 空白", f"{operand.name} blank")
    return Text(f"{label} {in_digits(operand.value)}", f"{operand.name} {in_digits(operand.value)}")


def in_digits(value: Decimal | None) -> str:
    """Write a number without exponent and trailing zeros, nothing for none."""
    return "" if value is None else f"{value.normalize():f}"
