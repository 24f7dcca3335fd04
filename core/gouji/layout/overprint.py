"""Words that lie upon one another: letters printed twice count once, and unseen words upon seen ones not at all.

Fake bold, shadows and second text layers print each letter again beside itself; no reader of the page sees two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gouji.layout.letters import is_wide
from gouji.layout.printed import Run

_SAME_PLACE = 0.6
"""Points by which a letter printed again may be beside itself."""
_SHADOW = 0.08
"""The same in ems, for large type: far less than the narrowest letter is wide."""
_UPON = 0.1
"""Ems by which words overlap at least that do not only touch."""
_STEP = 2.0
"""Points between the lines of the raster in which printed letters are looked up."""
_SAME_LINE = 0.6
_MOSTLY = 0.3
_LONGEST_STEP = 1.5
"""Ems from letter to letter beyond which something else was printed between them."""

_Raster = dict[tuple[str, int, int], list[tuple[float, float]]]


def printed_once(runs: Sequence[Run]) -> Sequence[Run]:
    """Leave out letters that are printed at the place of the same letter; what is left of a run is joined again."""
    doubled = _overlapping(runs)
    if not doubled:
        return runs
    printed: _Raster = {}
    kept: list[Run] = []
    for index, run in enumerate(runs):
        if index in doubled:
            kept += _left_of(run, printed)
        else:
            kept.append(run)
    return kept


def _overlapping(runs: Sequence[Run]) -> set[int]:
    """Return the runs that lie upon others of their line, or whose own letters lie upon one another."""
    lines: dict[int, list[tuple[float, float, int]]] = {}
    found = set()
    for index, run in enumerate(runs):
        x0 = run.starts[0]
        step = int(run.baseline // _STEP)
        if len(run.starts) > 1 and min(b - a for a, b in pairwise(run.starts)) <= _SAME_PLACE:
            found.add(index)
        for line in (step, step + 1):
            lines.setdefault(line, []).append((x0, run.x1 - _UPON * run.em, index))
    for line_of in lines.values():
        line_of.sort()
        reach, last = float("-inf"), -1
        for x0, x1, index in line_of:
            if x0 < reach:
                found |= {last, index}
            if x1 > reach:
                reach, last = x1, index
    return found


def _left_of(run: Run, printed: _Raster) -> Iterator[Run]:
    """Yield what is left of a run without the letters that are printed already, and take note of the others."""
    near = max(_SAME_PLACE, _SHADOW * run.em)
    kept: list[int] = []
    for index, (letter, x) in enumerate(zip(run.text, run.starts, strict=True)):
        if not _is_fresh(letter, x, run.baseline, near, printed):
            continue
        if kept and x > _LONGEST_STEP * run.em + run.starts[kept[-1]]:
            yield _piece(run, kept)
            kept = []
        kept.append(index)
    if kept:
        yield _piece(run, kept)


def _piece(run: Run, kept: Sequence[int]) -> Run:
    text, starts = "".join(run.text[index] for index in kept), tuple(run.starts[index] for index in kept)
    is_last = kept[-1] + 1 == len(run.text)
    width = run.em if is_wide(text[-1]) else run.em / 2
    return run._replace(text=text, starts=starts, x1=run.x1 if is_last else min(run.x1, starts[-1] + width))


def _is_fresh(letter: str, x: float, y: float, near: float, printed: _Raster) -> bool:
    """Tell whether a letter is printed here for the first time."""
    column, line = int(x // _STEP), int(y // _STEP)
    reach = int(near // _STEP) + 1
    for across in range(column - reach, column + reach + 1):
        for down in range(line - reach, line + reach + 1):
            for other_x, other_y in printed.get((letter, across, down), ()):
                if abs(other_x - x) <= near and abs(other_y - y) <= near:
                    return False
    printed.setdefault((letter, column, line), []).append((x, y))
    return True


def standing_apart(unseen: Iterable[Run], seen: Sequence[Run]) -> list[Run]:
    """Return the unseen words that do not lie upon seen ones."""
    return [run for run in unseen if not _is_upon(run, seen)]


def _is_upon(run: Run, others: Iterable[Run]) -> bool:
    covered = sum(
        max(0.0, min(run.x1, other.x1) - max(run.x0, other.x0))
        for other in others
        if abs(other.baseline - run.baseline) <= _SAME_LINE * max(run.em, other.em)
    )
    return covered >= _MOSTLY * (run.x1 - run.x0)
