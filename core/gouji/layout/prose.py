"""Paragraphs put together from lines by geometry: indents, line ends, type size and numbering."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gouji.layout.letters import is_wide, joined
from gouji.layout.lines import PrintedLine, located
from gouji.model.document import Location, Paragraph

_CHINESE = "一二三四五六七八九十"
_NUMBERED = re.compile(
    rf"[{_CHINESE}]{{1,3}}[、.．]|[（(][{_CHINESE}\d]{{1,3}}[)）]|第[{_CHINESE}]{{1,3}}[章节部]|\d{{1,2}}[、.．](?!\d)"
)
_FIRST_PIECE = re.compile(r"[（(《“‘〔【『「]*(?:[A-Za-z0-9@./:%+_-]+|.)[，。、；：！？）)》”’〕】』」]*")
_ENDED = ("。", "；", "！", "？", "：", ";", "!", "?", ":")
_LARGE = 1.12
_EXACTLY, _ABOUT = 0.1, 0.35
_FEWEST_WIDE = 2


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line and the page that it stands on."""

    line: PrintedLine
    page: int
    page_width: float


@dataclass(frozen=True, slots=True)
class TextArea:
    """The text area of pages of one width: its margins, the body's type size and the usual step from line to line."""

    left: float
    right: float
    em: float
    pitch: float

    def is_centred(self, line: PrintedLine) -> bool:
        """Tell whether a line stands in the middle, clear of both margins."""
        off_middle = abs((line.x0 + line.x1) - (self.left + self.right)) / 2
        return off_middle < line.em and line.x0 > self.left + line.em

    def leaves_room(self, line: PrintedLine, following: PrintedLine) -> bool:
        """Tell whether the beginning of the following line would still have fitted, so that the line ended by will."""
        piece = _FIRST_PIECE.match(following.text)
        width = sum(1.0 if is_wide(letter) else 0.5 for letter in piece[0]) if piece else 1.0
        return line.x1 + (width + 0.3) * line.em < self.right

    def is_indented(self, line: PrintedLine) -> bool:
        """Tell whether a line begins to the right of the margin by more than a character."""
        return line.x0 > self.left + 1.2 * line.em


def text_areas(lines: Sequence[PlacedLine]) -> dict[float, TextArea]:
    """Measure the text area for each width of page."""
    widths: dict[float, list[PlacedLine]] = {}
    for placed in lines:
        widths.setdefault(placed.page_width, []).append(placed)
    return {width: _text_area(own) for width, own in widths.items()}


def _text_area(lines: Sequence[PlacedLine]) -> TextArea:
    sizes: Counter[float] = Counter()
    for placed in lines:
        sizes[round(placed.line.em)] += len(placed.line.text)
    em = sizes.most_common(1)[0][0] or 1.0
    body = [placed.line for placed in lines if abs(placed.line.em - em) <= 0.1 * em] or [p.line for p in lines]
    starts = sorted(line.x0 for line in body)
    few = len(body) // 10
    left = next((a for a, b in pairwise(starts[few:]) if b - a < 0.5 * em), starts[0])
    right = sorted(line.x1 for line in body)[-1 - len(body) // 20]
    steps = [
        b.line.top - a.line.top
        for a, b in pairwise(lines)
        if a.page == b.page and abs(a.line.em - em) <= 0.1 * em and em < b.line.top - a.line.top < 4 * em
    ]
    return TextArea(left, right, em, median(steps) if steps else 2 * em)


def _is_one_size(upper: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether two lines are set in one size; digits and letters tell it roughly, since their width differs by typeface."""
    apart = abs(upper.em - line.em) / max(upper.em, line.em)
    if apart <= _EXACTLY:
        return True
    return apart <= _ABOUT and any(sum(map(is_wide, own.text)) < _FEWEST_WIDE for own in (upper, line))


def goes_on(before: PlacedLine, placed: PlacedLine, area: TextArea) -> bool:
    """Tell whether a line continues the paragraph of the line before."""
    upper, line = before.line, placed.line
    if not _is_one_size(upper, line):
        return False
    step = line.top - upper.top
    scale = max(1.0, line.em / area.em)
    if before.page == placed.page and not 0 < step <= 1.45 * scale * area.pitch:
        return False
    numbered = _NUMBERED.match(line.text) is not None
    if line.em > _LARGE * area.em and area.is_centred(line):
        return before.page == placed.page and area.is_centred(upper) and not numbered
    if area.leaves_room(upper, line) or (numbered and upper.text.endswith(_ENDED)):
        return False
    if area.is_indented(line):
        return abs(upper.x0 - line.x0) < 0.5 * line.em and not numbered and not upper.text.endswith(_ENDED)
    return True


def paragraph(lines: Iterable[PlacedLine]) -> Paragraph:
    """Join lines to one paragraph, placed where it begins."""
    lines = list(lines)
    text = ""
    for placed in lines:
        text = joined(text, placed.line.text)
    first = lines[0].page
    at: Location = located(first, [placed.line for placed in lines if placed.page == first])
    return Paragraph(text, at)
