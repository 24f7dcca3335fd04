"""Numbers that a narrow cell breaks, and numbers that only stand one below the other."""

from __future__ import annotations

import pytest

from gouji import Grid, Limits, layout
from gouji.layout import TextRun
from placed import lattice, page, run

TOP = 200.0


def _cell(width: float, lines: tuple[str, ...], em: float = 10) -> str:
    """Return what is read from a cell of a width in points, its lines set in the middle."""
    left = 200.0
    runs: list[TextRun] = [run("甲", 110, TOP + 15), run("乙", 110, TOP + 55), run("3", left + 5, TOP + 55)]
    for number, words in enumerate(lines):
        x = left + (width - len(words) * em / 2) / 2
        runs.append(run(words, x, TOP + 12 + 14 * number, em))
    edges = lattice((100, left, left + width), (TOP, TOP + 40, TOP + 70))
    grid = next(b for b in layout.laid_out([page(runs, edges)], Limits()).blocks if isinstance(b, Grid))
    return next(cell.text for cell in grid.cells if cell.column == 1)


@pytest.mark.parametrize(
    ("width", "lines", "expected"),
    [
        (36.0, ("2366", "863"), "2366863"),
        (38.0, ("2366", "863"), "2366\n863"),
        (60.0, ("10", "8"), "10\n8"),
        (26.0, ("10", "8"), "108"),
        (36.0, ("2366", "元"), "2366\n元"),
    ],
)
def test_a_number_goes_on_only_where_its_line_is_full(width: float, lines: tuple[str, ...], expected: str) -> None:
    assert _cell(width, lines) == expected
