"""The rows of a table without all its level rules: lines joined to cells, and the white between cells cut."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from gouji.layout.columns import Columns
from gouji.layout.edges import Edge
from gouji.layout.regions import TextRow
from gouji.layout.spacing import Word
from gouji.layout.tolerances import (
    CUTS_SHARE,
    INSET_EM,
    INTO_LINE_SHARE,
    LABEL_LEADING_EM,
    LINES_APART_SHARE,
    NARROWEST_STEPS_SHARE,
    RULED_LEADING_EM,
    SAME_STEP_SHARE,
    WRAPPED_SHARE,
)


@dataclass(slots=True)
class TextCell:
    """Words that belong together, and the columns that they stand in."""

    first: int
    last: int
    top: float
    bottom: float
    x0: float
    x1: float
    is_value: bool
    baselines: list[float] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2

    @property
    def rise(self) -> float:
        """How far half the height of a line stands over its baseline."""
        return (self.bottom - self.top) / len(self.baselines) / 2

    def crosses(self, column: int) -> bool:
        """Tell whether the cell has words in a column."""
        return self.first <= column <= self.last

    def lies_across(self, y: float) -> bool:
        """Tell whether a place down the page cuts the cell's words; a figure is always on one side."""
        inset = CUTS_SHARE * (self.bottom - self.top) / len(self.baselines)
        return not self.is_value and self.top + inset < y < self.bottom - inset


def cells_of(rows: Sequence[TextRow], columns: Columns, rules: Sequence[Edge], leading: float) -> list[TextCell]:
    """Join the words of lines that follow one another by no more than a leading to cells, from top to bottom."""
    cells: list[TextCell] = []
    for cell in chain.from_iterable(_on_line(row, columns) for row in rows):
        above = next((other for other in reversed(cells) if _shares_column(other, cell)), None)
        if above is not None and _goes_on(above, cell, leading, rules):
            above.bottom, above.baselines = cell.bottom, [*above.baselines, *cell.baselines]
            above.first, above.last = min(above.first, cell.first), max(above.last, cell.last)
            above.x0, above.x1 = min(above.x0, cell.x0), max(above.x1, cell.x1)
        else:
            cells.append(cell)
    return _up_to_figures(cells, columns.figures)


def _up_to_figures(cells: list[TextCell], figures: int) -> list[TextCell]:
    """Extend labels that have nothing beside them over the columns of labels on their right."""
    for cell in cells:
        beside = range(cell.last + 1, figures)
        if beside and not any(
            other.crosses(column)
            for column in beside
            for other in cells
            if cell.top < other.bottom and other.top < cell.bottom
        ):
            cell.last = figures - 1
    return cells


def _on_line(row: TextRow, columns: Columns) -> list[TextCell]:
    cells: list[TextCell] = []
    for word in row.words:
        first, last = _slots(word, columns.walls)
        if cells and first <= cells[-1].last:
            cells[-1].last, cells[-1].x1 = max(last, cells[-1].last), word.x1
        else:
            value = word.is_value and first >= columns.figures
            cells.append(TextCell(first, last, word.top, word.bottom, word.x0, word.x1, value, [word.baseline]))
    return cells


def _slots(word: Word, walls: Sequence[float]) -> tuple[int, int]:
    inset = INSET_EM * word.em
    most = len(walls) - 2
    return (
        min(max(bisect_right(walls, word.x0 + inset) - 1, 0), most),
        min(max(bisect_right(walls, word.x1 - inset) - 1, 0), most),
    )


def _shares_column(one: TextCell, other: TextCell) -> bool:
    return one.first <= other.last and other.first <= one.last


def leadings_of(rows: Sequence[TextRow], columns: Columns, rules: Sequence[Edge]) -> tuple[float, ...]:
    """Return how far apart the lines of one cell may be, the likelier first; 0 if no cell has several.

    Where rules part all figures, they alone tell.
    """
    em = rows[0].em
    placed = [_on_line(row, columns) for row in rows]
    values = [max(cell.baselines[0] for cell in own) for own in placed if any(cell.is_value for cell in own)]
    steps = [(a, b) for a, b in pairwise(values) if b - a > em]
    if steps and all(any(a - em < rule.place < b for rule in rules) for a, b in steps):
        return (RULED_LEADING_EM * em,)
    pitches = sorted(b - a for a, b in steps)
    pitch = pitches[int(NARROWEST_STEPS_SHARE * len(pitches))] if pitches else float("inf")
    leading = min(_steps(placed), default=0.0)
    wrapped = leading < min(WRAPPED_SHARE * pitch, LABEL_LEADING_EM * em)
    return (leading, 0.0) if wrapped else (0.0, leading)


def _steps(placed: Sequence[Sequence[TextCell]]) -> Iterator[float]:
    """Yield how far words stand below other words of their column, with no figure between."""
    last: dict[int, float] = {}
    for cell in chain.from_iterable(placed):
        base = cell.baselines[0]
        for column in range(cell.first, cell.last + 1):
            step = base - last.get(column, float("-inf"))
            if not cell.is_value and LINES_APART_SHARE * (cell.bottom - cell.top) < step < float("inf"):
                yield step
            last[column] = float("-inf") if cell.is_value else base


def _goes_on(above: TextCell, cell: TextCell, leading: float, rules: Sequence[Edge]) -> bool:
    if above.is_value or cell.is_value or cell.baselines[0] - above.baselines[-1] > SAME_STEP_SHARE * leading:
        return False
    low, high = above.bottom - INTO_LINE_SHARE * (cell.bottom - cell.top), cell.middle
    return not any(low < rule.place < high and rule.start < cell.x1 and cell.x0 < rule.end for rule in rules)


def cuts_of(cells: Sequence[TextCell], rules: Sequence[Edge]) -> list[float]:
    """Return where rows part: in as few places as separate all cells that stand one below the other."""
    values = [cell for cell in cells if cell.is_value]
    found = _gaps(cells, [rule.place for rule in rules])
    gaps = sorted(gap for gap in (_beside_figures(gap, values) for gap in found) if gap)
    cuts: list[tuple[float, float]] = []
    for low, high in gaps:
        if cuts and low < cuts[-1][1]:
            cuts[-1] = (max(low, cuts[-1][0]), min(high, cuts[-1][1]))
        else:
            cuts.append((low, high))
    places = [(low + high) / 2 for low, high in cuts]
    middles = sorted(cell.middle for cell in cells)
    return [y for before, y in pairwise((float("-inf"), *places)) if _holds_any(middles, before, y)]


def _beside_figures(gap: tuple[float, float], values: Sequence[TextCell]) -> tuple[float, float] | None:
    """Narrow a gap to where it crosses no figures, None where there is no room between them."""
    low, high = gap
    for value in values:
        if value.top < high and low < value.bottom:
            low, high = max((low, value.top), (value.bottom, high), key=lambda side: side[1] - side[0])
            if high <= low:
                return None
    return low, high


def _holds_any(middles: Sequence[float], top: float, bottom: float) -> bool:
    return bisect_right(middles, top) < bisect_right(middles, bottom)


def _gaps(cells: Sequence[TextCell], rules: Sequence[float]) -> Iterator[tuple[float, float]]:
    for column in range(max(cell.last for cell in cells) + 1):
        own = [cell for cell in cells if cell.crosses(column)]
        for upper, lower in pairwise(own):
            low, high = upper.bottom, lower.top
            if high <= low:
                low = high = (low + high) / 2
                yield low - 0.5, high + 0.5
                continue
            ruled = next((place for place in rules if low <= place <= high), None)
            yield (low, high) if ruled is None else (ruled - 0.1, ruled + 0.1)
    reached = cells[0].bottom
    for cell in sorted(cells, key=lambda cell: cell.top):
        if cell.top > reached:
            yield reached, cell.top
        reached = max(reached, cell.bottom)
