"""Words that overlap in a cell: lines too tall for their row, and small figures raised beside others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gouji.layout.lattice import Lattice, Span
from gouji.layout.letters import is_wide
from gouji.layout.lines import rows_of
from gouji.layout.printed import TextRun
from gouji.layout.tolerances import (
    DIGIT_EM,
    IDEOGRAPH_EM,
    OUT_OF_ROW_EM,
    OVERLAP_EM,
    RAISED_SHARE,
    SAME_BASELINE_EM,
    UPON_LETTER_EM,
)
from gouji.layout.typography import is_figure


def is_crowded(runs: Sequence[TextRun], lattice: Lattice, span: Span) -> bool:
    """Tell whether words stand out of their row, or lines lie upon one another, so that they may be another cell's."""
    last = span.row + span.rows
    top = lattice.ys[span.row] if span.row else 0.0
    bottom = lattice.ys[last] if last < len(lattice.ys) - 1 else float("inf")
    for run in runs:
        base, em = run.baseline, run.em
        height = IDEOGRAPH_EM if is_wide(run.text[0]) else DIGIT_EM
        if base - height * em < top - OUT_OF_ROW_EM * em or base > bottom + OUT_OF_ROW_EM * em:
            return True
    return len(runs) > 1 and (_overlap(runs) or any(map(is_overprinted, rows_of(runs))))


def _overlap(runs: Sequence[TextRun]) -> bool:
    lines = sorted(runs, key=lambda run: run.baseline)
    return any(
        SAME_BASELINE_EM * b.em < b.baseline - a.baseline < OVERLAP_EM * min(a.em, b.em) for a, b in pairwise(lines)
    )


def is_overprinted(row: Sequence[TextRun]) -> bool:
    """Tell whether on a line words are printed upon others."""
    return any(b.starts[0] < a.starts[-1] + UPON_LETTER_EM * min(a.em, b.em) for a, b in pairwise(row))


def has_small_figures(runs: Sequence[TextRun]) -> bool:
    """Tell whether figures of clearly different size stand together, as a raised mark of a note beside a number."""
    if len(runs) < 2:
        return False
    sizes = [run.em for run in runs if is_figure(run.text) and any(map(str.isdigit, run.text))]
    return len(sizes) > 1 and min(sizes) < RAISED_SHARE * max(sizes)
