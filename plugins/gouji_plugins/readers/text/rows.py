"""Lines taken for rows of a table, and the grid that they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gouji import Cell, Grid, Location, with_ragged_rows_doubted

_TOP_HEADING = re.compile(r"^\s*[一二三四五六七八九十]{1,3}\s*[、.．]\s*\S.*(?:情况|事项|问题|措施|建议|打算)\s*$")
_PROSE_MARK = re.compile(r"[。！？]$|[。；].*[，。；]|，.*，")
LONGEST_ROW_LABEL = 60
_BREAK = re.compile("[\n\v]")
"""Word ends a line within a paragraph by a vertical tab."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, counted from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Lines start to end (excluded) of a group that print one table; one row of cell texts for each line kept."""

    start: int
    end: int
    rows: list[list[str]]
    lines: list[int]
    exact: bool = False
    confidence: float = 1.0


Splitter = Callable[[str], list[str]]


def run_of(group: Sequence[Line], start: int, end: int, split: Splitter) -> Run:
    """Make a run of neighbouring lines, each split into cells."""
    lines = group[start:end]
    return Run(start, end, [split(line.text) for line in lines], [line.number for line in lines])


def may_stand_between(text: str) -> bool:
    """Tell whether a line that is no row by itself can be a label between two rows, and not prose or a heading."""
    text = " ".join(text.split())
    return len(text) <= LONGEST_ROW_LABEL and not _TOP_HEADING.match(text) and not _PROSE_MARK.search(text)


def grid_of(run: Run, table: int) -> Grid:
    """Return the run as the file's nth table."""
    cells = tuple(
        Cell(_plain(text), r, c, 1, 1, Location(line=line, table=table, row=r, column=c), run.confidence)
        for r, (row, line) in enumerate(zip(run.rows, run.lines, strict=True))
        for c, text in enumerate(row)
    )
    columns = max(map(len, run.rows))
    grid = Grid(cells, len(run.rows), columns, run.exact, Location(line=run.lines[0], table=table))
    return with_ragged_rows_doubted(grid)


def _plain(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in _BREAK.split(text)).strip()
