"""Figures in cells: letters that look like digits, and readings that the ink contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gouji_plugins.readers.ocr.recognition import Reading

DOUBTFUL = 0.5
"""Confidence of a reading that is only likely."""

_RINGS = str.maketrans("OoQ〇○ＯD", "0000000")
_STROKES = str.maketrans("lI|ｌ丨!", "111111")
_FIGURE = re.compile(r"[-+]?\d[\d,，]*(?:[.．]\d+)?")
_DASH = re.compile(r"[-—–－_]{1,3}|[/／\\]|无|不适用")
_IDEOGRAPH = re.compile(r"[一-龥]")
_LONE = frozenset("一二三十、丶")


class Marks(NamedTuple):
    """How many separate marks of ink stand in a line: tall ones as digits are, small ones at the foot as points are."""

    tall: int
    low: int


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
    worded = _IDEOGRAPH.search(words) and words not in _LONE
    certain = worded or _DASH.fullmatch(words)
    return Reading(text, confidence if certain else min(confidence, DOUBTFUL))


def _agree(figure: str, marks: Sequence[Marks]) -> bool:
    """Tell whether as many digits and points were read as are printed."""
    return (sum(map(str.isdigit, figure)), sum(letter in ".．,，" for letter in figure)) in marks
