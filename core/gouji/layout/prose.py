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
from gouji.layout.tolerances import (
    CENTRED_EM,
    FARTHEST_LINE_EM,
    FEWEST_WIDE,
    INDENT_EM,
    LARGE_SHARE,
    LEAST_ROOM_EM,
    ROUGH_SIZE_SHARE,
    SAME_MARGIN_EM,
    SAME_PARAGRAPH_SHARE,
    SAME_SIZE_SHARE,
    STRAY_END_SHARE,
    STRAY_START_SHARE,
)
from gouji.layout.typography import ends_sentence, is_numbered
from gouji.model.document import Location, Paragraph

_FIRST_PIECE = re.compile(r"[（(《“‘〔【『「]*(?:[A-Za-z0-9@./:%+_-]+|.)[，。、；：！？）)》”’〕】』」]*")


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
        return off_middle < CENTRED_EM * line.em and line.x0 > self.left + CENTRED_EM * line.em

    def leaves_room(self, line: PrintedLine, following: PrintedLine) -> bool:
        """Tell whether the beginning of the following line would still have fitted, so that the line ended by will."""
        piece = _FIRST_PIECE.match(following.text)
        width = sum(1.0 if is_wide(letter) else 0.5 for letter in piece[0]) if piece else 1.0
        return line.x1 + (width + LEAST_ROOM_EM) * line.em < self.right

    def is_indented(self, line: PrintedLine) -> bool:
        """Tell whether a line begins to the right of the margin by more than a character."""
        return line.x0 > self.left + INDENT_EM * line.em


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
    body = [placed.line for placed in lines if abs(placed.line.em - em) <= SAME_SIZE_SHARE * em] or [
        p.line for p in lines
    ]
    starts = sorted(line.x0 for line in body)
    few = int(STRAY_START_SHARE * len(body))
    left = next((a for a, b in pairwise(starts[few:]) if b - a < SAME_MARGIN_EM * em), starts[0])
    right = sorted(line.x1 for line in body)[-1 - int(STRAY_END_SHARE * len(body))]
    steps = [
        b.line.top - a.line.top
        for a, b in pairwise(lines)
        if a.page == b.page
        and abs(a.line.em - em) <= SAME_SIZE_SHARE * em
        and em < b.line.top - a.line.top < FARTHEST_LINE_EM * em
    ]
    return TextArea(left, right, em, median(steps) if steps else 2 * em)


def _is_one_size(upper: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether two lines are set in one size; digits and letters tell it roughly, since their width differs by typeface."""
    apart = abs(upper.em - line.em) / max(upper.em, line.em)
    if apart <= SAME_SIZE_SHARE:
        return True
    return apart <= ROUGH_SIZE_SHARE and any(sum(map(is_wide, own.text)) < FEWEST_WIDE for own in (upper, line))


def goes_on(before: PlacedLine, placed: PlacedLine, area: TextArea) -> bool:
    """Tell whether a line continues the paragraph of the line before."""
    upper, line = before.line, placed.line
    if not _is_one_size(upper, line):
        return False
    step = line.top - upper.top
    scale = max(1.0, line.em / area.em)
    if before.page == placed.page and not 0 < step <= SAME_PARAGRAPH_SHARE * scale * area.pitch:
        return False
    numbered = is_numbered(line.text)
    if line.em > LARGE_SHARE * area.em and area.is_centred(line):
        return before.page == placed.page and area.is_centred(upper) and not numbered
    if area.leaves_room(upper, line) or (numbered and ends_sentence(upper.text)):
        return False
    if area.is_indented(line):
        return abs(upper.x0 - line.x0) < SAME_MARGIN_EM * line.em and not numbered and not ends_sentence(upper.text)
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
