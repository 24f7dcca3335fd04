"""A scanned page as a picture set upright, its ink told from paper, and the way back to the page as it was scanned."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import cv2
import numpy as np

from gouji_plugins.readers.ocr.cleaning import Picture
from gouji_plugins.readers.ocr.pictures import Scan

_WIDEST_SKEW = 3.0
_LEAST_SKEW = 0.01
_SMALL = 800
_WIDEST_STROKE = 25
_DARKER, _FAINT = (15, 45), (10, 45)
_TIMES_NOISE = 7.5
_SHARE = 0.15
SMALLEST_MARK = 6
"""Pixels: less is dust, smaller than the point of a decimal number."""


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An upright page: `grey` as scanned, `ink` 255 where something is printed, `skew` the degrees taken out.

    `traces` is ink before specks were left out, `seal` 255 where a seal was taken off, `scale` the pixels in a point. A
    half of a sheet begins `left` pixels from the sheet's own left side.
    """

    number: int
    grey: Picture
    ink: Picture
    traces: Picture
    seal: Picture
    skew: float
    scale: float
    left: int

    def on_paper(self, box: tuple[float, float, float, float]) -> Box:
        """Return where a box (in pixels) stands on the page as scanned, in points."""
        x0, top, x1, bottom = box
        height, width = self.grey.shape
        x, y = (x0 + x1 - width) / 2, (top + bottom - height) / 2
        turn = radians(self.skew)
        dx = x * cos(turn) - y * sin(turn) - x
        dy = x * sin(turn) + y * cos(turn) - y
        a, b, c, d = (
            round(float(side) / self.scale, 2)
            for side in (x0 + dx + self.left, top + dy, x1 + dx + self.left, bottom + dy)
        )
        return (a, b, c, d)


def sheet_of(scan: Scan) -> Sheet:
    """Set a page upright and tell ink from paper."""
    skew = _skew(ink_and_traces(scan.grey)[0]) if min(scan.grey.shape) >= 2 * _WIDEST_STROKE else 0.0
    turns = abs(skew) > _LEAST_SKEW
    upright = _turned(scan.grey, skew) if turns else scan.grey
    seal = _turned(scan.seal, skew, 0) if turns and scan.seal.any() else scan.seal
    ink, traces = ink_and_traces(upright)
    return Sheet(scan.number, upright, without_specks(ink), traces, seal, skew, scan.scale, scan.left)


def ink_and_traces(grey: Picture) -> tuple[Picture, Picture]:
    """Return what is darker than the paper round it and thin, such as strokes and rules, and the faintest traces of it.

    A black-hat finds hairlines that the mean of a neighbourhood loses; its median is what noise alone makes of paper.
    """
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    noise = float(np.median(np.abs(smooth.astype(np.int16) - cv2.GaussianBlur(smooth, (9, 9), 0))))
    depth = cv2.morphologyEx(smooth, cv2.MORPH_BLACKHAT, np.ones((_WIDEST_STROKE, _WIDEST_STROKE), np.uint8))
    paper, full = float(np.median(depth)), float(np.percentile(depth, 99))
    ink, traces = (
        np.where(depth > paper + np.clip(least, *bounds), np.uint8(255), np.uint8(0))
        for least, bounds in ((max(_TIMES_NOISE * noise, _SHARE * full), _DARKER), (_TIMES_NOISE * noise, _FAINT))
    )
    return ink, traces


def without_specks(ink: Picture) -> Picture:
    """Leave out what is smaller than the dot of a decimal number."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    kept = stats[:, cv2.CC_STAT_AREA] >= SMALLEST_MARK
    kept[0] = False
    return np.where(kept[labels], np.uint8(255), np.uint8(0))


def _skew(ink: Picture) -> float:
    """Return the angle at which lines of text and rules stand most sharply apart, in degrees, clockwise positive."""
    small = cv2.resize(ink, None, fx=_SMALL / ink.shape[1], fy=_SMALL / ink.shape[1], interpolation=cv2.INTER_AREA)
    coarse = _sharpest(small, np.arange(-_WIDEST_SKEW, _WIDEST_SKEW + 0.01, 0.2))
    fine = _sharpest(small, coarse + np.arange(-0.2, 0.21, 0.05))
    return _sharpest(ink, fine + np.arange(-0.04, 0.041, 0.02))


def _sharpest(ink: Picture, angles: Picture) -> float:
    scores = []
    for angle in angles:
        profile = _turned(ink, float(angle), 0).sum(axis=1, dtype=np.float64)
        scores.append(float(np.square(np.diff(profile)).sum()))
    return float(angles[int(np.argmax(scores))])


def _turned(picture: Picture, degrees: float, paper: int = 255) -> Picture:
    """Turn a picture about its middle, counter-clockwise as seen."""
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned: Picture = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=paper)
    return turned
