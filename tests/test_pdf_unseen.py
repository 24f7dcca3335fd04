"""Digits that a PDF file holds and does not show, whatever keeps them from being seen; and what it shows that is no text."""

from __future__ import annotations

import pytest

from blocks import grids
from blocks import rows as texts
from gouji import Document
from pdfs import ROWS, XS, YS, figures, made_pdf, read, ruled, words

LATTICE = ruled(XS, YS)
SPOT = XS[1] + 6 + 10, YS[2] - 18
"""Right behind the figure 12."""
NINE = words(*SPOT, "9", 10)
TABLE = LATTICE + figures(XS, YS, ROWS)


def _form(content: str, more: str = "/Group<</S/Transparency>>") -> str:
    form = f"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>{more}"
    return f"<<{form}/Length {len(content)}>>stream\n{content}\nendstream"


def _state(words_of_state: str) -> str:
    return f"/ExtGState<</A<<{words_of_state}>>>>"


FORM, LAYER = "/XObject<</X 6 0 R>>", "/Properties<</L 6 0 R>>"
MASK = _state("/SMask<</S/Luminosity/G 6 0 R>>")
GROUP = "<</Type/OCG/Name(L)>>"


def _layers(*off: str) -> str:
    return f"/OCProperties<</OCGs[6 0 R]/D<</Order[6 0 R]{''.join(off)}>>>>"


UNSEEN = {
    "a group without opacity": (f"q /A gs /X Do Q {TABLE}", {"resources": FORM + _state("/ca 0"), "last": _form(NINE)}),
    "a faint group": (f"q /A gs /X Do Q {TABLE}", {"resources": FORM + _state("/ca .02"), "last": _form(NINE)}),
    "a black mask": (f"q /A gs {NINE} Q {TABLE}", {"resources": MASK, "last": _form("0 g 0 0 595 842 re f")}),
    "a layer switched off": (
        f"/OC /L BDC {NINE} EMC {TABLE}",
        {"resources": LAYER, "catalog": _layers("/OFF[6 0 R]"), "last": GROUP},
    ),
    "a clip": (f"q 0 0 5 5 re W n {NINE} Q {TABLE}", {}),
    "the box of a form": (f"/X Do {TABLE}", {"resources": FORM, "last": _form(NINE).replace("595 842", "5 5")}),
    "a picture upon it": (f"{NINE} q 7 0 0 14 {SPOT[0] - 1} {SPOT[1] - 3} cm BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID FF> EI Q {TABLE}", {}),
    "its ground": (f"q .9 .9 .6 rg {SPOT[0] - 1} {SPOT[1] - 3} 7 14 re f {NINE} Q {TABLE}", {}),
    "white strokes": (f"q 1 Tr 1 G {NINE} Q {TABLE}", {}),
    "its size": (f"{words(*SPOT, '9', 0.5)} {TABLE}", {}),
    "its colour": (f"q .97 g {NINE} Q {TABLE}", {}),
}  # fmt: skip


def _read(content: str, made: dict[str, str]) -> Document:
    return read(made_pdf(content, **made))  # type: ignore[arg-type]


@pytest.mark.parametrize(("content", "made"), UNSEEN.values(), ids=UNSEEN)
def test_a_digit_that_cannot_be_seen_is_none_of_a_figure(content: str, made: dict[str, str]) -> None:
    assert texts(grids(_read(content, made))[0]) == ROWS


SEEN = {
    "a group": (f"q /A gs /X Do Q {LATTICE}", {"resources": FORM + _state("/ca .9"), "last": _form(figures(XS, YS, ROWS))}),
    "a form": (f"/X Do {LATTICE}", {"resources": FORM, "last": _form(figures(XS, YS, ROWS), "")}),
    "a white mask": (f"{LATTICE} q /A gs {figures(XS, YS, ROWS)} Q", {"resources": MASK, "last": _form("1 g 0 0 595 842 re f")}),
    "a layer switched on": (f"/OC /L BDC {TABLE} EMC", {"resources": LAYER, "catalog": _layers(), "last": GROUP}),
    "a clip": (f"q 0 0 595 842 re W n {TABLE} Q", {}),
    "a picture under it": (f"q 60 0 0 60 {SPOT[0] - 30} {SPOT[1] - 30} cm BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID FF> EI Q {TABLE}", {}),
    "another ground": (f"q .9 .9 .6 rg {XS[1]} {YS[2]} 70 -30 re f Q {TABLE}", {}),
}  # fmt: skip


@pytest.mark.parametrize(("content", "made"), SEEN.values(), ids=SEEN)
def test_figures_that_are_seen_are_read(content: str, made: dict[str, str]) -> None:
    document = _read(content, made)

    assert (texts(grids(document)[0]), document.doubts) == (ROWS, ())


BLANK = LATTICE + figures(XS, YS, [*ROWS[:2], ["规范性文件", "", *ROWS[2][2:]]])
CELL = XS[1] + 6, YS[2] - 18
DRAWN = {
    "a picture": (f"{BLANK} q 10 0 0 8 {CELL[0]} {CELL[1]} cm BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 00> EI Q", {}),
    "a shape": (f"{BLANK} {CELL[0]} {CELL[1]} m 3 0 l 1 2 3 4 5 6 c".replace("3 0 l", f"{CELL[0] + 4} {CELL[1] + 7} l").replace(
        "1 2 3 4 5 6 c", " ".join(f"{CELL[0] + n} {CELL[1] + 2 * (n % 4)} l" for n in range(6)) + " f"), {}),
    "a field": (BLANK, {
        "annotations": "/Annots[6 0 R]",
        "last": f"<</Type/Annot/Subtype/Widget/FT/Tx/V(12)/Rect[{CELL[0]} {CELL[1]} {CELL[0] + 20} {CELL[1] + 9}]>>",
    }),
}  # fmt: skip


@pytest.mark.parametrize(("content", "made"), DRAWN.values(), ids=DRAWN)
def test_a_cell_that_shows_what_is_no_text_is_not_blank(content: str, made: dict[str, str]) -> None:
    [grid] = grids(_read(content, made))

    assert [(cell.row, cell.column) for cell in grid.cells if cell.confidence == 0] == [(2, 1)]


def test_a_blank_cell_is_certain() -> None:
    assert {cell.confidence for cell in grids(read(made_pdf(BLANK)))[0].cells} == {1.0}
