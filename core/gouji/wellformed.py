"""Whether what a reader returned is a document on which everything behind it may rely."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from gouji.model.document import Cell, Document, GivenFigure, Grid, Heading, Location, Paragraph
from gouji.model.finding import Evidence, EvidenceKind, Finding
from gouji.model.text import Text

LONGEST_SHOWN = 60
"""Characters of a wrong thing that a message shows."""


def malformed(document: object) -> Text | None:
    """Say what is wrong with what a reader returned, None where nothing is; costs less than a tenth of the time of reading."""
    if not isinstance(document, Document):
        return _typed("读取结果", "what it read", "Document", document)
    if problem := _wrong_statement(document) or _wrong_parts(document):
        return problem
    wrong = ((number, _wrong_block(block)) for number, block in enumerate(document.blocks, 1))
    return next((_in_block(number, problem) for number, problem in wrong if problem), None)


def _wrong_statement(document: Document) -> Text | None:
    """Look at what a document states of its file."""
    for name in ("source", "sha256", "reader", "title"):
        if not isinstance(value := getattr(document, name), str):
            return _typed(name, name, "str", value)
    if not isinstance(document.metadata, Mapping):
        return _typed("metadata", "metadata", "Mapping", document.metadata)
    for key, value in document.metadata.items():
        if not (isinstance(key, str) and isinstance(value, str)):
            return _typed(f"metadata 的 {_shown(key)}", f"{_shown(key)} of metadata", "str", value)
    for name, wanted in (("doubts", str), ("scanned", int), ("embedded", str)):
        value = getattr(document, name)
        if not (isinstance(value, tuple) and all(isinstance(each, wanted) for each in value)):
            return _typed(name, name, f"tuple[{wanted.__name__}, …]", value)
    if not isinstance(document.pages, int | None):
        return _typed("pages", "pages", "int", document.pages)
    return None


def _wrong_parts(document: Document) -> Text | None:
    for name in ("blocks", "figures"):
        if not isinstance(value := getattr(document, name), tuple):
            return _typed(name, name, "tuple", value)
    for figure in document.figures:
        if not (isinstance(figure, GivenFigure) and all(isinstance(each, str) for each in figure[:5])):
            return Text(
                f"figures 应为 GivenFigure，其各项为 str：{_shown(figure)}",
                f"figures must be of GivenFigure, each part a str: {_shown(figure)}",
            )
    return None


def well_made(finding: Finding) -> Finding:
    """Return a finding as it is; TypeError where it holds anything that cannot be written down."""
    if not isinstance(finding.message, str | Text):
        raise TypeError(f"the message of a finding must be str or Text, not {type(finding.message).__name__}")
    if not isinstance(finding.expected, str | Text | None):
        raise TypeError(f"expected of a finding must be str or Text, not {type(finding.expected).__name__}")
    if not isinstance(finding.actual, str | None):
        raise TypeError(f"actual of a finding must be str, not {type(finding.actual).__name__}")
    for piece in finding.evidence:
        if not (isinstance(piece, Evidence) and isinstance(piece.kind, EvidenceKind) and isinstance(piece.raw, str)):
            raise TypeError(f"evidence of a finding is not made as Evidence: {_shown(piece)}")
    return finding


def _wrong_block(block: object) -> Text | None:
    if isinstance(block, Grid):
        return _wrong_grid(block)
    if not isinstance(block, Heading | Paragraph):
        return _typed("内容", "it", "Heading, Paragraph or Grid", block)
    if not isinstance(block.text, str):
        return _typed("text", "text", "str", block.text)
    if isinstance(block, Heading) and type(block.level) is not int:
        return _typed("level", "level", "int", block.level)
    return None if isinstance(block.at, Location) else _typed("at", "at", "Location", block.at)


def _wrong_grid(grid: Grid) -> Text | None:
    """Look for cells that are none, that stand outside the lattice or on one another."""
    taken: set[tuple[int, int]] = set()
    count = 0
    for cell in grid.cells:
        if not isinstance(cell, Cell) or not _holds_what_it_should(*cell):
            return Text(
                f"单元格不是 Cell 或其内容类型不对：{_shown(cell)}", f"a cell is not made as Cell: {_shown(cell)}"
            )
        _, row, column, rowspan, colspan, _, _ = cell
        below, beyond = row + rowspan, column + colspan
        if below > grid.rows or beyond > grid.columns or row < 0 or column < 0 or rowspan < 1 or colspan < 1:
            return Text(f"单元格越出表格：{_where(cell)}", f"a cell reaches outside the table: {_where(cell)}")
        count += rowspan * colspan
        if rowspan == colspan == 1:
            taken.add((row, column))
        else:
            taken.update(product(range(row, below), range(column, beyond)))
        if len(taken) != count:
            return Text(f"单元格互相重叠：{_where(cell)}", f"cells overlap: {_where(cell)}")
    return None


def _holds_what_it_should(
    text: object, row: object, column: object, rowspan: object, colspan: object, at: object, _: object
) -> bool:
    return (
        isinstance(text, str)
        and type(row) is type(column) is type(rowspan) is type(colspan) is int
        and isinstance(at, Location)
    )


def _where(cell: Cell) -> str:
    return f"({cell.row}, {cell.column}) {_shown(cell.text)}"


def _typed(zh: str, en: str, wanted: str, found: object) -> Text:
    return Text(
        f"{zh} 应为 {wanted}，却是 {type(found).__name__}", f"{en} must be {wanted}, not {type(found).__name__}"
    )


def _in_block(number: int, problem: Text) -> Text:
    return Text(f"第 {number} 块：{problem.zh}", f"block {number}: {problem.en}")


def _shown(thing: object) -> str:
    shown = repr(thing)
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
