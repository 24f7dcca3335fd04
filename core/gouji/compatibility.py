"""Compatibility characters: radicals and second codes of ideographs, which look like the ordinary ones and are none.

PDF files print them for the ordinary ideographs of the same shape, and from there they are pasted everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from gouji.model.document import Block, Cell, Document, Grid

_PAIRS = Path(__file__).with_name("radicals.txt")


def _table() -> dict[int, str]:
    blocks = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF), *range(0x2F800, 0x2FA1E))
    folded = {code: unicodedata.normalize("NFKC", chr(code)) for code in blocks}
    table = {code: ideograph for code, ideograph in folded.items() if ord(ideograph) != code}
    for line in _PAIRS.read_text(encoding="utf-8").splitlines():
        table.update({ord(pair[0]): pair[1] for pair in line.split() if not line.startswith("#")})
    return table


ORDINARY = _table()
"""The ordinary ideograph for each of them, by code point."""

_RADICALS = re.compile("[\u2e80-\u2eff]")
_LIKELY = 0.75
"""Confidence, 0 to 1, of words in which radicals stood for characters."""
_ANY = re.compile("[\u2e80-\u2fd5\u31c0-\u31ef\uf900-\ufaff\U0002f800-\U0002fa1d]")


def with_ordinary_ideographs(document: Document) -> Document:
    """Return a document with ordinary ideographs in place of compatibility characters, in its words, title and metadata."""
    texts = [document.title, *document.metadata.values()]
    for block in document.blocks:
        texts += [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]
    if not _ANY.search("".join(texts)):
        return document
    return replace(
        document,
        blocks=tuple(map(_mended, document.blocks)),
        title=document.title.translate(ORDINARY),
        metadata={name: words.translate(ORDINARY) for name, words in document.metadata.items()},
    )


def _mended_cell(cell: Cell) -> Cell:
    """Mend a cell; radicals that are no characters of their own come of broken fonts, so that its words are only likely."""
    sure = min(cell.confidence, _LIKELY) if _RADICALS.search(cell.text) else cell.confidence
    return cell._replace(text=cell.text.translate(ORDINARY), confidence=sure)


def _mended(block: Block) -> Block:
    if isinstance(block, Grid):
        return replace(
            block, cells=tuple(_mended_cell(cell) if _ANY.search(cell.text) else cell for cell in block.cells)
        )
    return replace(block, text=block.text.translate(ORDINARY))
