"""Tables with level rules only: their columns told by the text between the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gouji.layout.edges import Edge, Edges
from gouji.layout.lattice import Lattice, lattice_of
from gouji.layout.lines import Line, lines_of
from gouji.layout.printed import Run

_SAME_END = 4.0
_LEAST_ROWS = 3
_LEAST_FILLED = 0.6
_MOST_CROSSED = 0.2
_PADDING = 0.3
_GAP = 0.6

Interval = tuple[float, float]


def ruled_by_text(rules: Sequence[Edge], runs: Sequence[Run]) -> list[Lattice]:
    """Return a lattice for each stack of equally long level rules between which the text stands in columns."""
    lattices = []
    for stack in _stacks(rules):
        lattice = _lattice(stack, runs)
        if lattice:
            lattices.append(replace(lattice, drawn=False))
    return lattices


def _stacks(rules: Sequence[Edge]) -> Iterator[list[Edge]]:
    """Group rules that begin and end at the same places."""
    waiting = sorted(rules, key=lambda rule: rule.place)
    while waiting:
        first = waiting[0]
        alike = [r for r in waiting if abs(r.start - first.start) < _SAME_END and abs(r.end - first.end) < _SAME_END]
        waiting = [rule for rule in waiting if rule not in alike]
        if len(alike) >= _LEAST_ROWS:
            yield alike


def _lattice(stack: Sequence[Edge], runs: Sequence[Run]) -> Lattice | None:
    x0, x1 = stack[0].start, stack[0].end
    within = [run for run in runs if x0 <= run.x0 and run.x1 <= x1 + _SAME_END]
    rows = [row for upper, lower in pairwise(stack) for row in _rows(upper.place, lower.place, within)]
    if len(rows) < _LEAST_ROWS:
        return None
    texts = [_intervals([run for run in within if top <= run.middle < bottom]) for top, bottom in rows]
    walls = _separators(texts, x0, x1)
    if not walls or not _all_filled(texts, [x0, *walls, x1]):
        return None
    level = [Edge(y, x0, x1) for y in (*(top for top, _ in rows), rows[-1][1])]
    upright = [Edge(x, rows[0][0], rows[-1][1]) for x in (x0, x1)]
    for (top, bottom), text in zip(rows, texts, strict=True):
        upright += [Edge(x, top, bottom) for x in walls if not any(a < x < b for a, b in text)]
    return lattice_of(Edges(level, upright))


def _rows(top: float, bottom: float, runs: Sequence[Run]) -> list[Interval]:
    """Return the rows between two rules: one for each line where every line has text in several places."""
    own = [run for run in runs if top <= run.middle < bottom]
    lines = lines_of(own)
    if len(lines) < 2 or not all(len(_intervals(_on(line, own))) > 1 for line in lines):
        return [(top, bottom)]
    cuts = [(upper.bottom + lower.top) / 2 for upper, lower in pairwise(lines)]
    return list(pairwise((top, *cuts, bottom)))


def _on(line: Line, runs: Sequence[Run]) -> list[Run]:
    return [run for run in runs if line.top <= run.middle <= line.bottom]


def _intervals(runs: Sequence[Run]) -> list[Interval]:
    """Return the stretches that the text of a row covers, joined over narrow gaps."""
    covered: list[Interval] = []
    for run in sorted(runs, key=lambda run: run.starts):
        a, b = run.x0 - _PADDING * run.em, run.x1 + _PADDING * run.em
        if covered and a <= covered[-1][1] + _GAP * run.em:
            covered[-1] = (covered[-1][0], max(b, covered[-1][1]))
        else:
            covered.append((a, b))
    return covered


def _separators(texts: Sequence[Sequence[Interval]], x0: float, x1: float) -> list[float]:
    """Return the middles of the gaps that hardly any row's text crosses."""
    ends = sorted({x0, x1, *(end for row in texts for interval in row for end in interval if x0 < end < x1)})
    free = []
    for a, b in pairwise(ends):
        middle = (a + b) / 2
        crossed = sum(any(p < middle < q for p, q in row) for row in texts)
        if crossed <= _MOST_CROSSED * len(texts):
            free.append((a, b))
    gaps: list[Interval] = []
    for a, b in free:
        gaps[-1:] = [(gaps[-1][0], b)] if gaps and gaps[-1][1] == a else [*gaps[-1:], (a, b)]
    return [(a + b) / 2 for a, b in gaps if a > x0 and b < x1]


def _all_filled(texts: Sequence[Sequence[Interval]], walls: Sequence[float]) -> bool:
    """Tell whether each column has text in most rows, as prose and signatures have not."""
    return all(
        sum(any(p < b and q > a for p, q in row) for row in texts) >= _LEAST_FILLED * len(texts)
        for a, b in pairwise(walls)
    )
