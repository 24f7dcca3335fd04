"""Text recognised in pictures by RapidOCR, whose wheel carries its models: nothing is downloaded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from gouji_plugins.readers.ocr.pictures import Picture

if TYPE_CHECKING:
    from rapidocr import RapidOCR

MOST_CERTAIN = 0.99
"""Nothing recognised is as certain as a text layer."""
_BATCH = 6
_LONGEST_SIDE = 1600
_NARROWEST = 96


class Reading(NamedTuple):
    """A text and how sure its least sure character is, 0 to MOST_CERTAIN."""

    text: str
    confidence: float


class PlacedReading(NamedTuple):
    """A line found on a page, with its box in pixels: x0, top, x1, bottom."""

    text: str
    confidence: float
    box: tuple[float, float, float, float]


@cache
def _engine() -> RapidOCR:
    import onnxruntime
    from rapidocr import RapidOCR

    onnxruntime.disable_telemetry_events()
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Global.text_score": 0.0,
            "Global.max_side_len": 4000,
            "Det.limit_type": "max",
            "Det.limit_side_len": _LONGEST_SIDE,
            "Rec.rec_batch_num": _BATCH,
            "Rec.rec_img_shape": [3, 48, _NARROWEST],
        }
    )


def read_lines(pictures: Sequence[Picture]) -> list[Reading]:
    """Read pictures that hold one line of text each."""
    if not pictures:
        return []
    engine = _engine()
    engine.return_word_box = True
    found = engine.recognize_txt([_in_colours(picture) for picture in pictures])
    words: Any = found.word_results
    return [_reading(text, word.confs) for text, word in zip(found.txts or (), words, strict=True)]


def find_lines(page: Picture) -> list[PlacedReading]:
    """Find and read the lines of text on a page."""
    found: Any = _engine()(_in_colours(page), use_det=True, use_cls=False, use_rec=True, return_word_box=False)
    if found.boxes is None or found.txts is None:
        return []
    lines = []
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        (x0, top), (x1, bottom) = np.min(box, axis=0).tolist(), np.max(box, axis=0).tolist()
        lines.append(PlacedReading(text, min(float(score), MOST_CERTAIN), (x0, top, x1, bottom)))
    return lines


def _in_colours(picture: Picture) -> Picture:
    return np.repeat(picture[:, :, None], 3, axis=2)


def _reading(text: str, letters: Sequence[float]) -> Reading:
    """Take the least sure letter or digit; where words stand, their punctuation does not matter."""
    worded = any(letter.isalpha() for letter in text)
    telling = [sure for letter, sure in zip(text, letters, strict=False) if letter.isalnum() or not worded]
    return Reading(text.strip(), min([*telling, MOST_CERTAIN]) if text.strip() else 0.0)
