"""Which column a figure belongs to: decided by the layout, or said to be in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from gouji.model.document import Cell
from gouji.text import plain

Placement = dict[str, Cell]
"""Cells by column id."""

MOST_CHOICES = 5000
PROFILE_ROWS = 3
BY_PROFILE = 0.9
"""Confidence of a row placed by the columns that the other rows of its table use."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A row's cells by column: `open_columns` are those that the layout leaves undecided."""

    cells: Placement
    open_columns: frozenset[str] = frozenset()
    confidence: float = 1.0


def by_lattice(
    cells: Sequence[Cell], header: Mapping[int, str], foreign: frozenset[int] = frozenset()
) -> Placement | None:
    """Place cells under the header that covers their lattice columns; None where that is not one to one.

    What stands in `foreign` lattice columns, under headers that the form does not know, is left out.
    """
    placed: Placement = {}
    for cell in cells:
        only = header.get(cell.column) if cell.colspan == 1 else None
        if only is not None and only not in placed:
            placed[only] = cell
            continue
        covered = range(cell.column, cell.column + cell.colspan)
        ids = dict.fromkeys(header[c] for c in covered if c in header)
        if not ids and foreign.issuperset(covered):
            continue
        blank = not plain(cell.text)
        if not blank and len(ids) != 1:
            return None
        for column in ids:
            if column not in placed or not plain(placed[column].text):
                placed[column] = cell
            elif not blank and not _copies(placed[column], cell):
                return None
    return placed if set(placed) == set(header.values()) else None


def in_order(cells: Sequence[Cell], columns: Sequence[str | None]) -> Placement | None:
    """Place cells one by one where there are as many as printed columns, None among these for one that the form lacks.

    Copies of a merged cell under copies of its header count once; None where two cells of one column differ.
    """
    if len(cells) != len(columns):
        return None
    placed: Placement = {}
    for column, cell in zip(columns, cells, strict=True):
        if column is not None and not _copies(placed.setdefault(column, cell), cell):
            return None
    return placed


def _copies(left: Cell, right: Cell) -> bool:
    return left is right or plain(left.text) == plain(right.text)


def by_choice(cells: Sequence[Cell], columns: Sequence[str], used: frozenset[str]) -> Assignment | None:
    """Place cells where some blank ones are spurious, or where cells are missing.

    All ways to leave out blanks are tried. Where they agree, the layout decides; else the ways that use only columns `used`
    by the rows already placed; what then still differs is left open. Where cells are missing, every column is open: its
    cell may be the one that is not printed. None where no way fits.
    """
    if len(cells) < len(columns):
        first = dict(zip(columns, cells, strict=False))
        return Assignment({c: first.get(c) or _blank_like(cells) for c in columns}, frozenset(columns), 0.5)
    ways = _ways(cells, columns)
    if not ways:
        return None
    likely = [way for way in ways if set(way) <= used] if len(ways) > 1 else ways
    chosen = (likely or ways)[0]
    placed = {column: chosen.get(column, _blank_like(cells)) for column in columns}
    if len(ways) == 1:
        return Assignment(placed)
    if len(likely) == 1:
        return Assignment(placed, confidence=BY_PROFILE)
    return Assignment(placed, _open(likely or ways), 0.5)


def _ways(cells: Sequence[Cell], columns: Sequence[str]) -> list[Placement]:
    """List the placements of the cells that are not blank, each a dict of columns in order."""
    filled = [i for i, cell in enumerate(cells) if plain(cell.text)]
    blanks = [i for i, cell in enumerate(cells) if not plain(cell.text)]
    ways: dict[tuple[int, ...], Placement] = {}
    for dropped in islice(combinations(blanks, len(cells) - len(columns)), MOST_CHOICES):
        positions = tuple(i - sum(d < i for d in dropped) for i in filled)
        ways.setdefault(positions, {columns[p]: cells[i] for p, i in zip(positions, filled, strict=True)})
    return list(ways.values())


def _open(ways: Sequence[Placement]) -> frozenset[str]:
    """Name the columns that hold different cells in different ways."""
    columns = {column for way in ways for column in way}
    return frozenset(c for c in columns if len({id(way[c]) if c in way else None for way in ways}) > 1)


def _blank_like(cells: Sequence[Cell]) -> Cell:
    blank = next((cell for cell in cells if not plain(cell.text)), None)
    if blank is not None:
        return blank
    first = cells[0] if cells else Cell("", 0, 0)
    return Cell("", first.row, first.column, at=first.at)
