"""What a file holds, before anyone knows which form it follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from gouji.limits import Limits

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points (1/72 inch) from the top left corner of the page."""


class Location(NamedTuple):
    """Where something stands in its source; what the format does not know is None.

    Pages, lines and tables count from 1, grid rows and columns from 0. Like `Cell` a tuple, since there are
    hundreds in a report and a frozen dataclass takes three times as long to make; where that counts, readers call
    `tuple.__new__(Location, …)`, which takes a third again.

    >>> Location(page=2, table=1, row=0).page
    2
    """

    page: int | None = None
    bbox: Box | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


NOWHERE = Location()


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that the file itself marks as a heading, 1 the highest level.

    >>> Heading("1. Overview", 2).level
    2
    """

    text: str
    level: int
    at: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose, its line breaks removed.

    >>> Paragraph("All went well.", Location(line=3)).at.line
    3
    """

    text: str
    at: Location = NOWHERE


class Cell(NamedTuple):
    """One cell of a grid; text keeps its inner line breaks as newlines.

    >>> Cell("Total", 0, 1, colspan=2).colspan
    2
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    at: Location = NOWHERE
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as printed: cells on a lattice of rows × columns, in reading order.

    `exact` tells whether a cell's column is known from the source (spans, ruling lines) or only its
    order within the row (pasted text, where merged cells and lost tabs shift what follows).

    >>> grid = Grid((Cell("Row", 0, 0), Cell("5", 0, 1)), rows=1, columns=2)
    >>> [[cell.text for cell in row] for row in grid.by_row()]
    [['Row', '5']]
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    exact: bool = True
    at: Location = NOWHERE

    def __repr__(self) -> str:
        return f"Grid({self.rows}×{self.columns}, {len(self.cells)} cells)"

    def by_row(self) -> list[list[Cell]]:
        """Return the cells that start in each row, from left to right."""
        rows: list[list[Cell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows


Block = Heading | Paragraph | Grid
"""What stands in a document, in reading order.

>>> isinstance(report.document.blocks[0], Block)
True
"""


class GivenFigure(NamedTuple):
    """A figure that the file itself names by table, row and column, as XML and JSON do; ids are those of the form.

    `component` tells the rows apart that a repeating row stands for: the name of the part of the agency.

    >>> GivenFigure("requests", "new_received", "total", "5").raw
    '5'
    """

    table: str
    row: str
    column: str
    raw: str
    component: str = ""
    at: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Document:
    """A file's content in reading order.

    `source` is the name shown to people, with forward slashes and never absolute. `title` is the title that
    the file carries outside its text (an HTML title or meta tag, document properties). `metadata` holds what the file or
    the page round it states: `published` (ISO date), `publisher`, `site`, `author`, `address`. `doubts` are the reader's own.
    `pictures` counts those whose content was not read and that may show a table, `embedded` names pages and files that are
    shown within this one and were not read.
    `figures` are those that a structured file names by their ids; they are taken as they stand.
    `scanned` lists the pages of which only a picture shows what stands on them.
    `turned` says for pages that are shown lying or upside down by how many quarters they were turned clockwise before
    reading; places on them are those of the turned page.

    >>> Document("a.txt", "0" * 64, "mine", (Heading("Report 2023", 1), Paragraph("All went well.")))
    Document('a.txt', read by mine, 2 blocks)
    """

    source: str
    sha256: str
    reader: str
    blocks: tuple[Block, ...]
    title: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    pages: int | None = None
    doubts: tuple[str, ...] = ()
    scanned: tuple[int, ...] = ()
    turned: Mapping[int, int] = field(default_factory=dict)
    figures: tuple[GivenFigure, ...] = ()
    pictures: int = 0
    embedded: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Document({self.source!r}, read by {self.reader}, {len(self.blocks)} blocks)"


def _unheard(page: int, pages: int) -> None:
    """Take note of nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file handed to the readers: its shown name, its lower-case suffix, its bytes, and how much of it may be read.

    A reader that takes seconds for a page calls `at_page` before each one, with its number and how many there are.

    >>> Source("report.json", ".json", b"{}")
    Source('report.json', 2 bytes)
    """

    name: str
    suffix: str
    data: bytes
    limits: Limits = field(default_factory=Limits)
    at_page: Callable[[int, int], None] = field(default=_unheard, compare=False)

    def __repr__(self) -> str:
        return f"Source({self.name!r}, {len(self.data)} bytes)"
