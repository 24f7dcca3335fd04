"""Figures that agree with every equation of a pack's rules, whatever its forms and its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from gouji.model.form import Form, Measure
from gouji.model.parameters import Parameters
from gouji.model.relation import CellKey, Relation
from gouji.model.rule import Rule
from gouji.rulebook.kinds import KindCheck

MOST_REPAIRS = 200
"""Steps after which a change is given up that equations do not let settle."""

Amounts = Counter[CellKey]
Choose = Callable[[Sequence[CellKey]], CellKey]


def relations_of(form: Form, rules: Iterable[Rule]) -> Relations:
    """Return what rules say must hold between the figures of a form; leads, which need not be followed, are left out."""
    told = (
        relation
        for rule in rules
        if rule.may_fail and rule.applies_to(form.id) and isinstance(rule.check, KindCheck)
        for relation in _told(rule.check.parameters, form)
    )
    totals = {(table.id, *cell) for table in form.tables for cell in table.totals}
    return Relations(tuple(told), frozenset(totals))


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


@dataclass(frozen=True)
class Relations:
    """What must hold between figures, at hand by the cells concerned; `totals` are cells that add others up."""

    all: tuple[Relation, ...]
    totals: frozenset[CellKey] = frozenset()

    @cached_property
    def by_cell(self) -> Mapping[CellKey, Sequence[int]]:
        """The relations of each cell, by their numbers."""
        found: dict[CellKey, list[int]] = {}
        for number, relation in enumerate(self.all):
            for cell in dict.fromkeys(relation.cells):
                found.setdefault(cell, []).append(number)
        return found

    def gap(self, number: int, amounts: Mapping[CellKey, int]) -> Decimal:
        """Return the gap of a relation, by its number."""
        relation = self.all[number]
        return relation.gap({cell: Decimal(amounts[cell]) for cell in relation.cells if cell in amounts})

    def is_broken_at(self, cell: CellKey, amounts: Mapping[CellKey, int]) -> bool:
        """Tell whether a relation of a cell does not hold."""
        return any(self.gap(number, amounts) for number in self.by_cell.get(cell, ()))

    def rank(self, number: int, smaller: Sequence[CellKey]) -> tuple[bool, int]:
        """Order repairs: first what only one cell can mend, then what holds few totals, so that parts come before sums."""
        return len(smaller) > 1, sum(cell in self.totals for cell in self.all[number].cells)


def raised(
    amounts: Amounts, cell: CellKey, by: int, relations: Relations, cells: Collection[CellKey], choose: Choose
) -> Amounts:
    """Raise a cell and, on the smaller side of each equation that breaks by it, another of these; nothing where that does not settle.

    Amounts only ever grow, so that none falls below 0.
    """
    new = Amounts(amounts)
    concerned: set[int] = set()
    for _ in range(MOST_REPAIRS):
        new[cell] += by
        concerned.update(relations.by_cell.get(cell, ()))
        gaps = {number: gap for number in sorted(concerned) if (gap := relations.gap(number, new))}
        concerned &= gaps.keys()
        if not gaps:
            return new
        sides = {n: relations.all[n].right if gap > 0 else relations.all[n].left for n, gap in gaps.items()}
        worst = min(gaps, key=lambda number: relations.rank(number, sides[number]))
        smaller = [each for each in sides[worst] if each in cells]
        if not smaller:
            break
        cell, by = choose(smaller), int(abs(gaps[worst])) or 1
    return amounts
