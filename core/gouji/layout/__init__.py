"""Blocks from geometry: tables by their rules, prose by its lines, for every format that only places characters.

A reader of a fixed-layout format makes one `Page` for each page, of `TextRun`s and `Edges` in points from the page's top left
corner, and `laid_out` puts them together to a document's blocks.

>>> layout.Page.__name__
'Page'
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import NamedTuple

from gouji.errors import UnreadableReport
from gouji.layout.edges import Edge, Edges
from gouji.layout.letters import UNKNOWN, is_wide, mended
from gouji.layout.overprint import printed_once, standing_apart
from gouji.layout.printed import Page, TextRun, type_size
from gouji.layout.tolerances import THICKEST_RULE_PT
from gouji.layout.transform import Transform, chained, moved
from gouji.limits import Limits
from gouji.model.document import Block, Grid

__all__ = [
    "THICKEST_RULE_PT",
    "UNKNOWN",
    "Edge",
    "Edges",
    "LaidOut",
    "Page",
    "TextRun",
    "Transform",
    "chained",
    "doubted",
    "is_wide",
    "laid_out",
    "mended",
    "moved",
    "standing_apart",
    "type_size",
]

MAX_EDGES = 100_000
_RECOGNISED = 0.5
"""Confidence of a cell that a scanner's software once recognised."""

_TOO_MANY = "文件中的图形或文字过多 / too many drawings or characters in the file"


class LaidOut(NamedTuple):
    """A document's blocks in reading order, and in words for people what the layout leaves uncertain about them."""

    blocks: tuple[Block, ...]
    doubts: tuple[str, ...]


def laid_out(pages: Sequence[Page], limits: Limits, unjudged: Container[int] = ()) -> LaidOut:
    """Return tables and paragraphs of all pages from top to bottom, without running heads and page numbers.

    A sheet that shows two pages side by side counts as both; on `unjudged` pages nothing is said to be uncertain.
    Raises UnreadableReport where all pages together hold more rules or characters than any report does.
    """
    from gouji.layout.assembly import assembled
    from gouji.layout.doubts import Uncertainty
    from gouji.layout.sheets import on_sheet, parts_of

    edges = sum(len(page.edges.level) + len(page.edges.upright) for page in pages)
    if edges > MAX_EDGES or sum(len(run.text) for page in pages for run in page.runs) > limits.characters:
        raise UnreadableReport(_TOO_MANY)
    pages = [_once(page) for page in pages]
    parts = parts_of(pages)
    blocks, doubts = assembled([part.page for part in parts])
    if len(parts) > len(pages):
        blocks = [on_sheet(block, parts) for block in blocks]
    uncertain: dict[Uncertainty, list[int]] = {}
    hidden = [(number, Uncertainty.UNSEEN) for number, part in enumerate(parts, 1) if part.page.unseen]
    for number, doubt in (*doubts, *hidden):
        sheet = parts[number - 1].sheet
        if sheet not in unjudged and sheet not in uncertain.setdefault(doubt, []):
            uncertain[doubt].append(sheet)
    told = (doubt.value.format(page=", ".join(map(str, sheets))) for doubt, sheets in uncertain.items() if sheets)
    return LaidOut(tuple(blocks), tuple(told))


def doubted(blocks: Sequence[Block], pages: Container[int]) -> tuple[Block, ...]:
    """Doubt all cells of tables on pages whose words were recognised in a picture when the file was made."""
    return tuple(
        replace(block, cells=tuple(cell._replace(confidence=min(cell.confidence, _RECOGNISED)) for cell in block.cells))
        if isinstance(block, Grid) and block.at.page in pages
        else block
        for block in blocks
    )


def _once(page: Page) -> Page:
    """Return a page of which each letter is printed once, and only those unseen words are told that stand by themselves."""
    runs = printed_once(page.runs)
    if runs is page.runs and not page.unseen and not page.turned:
        return page
    turned = {turns: printed_once(own) for turns, own in page.turned.items()}
    return replace(page, runs=runs, unseen=standing_apart(page.unseen, runs), turned=turned)
