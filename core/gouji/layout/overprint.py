"""Words that lie upon one another: letters printed twice count once, and unseen words upon seen ones not at all.

Fake bold, shadows and second text layers print each letter again beside itself; no reader of the page sees two.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

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

_MOST_NEAR = 2000
"""Words near others that are looked at; no line has as many."""
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
    """Return the runs that lie upon others of their line; a reader begins a run where the pen does not move on."""
    found: set[int] = set()
    line: list[tuple[float, float, int]] = []
    last = float("-inf")
    is_level = True
    for baseline, starts, x1, em, index in sorted(
        [(run.baseline, run.starts, run.x1, run.em, index) for index, run in enumerate(runs)]
    ):
        if baseline - last > PRINTED_AGAIN_PT:
            if len(line) > 1:
                found.update(_upon_one_another(line if is_level else sorted(line)))
            line, is_level = [], True
        elif baseline != last:
            is_level = False
        line.append((starts[0], x1 - UPON_WORD_EM * em, index))
        last = baseline
    found.update(_upon_one_another(sorted(line)))
    return found


def _upon_one_another(line: Sequence[tuple[float, float, int]]) -> Iterator[int]:
    """Yield those of a line's runs (begin, end, number), in order, that begin before another one ends, and that one."""
    reach, last = float("-inf"), -1
    for x0, x1, index in line:
        if x0 < reach:
            yield from (last, index)
        if x1 > reach:
            reach, last = x1, index


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
    lines = sorted(seen, key=lambda run: run.baseline)
    heights = [run.baseline for run in lines]
    reach = UNSEEN_LINE_EM * max((run.em for run in seen), default=0.0)
    apart = []
    for run in unseen:
        far = max(reach, UNSEEN_LINE_EM * run.em)
        near = lines[bisect_left(heights, run.baseline - far) : bisect_right(heights, run.baseline + far)]
        if not _is_upon(run, near[:_MOST_NEAR]):
            apart.append(run)
    return apart


def _is_upon(run: TextRun, others: Iterable[TextRun]) -> bool:
    covered = sum(
        max(0.0, min(run.x1, other.x1) - max(run.x0, other.x0))
        for other in others
        if abs(other.baseline - run.baseline) <= UNSEEN_LINE_EM * max(run.em, other.em)
    )
    return covered >= COVERED_SHARE * (run.x1 - run.x0)
