"""Pages put together to the blocks of a document, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from gouji.layout.grids import PlacedGrid, find_grids, grid_of
from gouji.layout.lines import Line, lines_of
from gouji.layout.printed import Page
from gouji.layout.prose import Measure, PlacedLine, goes_on, measures_of, paragraph
from gouji.layout.running import without_running_lines
from gouji.model.document import Block

_ALIGNED = 5.0
_ADJOINING = 8.0
_MARGIN = 0.2


@dataclass(frozen=True, slots=True)
class _Contents:
    """A page's tables and the lines outside them."""

    page: Page
    grids: list[PlacedGrid]
    lines: list[Line]


def blocks_of(pages: Sequence[Page]) -> tuple[Block, ...]:
    """Return tables and paragraphs of all pages from top to bottom."""
    found = [find_grids(page) for page in pages]
    certain = [grid for grids, _ in found for grid in grids if not grid.lone]
    contents = []
    for page, (grids, rest) in zip(pages, found, strict=True):
        kept = [grid for grid in grids if not grid.lone or _belongs(grid, certain, page)]
        runs = [*rest, *(run for grid in grids if grid not in kept for run in grid.all_runs())]
        contents.append(_Contents(page, kept, lines_of(runs)))
    lines = without_running_lines([(c.page.height, c.lines) for c in contents])
    items = [
        item for c, own in zip(contents, lines, strict=True) for item in _in_order(replace(c, lines=own))
    ]  # fmt: skip
    measures = measures_of([item for item in items if isinstance(item, PlacedLine)])
    return tuple(_blocks(items, measures))


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


def _in_order(contents: _Contents) -> list[PlacedLine | PlacedGrid]:
    page = contents.page
    lines = [(line.top, PlacedLine(line, page.number, page.width)) for line in contents.lines]
    items: list[tuple[float, PlacedLine | PlacedGrid]] = [*lines]
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
