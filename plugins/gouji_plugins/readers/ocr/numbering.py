"""The numbers of headings, whose mark 、 is small and easily misread or lost."""

from __future__ import annotations

import re

import cv2
import numpy as np

from gouji_plugins.readers.ocr.cleaning import Picture

_MISREAD = re.compile(r"^([一二三四五六七八九十]{1,3})\s?[.．,，·丶'’‘`]\s?(?=[一-龥])")
_DASHED = re.compile(r"^[-—－_~]\s?[、丶](?=[一-龥])")
_UNMARKED = re.compile(r"^([一二三四五六七八九十]{1,2})(?=[一-龥])")
_PLACE = (0.05, 0.95)
"""Where the mark stands between two letters, in ems from the end of the number."""
_HIGHEST = 0.45
_LEAST = 0.08


def with_mark(text: str, ink: Picture) -> str:
    """Return a line with the 、 behind its number as it was printed; one that is missing is looked for in the line's ink."""
    text = _DASHED.sub("一、", _MISREAD.sub(r"\1、", text))
    number = _UNMARKED.match(text)
    if number and _is_marked(ink, len(number[1])):
        return f"{number[1]}、{text[number.end() :]}"
    return text


def _is_marked(ink: Picture, letters: int) -> bool:
    """Tell whether nothing but a small mark stands in the square behind so many letters."""
    inked = cv2.findNonZero(np.ascontiguousarray(ink))
    if inked is None:
        return False
    x0, top, _, em = cv2.boundingRect(inked)
    start, end = (round(x0 + (letters + place) * em) for place in _PLACE)
    found = cv2.findNonZero(np.ascontiguousarray(ink[top : top + em, start:end]))
    if found is None:
        return False
    _, _, width, height = cv2.boundingRect(found)
    return bool(_LEAST * em < height < _HIGHEST * em and _LEAST * em < width < _HIGHEST * em)
