"""Which findings of different rules have one cause: a wrong cell breaks every identity that reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from gouji.model.finding import EvidenceKind, Finding
from gouji.model.result import Result

Cell = tuple[str, str, str]


@dataclass(slots=True)
class _Fault:
    """A finding that a rule fails by: the cells that it reads, and by how much they differ from what they should be."""

    result: int
    cells: frozenset[Cell]
    difference: Decimal | None
    cause: int


def causes_of(results: Sequence[Result]) -> list[list[int]]:
    """Return for each failed result the causes of its findings, as numbers that are equal where the cause is the same.

    Findings that share a cell and a difference have one cause; every other finding is a cause of its own.
    """
    faults = [
        _fault(number, finding, result.reports[0] if result.reports else "")
        for number, result in enumerate(results)
        for finding in _breaches(result)
    ]
    for number, fault in enumerate(faults):
        fault.cause = number
    by_place: dict[tuple[Cell, Decimal], int] = {}
    roots = list(range(len(faults)))
    for number, fault in enumerate(faults):
        if fault.difference:
            for cell in fault.cells:
                _join(roots, number, by_place.setdefault((cell, fault.difference), number))
    found: list[list[int]] = [[] for _ in results]
    for number, fault in enumerate(faults):
        found[fault.result].append(_root(roots, number))
    return found


def _breaches(result: Result) -> Iterable[Finding]:
    return (finding for finding in result.findings if not (finding.review or finding.told_by))


def _fault(number: int, finding: Finding, own: str) -> _Fault:
    """Take a finding with its cells in the report that it counts for, those of others left out."""
    cells = frozenset(
        (piece.table, piece.row, piece.column)
        for piece in finding.evidence
        if piece.kind is EvidenceKind.CELL and piece.table and piece.row and piece.column and piece.source in ("", own)
    )
    return _Fault(number, cells, _difference(finding), 0)


def _difference(finding: Finding) -> Decimal | None:
    """Return by how much the figures of a finding differ, None where they are none."""
    try:
        return abs(Decimal(finding.due.zh if finding.due else "") - Decimal(finding.actual or ""))
    except InvalidOperation:
        return None


def _root(roots: list[int], number: int) -> int:
    while roots[number] != number:
        roots[number] = roots[roots[number]]
        number = roots[number]
    return number


def _join(roots: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(roots, one), _root(roots, other)))
    roots[second] = first
