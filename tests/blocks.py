"""Documents taken apart for tests of the readers."""

from __future__ import annotations

from gouji import Document, Grid, Paragraph
from gouji.testing import texts_of as texts

__all__ = ["grids", "paragraphs", "rows", "spans", "texts"]


def paragraphs(document: Document) -> list[str]:
    """Return the paragraphs, headings left out."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[Grid]:
    """Return the tables."""
    return [block for block in document.blocks if isinstance(block, Grid)]


def rows(grid: Grid) -> list[list[str]]:
    """Return the words of a table row by row."""
    return [[cell.text for cell in row] for row in grid.by_row()]


def spans(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    """Return row, column, rowspan and colspan of each cell by its words."""
    return {cell.text: (cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells}
