"""Figures and headings that were recognised are compared with the ink that they were read from."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pytest

pytestmark = [
    pytest.mark.ocr,
    pytest.mark.skipif(
        not all(find_spec(name) for name in ("cv2", "onnxruntime", "rapidocr")),
        reason="the extra ocr (RapidOCR) is not installed",
    ),
]


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("12", {"tall": 2}, ("12", True)),
        ("1", {"tall": 2}, ("1", False)),
        ("16.37", {"tall": 4, "low": 1}, ("16.37", True)),
        ("1637", {"tall": 4, "low": 1}, ("1637", False)),
        ("-5", {"tall": 1, "flat": 1}, ("-5", True)),
        ("5", {"tall": 1, "flat": 1}, ("5", False)),
        ("80", {"tall": 2, "holes": (2, 1)}, ("80", True)),
        ("30", {"tall": 2, "holes": (2, 1)}, ("30", False)),
        ("0", {"tall": 1, "holes": (0,)}, ("0", False)),
        ("4", {"tall": 1, "holes": (0,)}, ("4", True)),
        ("O", {"tall": 1, "holes": (1,)}, ("0", True)),
        ("1〇5", {"tall": 3}, ("105", True)),
        ("l2", {"tall": 2}, ("12", False)),
        ("I", {"tall": 1}, ("1", False)),
        ("S", {"tall": 1}, ("S", False)),
        ("-", {"tall": 0, "flat": 1}, ("-", True)),
        ("-", {"tall": 1, "holes": (1,)}, ("-", False)),
        ("——", {"tall": 0, "flat": 1}, ("——", True)),
        ("一", {"tall": 0, "low": 1}, ("一", False)),
        ("/", {"tall": 1}, ("/", True)),
        ("/", {"tall": 2}, ("/", False)),
        ("总计", {"tall": 4, "wide": 2.1}, ("总计", True)),
        ("总计", {"tall": 9, "wide": 5.0}, ("总计", False)),
    ],
)
def test_a_reading_that_its_ink_contradicts_is_doubted(
    text: str, marks: dict[str, int], expected: tuple[str, bool]
) -> None:
    from gouji_plugins.readers.ocr.figures import settled
    from gouji_plugins.readers.ocr.marks import Marks
    from gouji_plugins.readers.ocr.recognition import Reading

    reading = settled(Reading(text, 0.97), [Marks(**marks)])  # type: ignore[arg-type]

    assert (reading.text, reading.confidence == 0.97) == expected


@pytest.mark.parametrize(
    ("read", "marked", "expected"),
    [
        ("一总体情况", True, "一、总体情况"),
        ("一总体情况", False, "一总体情况"),
        ("一.总体情况", False, "一、总体情况"),
        ("—、总体情况", False, "一、总体情况"),
        ("一是公开不够", False, "一是公开不够"),
        ("（一）总体情况", True, "（一）总体情况"),
    ],
)
def test_a_heading_gets_back_the_mark_that_was_printed(read: str, marked: bool, expected: str) -> None:
    from gouji_plugins.readers.ocr.numbering import with_mark

    ink = np.zeros((40, 240), np.uint8)
    for square in (0, 2, 3, 4):
        ink[2:38, 40 * square + 2 : 40 * square + 38] = 255
    ink[26:36, 42:50] = 255 if marked else 0
    ink[2:38, 42:78] = ink[2:38, 42:78] if marked else 255

    assert with_mark(read, ink) == expected
