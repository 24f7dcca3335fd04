"""The columns of a table without upright rules, told by the white between its figures and the words above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gouji.layout.regions import TextRow
from gouji.layout.spacing import Word, far_apart
from gouji.layout.tolerances import HEADER_LINE_EM, LABEL_GUTTER_EM, LEAST_GUTTER_EM, RULE_BESIDE_PT, TABLE_MARGIN_EM

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where columns part, from the left side of the table to the right one.

    `figures` is the index of the first column of figures; `certain` tells whether white as wide as half a letter parts all
    of these in every line.
    """

    walls: tuple[float, ...]
    figures: int
    certain: bool


@dataclass(slots=True)
class _Track:
    """The stretch of a column that its words cover."""

    x0: float
    x1: float
    values: bool
    header: bool


def columns_of(rows: Sequence[TextRow], known: Sequence[float]) -> Columns | None:
    """Find the columns of all rows of a table; `known` are places of upright rules and sides of coloured cells."""
    body = [row for row in rows if row.values]
    bound = _bound(rows, body)
    tracks = _tracks(body, rows, bound)
    if len(tracks) < 1 or len(tracks) + (bound is not None) < 2:
        return None
    em = rows[0].em
    left, right = min(row.x0 for row in rows) - TABLE_MARGIN_EM * em, max(row.x1 for row in rows) + TABLE_MARGIN_EM * em
    gutters = [(a.x1, b.x0) for a, b in pairwise(tracks)]
    if bound is not None:
        gutters.insert(0, (bound, tracks[0].x0))
    certain = all(b - a > LEAST_GUTTER_EM * em or _within(known, a, b) is not None for a, b in gutters)
    certain = certain and all(track.header for track in tracks) and all(a < b for a, b in gutters)
    walls = [_wall(a, b, known) for a, b in gutters]
    inner = _label_walls(rows, walls[0], known) if bound is not None else []
    return Columns((left, *inner, *walls, right), len(inner) + (bound is not None), certain)


def _bound(rows: Sequence[TextRow], body: Sequence[TextRow]) -> float | None:
    """Return where the labels in front of figures end, those of several lines too; None where there are none."""
    bound = max((word.x1 for row in body for word in _labels(row)), default=None)
    if bound is None:
        return None
    first = min((word.x0 for row in body for word in row.values if word.x0 >= bound), default=bound)
    return max((word.x1 for row in rows for word in row.words if word.x0 < bound and word.x1 < first), default=bound)


def _labels(row: TextRow) -> list[Word]:
    first = row.values[0].x0
    return [word for word in row.words if word.x0 < first and not word.is_value]


def _tracks(body: Sequence[TextRow], rows: Sequence[TextRow], bound: float | None) -> list[_Track]:
    """Return the columns of figures, with the words above them that stand over no other."""
    figures = [word for row in body for word in row.words if bound is None or word.x0 >= bound]
    tracks = [_Track(a, b, values=True, header=False) for a, b in _joined((word.x0, word.x1) for word in figures)]
    for word, alone in reversed(list(_leaves(rows, bound))):
        over = [track for track in tracks if track.x0 < word.x1 and word.x0 < track.x1]
        if len(over) > 1 or (alone and not over):
            continue
        if alone:
            over[0].header = True
        elif over:
            over[0].x0, over[0].x1 = min(over[0].x0, word.x0), max(over[0].x1, word.x1)
            over[0].header = True
        else:
            tracks.append(_Track(word.x0, word.x1, values=False, header=True))
    return _paired(sorted(tracks, key=lambda track: track.x0))


def _joined(stretches: Iterable[Interval]) -> list[Interval]:
    joined: list[Interval] = []
    for a, b in sorted(stretches):
        if joined and a < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return joined


def _leaves(rows: Sequence[TextRow], bound: float | None) -> Iterator[tuple[Word, bool]]:
    """Yield header words over figures that have no other header word below them, and whether they stand alone."""
    for index, row in enumerate(rows):
        if row.values:
            continue
        for word in row.words:
            if (bound is None or word.x0 >= bound) and not _has_words_below(word, rows[index + 1 :]):
                yield word, len(row.words) == 1


def _has_words_below(word: Word, below: Sequence[TextRow]) -> bool:
    """Tell whether other words stand under a header word before the figures begin; its own second line does not count."""
    for row in below:
        if row.values:
            return False
        for other in row.words:
            if other.x0 < word.x1 and word.x0 < other.x1 and other.baseline - word.baseline > HEADER_LINE_EM * word.em:
                return True
    return False


def _paired(tracks: list[_Track]) -> list[_Track]:
    """Join headers to the figures beside them, where those are set at another side of their columns throughout."""
    kinds = [(track.values, track.header) for track in tracks]
    pairs = (((True, False), (False, True)), ((False, True), (True, False)))
    if len(tracks) % 2 or any(
        tuple(kinds[i : i + 2]) not in pairs or kinds[i] != kinds[0] for i in range(0, len(kinds), 2)
    ):
        return _beside(tracks)
    return [_Track(a.x0, b.x1, values=True, header=True) for a, b in zip(tracks[::2], tracks[1::2], strict=True)]


def _beside(tracks: Sequence[_Track]) -> list[_Track]:
    """Join single headers to the figures on their right that lack one, which stays a guess."""
    joined: list[_Track] = []
    for track in tracks:
        if joined and track.values and not track.header and joined[-1].header and not joined[-1].values:
            joined[-1] = _Track(joined[-1].x0, track.x1, values=True, header=False)
        else:
            joined.append(track)
    return joined


def _within(known: Sequence[float], a: float, b: float) -> float | None:
    return next((x for x in known if a - RULE_BESIDE_PT <= x <= b + RULE_BESIDE_PT), None)


def _wall(a: float, b: float, known: Sequence[float]) -> float:
    place = _within(known, a, b)
    return (a + b) / 2 if place is None else place


def _label_walls(rows: Sequence[TextRow], end: float, known: Sequence[float]) -> list[float]:
    """Part labels from the words for several of them on their left: where fewer lines cross than on either side."""
    lines = [
        stretches
        for row in rows
        if (stretches := far_apart([word for word in row.words if word.x1 <= end], LABEL_GUTTER_EM))
    ]
    ends = sorted({end for line in lines for stretch in line for end in stretch})
    parts = [(a, b, _crossing(lines, (a + b) / 2)) for a, b in pairwise(ends)]
    return [_wall(a, b, known) for a, b, _ in _valleys(parts)]


def _crossing(lines: Sequence[Sequence[Interval]], x: float) -> int:
    return sum(any(a < x < b for a, b in line) for line in lines)


def _valleys(parts: Sequence[tuple[float, float, int]]) -> Iterator[tuple[float, float, int]]:
    """Yield the widest of the lowest parts between each two heights."""
    lowest: list[tuple[float, float, int]] = []
    height = 0
    for part in parts:
        if lowest and part[2] > lowest[0][2]:
            if height > lowest[0][2]:
                yield max(lowest, key=lambda own: own[1] - own[0])
            lowest, height = [], part[2]
        elif lowest and part[2] == lowest[0][2]:
            lowest.append(part)
        elif part[2] < height:
            lowest = [part]
        height = max(height, part[2])
