"""Tables that lack some or all of their rules: rows and columns told by how their text is aligned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gouji.layout.certainty import doubtful_rows, likeliest
from gouji.layout.columns import Columns, columns_of
from gouji.layout.edges import Edge, Edges
from gouji.layout.lattice import Lattice, lattice_of
from gouji.layout.open_rows import TextCell, cuts_of
from gouji.layout.printed import Page
from gouji.layout.regions import TextRow
from gouji.layout.tolerances import ABOVE_TABLE_EM, CONTINUED_PT


@dataclass(frozen=True, slots=True)
class OpenTable:
    """Lines of a table on a page; whether others stand above or below them on it."""

    page: Page
    rows: list[TextRow]
    is_first: bool
    is_last: bool

    @property
    def sides(self) -> tuple[float, float]:
        """The left and the right end of its text."""
        return min(row.x0 for row in self.rows), max(row.x1 for row in self.rows)

    @property
    def has_header(self) -> bool:
        """Whether words stand over the first figures."""
        first = next((i for i, row in enumerate(self.rows) if row.values), len(self.rows))
        return any(row.is_tabular for row in self.rows[:first])

    def rules(self) -> list[Edge]:
        """Return the level rules between its lines."""
        top, bottom = self.rows[0].baseline - self.rows[0].em, self.rows[-1].baseline
        left, right = self.sides
        return [e for e in self.page.edges.level if top < e.place < bottom and e.start < right and left < e.end]

    def known_walls(self) -> list[float]:
        """Return where upright rules and the sides of coloured cells stand among its lines."""
        top, bottom = self.rows[0].baseline - self.rows[0].em, self.rows[-1].baseline
        return [edge.place for edge in self.page.edges.upright if edge.start < bottom and top < edge.end]


def lattices_of(tables: Sequence[OpenTable]) -> list[Lattice | None]:
    """Return a lattice for each of a document's open tables; one that goes on over pages has the same columns on all."""
    lattices: list[Lattice | None] = []
    for group in _continued(tables):
        known = sorted({wall for table in group for wall in table.known_walls()})
        columns = columns_of([row for table in group for row in table.rows], known)
        if columns is not None and len(group) > 1 and not columns.certain:
            lattices += [_lattice(table, columns_of(table.rows, table.known_walls())) for table in group]
        else:
            lattices += [_lattice(table, columns) for table in group]
    return lattices


def _continued(tables: Sequence[OpenTable]) -> Iterator[list[OpenTable]]:
    group: list[OpenTable] = []
    for table in tables:
        if group and not _goes_on(group[-1], table):
            yield group
            group = []
        group.append(table)
    if group:
        yield group


def _goes_on(before: OpenTable, table: OpenTable) -> bool:
    if table.page.number != before.page.number + 1 or not (before.is_last and table.is_first):
        return False
    if not any(row.values for row in before.rows):
        return True
    return not table.has_header and abs(before.sides[1] - table.sides[1]) < CONTINUED_PT


def _lattice(table: OpenTable, columns: Columns | None) -> Lattice | None:
    if columns is None:
        return None
    rows, rules = table.rows, table.rules()
    joined = likeliest(rows, columns, rules)
    em = rows[0].em
    ys = [rows[0].baseline - ABOVE_TABLE_EM * em, *cuts_of(joined.cells, rules), rows[-1].baseline + em]
    lattice = lattice_of(_edges(joined.cells, columns.walls, ys))
    if lattice is None:
        return None
    at_ends = {0} if table.is_first and not table.has_header else set()
    at_ends |= {len(lattice.ys) - 2} if table.is_last and any(row.values for row in rows) else set()
    return replace(lattice, doubtful=doubtful_rows(joined, columns, lattice.ys, at_ends))


def _edges(cells: Sequence[TextCell], walls: Sequence[float], ys: Sequence[float]) -> Edges:
    """Draw the rules that are missing, but none across words."""
    level = [Edge(y, walls[0], walls[-1]) for y in (ys[0], ys[-1])]
    upright = [Edge(x, ys[0], ys[-1]) for x in (walls[0], walls[-1])]
    for column, (x0, x1) in enumerate(pairwise(walls)):
        own = [cell for cell in cells if cell.crosses(column)]
        level += [Edge(y, x0, x1) for y in ys[1:-1] if not any(cell.lies_across(y) for cell in own)]
    for top, bottom in pairwise(ys):
        own = [cell for cell in cells if cell.top < bottom and top < cell.bottom]
        for wall, x in enumerate(walls[1:-1], 1):
            if not any(cell.first < wall <= cell.last for cell in own):
                upright.append(Edge(x, top, bottom))
    return Edges(level, upright)
