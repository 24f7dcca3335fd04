"""Figures that agree with every equation of a pack's rules, whatever its forms and its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal

from gouji.model.form import Form, Measure
from gouji.model.parameters import Parameters
from gouji.model.relation import CellKey, Relation
from gouji.model.rule import Rule
from gouji.rulebook.kinds import KindCheck

MOST_REPAIRS = 200
"""Steps after which a change is given up that equations do not let settle."""

Amounts = Counter[CellKey]
Choose = Callable[[Sequence[CellKey]], CellKey]


def relations_of(form: Form, rules: Iterable[Rule]) -> tuple[Relation, ...]:
    """Return what rules say must hold between the figures of a form; leads, which need not be followed, are left out."""
    return tuple(
        relation
        for rule in rules
        if rule.may_fail and rule.applies_to(form.id) and isinstance(rule.check, KindCheck)
        for relation in _told(rule.check.parameters, form)
    )


def _told(parameters: object, form: Form) -> Iterable[Relation]:
    return parameters.relations(form) if isinstance(parameters, Parameters) else ()


def counted_cells(form: Form) -> tuple[CellKey, ...]:
    """Return the cells of a form that hold a count: no amounts of money, no signed changes, no rows that stand in for others."""
    return tuple(
        (table.id, row, column)
        for table in form.tables
        for (row, column), each in table.cells.items()
        if each.measure is Measure.COUNT and not table.rows[row].accepted_for
    )


def raised(
    amounts: Amounts, cell: CellKey, by: int, relations: Sequence[Relation], cells: Collection[CellKey], choose: Choose
) -> Amounts:
    """Raise a cell and, on the smaller side of each equation that breaks by it, another of these; nothing where that does not settle.

    Amounts only ever grow, so that none falls below 0.
    """
    new = Amounts(amounts)
    new[cell] += by
    for _ in range(MOST_REPAIRS):
        found = first_broken(new, relations)
        if found is None:
            return new
        relation, gap = found
        smaller = [each for each in (relation.right if gap > 0 else relation.left) if each in cells]
        if not smaller:
            break
        new[choose(smaller)] += int(abs(gap)) or 1
    return amounts


def first_broken(amounts: Amounts, relations: Iterable[Relation]) -> tuple[Relation, Decimal] | None:
    """Return the first relation that does not hold, with its gap."""
    values = {cell: Decimal(amount) for cell, amount in amounts.items()}
    return next(((relation, gap) for relation in relations if (gap := relation.gap(values))), None)
