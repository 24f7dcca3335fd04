"""Words that overlap in a cell: lines too tall for their row, and small figures raised beside others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gouji.layout.lattice import Lattice, Span
from gouji.layout.letters import is_figure, is_wide
from gouji.layout.printed import TextRun

_IDEOGRAPH, _DIGIT = 0.8, 0.65
"""How high characters stand over their line, in ems."""
_OUTSIDE = 0.2
_CLOSEST = 0.8
_SAME_LINE = 0.1
_SMALL = 0.8


def is_crowded(runs: Sequence[TextRun], lattice: Lattice, span: Span) -> bool:
    """Tell whether words stand out of their row, or lines lie upon one another, so that they may be another cell's."""
    last = span.row + span.rows
    top = lattice.ys[span.row] if span.row else 0.0
    bottom = lattice.ys[last] if last < len(lattice.ys) - 1 else float("inf")
    for run in runs:
        base, em = run.baseline, run.em
        height = _IDEOGRAPH if is_wide(run.text[0]) else _DIGIT
        if base - height * em < top - _OUTSIDE * em or base > bottom + _OUTSIDE * em:
            return True
    return len(runs) > 1 and _overlap(runs)


def _overlap(runs: Sequence[TextRun]) -> bool:
    lines = sorted(runs, key=lambda run: run.baseline)
    return any(_SAME_LINE * b.em < b.baseline - a.baseline < _CLOSEST * min(a.em, b.em) for a, b in pairwise(lines))


def has_small_figures(runs: Sequence[TextRun]) -> bool:
    """Tell whether figures of clearly different size stand together, as a raised mark of a note beside a number."""
    if len(runs) < 2:
        return False
    sizes = [run.em for run in runs if is_figure(run.text) and any(map(str.isdigit, run.text))]
    return len(sizes) > 1 and min(sizes) < _SMALL * max(sizes)
