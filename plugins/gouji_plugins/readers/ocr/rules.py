"""The ruling lines of tables, told from the strokes of letters, whole or broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import cv2
import numpy as np

from gouji_plugins.readers.ocr.cleaning import Picture

Box = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels."""

_SHORTEST = 38
_WINDOW = 61
_INKED = 0.72
"""Of so many pixels along a row."""
_CERTAIN = 160
"""A rule so long need not end at others."""
_SHORT_SIDE = 5
_REACH = 3
_LONG_SIDE = 30
"""A digit between two rules of a dense table fills most of a shorter side."""
_THICKEST = 12
"""Pixels: a rule of three points, with its soft edges."""
_BENT = 1 / 150
_GAP = 11
"""Pixels: narrower gaps in a rule are bridged."""
_TOUCH = 11
_GAPLESS = 0.93
_BROKEN = 0.8
_CLEAR = 5
_HALF_WIDTH = 4
_LEAST_OPEN = 0.4 * 255
_MOST_BESIDE = 0.2
_TILE = 160
_SMALLEST_TABLE = 40


def rules_in(ink: Picture) -> tuple[Picture, Picture]:
    """Return masks of the level and of the upright rules, each part of a table.

    Long level rules are certain; between them the upright ones are looked for, and between these the short level ones.
    """
    strokes = _long_strokes(ink, np.zeros_like(ink))
    certain = components(strokes, lambda part: part.width >= _CERTAIN and _is_thin(part) and _is_rule(part.box, ink))
    upright = _sides(_long_strokes(ink.T, certain.T), certain.T, ink.T).T
    level = _sides(strokes, upright, ink)
    joined = cv2.dilate(np.maximum(level, upright), np.ones((_TOUCH, _TOUCH), np.uint8))
    inside = components(joined, lambda part: min(part.width, part.height) >= _SMALLEST_TABLE)
    return level & inside, upright & inside


class Part(NamedTuple):
    """A connected part of a mask."""

    box: Box

    @property
    def width(self) -> int:
        """Its width in pixels."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> int:
        """Its height in pixels."""
        return self.box[3] - self.box[1]


def components(mask: Picture, wanted: Callable[[Part], bool]) -> Picture:
    """Keep the connected parts of a mask that are wanted."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(mask), connectivity=8)
    parts = [Part((x, y, x + width, y + height)) for x, y, width, height, _ in stats.tolist()]
    kept = np.array([index > 0 and wanted(part) for index, part in enumerate(parts)])
    return np.where(kept[labels], np.uint8(255), np.uint8(0))


def _long_strokes(ink: Picture, crossed: Picture) -> Picture:
    """Return what runs level along one row: inked nearly throughout, or with gaps but little ink above and below.

    What lies on the rules that are `crossed` counts for nothing, else they would join the letters between them.
    """
    ink = np.ascontiguousarray(ink)
    open_paper = np.where(
        cv2.dilate(np.ascontiguousarray(crossed), np.ones((1, 3), np.uint8)) > 0, np.uint8(0), np.uint8(255)
    )
    along, beside = _inked(ink, open_paper, 1), _inked(ink, open_paper, _CLEAR)
    away = _CLEAR // 2 + _HALF_WIDTH
    clear = np.maximum(_moved(beside, away), _moved(beside, -away)) <= _MOST_BESIDE
    runs = (along >= _GAPLESS) | ((along >= _INKED) & clear)
    reach: Picture = cv2.dilate(runs.astype(np.uint8) * 255, np.ones((1, _WINDOW), np.uint8))
    whole: Picture = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, _GAP), np.uint8))
    strokes: Picture = reach & whole
    kept: Picture = cv2.morphologyEx(strokes, cv2.MORPH_OPEN, np.ones((1, _SHORTEST), np.uint8))
    return kept


def _inked(ink: Picture, open_paper: Picture, rows: int) -> Picture:
    """Return the share of open paper that is inked round each pixel, in so many rows."""
    visible: Picture = ink & open_paper
    inked, whole = (
        cv2.boxFilter(part, cv2.CV_32F, (_WINDOW, rows), borderType=cv2.BORDER_CONSTANT)
        for part in (visible, open_paper)
    )
    share: Picture = inked / np.maximum(whole, _LEAST_OPEN)
    return share


def _moved(picture: Picture, down: int) -> Picture:
    """Move a picture down, or up, paper coming in."""
    moved = np.roll(picture, down, axis=0)
    moved[slice(0, down) if down > 0 else slice(down, None)] = 0
    return moved


def _tiles(start: int, end: int) -> list[slice]:
    return [slice(left, min(left + _TILE, end)) for left in range(start, end, _TILE)]


def _is_thin(part: Part) -> bool:
    return part.height <= _THICKEST + part.width * _BENT


def _is_rule(box: Box, ink: Picture, alone: bool = False) -> bool:
    """Tell whether a level stroke is a rule: it runs on along one row, or has gaps there but little ink beside it.

    A short one must have both, and one that ends `alone`, where a page was cut, little ink beside it: letters have more.
    """
    x0, top, x1, bottom = box
    along = sum(np.count_nonzero(ink[top:bottom, tile], axis=1).max() for tile in _tiles(x0, x1)) / (x1 - x0)
    sides = ink[max(top - _CLEAR, 0) : top, x0:x1], ink[bottom : bottom + _CLEAR, x0:x1]
    beside = [np.count_nonzero(side) / max(side.size, 1) for side in sides]
    if x1 - x0 < _LONG_SIDE:
        return bool(along >= _GAPLESS and sum(beside) <= 2 * _MOST_BESIDE)
    return bool((along >= _GAPLESS and not alone) or (along >= _BROKEN and max(beside) <= _MOST_BESIDE))


def _sides(strokes: Picture, crossing: Picture, ink: Picture) -> Picture:
    """Keep the sides of cells: the pieces of strokes that are rules all the way from one crossing rule to the next."""
    walls = np.ascontiguousarray(crossing)
    reach = cv2.dilate(walls, np.ones((3, 2 * _REACH + 1), np.uint8)) > 0

    def is_side(part: Part) -> bool:
        x0, top, x1, bottom = part.box
        ends = sum(bool(reach[top:bottom, x : x + 1].any()) for x in (x0, x1 - 1))
        alone = ends < 2 and part.width < _CERTAIN
        anchored = ends == 1 and part.width >= _LONG_SIDE if alone else part.width >= _SHORT_SIDE
        return anchored and _is_thin(part) and _is_rule(part.box, ink, alone)

    sides = components(np.where(walls > 0, np.uint8(0), strokes), is_side)
    near: Picture = cv2.dilate(sides, np.ones((3, 2 * _TOUCH + 1), np.uint8))
    kept: Picture = sides | (strokes & walls & near)
    return kept
