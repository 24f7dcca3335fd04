"""Sheets that show two pages side by side, read as the two pages they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gouji.layout.edges import Edge, Edges
from gouji.layout.printed import Page, TextRun
from gouji.layout.tolerances import GUTTER_SHARES, LEAST_FREE, LONG_LINE, WIDE_RULE_SHARE
from gouji.layout.turned import turned_back, unturned
from gouji.model.document import Block, Grid, Location


@dataclass(frozen=True, slots=True)
class Part:
    """A page as laid out, counted on its own, and where it stands: the number of its sheet and its left side there.

    One that was turned upright by itself has the quarters it was turned clockwise.
    """

    page: Page
    sheet: int
    left: float = 0.0
    quarter_turns: int = 0


def parts_of(sheets: Sequence[Page]) -> list[Part]:
    """Cut each sheet at its gutter, where it has one with a page of text or tables on either side, or round turned blocks."""
    parts: list[Part] = []
    for sheet in sheets:
        if sheet.turned:
            pages = (
                (replace(page, number=n), turns) for n, (page, turns) in enumerate(unturned(sheet), len(parts) + 1)
            )
            parts += [Part(page, sheet.number, quarter_turns=turns) for page, turns in pages]
            continue
        gutter = _gutter(sheet)
        if gutter is None:
            parts.append(Part(replace(sheet, number=len(parts) + 1), sheet.number))
        else:
            for x0, x1 in ((0.0, gutter), (gutter, sheet.width)):
                parts.append(Part(_cut(sheet, x0, x1, len(parts) + 1), sheet.number, x0))
    return parts


def _gutter(sheet: Page) -> float | None:
    free = [share * sheet.width for share in GUTTER_SHARES]
    for run in sheet.runs:
        x0, x1 = run.starts[0], run.x1
        free = [x for x in free if not x0 <= x <= x1]
        if not free:
            return None
    for rule in sheet.edges.level:
        free = [x for x in free if not rule.start <= x <= rule.end]
    if len(free) < LEAST_FREE:
        return None
    gutter = free[len(free) // 2]
    both = _is_page(sheet, 0, gutter) and _is_page(sheet, gutter, sheet.width)
    return gutter if both else None


def _is_page(sheet: Page, x0: float, x1: float) -> bool:
    """Tell whether a half holds more than loose words: a line of prose, or the rules of a table."""
    wide = WIDE_RULE_SHARE * (x1 - x0)
    return any(x0 <= run.x0 < x1 and len(run.text) >= LONG_LINE for run in sheet.runs) or any(
        x0 <= rule.start < x1 and rule.end - rule.start >= wide for rule in sheet.edges.level
    )


def _cut(sheet: Page, x0: float, x1: float, number: int) -> Page:
    runs = [_moved(run, x0) for run in sheet.runs if x0 <= (run.x0 + run.x1) / 2 < x1]
    level = [Edge(y, a - x0, b - x0) for y, a, b in sheet.edges.level if x0 <= (a + b) / 2 < x1]
    upright = [Edge(x - x0, a, b) for x, a, b in sheet.edges.upright if x0 <= x < x1]
    return Page(number, x1 - x0, sheet.height, runs, Edges(level, upright))


def _moved(run: TextRun, left: float) -> TextRun:
    return run._replace(starts=tuple(start - left for start in run.starts), x1=run.x1 - left)


def on_sheet(block: Block, parts: Sequence[Part]) -> Block:
    """Place a block on the sheet where its page stands."""
    part = parts[(block.at.page or 1) - 1]
    if isinstance(block, Grid):
        cells = tuple(cell._replace(at=_on_sheet(cell.at, part)) for cell in block.cells)
        return replace(block, cells=cells, at=_on_sheet(block.at, part))
    return replace(block, at=_on_sheet(block.at, part))


def _on_sheet(at: Location, part: Part) -> Location:
    x0, top, x1, bottom = at.bbox or (0.0, 0.0, 0.0, 0.0)
    if part.quarter_turns:
        page, turns = part.page, part.quarter_turns
        sheet = replace(page, width=page.height, height=page.width) if turns % 2 else page
        x0, top, x1, bottom = (round(side, 2) for side in turned_back((x0, top, x1, bottom), turns, sheet))
    return at._replace(page=part.sheet, bbox=(round(x0 + part.left, 2), top, round(x1 + part.left, 2), bottom))
