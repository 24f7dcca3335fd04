"""Paragraphs put together from recognised lines by geometry: indents, line ends, size and numbering."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from gouji import Location, Paragraph
from gouji_plugins.readers.ocr.figures import DOUBTFUL
from gouji_plugins.readers.ocr.numbering import with_mark
from gouji_plugins.readers.ocr.recognition import PlacedReading
from gouji_plugins.readers.ocr.sheet import Sheet

_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)"
)
_FIRST_PIECE = re.compile(r"[（(《“‘]*(?:[A-Za-z0-9.%〔〕-]+|.)[，。、；：！？）)》”’]*")
_ENDED = ("。", "；", "！", "？", "：", ";", "!", "?", ":")
_PAGE_NUMBER = re.compile(r"[\W_一]*\d{1,3}[\W_一]*|第\s*\d{1,3}\s*页.*")
_EDGE = 0.09
_SAME_LINE = 0.5
_SAME_SIZE = 1.25
_STEP = 1.6
_LONG_LINE = 8
_OTHER_WIDTH = 0.2
"""A line that is so much wider or narrower than its letters was misread."""
_FIGURE = re.compile(r"[-—/]|\d[\d,，.]*")
_ROW_OF_FIGURES = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of prose on a page, all in pixels of the upright page; `tabular` where it is a row of figures."""

    sheet: Sheet
    text: str
    confidence: float
    x0: float
    top: float
    x1: float
    bottom: float
    tabular: bool = False

    @property
    def squares(self) -> float:
        """How many ideographs would be as wide as the line: other characters fill half a square."""
        return sum(1.0 if ord(letter) > 0x2E7F else 0.5 for letter in self.text)

    @property
    def em(self) -> float:
        """The size of type."""
        return (self.x1 - self.x0) / max(self.squares, 1.0)


@dataclass(frozen=True, slots=True)
class Measure:
    """The text area of a scan: its margins, the body's size of type and the usual step from line to line."""

    left: float
    right: float
    em: float
    step: float


def lines_of(sheet: Sheet, found: Iterable[PlacedReading]) -> list[Line]:
    """Join pieces that stand side by side, from top to bottom, and leave out the page's number."""
    rows: list[list[PlacedReading]] = []
    for piece in sorted(found, key=_middle):
        height = piece.box[3] - piece.box[1]
        if rows and _middle(piece) - _middle(rows[-1][0]) < _SAME_LINE * height:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines = [_line(sheet, sorted(row, key=lambda piece: piece.box[0])) for row in rows]
    return _compared([line for line in lines if line.text and not _is_page_number(line)])


def _compared(lines: Sequence[Line]) -> list[Line]:
    """Doubt the lines whose letters need more or less room than they have on paper."""
    long = [line for line in lines if line.squares >= _LONG_LINE]
    usual = median([line.em / (line.bottom - line.top) for line in long]) if long else 0.0
    misread = {id(line) for line in long if abs(line.em / (line.bottom - line.top) / usual - 1) > _OTHER_WIDTH}
    return [replace(line, confidence=min(line.confidence, DOUBTFUL)) if id(line) in misread else line for line in lines]


def _middle(piece: PlacedReading) -> float:
    return (piece.box[1] + piece.box[3]) / 2


def _line(sheet: Sheet, row: Sequence[PlacedReading]) -> Line:
    boxes = [piece.box for piece in row]
    x0, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    x1, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    ink = sheet.ink[max(int(top), 0) : int(bottom) + 1, max(int(x0), 0) : int(x1) + 1]
    text = with_mark("".join(piece.text for piece in row).strip(), ink)
    words = [word for piece in row for word in piece.text.split()]
    figures = sum(_FIGURE.fullmatch(word) is not None for word in words)
    tabular = figures >= _ROW_OF_FIGURES and 2 * figures >= len(words)
    return Line(sheet, text, min(piece.confidence for piece in row), x0, top, x1, bottom, tabular)


def _is_page_number(line: Line) -> bool:
    height = line.sheet.grey.shape[0]
    at_edge = line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height
    return at_edge and _PAGE_NUMBER.fullmatch(line.text) is not None


def measure_of(lines: Sequence[Line]) -> Measure:
    """Measure the text area from all lines of a scan."""
    sizes: Counter[int] = Counter()
    for line in lines:
        sizes[round(line.em)] += len(line.text)
    em = float(sizes.most_common(1)[0][0]) or 1.0
    body = [line for line in lines if line.em < _SAME_SIZE * em] or list(lines)
    starts, ends = sorted(line.x0 for line in body), sorted(line.x1 for line in body)
    steps = [b.top - a.top for a, b in pairwise(lines) if a.sheet is b.sheet and em < b.top - a.top < 4 * em]
    left = next((a for a, b in pairwise(starts) if b - a < 0.3 * em), starts[0])
    return Measure(left, ends[-1 - len(ends) // 20], em, median(steps) if steps else 2 * em)


def goes_on(before: Line, line: Line, measure: Measure) -> bool:
    """Tell whether a line continues the paragraph of the line before."""
    if not 1 / _SAME_SIZE < line.em / max(before.em, 1.0) < _SAME_SIZE:
        return False
    scale = max(1.0, line.em / measure.em)
    if before.sheet is line.sheet and not 0 < line.top - before.top <= _STEP * scale * measure.step:
        return False
    numbered = _NUMBERED.match(line.text) is not None
    if line.em > _SAME_SIZE * measure.em and line.x0 > measure.left + measure.em:
        return before.sheet is line.sheet and not numbered
    if numbered and before.text.endswith(_ENDED):
        return False
    return not _leaves_room(before, line, measure) and line.x0 <= measure.left + 1.2 * measure.em


def _leaves_room(before: Line, line: Line, measure: Measure) -> bool:
    """Tell whether the beginning of the line would still have fitted on the line before."""
    piece = _FIRST_PIECE.match(line.text)
    width = sum(1.0 if ord(letter) > 0x2E7F else 0.5 for letter in piece[0]) if piece else 1.0
    return before.x1 + (width + 0.5) * measure.em < measure.right


def paragraph(lines: Sequence[Line]) -> Paragraph:
    """Join lines to one paragraph, placed where it begins."""
    sheet = lines[0].sheet
    own = [line for line in lines if line.sheet is sheet]
    box = (
        min(line.x0 for line in own), min(line.top for line in own),
        max(line.x1 for line in own), max(line.bottom for line in own),
    )  # fmt: skip
    return Paragraph("".join(line.text for line in lines), Location(sheet.number, sheet.on_paper(box)))
