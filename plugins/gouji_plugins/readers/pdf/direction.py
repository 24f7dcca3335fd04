"""Which way the text of a page runs, whatever way the page is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

_RIGHT_ANGLE = 1.5707963
_ASKEW = 0.05
_SAMPLE = 60
_FEWEST_WORDS = 8
_NO_WORDS = frozenset("0123456789-—–－·/／ ")
"""What numbers pages."""


def direction_of(text: Any, letters: str, shown: int) -> int:  # noqa: ANN401 - a ctypes pointer
    """Return how many quarters to turn a page clockwise so that most of its text stands upright.

    Some characters all over the page tell; one without characters stays as it is `shown`.
    """
    printed = [index for index, letter in enumerate(letters) if letter > " "]
    turns = map(turns_on(text), printed[:: max(1, len(printed) // _SAMPLE)])
    found = Counter(round(turn) % 4 for turn in turns if not is_askew(turn))
    return -found.most_common(1)[0][0] % 4 if found else shown


def letters_by_turns(text: Any, letters: str, shown: int) -> dict[int, str]:  # noqa: ANN401 - a ctypes pointer
    """Return for each way that text runs the page's characters with blanks for all others, the page's own way first.

    Keys are the quarters to turn the page clockwise. A page's own way is that in which it is `shown` where words stand so,
    and not only its number; else that of most characters.
    """
    turns_of = turns_on(text)
    found: dict[int, list[int]] = {}
    for index, letter in enumerate(letters):
        if letter > " " and not is_askew(turn := turns_of(index)):
            found.setdefault(-round(turn) % 4, []).append(index)
    words = sum(letters[index] not in _NO_WORDS for index in found.get(shown, ()))
    own = shown if words >= _FEWEST_WORDS else max(found, key=lambda turns: len(found[turns]), default=shown)
    ways = [own, *(turns for turns in found if turns != own)]
    return {turns: _only(letters, set(found.get(turns, ()))) for turns in ways}


def _only(letters: str, indexes: set[int]) -> str:
    return "".join(letter if index in indexes else " " for index, letter in enumerate(letters))


def turns_on(text: Any) -> Callable[[int], float]:  # noqa: ANN401 - a ctypes pointer
    """Return what tells by how many quarters a character of the page is turned clockwise in the page's own space."""
    import pypdfium2.raw as pdfium

    angle_of: Callable[[Any, int], float] = pdfium.FPDFText_GetCharAngle
    return lambda index: angle_of(text, index) / _RIGHT_ANGLE


def is_askew(quarter_turns: float) -> bool:
    """Tell whether a character stands upon no side of the page."""
    return abs(quarter_turns - round(quarter_turns)) > _ASKEW
