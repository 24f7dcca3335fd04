"""What the ink of a line shows without being recognised: how many separate marks, of which kind, with how many holes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from gouji_plugins.readers.ocr.cleaning import Picture, paper_of
from gouji_plugins.readers.ocr.sheet import SMALLEST_MARK

_DARKNESS = (0.25, 0.4, 0.5)
"""Thin strokes hold together at the first, neighbouring digits come apart at the last."""
_TALL = 0.45
_LEAST_TALL = 0.6
_FLAT = 1.8
_DASH = 0.22
_LEAST_HOLE = 4
_FULL_LINE = 0.8


class Marks(NamedTuple):
    """What ink shows of a line: `tall` marks as digits are, `low` ones as points are, `flat` ones as dashes are.

    `holes` counts those in each tall mark from left to right; `wide` is the width of the line for the height of its type.
    """

    tall: int
    low: int = 0
    flat: int = 0
    holes: tuple[int, ...] = ()
    wide: float = 0.0


class _Mark(NamedTuple):
    """A separate mark: its box in pixels, and the holes in it."""

    x: int
    y: int
    width: int
    height: int
    holes: int


def marks_of(picture: Picture, em: float) -> list[Marks]:
    """Describe a line of type `em` pixels high, once for each share of darkness that may count as ink."""
    paper, darkest = paper_of(picture), float(np.percentile(picture, 2))
    return [_described(_marks(picture < paper - share * (paper - darkest)), em) for share in _DARKNESS]


def _marks(dark: Picture) -> list[_Mark]:
    """Return the marks from left to right, dust left out."""
    shapes, nesting = cv2.findContours(dark.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    if nesting is None:
        return []
    boxes = [cv2.boundingRect(shape) for shape in shapes]
    parents = [parent for *_, parent in nesting[0].tolist()]
    holes = [parent for parent, box in zip(parents, boxes, strict=True) if parent >= 0 and min(box[2:]) >= _LEAST_HOLE]
    marks = [
        _Mark(x, y, width, height, holes.count(index))
        for index, (x, y, width, height) in enumerate(boxes)
        if parents[index] < 0
    ]
    return sorted(mark for mark in marks if mark.width * mark.height >= SMALLEST_MARK)


def _described(marks: Sequence[_Mark], em: float) -> Marks:
    if not marks:
        return Marks(0)
    least = _TALL * max(_LEAST_TALL * em, *(mark.height for mark in marks))
    tall = [mark for mark in marks if mark.height >= least]
    small = [mark for mark in marks if mark.height < least]
    dashes = [mark for mark in small if mark.width >= max(_FLAT * mark.height, _DASH * em)]
    foot = max((mark.y + 2 * mark.height / 3 for mark in tall), default=0.0)
    points = [mark for mark in small if mark not in dashes and mark.y + mark.height / 2 > foot]
    across = max(mark.x + mark.width for mark in marks) - marks[0].x
    down = max(mark.y + mark.height for mark in marks) - min(mark.y for mark in marks)
    wide = across / max(down, _FULL_LINE * em)
    return Marks(len(tall), len(points), len(dashes), tuple(mark.holes for mark in tall), wide)
