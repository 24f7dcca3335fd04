"""Pages put together to the blocks of a document, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from gouji.layout.cuts import with_cut_figures_doubted
from gouji.layout.doubts import Uncertainty, uncertain
from gouji.layout.grids import PlacedGrid, filled, find_grids, grid_of
from gouji.layout.lines import PrintedLine, line_of, rows_of
from gouji.layout.open_tables import OpenTable, lattices_of
from gouji.layout.printed import Page, TextRun
from gouji.layout.prose import PlacedLine, TextArea, goes_on, paragraph, text_areas
from gouji.layout.regions import TextRow, header_before, regions_of, without
from gouji.layout.running import without_running_lines
from gouji.layout.tolerances import ADJOINING_PT, PAGE_EDGE_SHARE, PAGE_END_SHARE, SAME_SIDES_PT
from gouji.layout.typography import is_page_number
from gouji.model.document import Block, Grid


@dataclass(frozen=True, slots=True)
class _Contents:
    """A page's tables, and the runs outside them line by line."""

    page: Page
    grids: list[PlacedGrid]
    rows: list[list[TextRun]]


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
        for doubt in uncertain(own.rows, grids.get(own.page.number, ()), not any(g.lattice.doubtful for g in own.grids))
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
    return _with_open_tables(contents)


def _with_open_tables(contents: list[_Contents]) -> list[_Contents]:
    """Take lines of which tables without all their rules consist out of the text."""
    found = [regions_of(own.rows) for own in contents]
    if not any(found):
        return contents
    for before, own, regions, earlier in zip(contents, contents[1:], found[1:], found, strict=False):
        if regions and _outermost(own, *_extent(regions[0]))[0]:
            earlier += _header_at_end(before, earlier, regions[0][1])
    tables = [
        OpenTable(own.page, rows, *_outermost(own, first, len(rows)))
        for own, regions in zip(contents, found, strict=True)
        for first, rows in regions
    ]
    lattices = iter(zip(tables, lattices_of(tables), strict=True))
    completed = []
    for own, regions in zip(contents, found, strict=True):
        read = [(region, *next(lattices)) for region in regions]
        taken = [region for region, _, lattice in read if lattice]
        grids = [
            filled(own.page.number, lattice, (run for row in table.rows for run in row.runs))
            for _, table, lattice in read
            if lattice
        ]
        grids = sorted([*own.grids, *grids], key=lambda grid: grid.box[1])
        completed.append(_Contents(own.page, grids, list(without(own.rows, taken))))
    return completed


def _extent(region: tuple[int, list[TextRow]]) -> tuple[int, int]:
    return region[0], len(region[1])


def _header_at_end(
    own: _Contents, regions: Sequence[tuple[int, list[TextRow]]], table: Sequence[TextRow]
) -> list[tuple[int, list[TextRow]]]:
    """Return the lines below all tables of a page that head the table on the next one."""
    first = max((start + len(rows) for start, rows in regions), default=0)
    last = len(own.rows)
    while last > first and is_page_number(line_of(own.rows[last - 1]).text):
        last -= 1
    header = header_before(own.rows[first:last], table)
    return [(last - len(header), header)] if header else []


def _outermost(own: _Contents, first: int, length: int) -> tuple[bool, bool]:
    """Tell whether a table begins its page, and whether it ends it, but for what runs along the edges."""
    height, rows = own.page.height, own.rows
    above = [row[0].bottom for row in rows[:first]] + [
        grid.box[1] for grid in own.grids if grid.box[1] < rows[first][0].top
    ]
    below = [row[0].top for row in rows[first + length :]]
    below += [grid.box[3] for grid in own.grids if grid.box[3] > rows[first + length - 1][0].bottom]
    return all(y < PAGE_EDGE_SHARE * height for y in above), all(y > (1 - PAGE_EDGE_SHARE) * height for y in below)


def _in_reading_order(contents: Sequence[_Contents]) -> tuple[list[PlacedLine | PlacedGrid], dict[float, TextArea]]:
    """Return tables and lines from page to page without what runs along their edges, and the area of the lines."""
    printed = [(own.page.height, [line_of(row) for row in own.rows]) for own in contents]
    lines = without_running_lines(printed)
    items = [item for own, kept in zip(contents, lines, strict=True) for item in _in_order(own, kept)]
    return items, text_areas([item for item in items if isinstance(item, PlacedLine)])


def _belongs(lone: PlacedGrid, grids: Sequence[PlacedGrid], page: Page) -> bool:
    """Tell whether a grid of one column is a row of a table above, below or across the page's edge."""
    x0, top, x1, bottom = lone.box
    for grid in grids:
        left, upper, right, lower = grid.box
        if abs(left - x0) > SAME_SIDES_PT or abs(right - x1) > SAME_SIDES_PT:
            continue
        if grid.page == lone.page and min(abs(upper - bottom), abs(top - lower)) < ADJOINING_PT:
            return True
        if grid.page == lone.page - 1 and top < PAGE_END_SHARE * page.height:
            return True
        if grid.page == lone.page + 1 and bottom > (1 - PAGE_END_SHARE) * page.height:
            return True
    return False


def _in_order(contents: _Contents, lines: Sequence[PrintedLine]) -> list[PlacedLine | PlacedGrid]:
    page = contents.page
    items: list[tuple[float, PlacedLine | PlacedGrid]] = [
        (line.top, PlacedLine(line, page.number, page.width)) for line in lines
    ]
    items += [(grid.box[1], grid) for grid in contents.grids]
    return [item for _, item in sorted(items, key=lambda item: item[0])]


def _blocks(items: Sequence[PlacedLine | PlacedGrid], areas: dict[float, TextArea]) -> Iterator[Block]:
    numbers = count(1)
    open_lines: list[PlacedLine] = []
    for item in items:
        if isinstance(item, PlacedLine):
            if open_lines and not goes_on(open_lines[-1], item, areas[item.page_width]):
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
