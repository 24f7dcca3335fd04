"""What a reader read of a file, packed for the store: the next run with other rules need not read the file again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from gouji.model.columns import Data, column, places_data, places_of, spread
from gouji.model.document import Block, Cell, Document, GivenFigure, Grid, Heading, Paragraph

_QUICK = 1
"""Level of compression."""
_HEADING, _PARAGRAPH, _GRID = "h", "p", "g"
_PLAIN = ("source", "sha256", "reader", "title", "pages", "doubts", "scanned", "pictures", "embedded")
"""The parts of a document that are JSON as they stand."""


def pack_document(document: Document) -> bytes:
    """Return a document as compressed JSON, nothing for one that is no plain data."""
    try:
        written = json.dumps(_data_of(document), ensure_ascii=False, separators=(",", ":"), check_circular=False)
    except (TypeError, ValueError):
        return b""
    return zlib.compress(written.encode("utf-8", "surrogatepass"), _QUICK)


def unpack_document(packed: bytes) -> Document:
    """Return what was packed."""
    return _document_of(json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass")))


def _data_of(document: Document) -> Data:
    blocks, grids = document.blocks, [block for block in document.blocks if isinstance(block, Grid)]
    given = document.figures
    return {
        **{name: getattr(document, name) for name in _PLAIN},
        "metadata": dict(document.metadata),
        "turned": list(document.turned.items()),
        "blocks": "".join(_letter(block) for block in blocks),
        "at": places_data([block.at for block in blocks]),
        "texts": [block.text for block in blocks if not isinstance(block, Grid)],
        "levels": [block.level for block in blocks if isinstance(block, Heading)],
        "grids": [[grid.rows, grid.columns, grid.exact, len(grid.cells)] for grid in grids],
        "cells": _cells_data([cell for grid in grids for cell in grid.cells]),
        "given": [list(each[:-1]) for each in given],
        "given_at": places_data([each.at for each in given]),
    }


def _letter(block: Block) -> str:
    return _GRID if isinstance(block, Grid) else _HEADING if isinstance(block, Heading) else _PARAGRAPH


def _cells_data(cells: Sequence[Cell]) -> Data:
    if not cells:
        return {}
    texts, rows, columns, rowspans, colspans, places, confidences = zip(*cells, strict=True)
    return {
        "text": texts, "row": rows, "column": columns, "rowspan": column(rowspans), "colspan": column(colspans),
        "at": places_data(places), "confidence": column(confidences),
    }  # fmt: skip


def _document_of(data: Data) -> Document:
    plain = {name: data[name] for name in _PLAIN} | {
        name: tuple(data[name]) for name in ("doubts", "scanned", "embedded")
    }
    given = zip(data["given"], places_of(data["given_at"], len(data["given"])), strict=True)
    return Document(
        **plain, metadata=data["metadata"], turned=dict(data["turned"]), blocks=tuple(_blocks_of(data)),
        figures=tuple(GivenFigure._make((*parts, at)) for parts, at in given),
    )  # fmt: skip


def _blocks_of(data: Data) -> Iterator[Block]:
    texts, levels, grids = map(iter, (data["texts"], data["levels"], data["grids"]))
    cells = iter(_cells_of(data["cells"]))
    for letter, at in zip(data["blocks"], places_of(data["at"], len(data["blocks"])), strict=True):
        if letter == _GRID:
            rows, columns, exact, count = next(grids)
            yield Grid(tuple(islice(cells, count)), rows, columns, exact, at)
        elif letter == _HEADING:
            yield Heading(next(texts), next(levels), at)
        else:
            yield Paragraph(next(texts), at)


def _cells_of(data: Data) -> Iterable[Cell]:
    if not data:
        return ()
    count = len(data["text"])
    spans = (spread(data[name], count) for name in ("rowspan", "colspan"))
    parts: Iterable[tuple[Any, ...]] = zip(
        data["text"], data["row"], data["column"], *spans, places_of(data["at"], count),
        spread(data["confidence"], count), strict=True,
    )  # fmt: skip
    return map(Cell._make, parts)
