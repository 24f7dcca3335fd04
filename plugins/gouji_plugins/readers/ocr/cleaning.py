"""What lies over a page and is none of its words: red seals, and the dark ground round the paper."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[Any]

_RED, _REDDISH = 40, 20
"""How much redder than green or blue, of 255, a seal's ink is, and what belongs to it."""
_SMALLER = 4
_SEAL_MILLIMETRES = (20.0, 65.0)
_ROUND = 0.6
"""A seal is at least so wide for its height, and so high for its width; a line of red type is not."""
_GAP = 5
_SOAKED = 7
_PALEST = 20
"""Per cent of a seal may stay darker than paper; what is black under it does so too."""
_DARK = 0.6
_THICK = 5
_SHADOW = 7


def paper_of(grey: Picture) -> int:
    """Return the grey of the paper, lightest but for noise."""
    return int(np.percentile(grey, 75))


def without_seals(colours: Picture, dpi: float) -> tuple[Picture, Picture]:
    """Return a page in grey without its red seals, and a mask of where they were.

    Black print under a transparent seal stays; what an opaque one hides is gone, so the mask tells what to doubt.
    """
    grey = cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY)
    seal = _seals(colours, dpi)
    if not seal.any():
        return grey, seal
    red, paper = colours[:, :, 0], float(np.median(grey))
    tone = max(float(np.percentile(red[seal > 0], _PALEST)), 1.0)
    lightened = np.minimum(red * (paper / tone), paper).astype(np.uint8)
    seal = cv2.dilate(seal, np.ones((_SOAKED, _SOAKED), np.uint8))
    return np.where(seal > 0, lightened, grey), seal


def _seals(colours: Picture, dpi: float) -> Picture:
    """Return what is red and part of something as large and as round as a seal."""
    redder = cv2.subtract(colours[:, :, 0], np.maximum(colours[:, :, 1], colours[:, :, 2]))
    mask: Picture = (redder > _RED).astype(np.uint8) * 255
    if not mask.any():
        return mask
    height, width = mask.shape
    small = cv2.resize(mask, (max(width // _SMALLER, 1), max(height // _SMALLER, 1)), interpolation=cv2.INTER_AREA)
    joined = cv2.morphologyEx((small > 60).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((_GAP, _GAP), np.uint8))
    least, most = (side / 25.4 * dpi / _SMALLER for side in _SEAL_MILLIMETRES)
    inside = np.zeros(mask.shape, bool)
    for x, y, across, down, _ in cv2.connectedComponentsWithStats(joined, connectivity=8)[2][1:].tolist():
        if least <= min(across, down) and max(across, down) <= most and _ROUND <= across / down <= 1 / _ROUND:
            left, top = max(x - 1, 0) * _SMALLER, max(y - 1, 0) * _SMALLER
            inside[top : (y + down + 1) * _SMALLER, left : (x + across + 1) * _SMALLER] = True
    return np.where(inside & (redder > _REDDISH), np.uint8(255), np.uint8(0))


def without_edges(grey: Picture) -> Picture:
    """Paint the dark ground round the paper, thick and reaching the rim of the picture, as paper."""
    height, width = grey.shape
    if min(height, width) < _SMALLER * _THICK:
        return grey
    paper = paper_of(grey)
    small = cv2.resize(grey, (width // _SMALLER, height // _SMALLER), interpolation=cv2.INTER_AREA)
    labels = cv2.connectedComponents(_thick((small < _DARK * paper).astype(np.uint8)), connectivity=8)[1]
    rim = np.unique(np.concatenate((labels[0], labels[-1], labels[:, 0], labels[:, -1])))
    ground = np.isin(labels, rim[rim > 0]).astype(np.uint8)
    if not ground.any():
        return grey
    around = cv2.dilate(ground, np.ones((_SHADOW, _SHADOW), np.uint8))
    return np.where(cv2.resize(around, (width, height), interpolation=cv2.INTER_NEAREST) > 0, np.uint8(paper), grey)


def _thick(mask: Picture) -> Picture:
    """Keep what is thick, or goes on beyond the rim."""
    wider = cv2.copyMakeBorder(mask, _THICK, _THICK, _THICK, _THICK, cv2.BORDER_REPLICATE)
    opened: Picture = cv2.morphologyEx(wider, cv2.MORPH_OPEN, np.ones((_THICK, _THICK), np.uint8))
    return opened[_THICK:-_THICK, _THICK:-_THICK]
