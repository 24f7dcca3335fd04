"""Tables found on a page by their rules, and their cells filled with text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

from gouji.layout.crowding import has_small_figures, is_crowded
from gouji.layout.cuts import LIKELY
from gouji.layout.lattice import Lattice, Span, closed, groups_of, lattice_of, with_stray_sides
from gouji.layout.letters import UNKNOWN
from gouji.layout.lines import lines_of
from gouji.layout.printed import Page, TextRun
from gouji.layout.tolerances import (
    CELL_MARGINS_PT,
    DIGIT_WIDTH_EM,
    DOUBLE_RULE_PT,
    INSET_EM,
    LOWEST_ROW_EM,
    MOST_SHARED_CELLS,
    OVERHANG_EM,
    SAME_ADVANCE_SHARE,
    SAME_BASELINE_PT,
)
from gouji.layout.typography import is_figure
from gouji.model.document import Cell, Grid, Location

Box = tuple[float, float, float, float]
_RUNS_BELOW = 20
"""So many runs below a table are looked through for the rest of a line."""
_LONGEST_UNKNOWN = 6
"""Unknown characters that may stand for a figure; more are words."""


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A table found on a page: its lattice, the runs in each of its cells, and the number of each row and column.

    `sliver` is how wide the space between double rules may be.
    """

    page: int
    lattice: Lattice
    runs: dict[int, list[TextRun]]
    rows: list[int]
    columns: list[int]
    sliver: float

    @property
    def box(self) -> Box:
        """The outer rules: x0, top, x1, bottom."""
        return (self.lattice.xs[0], self.lattice.ys[0], self.lattice.xs[-1], self.lattice.ys[-1])

    @property
    def lone(self) -> bool:
        """Whether it has a single column, so that only its neighbours can make it a table."""
        return max(self.columns) == 0 or all(span.columns == len(self.columns) for span in self.lattice.spans)

    def all_runs(self) -> Iterator[TextRun]:
        """Yield all text of the table."""
        return chain.from_iterable(self.runs.values())


def find_grids(page: Page) -> tuple[list[PlacedGrid], list[TextRun]]:
    """Return the tables of a page from top to bottom, and the runs that stand outside all of them."""
    rest = sorted(page.runs, key=_middle)
    overhang = OVERHANG_EM * max((run.em for run in rest), default=0.0)
    found: list[PlacedGrid] = []
    for lattice in _lattices(page):
        inside: dict[int, list[TextRun]] = {}
        outside: list[TextRun] = []
        first = bisect_left(rest, lattice.ys[0], key=_middle)
        beyond = bisect_right(rest, lattice.ys[-1] + overhang, key=_middle)
        hangs = _hangs_over(rest[first:beyond], rest[beyond:], lattice)
        for run in rest[first:beyond]:
            pieces = _pieces(run, lattice, hangs=hangs)
            for piece, span in pieces:
                inside.setdefault(span, []).append(piece)
            if not pieces:
                outside.append(run)
        if inside and not _lacks_rows(inside):
            sliver = min(DOUBLE_RULE_PT, LOWEST_ROW_EM * median(own[0].em for own in inside.values()))
            found.append(_placed(page.number, lattice, inside, sliver))
            rest[first:beyond] = outside
    return sorted(found, key=lambda placed: (placed.box[1], placed.box[0])), rest


def _hangs_over(runs: Sequence[TextRun], below: Sequence[TextRun], lattice: Lattice) -> bool:
    """Tell whether a page cuts the last row, so that its line hangs over: it stands in cells as a whole, as prose does not."""
    bottom = lattice.ys[-1]
    line = [run for run in runs if run.middle >= bottom]
    bases = [run.baseline for run in line]
    line += [run for run in below[:_RUNS_BELOW] if bases and run.baseline < max(bases) + SAME_BASELINE_PT]
    slots = [
        {lattice.slot(x, _last_row(lattice)) for x in (run.x0 + INSET_EM * run.em, run.x1 - INSET_EM * run.em)}
        for run in line
    ]
    return all(len(ends) == 1 and None not in ends for ends in slots)


def _last_row(lattice: Lattice) -> float:
    """Return half the height of the last row."""
    return (lattice.ys[-2] + lattice.ys[-1]) / 2


def filled(page: int, lattice: Lattice, runs: Iterable[TextRun]) -> PlacedGrid:
    """Fill a lattice with the runs that it was made of."""
    inside: dict[int, list[TextRun]] = {}
    for run in runs:
        for piece, span in _pieces(run, lattice):
            inside.setdefault(span, []).append(piece)
    return _placed(page, lattice, inside, 0.0)


def _lacks_rows(runs: Mapping[int, Sequence[TextRun]]) -> bool:
    """Tell whether cells hold the figures of several rows, or a header and the figure below, with no rules between."""
    mixed = [own for own in runs.values() if len(own) > 1 and any(is_figure(run.text) for run in own)]
    if not mixed:
        return False
    cells = [[line.text.split() for line in lines_of(own)] for own in mixed]
    figures = [[len(words) for words in lines if all(map(is_figure, words))] for lines in cells]
    several = any(sum(count > 1 for count in counts) > MOST_SHARED_CELLS for counts in figures)
    beside = max(map(len, figures)) > MOST_SHARED_CELLS and sum(len(counts) > 1 for counts in figures) > 1
    headed = sum(all(map(is_figure, lines[-1])) and not any(map(is_figure, lines[0])) for lines in cells)
    return several or beside or headed > max(MOST_SHARED_CELLS, len(runs) // 2)


def _middle(run: TextRun) -> float:
    return run.middle


def _lattices(page: Page) -> list[Lattice]:
    """Return lattices of drawn rules."""
    lattices: list[Lattice] = []
    points = [(run.x0, run.middle) for run in page.runs]
    for group in with_stray_sides(groups_of(page.edges)):
        lattice = lattice_of(closed(group, points)) if group.upright else None
        if lattice:
            lattices.append(lattice)
    return sorted(lattices, key=_area_and_columns)


def _area_and_columns(lattice: Lattice) -> tuple[float, int]:
    """Order the smallest first, so that a frame round other tables takes only what they leave."""
    area = (lattice.xs[-1] - lattice.xs[0]) * (lattice.ys[-1] - lattice.ys[0])
    return (round(area, -2), -len(lattice.xs))


def _pieces(run: TextRun, lattice: Lattice, *, hangs: bool = False) -> list[tuple[TextRun, int]]:
    """Assign a run to a cell, cut at the walls that it crosses; a figure wider than its cell stays whole."""
    middle = run.middle
    if hangs and 0 <= middle - lattice.ys[-1] < OVERHANG_EM * run.em:
        middle = _last_row(lattice)
    if not lattice.ys[0] <= middle < lattice.ys[-1]:
        return []
    centre = lattice.slot((run.x0 + run.x1) / 2, middle)
    inset = INSET_EM * run.em
    ends = {lattice.slot(run.x0 + inset, middle), lattice.slot(run.x1 - inset, middle)}
    if centre is not None and (ends == {centre} or _is_one_figure(run)):
        return [(run, centre)]
    pieces = [(piece, lattice.slot((piece.x0 + piece.x1) / 2, middle)) for piece in _letters(run)]
    if any(slot is None for _, slot in pieces):
        return [] if centre is None else [(run, centre)]
    return [(piece, slot) for piece, slot in pieces if slot is not None]


def _is_one_figure(run: TextRun) -> bool:
    advance = run.x1 - run.starts[-1]
    return is_figure(run.text) and all(b - a <= SAME_ADVANCE_SHARE * advance for a, b in pairwise(run.starts))


def _letters(run: TextRun) -> list[TextRun]:
    ends = (*run.starts[1:], run.x1)
    return [
        TextRun(letter, (start,), end, run.baseline, run.em)
        for letter, start, end in zip(run.text, run.starts, ends, strict=True)
    ]


def _placed(page: int, lattice: Lattice, runs: dict[int, list[TextRun]], sliver: float) -> PlacedGrid:
    own = [lattice.spans[span] for span in runs]
    columns = _tracks(lattice.xs, {span.column for span in own if span.columns == 1}, sliver)
    rows = _tracks(lattice.ys, {span.row for span in own if span.rows == 1}, sliver)
    return PlacedGrid(page, lattice, runs, rows, columns, sliver)


def _tracks(lines: Sequence[float], filled: Set[int], sliver: float) -> list[int]:
    """Count up the rows or columns; a sliver without text, as between double rules, goes with the one before."""
    numbers: list[int] = []
    tracks = 0
    for index, (low, high) in enumerate(pairwise(lines)):
        tracks += high - low > sliver or index in filled
        numbers.append(max(tracks - 1, 0))
    return numbers


def grid_of(placed: PlacedGrid, number: int) -> Grid:
    """Make the grid of a table, the number-th of its document."""
    cells = [
        _cell(placed, index, number)
        for index, span in enumerate(placed.lattice.spans)
        if index in placed.runs or (span.walled and not _is_sliver(placed, span))
    ]
    if any(cell.confidence < 1 for cell in cells):
        cells = _with_doubtful_rows(cells)
    at = Location(placed.page, placed.box, table=number)
    return Grid(tuple(cells), max(placed.rows) + 1, max(placed.columns) + 1, True, at)


def _with_doubtful_rows(cells: Sequence[Cell]) -> list[Cell]:
    """Doubt the rows of which a label is doubtful: their figures may be another row's."""
    labels = [cell for cell in cells if cell.confidence < 1 and not is_figure("".join(cell.text.split()))]
    rows = {row for label in labels for row in range(label.row, label.row + label.rowspan)}
    return [cell._replace(confidence=min(cell.confidence, LIKELY)) if cell.row in rows else cell for cell in cells]


def _cell(placed: PlacedGrid, index: int, number: int) -> Cell:
    """Make a cell; where its column is told by alignment alone or its words overlap, it is only likely."""
    lattice, rows, columns = placed.lattice, placed.rows, placed.columns
    span = lattice.spans[index]
    below, beyond = span.row + span.rows, span.column + span.columns
    row, column = _first(rows, span.row, below), _first(columns, span.column, beyond)
    box = (lattice.xs[span.column], lattice.ys[span.row], lattice.xs[beyond], lattice.ys[below])
    at = tuple.__new__(Location, (placed.page, box, None, number, row, column))
    runs = placed.runs.get(index)
    doubtful = not lattice.doubtful.isdisjoint(range(span.row, below))
    certain = not doubtful and not (runs and (is_crowded(runs, lattice, span) or has_small_figures(runs)))
    spans = rows[below - 1] - row + 1, columns[beyond - 1] - column + 1
    text, sure = _text(runs, box[2] - box[0]), 1.0 if certain else LIKELY
    if UNKNOWN in text:
        text, sure = text if len(text.strip(UNKNOWN)) or len(text) > _LONGEST_UNKNOWN else "", 0.0
    return tuple.__new__(Cell, (text, row, column, *spans, at, sure))


def _first(numbers: Sequence[int], start: int, end: int) -> int:
    """Return the number of the first row or column that a cell takes up: the space between double rules is none."""
    if not start or numbers[start] > numbers[start - 1]:
        return numbers[start]
    return next((numbers[i] for i in range(start + 1, end) if numbers[i] > numbers[i - 1]), numbers[start])


def _text(runs: Sequence[TextRun] | None, width: float) -> str:
    """Return a cell's lines; a number that its cell is too narrow for goes on in the next line as if there were none."""
    if not runs:
        return ""
    if len(runs) == 1:
        return runs[0].text
    lines = lines_of(runs)
    words = lines[0].text
    for above, below in pairwise(lines):
        room = width - (above.x1 - above.x0)
        is_full = room < CELL_MARGINS_PT + DIGIT_WIDTH_EM * above.em
        wrapped = is_full and above.text[-1:].isdecimal() and below.text[:1].isdecimal()
        words += below.text if wrapped else f"\n{below.text}"
    return words


def _is_sliver(placed: PlacedGrid, span: Span) -> bool:
    """Tell whether a blank cell is only the space between double rules."""
    xs, ys = placed.lattice.xs, placed.lattice.ys
    width, height = xs[span.column + span.columns] - xs[span.column], ys[span.row + span.rows] - ys[span.row]
    return min(width, height) <= placed.sliver
