"""Running heads, running feet and page numbers: what stands at the edge of pages and is no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gouji.layout.lines import PrintedLine

_EDGE = 0.12
_DEEPEST = 2
_PAGE_NUMBER = re.compile(
    r"[-—–－·~\s]*\d{1,3}[-—–－·~\s]*|第?\s*\d{1,3}\s*页?\s*[/／共,，]\s*共?\s*\d{1,3}\s*页?|第\s*\d{1,3}\s*页"
)
_PRINTED_BY_BROWSER = re.compile(
    r"\d{1,4}/\d{1,2}/\d{1,4},? *(上午|下午|晚上|中午|凌晨)? *\d{1,2}:\d{2}( [AP]M)?(?!\d).*|(file|https?)://\S+ ?\d{1,3}/\d{1,3}"
)
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
    upper = [line for line in lines[:_DEEPEST] if line.bottom < _EDGE * height]
    return upper + [line for line in lines[-_DEEPEST:] if line.top > (1 - _EDGE) * height]


def _places(line: PrintedLine) -> list[tuple[str, int]]:
    """Return the line's words without figures, at its height and one step lower, so that near heights meet."""
    words = _DIGITS.sub("0", line.text)
    step = int(line.top // 3)
    return [(words, step), (words, step + 1)]


def is_page_number(text: str) -> bool:
    """Tell whether a line at the edge of a page only counts it, or says where a browser printed it from."""
    return bool(_PAGE_NUMBER.fullmatch(text) or _PRINTED_BY_BROWSER.fullmatch(text))


def _is_running(line: PrintedLine, seen: Counter[tuple[str, int]]) -> bool:
    if is_page_number(line.text):
        return True
    return max(seen[place] for place in _places(line)) > 1
