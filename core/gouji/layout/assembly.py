"""Pages put together to the blocks of a document, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from gouji.layout.cuts import with_cut_figures_doubted
from gouji.layout.doubts import Uncertainty, uncertain
from gouji.layout.grids import PlacedGrid, find_grids, grid_of
from gouji.layout.lines import Line, line_of, rows_of
from gouji.layout.printed import Page, Run
from gouji.layout.prose import Measure, PlacedLine, goes_on, measures_of, paragraph
from gouji.layout.running import without_running_lines
from gouji.model.document import Block, Grid

_ALIGNED = 5.0
_ADJOINING = 8.0
_MARGIN = 0.2


@dataclass(frozen=True, slots=True)
class _Contents:
    """A page's tables, and the runs outside them line by line."""

    page: Page
    grids: list[PlacedGrid]
    rows: list[list[Run]]


def assembled(pages: Sequence[Page]) -> tuple[list[Block], list[tuple[int, Uncertainty]]]:
    """Return tables and paragraphs of all pages from top to bottom, and what is uncertain on which page."""
    contents = _contents(pages)
    blocks = with_cut_figures_doubted(list(_blocks(*_in_reading_order(contents))))
    grids: dict[int | None, list[Grid]] = {}
    for block in blocks:
        if isinstance(block, Grid):
            grids.setdefault(block.at.page, []).append(block)
    doubts = [
        (own.page.number, doubt)
        for own in contents
        for doubt in uncertain(own.rows, grids.get(own.page.number, ()), all(g.lattice.drawn for g in own.grids))
    ]
    return blocks, doubts


def _contents(pages: Sequence[Page]) -> list[_Contents]:
    found = [find_grids(page) for page in pages]
    certain = [grid for grids, _ in found for grid in grids if not grid.lone]
    contents = []
    for page, (grids, rest) in zip(pages, found, strict=True):
        kept = [grid for grid in grids if not grid.lone or _belongs(grid, certain, page)]
        runs = [*rest, *(run for grid in grids if grid not in kept for run in grid.all_runs())]
        contents.append(_Contents(page, kept, rows_of(runs)))
    return contents


def _in_reading_order(contents: Sequence[_Contents]) -> tuple[list[PlacedLine | PlacedGrid], dict[float, Measure]]:
    """Return tables and lines from page to page without what runs along their edges, and the measure of the lines."""
    printed = [(own.page.height, [line_of(row) for row in own.rows]) for own in contents]
    lines = without_running_lines(printed)
    items = [item for own, kept in zip(contents, lines, strict=True) for item in _in_order(own, kept)]
    return items, measures_of([item for item in items if isinstance(item, PlacedLine)])


def _belongs(lone: PlacedGrid, grids: Sequence[PlacedGrid], page: Page) -> bool:
    """Tell whether a grid of one column is a row of a table above, below or across the page's edge."""
    x0, top, x1, bottom = lone.box
    for grid in grids:
        left, upper, right, lower = grid.box
        if abs(left - x0) > _ALIGNED or abs(right - x1) > _ALIGNED:
            continue
        if grid.page == lone.page and min(abs(upper - bottom), abs(top - lower)) < _ADJOINING:
            return True
        if grid.page == lone.page - 1 and top < _MARGIN * page.height:
            return True
        if grid.page == lone.page + 1 and bottom > (1 - _MARGIN) * page.height:
            return True
    return False


def _in_order(contents: _Contents, lines: Sequence[Line]) -> list[PlacedLine | PlacedGrid]:
    page = contents.page
    items: list[tuple[float, PlacedLine | PlacedGrid]] = [
        (line.top, PlacedLine(line, page.number, page.width)) for line in lines
    ]
    items += [(grid.box[1], grid) for grid in contents.grids]
    return [item for _, item in sorted(items, key=lambda item: item[0])]


def _blocks(items: Sequence[PlacedLine | PlacedGrid], measures: dict[float, Measure]) -> Iterator[Block]:
    numbers = count(1)
    open_lines: list[PlacedLine] = []
    for item in items:
        if isinstance(item, PlacedLine):
            if open_lines and not goes_on(open_lines[-1], item, measures[item.page_width]):
                yield paragraph(open_lines)
                open_lines = []
            open_lines.append(item)
            continue
        if open_lines:
            yield paragraph(open_lines)
            open_lines = []
        yield grid_of(item, next(numbers))
    if open_lines:
        yield paragraph(open_lines)
