"""Words that lie upon one another: letters printed twice count once, and unseen words upon seen ones not at all.

Fake bold, shadows and second text layers print each letter again beside itself; no reader of the page sees two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gouji.layout.letters import is_wide
from gouji.layout.printed import TextRun
from gouji.layout.tolerances import (
    COVERED_SHARE,
    FOLLOWING_LETTER_EM,
    PRINTED_AGAIN_EM,
    PRINTED_AGAIN_PT,
    UNSEEN_LINE_EM,
    UPON_WORD_EM,
)

_STEP = 2.0
"""Points between the lines of the raster in which printed letters are looked up."""

_Raster = dict[tuple[str, int, int], list[tuple[float, float]]]


def printed_once(runs: Sequence[TextRun]) -> Sequence[TextRun]:
    """Leave out letters that are printed at the place of the same letter; what is left of a run is joined again."""
    doubled = _overlapping(runs)
    if not doubled:
        return runs
    printed: _Raster = {}
    kept: list[TextRun] = []
    for index, run in enumerate(runs):
        if index in doubled:
            kept += _left_of(run, printed)
        else:
            kept.append(run)
    return kept


def _overlapping(runs: Sequence[TextRun]) -> set[int]:
    """Return the runs that lie upon others of their line, or whose own letters lie upon one another."""
    lines: dict[int, list[tuple[float, float, int]]] = {}
    found = set()
    for index, run in enumerate(runs):
        x0 = run.starts[0]
        step = int(run.baseline // _STEP)
        if len(run.starts) > 1 and min(b - a for a, b in pairwise(run.starts)) <= PRINTED_AGAIN_PT:
            found.add(index)
        for line in (step, step + 1):
            lines.setdefault(line, []).append((x0, run.x1 - UPON_WORD_EM * run.em, index))
    for line_of in lines.values():
        line_of.sort()
        reach, last = float("-inf"), -1
        for x0, x1, index in line_of:
            if x0 < reach:
                found |= {last, index}
            if x1 > reach:
                reach, last = x1, index
    return found


def _left_of(run: TextRun, printed: _Raster) -> Iterator[TextRun]:
    """Yield what is left of a run without the letters that are printed already, and take note of the others."""
    near = max(PRINTED_AGAIN_PT, PRINTED_AGAIN_EM * run.em)
    kept: list[int] = []
    for index, (letter, x) in enumerate(zip(run.text, run.starts, strict=True)):
        if not _is_fresh(letter, x, run.baseline, near, printed):
            continue
        if kept and x > FOLLOWING_LETTER_EM * run.em + run.starts[kept[-1]]:
            yield _piece(run, kept)
            kept = []
        kept.append(index)
    if kept:
        yield _piece(run, kept)


def _piece(run: TextRun, kept: Sequence[int]) -> TextRun:
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


def standing_apart(unseen: Iterable[TextRun], seen: Sequence[TextRun]) -> list[TextRun]:
    """Return the unseen words that do not lie upon seen ones."""
    return [run for run in unseen if not _is_upon(run, seen)]


def _is_upon(run: TextRun, others: Iterable[TextRun]) -> bool:
    covered = sum(
        max(0.0, min(run.x1, other.x1) - max(run.x0, other.x0))
        for other in others
        if abs(other.baseline - run.baseline) <= UNSEEN_LINE_EM * max(run.em, other.em)
    )
    return covered >= COVERED_SHARE * (run.x1 - run.x0)
