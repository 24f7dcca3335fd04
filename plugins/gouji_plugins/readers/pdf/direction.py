"""Which way the text of a page runs, whatever way the page is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

_RIGHT_ANGLE = 1.5707963
_ASKEW = 0.05
_SAMPLE = 60
_MOST_OTHERS = 0.2


class Direction(NamedTuple):
    """How many quarters to turn a page clockwise so that its text stands upright; `mixed` where much of it then does not."""

    quarter_turns: int
    mixed: bool


def direction_of(text: Any, letters: str, shown: int) -> Direction:  # noqa: ANN401 - a ctypes pointer
    """Look at some characters all over the page; one without characters stays as it is `shown`."""
    printed = [index for index, letter in enumerate(letters) if letter > " "]
    turns = map(turns_on(text), printed[:: max(1, len(printed) // _SAMPLE)])
    found = Counter(round(turn) % 4 for turn in turns if not is_askew(turn))
    if not found:
        return Direction(shown, mixed=False)
    [(most, count)] = found.most_common(1)
    return Direction(-most % 4, mixed=count < (1 - _MOST_OTHERS) * found.total())


def turns_on(text: Any) -> Callable[[int], float]:  # noqa: ANN401 - a ctypes pointer
    """Return what tells by how many quarters a character of the page is turned clockwise in the page's own space."""
    import pypdfium2.raw as pdfium

    angle_of: Callable[[Any, int], float] = pdfium.FPDFText_GetCharAngle
    return lambda index: angle_of(text, index) / _RIGHT_ANGLE


def is_askew(quarter_turns: float) -> bool:
    """Tell whether a character stands upon no side of the page."""
    return abs(quarter_turns - round(quarter_turns)) > _ASKEW
