"""Tables pasted without tabs: a label and then figures, with nothing but spaces between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji_plugins.readers.text.rows import Line, Run, may_stand_between, run_of

_NUMBER = re.compile(r"^(?:[-+]?\d[\d,，]*(?:\.\d+)?%?|[-—–/／]+|无)$")
_FIGURES_OF_A_ROW = 3
_FIGURES_OF_A_LONE_ROW = 5
_WORDS_OF_A_HEADER = 3
_LONGEST_HEADER_WORD = 16


def figure_runs(group: Sequence[Line]) -> Iterator[Run]:
    """Yield the runs of lines of figures, with the header lines above and between them."""
    counts = [_figures(line.text) for line in group]
    index = taken = 0
    while index < len(group):
        if counts[index] < _FIGURES_OF_A_ROW:
            index += 1
            continue
        start, end = _header_start(group, index, taken), _end(group, counts, index)
        strong = [count for count in counts[index:end] if count >= _FIGURES_OF_A_ROW]
        if len(strong) > 1 or strong[0] >= _FIGURES_OF_A_LONE_ROW:
            yield run_of(group, start, end, _cells)
        index = taken = end


def _figures(text: str) -> int:
    """Return how many figures a line ends in."""
    count = 0
    for word in reversed(text.split()):
        if not _NUMBER.match(word):
            break
        count += 1
    return count


def _header_start(group: Sequence[Line], index: int, taken: int) -> int:
    while index > taken and _is_header(group[index - 1].text):
        index -= 1
    return index


def _is_header(text: str) -> bool:
    words = text.split()
    return len(words) >= _WORDS_OF_A_HEADER and max(map(len, words)) <= _LONGEST_HEADER_WORD and may_stand_between(text)


def _end(group: Sequence[Line], counts: Sequence[int], index: int) -> int:
    """Return the end of a run: the last row of figures that only labels part from the row before."""
    end = index + 1
    for following in range(index + 1, len(group)):
        if counts[following] < _FIGURES_OF_A_ROW and not may_stand_between(group[following].text):
            break
        if counts[following]:
            end = following + 1
    return end


def _cells(text: str) -> list[str]:
    """Split off the figures; words before them are one label, but header words a cell each."""
    words = text.split()
    figures = _figures(text)
    if not figures:
        return words if _is_header(text) else [" ".join(words)]
    label = words[: len(words) - figures]
    return [" ".join(label), *words[-figures:]] if label else words
