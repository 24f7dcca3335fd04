"""Running heads, running feet and page numbers: what stands at the edge of pages and is no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gouji.layout.lines import PrintedLine
from gouji.layout.tolerances import EDGE_LINES, PAGE_EDGE_SHARE, SAME_HEIGHT_PT
from gouji.layout.typography import is_page_number

_DIGITS = re.compile(r"\d+")


def without_running_lines(pages: Sequence[tuple[float, list[PrintedLine]]]) -> list[list[PrintedLine]]:
    """Leave out page numbers, and lines that several pages (height, lines) carry at the same place of their edge."""
    seen: Counter[tuple[str, int]] = Counter()
    for height, lines in pages:
        for line in _at_edge(lines, height):
            seen.update(_places(line))
    return [
        [line for line in lines if line not in edge or not _is_running(line, seen)]
        for height, lines in pages
        for edge in [_at_edge(lines, height)]
    ]


def _at_edge(lines: Sequence[PrintedLine], height: float) -> list[PrintedLine]:
    """Return the outermost lines in the margins of a page."""
    upper = [line for line in lines[:EDGE_LINES] if line.bottom < PAGE_EDGE_SHARE * height]
    return upper + [line for line in lines[-EDGE_LINES:] if line.top > (1 - PAGE_EDGE_SHARE) * height]


def _places(line: PrintedLine) -> list[tuple[str, int]]:
    """Return the line's words without figures, at its height and one step lower, so that near heights meet."""
    words = _DIGITS.sub("0", line.text)
    step = int(line.top // SAME_HEIGHT_PT)
    return [(words, step), (words, step + 1)]


def _is_running(line: PrintedLine, seen: Counter[tuple[str, int]]) -> bool:
    if is_page_number(line.text):
        return True
    return max(seen[place] for place in _places(line)) > 1
