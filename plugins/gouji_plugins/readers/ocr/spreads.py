"""Two pages copied side by side on one sheet, cut apart where no ink is."""

from __future__ import annotations

import cv2
import numpy as np

from gouji_plugins.readers.ocr.cleaning import Picture, paper_of
from gouji_plugins.readers.ocr.pictures import Scan

_WIDER = 1.15
"""Two upright pages side by side are at least so wide for their height."""
_SMALLER = 4
_MIDDLE = (0.42, 0.58)
_DARK = 0.75
_GUTTER = 0.015
_FOLD = (0.3, 0.02)
"""A fold is higher than this share of the sheet, and narrower than that one."""
_CLEAN = 0.004
"""Dust may lie on so much of the height of a column."""


def single_pages(scan: Scan) -> tuple[Scan, ...]:
    """Return the two pages of a sheet that holds two, else the page as it is."""
    height, width = scan.grey.shape
    if width < _WIDER * height:
        return (scan,)
    middle = _gutter(scan.grey)
    return (scan,) if middle is None else (scan.cut(0, middle), scan.cut(middle, width))


def _gutter(grey: Picture) -> int | None:
    """Return the middle of the widest stretch without ink near the middle of a sheet."""
    height, width = (side // _SMALLER for side in grey.shape)
    small = cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA)
    inked = _without_folds((small < _DARK * paper_of(grey)).astype(np.uint8)).mean(axis=0) > _CLEAN
    low, high = (round(share * width) for share in _MIDDLE)
    edges = np.flatnonzero(np.diff(np.concatenate(([1], inked[low:high].astype(np.int8), [1]))))
    free = max(zip(edges[::2], edges[1::2], strict=True), key=lambda run: run[1] - run[0], default=(0, 0))
    if free[1] - free[0] < _GUTTER * width:
        return None
    return _SMALLER * (low + int(free[0] + free[1]) // 2)


def _without_folds(ink: Picture) -> Picture:
    height, width = ink.shape
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    fold = (stats[:, cv2.CC_STAT_HEIGHT] > _FOLD[0] * height) & (stats[:, cv2.CC_STAT_WIDTH] < _FOLD[1] * width)
    fold[0] = False
    return np.where(fold[labels], np.uint8(0), ink)
