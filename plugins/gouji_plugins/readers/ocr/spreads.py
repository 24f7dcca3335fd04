"""Two pages copied side by side on one sheet, cut apart where no ink is."""

from __future__ import annotations

import cv2
import numpy as np

from gouji_plugins.readers.ocr.cleaning import Picture
from gouji_plugins.readers.ocr.pictures import Scan
from gouji_plugins.readers.ocr.sheet import ink_and_traces, without_specks

_WIDER = 1.15
"""Two upright pages side by side are at least so wide for their height."""
_MIDDLE = (0.42, 0.58)
_GUTTER = 0.015
_FOLD = (0.3, 0.02)
"""A fold is higher than this share of the sheet, and narrower than that one."""
_CLEAN = 0.002
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
    ink = _without_folds(without_specks(ink_and_traces(grey)[0]))
    inked = (ink > 0).mean(axis=0) > _CLEAN
    width = int(grey.shape[1])
    low, high = (round(share * width) for share in _MIDDLE)
    edges = np.flatnonzero(np.diff(np.concatenate(([1], inked[low:high].astype(np.int8), [1]))))
    free = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    start, end = max(free, key=lambda run: run[1] - run[0], default=(0, 0))
    return low + (int(start) + int(end)) // 2 if end - start >= _GUTTER * width else None


def _without_folds(ink: Picture) -> Picture:
    height, width = ink.shape
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    fold = (stats[:, cv2.CC_STAT_HEIGHT] > _FOLD[0] * height) & (stats[:, cv2.CC_STAT_WIDTH] < _FOLD[1] * width)
    fold[0] = False
    return np.where(fold[labels], np.uint8(0), ink)
