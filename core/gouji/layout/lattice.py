"""Rules put together into lattices: which rules touch one another, and where walls stand between slots."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gouji.layout.edges import Edge, Edges
from gouji.layout.tolerances import (
    DOUBLE_RULE_PT,
    SAME_RULE_PT,
    STRAY_HEIGHT_PT,
    STRAY_SIDE_SHARE,
    TOUCHING_PT,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A cell on the lattice, merged over `rows` × `columns` slots; `walled` where rules stand left and right of it."""

    row: int
    column: int
    rows: int
    columns: int
    walled: bool


@dataclass(frozen=True, slots=True)
class Lattice:
    """Lines of a table and the cells between them; `owner[row][column]` is the index of the cell there.

    `doubtful` are the rows of a table without all its rules of which the alignment of the text leaves open what they hold.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spans: tuple[Span, ...]
    owner: tuple[tuple[int, ...], ...]
    doubtful: frozenset[int] = frozenset()

    def slot(self, x: float, y: float) -> int | None:
        """Return the index of the cell round a point, None outside the table."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return self.owner[bisect_right(self.ys, y) - 1][bisect_right(self.xs, x) - 1]


def groups_of(edges: Edges) -> list[Edges]:
    """Merge pieces of the same rule, then separate the rules into groups that touch one another."""
    level, upright = _merged(edges.level), _merged(edges.upright)
    group = list(range(len(level) + len(upright)))

    def first(member: int) -> int:
        while group[member] != member:
            group[member] = group[group[member]]
            member = group[member]
        return member

    heights = [rule.place for rule in level]
    for v, rule in enumerate(upright, len(level)):
        for h in range(bisect_left(heights, rule.start - TOUCHING_PT), bisect_right(heights, rule.end + TOUCHING_PT)):
            if level[h].start - TOUCHING_PT <= rule.place <= level[h].end + TOUCHING_PT:
                group[first(h)] = first(v)
    found: dict[int, Edges] = {}
    for h, rule in enumerate(level):
        found.setdefault(first(h), Edges([], [])).level.append(rule)
    for v, rule in enumerate(upright, len(level)):
        found.setdefault(first(v), Edges([], [])).upright.append(rule)
    return list(found.values())


def _merged(rules: Sequence[Edge]) -> list[Edge]:
    """Snap rules that lie along the same line and join their pieces; the rules come in the order of their places."""
    merged: list[Edge] = []
    line: list[Edge] = []
    for rule in sorted(rules):
        if line and rule.place - line[0].place > SAME_RULE_PT:
            merged += _pieces(line)
            line = []
        line.append(rule)
    return merged + _pieces(line)


def _pieces(line: Sequence[Edge]) -> list[Edge]:
    if not line:
        return []
    place = sum(rule.place for rule in line) / len(line)
    pieces: list[Edge] = []
    for rule in sorted(line, key=lambda rule: rule.start):
        if pieces and rule.start <= pieces[-1].end + SAME_RULE_PT:
            pieces[-1] = Edge(place, pieces[-1].start, max(pieces[-1].end, rule.end))
        else:
            pieces.append(Edge(place, rule.start, rule.end))
    return pieces


def closed(edges: Edges, points: Sequence[tuple[float, float]]) -> Edges:
    """Close the sides that a page cut or an open style left without a rule, from where the crossing rules end.

    Rules above and below are added only round text (`points`): a strip left behind by a page cut is no row.
    """
    left, right = min(rule.start for rule in edges.level), max(rule.end for rule in edges.level)
    heights = sorted(y for x, y in points if left <= x <= right)
    first, last = min(rule.place for rule in edges.level), max(rule.place for rule in edges.level)
    level = list(edges.level)
    for side in _missing_sides(edges.level, edges.upright):
        low, high = min(side.place, last), max(side.place, first)
        if any(low <= y <= high and not first <= y <= last for y in heights):
            level.append(side)
    return Edges(level, [*edges.upright, *_missing_sides(edges.upright, level)])


def _missing_sides(rules: Sequence[Edge], crossing: Sequence[Edge]) -> list[Edge]:
    """Return rules to add before the first and after the last one, where at least two crossing rules go beyond it."""
    if not rules or len(crossing) < 2:
        return []
    low, high = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    starting = [rule.place for rule in crossing if rule.start - low <= SAME_RULE_PT]
    ending = [rule.place for rule in crossing if high - rule.end <= SAME_RULE_PT]
    sides = []
    if min(rule.place for rule in rules) - low > DOUBLE_RULE_PT and len(starting) >= 2:
        sides.append(Edge(low, min(starting), max(starting)))
    if high - max(rule.place for rule in rules) > DOUBLE_RULE_PT and len(ending) >= 2:
        sides.append(Edge(high, min(ending), max(ending)))
    return sides


def with_stray_sides(groups: Sequence[Edges]) -> list[Edges]:
    """Give upright rules that touch no level one to the table beside them, as the side of a cell cut by the page."""
    tables = [(group, _extent(group)) for group in groups if group.level and len(group.upright) > 1]
    for group in groups:
        for rule in group.upright if not group.level else ():
            for number, (table, (left, top, right, bottom)) in enumerate(tables):
                if abs(rule.end - rule.start - bottom + top) >= STRAY_HEIGHT_PT:
                    continue
                if min(abs(rule.place - left), abs(rule.place - right)) < STRAY_SIDE_SHARE * (right - left):
                    x0, x1 = min(rule.place, left), max(rule.place, right)
                    table.level.extend((Edge(top, x0, x1), Edge(bottom, x0, x1)))
                    table.upright.append(rule)
                    tables[number] = (table, _extent(table))
                    break
    return [group for group in groups if group.level]


def _extent(group: Edges) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a group's upright rules."""
    places = [rule.place for rule in group.upright]
    return (
        min(places), min(rule.start for rule in group.upright), max(places), max(rule.end for rule in group.upright),
    )  # fmt: skip


def lattice_of(edges: Edges) -> Lattice | None:
    """Divide the area of a group of rules into cells, None where it has no two rules each way."""
    xs = sorted({rule.place for rule in edges.upright})
    ys = sorted({rule.place for rule in edges.level})
    if len(xs) < 2 or len(ys) < 2:
        return None
    right = _walls(edges.upright, xs, ys)
    below = _walls(edges.level, ys, xs)
    spans: list[Span] = []
    owner = [[-1] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if owner[row][column] < 0:
                span = _span(row, column, right, below, owner)
                for r in range(row, row + span.rows):
                    owner[r][column : column + span.columns] = [len(spans)] * span.columns
                spans.append(span)
    return Lattice(_rounded(xs), _rounded(ys), tuple(spans), tuple(tuple(slots) for slots in owner))


def _rounded(places: Iterable[float]) -> tuple[float, ...]:
    """Return places in hundredths of a point, as boxes of cells are written."""
    return tuple([round(place, 2) for place in places])


def _walls(rules: Sequence[Edge], places: Sequence[float], across: Sequence[float]) -> list[list[bool]]:
    """Tell for each line of the lattice along which of its slots a rule runs."""
    walls = [[False] * (len(across) - 1) for _ in places]
    middles = [(start + end) / 2 for start, end in pairwise(across)]
    for rule in rules:
        line = walls[bisect_right(places, rule.place + 1e-6) - 1]
        for slot, middle in enumerate(middles):
            if rule.start <= middle <= rule.end:
                line[slot] = True
    return walls


def _span(
    row: int, column: int, right: list[list[bool]], below: list[list[bool]], owner: list[list[int]]
) -> Span:  # fmt: skip
    """Extend a cell from its top left slot to the next walls."""
    columns = rows = 1
    width, height = len(owner[0]), len(owner)
    while column + columns < width and owner[row][column + columns] < 0 and not right[column + columns][row]:
        columns += 1
    inside = range(column, column + columns)
    while row + rows < height and all(
        owner[row + rows][c] < 0 and not below[row + rows][c] and (c == column or not right[c][row + rows])
        for c in inside
    ):
        rows += 1
    walled = all(right[column][row : row + rows]) and all(right[column + columns][row : row + rows])
    return Span(row, column, rows, columns, walled)
