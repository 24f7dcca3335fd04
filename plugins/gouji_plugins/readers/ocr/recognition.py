"""Text recognised in pictures by RapidOCR, whose wheel carries its models: nothing is downloaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

from gouji_plugins.readers.ocr.cleaning import Picture

if TYPE_CHECKING:
    from rapidocr import RapidOCR

MOST_CERTAIN = 0.99
"""Nothing recognised is as certain as a text layer."""
_DETECTED_AT = 0.6
"""Lines are looked for in a picture so much smaller, which finds as many in half of the time."""
_NARROWEST = 96
_AROUND = 2
_FIRST_USE = Lock()


class Reading(NamedTuple):
    """A text and how sure its least sure character is, 0 to MOST_CERTAIN."""

    text: str
    confidence: float


class PlacedReading(NamedTuple):
    """A line found on a page, how sure its letters are on the average, and its box in pixels: x0, top, x1, bottom."""

    text: str
    confidence: float
    box: tuple[float, float, float, float]


@cache
def _loaded() -> RapidOCR:
    import onnxruntime
    from rapidocr import RapidOCR

    onnxruntime.disable_telemetry_events()
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Global.text_score": 0.0,
            "Global.max_side_len": 4000,
            "Global.return_word_box": True,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.limit_type": "max",
            "Det.limit_side_len": 4000,
            "Rec.rec_batch_num": 1,
            "Rec.rec_img_shape": [3, 48, _NARROWEST],
        }
    )


def _engine() -> RapidOCR:
    """Return the one engine of the process; each session computes in the thread that calls it."""
    with _FIRST_USE:
        return _loaded()


def read_lines(pictures: Sequence[Picture]) -> list[Reading]:
    """Read pictures that hold one line of text each, one by one, so that none changes how another is read."""
    return [_reading(*_recognised(picture)) for picture in pictures]


def find_lines(page: Picture, most: int | None = None) -> Iterator[PlacedReading]:
    """Find the lines of text on a page and read them, or the first of them; what cannot be read has no text."""
    height, width = page.shape
    for x0, top, x1, bottom in islice(_found(page), most):
        left, upper = max(x0 - _AROUND, 0), max(top - _AROUND, 0)
        right, lower = min(x1 + _AROUND, width), min(bottom + _AROUND, height)
        text, letters = _recognised(page[upper:lower, left:right])
        sure = min(sum(letters) / len(letters), MOST_CERTAIN) if text.strip() else 0.0
        yield PlacedReading(text, sure, (x0, top, x1, bottom))


def _found(page: Picture) -> Iterator[tuple[int, int, int, int]]:
    """Yield the boxes of the lines, within the page."""
    height, width = page.shape
    small = cv2.resize(page, None, fx=_DETECTED_AT, fy=_DETECTED_AT, interpolation=cv2.INTER_AREA)
    found: Any = _engine()(_in_colours(small), use_det=True, use_cls=False, use_rec=False)
    for box in [] if found.boxes is None else found.boxes:
        (x0, top), (x1, bottom) = np.min(box, axis=0) / _DETECTED_AT, np.max(box, axis=0) / _DETECTED_AT
        left, upper, right, lower = (
            max(round(x0), 0),
            max(round(top), 0),
            min(round(x1), width),
            min(round(bottom), height),
        )
        if right > left and lower > upper:
            yield left, upper, right, lower


def _recognised(picture: Picture) -> tuple[str, Sequence[float]]:
    """Return the text of one line, and how sure each of its characters is."""
    found: Any = _engine().recognize_txt([_in_colours(picture)])
    (text,), (word,) = found.txts, found.word_results
    return text, word.confs


def _in_colours(picture: Picture) -> Picture:
    return np.repeat(picture[:, :, None], 3, axis=2)


def _reading(text: str, letters: Sequence[float]) -> Reading:
    """Take the least sure letter or digit; where words stand, their punctuation does not matter."""
    worded = any(letter.isalpha() for letter in text)
    telling = [sure for letter, sure in zip(text, letters, strict=False) if letter.isalnum() or not worded]
    return Reading(text.strip(), min([*telling, MOST_CERTAIN]) if text.strip() else 0.0)
