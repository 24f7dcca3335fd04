"""Tables that a document prints as paragraphs: a cell a line, or the cells of a row on one line, told by the form's labels."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from gouji.binding.headings import right_wordings
from gouji.binding.labels import FormLabels
from gouji.binding.lost import words_of
from gouji.model.document import Block, Cell, Grid, Heading, Location, Paragraph
from gouji.model.form import Form
from gouji.model.locale import Locale, Numbering
from gouji.ragged import with_ragged_rows_doubted

_STROKES = re.compile(r"[|｜│\t]")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
"""A number whose thousands are parted by commas."""
_LONGEST_CELL = 80
"""Characters of a line that may be a label of a table."""
_LONGEST_ROW = 2000
"""Characters of a line that may be a row of comma-separated values."""
_SHORTEST_ROLLED, _FIGURES_OF_A_ROLLED = 300, 25
"""Characters and figures of a paragraph that holds whole tables with nothing but spaces between their cells."""
_MOST_LABELS = 2
"""Lines between the figures of two rows that may be the label of the second, and its unit."""
_FEWEST_FIGURES, _FEWEST_ROWS, _FEWEST_OF_A_LINE = 8, 3, 10
"""Figures of a table, rows of it with a label, and figures that follow one another in a table of one line."""
_LIKELY = 0.5
"""Confidence of cells whose row only their order tells."""


class _Piece(NamedTuple):
    """What a paragraph, or a word of one, may be of a table: one cell, the cells of a row, or nothing of it."""

    text: str
    at: Location
    cells: tuple[str, ...] = ()
    is_figure: bool = False
    parted: bool = False
    """Whether strokes part the cells, so that their columns are known."""


def is_rolled(block: Block, locale: Locale) -> bool:
    """Tell whether a paragraph holds whole tables, with nothing but spaces between their cells."""
    if isinstance(block, Grid) or len(block.text) < _SHORTEST_ROLLED:
        return False
    return sum(map(locale.is_value, block.text.split())) >= _FIGURES_OF_A_ROLLED


def with_tables_of_lines(blocks: Sequence[Block], labels: FormLabels) -> list[Block]:
    """Put grids in place of the paragraphs that print a table of the form."""
    if not labels.form.tables:
        return list(blocks)
    found: list[Block] = []
    for is_grid, own in groupby(blocks, key=lambda block: isinstance(block, Grid)):
        group = list(own)
        found += group if is_grid else _without_tables(group, labels)
    return found


def _without_tables(blocks: Sequence[Block], labels: FormLabels) -> Iterator[Block]:
    pieces = [(block, piece) for block in blocks for piece in _pieces(block, labels) if piece.text.strip()]
    known = _with_labels_between([piece for _, piece in pieces])
    start = grids = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and known[end].cells:
            end += 1
        grid = _grid(known[start:end], labels.locale, goes_on=grids > 0) if end > start else None
        if grid:
            grids += 1
            yield grid
        else:
            end = max(end, start + 1)
            yield from _unchanged(pieces[start:end])
        start = end


def _unchanged(pieces: Sequence[tuple[Block, _Piece]]) -> Iterator[Block]:
    """Yield the paragraphs as they were; of one that holds whole tables, what stands beside them."""
    for block, piece in pieces:
        yield block if isinstance(block, Grid) or piece.text == block.text else Paragraph(piece.text, piece.at)


def _pieces(block: Block, labels: FormLabels) -> Iterator[_Piece]:
    if isinstance(block, Grid):
        return
    if is_rolled(block, labels.locale):
        yield from (_piece(word, block.at, labels) for word in block.text.split())
    else:
        yield _piece(block.text, block.at, labels, is_heading=isinstance(block, Heading))


def _piece(text: str, at: Location, labels: FormLabels, *, is_heading: bool = False) -> _Piece:
    words = text.strip()
    if not words or is_heading:
        return _Piece(text, at)
    figures = tuple(words.split())
    if all(_GROUPED.fullmatch(word) or ("," not in word and labels.locale.is_value(word)) for word in figures):
        return _Piece(text, at, figures, is_figure=True)
    for parts in (_STROKES.split(words), _parted_by_commas(words)):
        cells = tuple(part.strip() for part in parts)
        if len(cells) > 2 and (_is_row(cells, labels, fewest=1) or _is_unknown_row(cells, labels, fewest=1)):
            return _Piece(text, at, cells, parted=True)
    cells = tuple(_row(words, labels))
    if len(cells) > 2 and (_is_row(cells, labels, fewest=2) or _is_unknown_row(cells, labels, fewest=2)):
        return _Piece(text, at, cells)
    return _Piece(text, at, (words,) if is_label(words, labels) else ())


def _parted_by_commas(words: str) -> Sequence[str]:
    """Part a line as files of comma-separated values are written, with quotes round what holds a comma."""
    if words.count(",") < 2 or len(words) > _LONGEST_ROW:
        return ()
    try:
        return next(csv.reader([" ".join(words.split())]), [])
    except csv.Error:
        return ()


def _row(words: str, labels: FormLabels) -> list[str]:
    """Part a label, and the unit behind it, from the figures that follow with spaces between them."""
    parts = words.split()
    first = len(parts)
    while first and labels.locale.is_value(parts[first - 1]):
        first -= 1
    unit = parts[first - 1 : first] if first > 1 and _is_unit(parts[first - 1], labels.locale) else []
    label = " ".join(parts[: first - len(unit)])
    return [*([label] if label else []), *unit, *parts[first:]]


def _is_row(cells: Sequence[str], labels: FormLabels, *, fewest: int) -> bool:
    """Tell whether cells are labels and then figures of one row, or labels alone as in a header; `fewest` of them at least."""
    printed = [cell for cell in cells if cell]
    figures = [labels.locale.is_value(cell) for cell in printed]
    named = sum(is_label(cell, labels) for cell, figure in zip(printed, figures, strict=True) if not figure)
    apart = figures == sorted(figures)
    return apart and (sum(figures) >= fewest or named >= fewest) and (named > 0 or all(figures))


def _is_unknown_row(cells: Sequence[str], labels: FormLabels, *, fewest: int) -> bool:
    """Tell whether cells are words and then figures, as in a row that the form does not have, or that repeats."""
    printed = [cell for cell in cells if cell]
    figures = list(map(labels.locale.is_value, printed))
    words = figures.count(False)
    if not 0 < words <= len(printed) - fewest or any(map(labels.locale.is_sentence, printed[:words])):
        return False
    return figures == sorted(figures) and max(map(len, printed)) <= _LONGEST_CELL


def _is_unit(text: str, locale: Locale) -> bool:
    """Tell whether a cell names the unit of its row."""
    return bool(text) and locale.number(f"1{text}").unit == text


def is_label(text: str, labels: FormLabels) -> bool:
    """Tell whether words stand in a table of the form: label of a row, header or caption, and no heading of a section."""
    if len(text) > _LONGEST_CELL:
        return False
    words = labels.fold(text)
    if labels.locale.fold_heading(labels.locale.heading(text).title) in right_wordings(labels.form, labels.locale):
        return False
    known = words in _vocabulary(labels.form, labels.locale) or _is_unit(text, labels.locale)
    return known or labels.is_caption(words) or labels.row_of(text) is not None


@lru_cache(maxsize=64)
def _vocabulary(form: Form, locale: Locale) -> frozenset[str]:
    """Return the folds of all words that the tables of a form print, and of what spans them."""
    own = (word for table in form.tables for word in (*words_of(table), *table.spanning, *table.block_headers))
    return frozenset(filter(None, map(locale.fold, own)))


def _with_labels_between(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Take one or two short lines between figures for the label of a row and its unit, though the form does not have it."""
    kept = list(pieces)
    last = -_MOST_LABELS - 2
    for place, piece in enumerate(pieces):
        if not piece.is_figure:
            continue
        between = [number for number in range(max(last + 1, 0), place) if not pieces[number].cells]
        if place - last - 1 <= _MOST_LABELS and all(_is_short(pieces[number].text) for number in between):
            for number in between:
                kept[number] = pieces[number]._replace(cells=(pieces[number].text.strip(),))
        last = place
    return kept


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_CELL and not text.strip().endswith(("。", "；", "：", ":", "."))


def _grid(pieces: Sequence[_Piece], locale: Locale, *, goes_on: bool) -> Grid | None:
    """Put pieces together to rows, None where they hold too few figures for a table, or for more rows of the one before."""
    rows = list(_rows(pieces, locale))
    filled = [[cell for cell in cells if cell and locale.is_value(cell)] for _, cells, _ in rows]
    labelled = sum(bool(own) and len(own) < len(cells) for own, (_, cells, _) in zip(filled, rows, strict=True))
    figures = sum(map(len, filled))
    if goes_on and labelled and all(len(piece.cells) > 1 and not piece.is_figure for piece in pieces):
        pass
    elif figures < _FEWEST_FIGURES or (labelled < _FEWEST_ROWS and max(map(len, filled)) < _FEWEST_OF_A_LINE):
        return None
    exact = all(parted for *_, parted in rows) and len({len(cells) for _, cells, _ in rows}) == 1
    sure = _LIKELY if any(piece.is_figure or len(piece.cells) == 1 for piece in pieces) else 1.0
    cells = tuple(
        Cell(text, r, c, 1, 1, at._replace(row=r, column=c), sure) for r, (at, row, _) in enumerate(rows) for c, text in enumerate(row)
    )  # fmt: skip
    columns = max(len(row) for _, row, _ in rows)
    return with_ragged_rows_doubted(Grid(cells, len(rows), columns, exact, pieces[0].at))


def _rows(pieces: Sequence[_Piece], locale: Locale) -> Iterator[tuple[Location, Sequence[str], bool]]:
    """Yield the rows with their places: those printed as such, and the single cells from one label to the next."""
    for single, own in groupby(pieces, key=lambda piece: piece.is_figure or len(piece.cells) == 1):
        if single:
            yield from _stacked(list(own), locale)
        else:
            yield from ((piece.at, piece.cells, piece.parted) for piece in own)


def _stacked(pieces: Sequence[_Piece], locale: Locale) -> Iterator[tuple[Location, Sequence[str], bool]]:
    """Yield labels as rows of their own, and the last of them, behind those of its groups, with the figures that follow.

    The order of headers of two levels tells no columns; the figures of a table of one line have no label.
    """
    above: list[_Piece] = []
    for is_figure, own in groupby(pieces, key=lambda piece: piece.is_figure):
        group = list(own)
        if not is_figure:
            above = group
            continue
        if sum(len(piece.cells) for piece in group) >= _FEWEST_OF_A_LINE:
            rows = [above, group]
        else:
            first = _first_of_groups(above, locale)
            rows = [*([piece] for piece in above[:first]), [*above[first:], *group]]
        yield from map(_row_of, filter(None, rows))
        above = []
    yield from (_row_of([piece]) for piece in above)


def _row_of(pieces: Sequence[_Piece]) -> tuple[Location, Sequence[str], bool]:
    return pieces[0].at, [cell for piece in pieces for cell in piece.cells], False


def _first_of_groups(above: Sequence[_Piece], locale: Locale) -> int:
    """Return where the labels begin that number a row and the groups in which it stands, each below the one before."""
    first = max(len(above) - 1, 0)
    if first > 0 and _is_unit(above[first].text.strip(), locale):
        first -= 1
    while first > 0 and 0 <= _level(above[first - 1].text, locale) < _level(above[first].text, locale):
        first -= 1
    return first


def _level(label: str, locale: Locale) -> int:
    """Return how deep a label is numbered, -1 where it is not."""
    parts = locale.heading(label)
    if parts.numbering is Numbering.NONE:
        return -1
    return 0 if parts.numbering is Numbering.TOP else 2 if parts.number.isdecimal() else 1
