"""How sure the rows of a table without all its rules are: each line of figures beside a label, each column under a word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from gouji.layout.columns import Columns
from gouji.layout.edges import Edge
from gouji.layout.open_rows import TextCell, cells_of, leadings_of
from gouji.layout.regions import TextRow
from gouji.layout.tolerances import FEW_UNCLEAR_SHARE, LABEL_LEADING_EM, ROWS_NEAR


class JoinedRows(NamedTuple):
    """Lines joined to cells, the heights where it is unclear which label figures have, and whether a label may go on.

    The lines of one label are then as far apart as rows are: a label without figures may be the end of another.
    """

    cells: list[TextCell]
    unclear: list[float]
    is_tight: bool


def likeliest(rows: Sequence[TextRow], columns: Columns, rules: Sequence[Edge]) -> JoinedRows:
    """Join lines to cells by the likeliest leading that leaves most figures beside labels, else by the best one."""
    leadings = leadings_of(rows, columns, rules)
    ways = []
    for leading in leadings:
        cells = cells_of(rows, columns, rules, leading)
        tight = not leading and max(leadings) < LABEL_LEADING_EM * rows[0].em
        ways.append(JoinedRows(cells, _unclear_heights(rows, cells, columns), tight))
    likely = (joined for joined in ways if len(joined.unclear) <= FEW_UNCLEAR_SHARE * len(rows))
    return next(likely, None) or min(ways, key=lambda joined: len(joined.unclear))


def doubtful_rows(joined: JoinedRows, columns: Columns, ys: Sequence[float], at_ends: Set[int]) -> frozenset[int]:
    """Return the rows between level lines (`ys`) that may hold other figures than they seem to.

    They are those whose label is unclear, rows without figures near these or `at_ends` of pages that may cut them from
    their figures, and all where the columns are not certain.
    """
    bands = range(len(ys) - 1)
    if not (columns.certain and _headers_are_clear(joined.cells)):
        return frozenset(bands)
    filled = _bands(ys, (cell for cell in joined.cells if cell.is_value))
    doubtful = {bisect_right(ys, y) - 1 for y in joined.unclear}
    labelled = _bands(ys, (cell for cell in joined.cells if cell.first < columns.figures))
    if columns.figures:
        doubtful |= filled - labelled
    near = {band + step for band in doubtful for step in range(-ROWS_NEAR, ROWS_NEAR + 1)}
    if joined.is_tight:
        bare = labelled - _bands(ys, (cell for cell in joined.cells if cell.last >= columns.figures))
        doubtful |= {band + step for band in bare if min(filled, default=0) < band for step in (-1, 0, 1)}
    return frozenset((doubtful | ((near | at_ends) - filled)).intersection(bands))


def _bands(ys: Sequence[float], cells: Iterator[TextCell]) -> set[int]:
    """Return the rows in which the lines of cells stand."""
    return {bisect_right(ys, baseline - cell.rise) - 1 for cell in cells for baseline in cell.baselines}


def _unclear_heights(rows: Sequence[TextRow], cells: Sequence[TextCell], columns: Columns) -> list[float]:
    """Return the heights of figures that stand beside no label, beside the edge of one, or beside that of another line.

    With them go the labels above and below, which they may belong to.
    """
    labels = [cell for cell in cells if cell.first < columns.figures and not cell.is_value]
    taken: dict[int, float] = {}
    unclear: list[float] = []
    for row in rows if columns.figures else ():
        value = next((word for word in row.values if word.x1 > columns.walls[columns.figures]), None)
        if value is None:
            continue
        beside = [cell for cell in labels if cell.top < value.bottom and value.top < cell.bottom]
        nearest = max(beside, key=lambda cell: (cell.last, cell.top <= value.middle <= cell.bottom), default=None)
        if nearest is None or id(nearest) in taken or not nearest.top <= value.middle <= nearest.bottom:
            unclear += [value.middle, *_labels_round(value.middle, labels), *filter(None, [taken.get(id(nearest))])]
        else:
            taken[id(nearest)] = value.middle
    return unclear


def _labels_round(y: float, labels: Sequence[TextCell]) -> Iterator[float]:
    above = max((cell.middle for cell in labels if cell.middle <= y), default=None)
    below = min((cell.middle for cell in labels if cell.middle > y), default=None)
    yield from (middle for middle in (above, below) if middle is not None)


def _headers_are_clear(cells: Sequence[TextCell]) -> bool:
    """Tell whether the words next above each figure stand over its column alone."""
    above: dict[int, TextCell] = {}
    for cell in cells:
        if cell.is_value and cell.first in above and above[cell.first].last > above[cell.first].first:
            return False
        if not cell.is_value:
            above.update(dict.fromkeys(range(cell.first, cell.last + 1), cell))
    return True
