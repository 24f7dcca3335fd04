"""Figures of PDF files that are shown otherwise than the file's text says."""

from __future__ import annotations

import pytest

from blocks import grids
from pdfs import ROWS, XS, YS, figures, made_pdf, read, rule, ruled, words

X, Y = 241, 622
WITHOUT = [*ROWS[:2], [ROWS[2][0], "", ROWS[2][2]]]


def confidence(rows: list[list[str]], more: str, annotations: str = "") -> float:
    """Return how sure the figure in the middle of the last row is, with more drawn upon the table."""
    [grid] = grids(read(made_pdf(ruled(XS, YS) + figures(XS, YS, rows) + more, annotations=annotations)))
    assert [cell.confidence for cell in grid.cells if cell.row < 2 or cell.column == 2] == [1.0] * 7
    return next(cell.confidence for cell in grid.cells if (cell.row, cell.column) == (2, 1))


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (rule(X - 1, Y + 3, X + 13, Y + 3), 0.0),
        (f"{X - 1} {Y + 3} 14 0.6 re f\n", 0.0),
        (rule(X - 1, Y - 1, X + 13, Y + 9), 0.0),
        (rule(X - 1, Y - 1.5, X + 13, Y - 1.5), 1.0),
        (rule(X + 20, Y + 3, X + 40, Y + 3), 1.0),
    ],
)
def test_a_figure_with_a_stroke_through_it_is_in_doubt(drawn: str, expected: float) -> None:
    assert confidence(ROWS, drawn) == expected


@pytest.mark.parametrize("kind", ["StrikeOut", "FreeText"])
def test_a_figure_under_a_note_is_in_doubt(kind: str) -> None:
    note = f"<</Type/Annot/Subtype/{kind}/Rect[{X - 1} {Y - 2} {X + 13} {Y + 9}]/Contents(42)>>"

    assert confidence(ROWS, "", annotations=f"/Annots[{note}]") == 0.0


@pytest.mark.parametrize(
    ("mark", "expected"), [("/Span <</ActualText (99)>>", 0.0), ("/Span <</ActualText ()>>", 0.0), ("/P <</MCID 0>>", 1.0)]
)  # fmt: skip
def test_a_figure_of_which_a_mark_says_that_it_is_another_is_in_doubt(mark: str, expected: float) -> None:
    assert confidence(WITHOUT, f"{mark} BDC {words(X, Y, '12', 10)} EMC\n") == expected


@pytest.mark.parametrize("said", ["()", "( )", "<FEFF3000>"])
def test_a_mark_on_a_space_leaves_a_blank_cell_blank(said: str) -> None:
    space = words(X, Y, " ", 10)

    assert confidence(WITHOUT, f"/Span <</ActualText {said}>> BDC {space} EMC\n") == 1.0
