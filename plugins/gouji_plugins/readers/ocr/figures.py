"""Figures in cells: letters that look like digits, and readings that the ink contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji_plugins.readers.ocr.marks import Marks
from gouji_plugins.readers.ocr.recognition import Reading

DOUBTFUL = 0.5
"""Confidence of a reading that is only likely."""

_RINGS = str.maketrans("OoQ〇○ＯD", "0000000")
_STROKES = str.maketrans("lI|ｌ丨!", "111111")
_FIGURE = re.compile(r"[-+]?\d[\d,，]*(?:[.．]\d+)?")
_DASH = re.compile(r"[-—–－_]{1,3}")
_SLASH = re.compile(r"[/／\\]")
_IDEOGRAPH = re.compile(r"[一-龥]")
_LONE = frozenset("一二三十、丶")
_HOLES = {"0": (1,), "4": (0, 1), "6": (0, 1), "8": (1, 2), "9": (0, 1)}
"""How many holes a digit may show: thin type may leave a 4, 6 or 9 open, and thick type may fill half of an 8."""
_WIDEST_DASH = 3.0
"""For the height of the type: what is longer is a crease in the paper."""
_SQUARE = (0.55, 1.6)
"""How wide a letter may be, on the average, for its height."""


def settled(reading: Reading, marks: Sequence[Marks]) -> Reading:
    """Return a reading as a figure where it is one beyond doubt, else with less confidence."""
    text, confidence = reading
    words = "".join(text.split())
    ringed = words.translate(_RINGS)
    if _FIGURE.fullmatch(ringed):
        return Reading(ringed, confidence if _agree(ringed, marks) else min(confidence, DOUBTFUL))
    stroked = ringed.translate(_STROKES)
    if _FIGURE.fullmatch(stroked):
        return Reading(stroked, min(confidence, DOUBTFUL))
    if _DASH.fullmatch(words):
        return Reading(text, confidence if _is_dash(words, marks) else min(confidence, DOUBTFUL))
    if words == "一":
        return Reading("—" if _is_dash(words, marks) else text, min(confidence, DOUBTFUL))
    if _SLASH.fullmatch(words):
        return Reading(text, confidence if _is_slash(marks) else min(confidence, DOUBTFUL))
    worded = _IDEOGRAPH.search(words) and words not in _LONE and _is_as_wide(words, marks)
    return Reading(text, confidence if worded else min(confidence, DOUBTFUL))


def is_figure(text: str) -> bool:
    """Tell whether a line holds a figure, or the dash that stands for none."""
    return _FIGURE.fullmatch(text) is not None or _DASH.fullmatch(text) is not None


def is_stray(text: str) -> bool:
    """Tell whether a cell holds but one letter, such as the strokes of a seal give; 无 alone is a word."""
    return len(text) == 1 and text not in "无/／\\" and not is_figure(text)


def _agree(figure: str, marks: Sequence[Marks]) -> bool:
    """Tell whether as many digits and points were read as are printed, each with as many holes as it has."""
    digits = [letter for letter in figure if letter.isdigit()]
    points = sum(letter in ".．,，" for letter in figure)
    signs = len(figure) - len(digits) - points
    return any(
        (len(digits), points, signs) == (seen.tall, seen.low, seen.flat)
        and all(holes in _HOLES.get(digit, (0,)) for digit, holes in zip(digits, seen.holes, strict=False))
        for seen in marks
    )


def _is_dash(words: str, marks: Sequence[Marks]) -> bool:
    return any(
        seen.tall == 0 and seen.low == 0 and 1 <= seen.flat <= len(words) and seen.wide <= _WIDEST_DASH
        for seen in marks
    )


def _is_slash(marks: Sequence[Marks]) -> bool:
    return any((seen.tall, seen.low, seen.flat) == (1, 0, 0) and not any(seen.holes) for seen in marks)


def _is_as_wide(words: str, marks: Sequence[Marks]) -> bool:
    """Tell whether the line is about as wide as its letters: an ideograph fills a square, other characters half of one."""
    squares = sum(1.0 if ord(letter) > 0x2E7F else 0.5 for letter in words)
    return any(not seen.wide or _SQUARE[0] <= seen.wide / squares <= _SQUARE[1] for seen in marks)
