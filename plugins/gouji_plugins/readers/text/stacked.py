"""Tables pasted with one cell a line, or a row's figures below its label: with blank lines between them or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from gouji_plugins.readers.text.rows import LONGEST_ROW_LABEL, Line, Run, may_stand_between

_FIGURE = re.compile(r"[-+]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?(?:万?元|件|条|项|个)?|[-—–/／]{1,3}|无")
_LEVELS = tuple(map(re.compile, ("[一二三四五六七八九十]+、", "[（(][一二三四五六七八九十]+[)）]", r"\d+[.．、]")))
"""How labels are numbered, a group's before those of its rows."""
_FEWEST_FIGURES = 8
_FEWEST_ROWS = 3
_NO_LABEL = re.compile(r"(?:报告|年报)$|^\S{2,8}[:：]\s*\S|(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]")
"""Titles, and lines that state a date, a source or an address."""
_FEWEST_OF_A_LINE = 10
"""Figures that follow one another without a label: the cells of a table of one line, under its headers."""
_SHORTEST_ROLLED, _FIGURES_OF_A_ROLLED = 300, 25
"""Letters and figures of a line that is a whole report, or a table of it, without its line breaks."""
_LIKELY = 0.5
"""Confidence of cells whose row only their order tells."""


class _Cell(NamedTuple):
    """A line that is not blank: its place among all lines, its words, whether they are figures or may be a label."""

    at: int
    text: str
    is_figure: bool
    is_label: bool


def unrolled(line: Line) -> list[Line]:
    """Return each word of a line as a line of its own where the line holds whole tables, else the line."""
    if len(line.text) < _SHORTEST_ROLLED:
        return [line]
    words = line.text.split()
    figures = sum(map(bool, map(_FIGURE.fullmatch, words)))
    return [Line(line.number, word) for word in words] if figures >= _FIGURES_OF_A_ROLLED else [line]


def stacked_runs(lines: Sequence[Line]) -> Iterator[Run]:
    """Yield the runs of lines, blank ones among them, that print a table cell by cell."""
    cells = [_cell(index, line.text.strip()) for index, line in enumerate(lines) if line.text.strip()]
    if not any(cell.is_figure for cell in cells):
        return
    for place, (cell, below) in enumerate(pairwise(cells)):
        if (
            below.is_figure
            and not cell.is_figure
            and place
            and cells[place - 1].is_figure
            and _is_long_label(cell.text)
        ):
            cells[place] = cell._replace(is_label=True)
    for is_table, own in groupby(cells, key=lambda cell: cell.is_figure or cell.is_label):
        if is_table and (run := _run(lines, list(own))):
            yield run


def _cell(index: int, text: str) -> _Cell:
    words = text.split()
    figures = [bool(_FIGURE.fullmatch(word)) for word in words]
    if all(figures) and "\t" not in text:
        return _Cell(index, text, True, False)
    is_row = "\t" in text or "|" in text or any(figures[1:])
    return _Cell(index, text, False, may_stand_between(text) and not is_row and not _NO_LABEL.search(text))


def _is_long_label(text: str) -> bool:
    """Tell whether a line amid figures is a label, though its words are parted like a sentence's."""
    return len(text) <= LONGEST_ROW_LABEL and not text.endswith(("。", "；", "：", ":"))


def _run(lines: Sequence[Line], cells: Sequence[_Cell]) -> Run | None:
    """Put cells together to rows, None where they are too few for a table."""
    last = max((place for place, cell in enumerate(cells) if cell.is_figure), default=-1)
    rows: list[list[str]] = []
    numbers: list[int] = []
    labelled = longest = count = 0
    above: list[_Cell] = []
    for is_figure, own in groupby(cells[: last + 1], key=lambda cell: cell.is_figure):
        group = list(own)
        if not is_figure:
            above = group
            continue
        longest, labelled = max(longest, len(group)), labelled + bool(above)
        count += sum(len(cell.text.split()) for cell in group)
        for row in _rows(above, group):
            rows.append([word for cell in row for word in (cell.text.split() if cell.is_figure else [cell.text])])
            numbers.append(lines[row[0].at].number)
        above = []
    if count < _FEWEST_FIGURES or (labelled < _FEWEST_ROWS and longest < _FEWEST_OF_A_LINE):
        return None
    return Run(cells[0].at, cells[last].at + 1, rows, numbers, confidence=_LIKELY)


def _rows(labels: Sequence[_Cell], figures: Sequence[_Cell]) -> Iterator[Sequence[_Cell]]:
    """Yield what stands above a row, and the row; the order of headers of two levels tells no columns, so each is a row."""
    if len(figures) >= _FEWEST_OF_A_LINE:
        yield from filter(None, (labels, figures))
        return
    first = len(labels) - 1
    while first > 0 and 0 <= _level(labels[first - 1].text) < _level(labels[first].text):
        first -= 1
    yield from ([label] for label in labels[: max(first, 0)])
    yield [*labels[max(first, 0) :], *figures]


def _level(label: str) -> int:
    """Return how deep a label is numbered, -1 where it is not."""
    return next((level for level, pattern in enumerate(_LEVELS) if pattern.match(label)), -1)
