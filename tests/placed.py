"""Characters and rules placed on pages by hand, and in short what is read from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import pytest

from gouji import Grid, Limits, layout
from gouji.layout import Edge, Edges, Page, TextRun

Make = Callable[[float], Sequence[Page]]
Bound = tuple[Make, tuple[float, str], tuple[float, str]]
"""Pages for a distance, and what is read on either side of the bound."""


_REPEATED = re.compile(r"(.)\1{4,}")
_DOUBTS = {
    "without rules": "unread", "lacks upright rules": "aligned", "overlap": "crowded", "set in columns": "columns",
    "printed upon": "overprinted", "cannot be seen": "unseen",
}  # fmt: skip

XS = (100.0, 250.0, 320.0, 390.0)
TOP, STEP = 200.0, 24.0
HEADER = "名称 甲 乙 丙"
ROWS = ("上 1 2 3", "中 4 5 6", "下 7 8 9")
WHOLE = " / ".join((HEADER, *ROWS))
"""As it is read."""


def run(text: str, x: float, baseline: float, em: float = 10) -> TextRun:
    """Set characters one beside the other: an ideograph is a square, others are half as wide."""
    starts = []
    for letter in text:
        starts.append(x)
        x += em if layout.is_wide(letter) else em / 2
    return TextRun(text, tuple(starts), x, baseline, em)


def line(words: str, xs: Sequence[float], baseline: float, em: float = 10) -> list[TextRun]:
    """Set each word where it begins; a dot leaves its place blank."""
    return [run(word, x, baseline, em) for word, x in zip(words.split(), xs, strict=True) if word != "."]


def lines(rows: Sequence[str], top: float = TOP, step: float = STEP, xs: Sequence[float] = XS) -> list[TextRun]:
    """Set rows of words one below the other."""
    return [word for i, row in enumerate(rows) for word in line(row, xs, top + step * i)]


def page(runs: Iterable[TextRun], edges: Edges | None = None, number: int = 1, width: float = 595) -> Page:
    """Make an A4 page, or one of another width."""
    return Page(number, width, 842, list(runs), edges or Edges([], []))


def lattice(xs: Sequence[float], ys: Sequence[float]) -> Edges:
    """Draw all rules of a table."""
    return Edges([Edge(y, xs[0], xs[-1]) for y in ys], [Edge(x, ys[0], ys[-1]) for x in xs])


def shown(pages: Sequence[Page]) -> str:
    """Write blocks one after the other, tables as [a b / c d] with ? after doubtful cells or the whole, then what is in doubt.

    A letter that stands five times or more is written once, with a star.
    """
    read = layout.laid_out(pages, Limits())
    blocks = [_grid(block) if isinstance(block, Grid) else block.text for block in read.blocks]
    told = (name for doubt in read.doubts for word, name in _DOUBTS.items() if word in doubt)
    return _REPEATED.sub(r"\1*", " | ".join([*blocks, *(f"({name})" for name in told)]))


def _grid(grid: Grid) -> str:
    doubted = all(cell.confidence < 1 for cell in grid.cells)

    def word(text: str, confidence: float) -> str:
        return (text.replace("\n", "+").replace(" ", "_") or ".") + "?" * (confidence < 1 and not doubted)

    rows = (" ".join(word(cell.text, cell.confidence) for cell in row) for row in grid.by_row())
    return f"[{' / '.join(rows)}]" + "?" * doubted


def sides(*bounds: Bound) -> list[object]:
    """Return each bound's two sides as parameters `make`, `distance` and `expected`."""
    return [
        pytest.param(make, distance, expected, id=f"{make.__name__}-{distance:g}")
        for make, *both in bounds
        for distance, expected in both
    ]
