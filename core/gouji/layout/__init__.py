"""Blocks from geometry: tables by their rules, prose by its lines, for every format that only places characters.

A reader of a fixed-layout format makes one `Page` for each page, of `Run`s and `Edges` in points from the page's top left
corner, and `blocks_of` puts them together to a document's blocks.
"""

from collections.abc import Sequence

from gouji.errors import UnreadableReport
from gouji.layout.edges import THIN, Edge, Edges
from gouji.layout.letters import is_wide, mended
from gouji.layout.printed import Page, Run, type_size
from gouji.layout.transform import Transform, chained, moved
from gouji.model.document import Block
from gouji.model.limits import Limits

__all__ = [
    "THIN",
    "Edge",
    "Edges",
    "Page",
    "Run",
    "Transform",
    "blocks_of",
    "chained",
    "is_wide",
    "mended",
    "moved",
    "type_size",
]

MAX_EDGES = 100_000

_TOO_MANY = "文件中的图形或文字过多 / too many drawings or characters in the file"


def blocks_of(pages: Sequence[Page], limits: Limits) -> tuple[Block, ...]:
    """Return tables and paragraphs of all pages from top to bottom, without running heads and page numbers.

    Raises UnreadableReport where all pages together hold more rules or characters than any report does.
    """
    from gouji.layout import assembly

    edges = sum(len(page.edges.level) + len(page.edges.upright) for page in pages)
    if edges > MAX_EDGES or sum(len(run.text) for page in pages for run in page.runs) > limits.characters:
        raise UnreadableReport(_TOO_MANY)
    return assembly.blocks_of(pages)
