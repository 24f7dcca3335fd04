"""Characters mended one by one: radicals that stand for ordinary ideographs, and what no reader should see."""

from __future__ import annotations

from functools import cache

from gouji.compatibility import ORDINARY

UNKNOWN = "\ufffd"
"""What a reader writes for a character of which the file does not say what it is."""


_INVISIBLE = (
    *range(0x20), 0x7F, *range(0x80, 0xA0), 0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xFFFE, 0xFFFF,
)  # fmt: skip


@cache
def _mending() -> dict[int, str | None]:
    return {**ORDINARY, **dict.fromkeys(_INVISIBLE)}


def mended(text: str) -> str:
    """Return text with ordinary ideographs for radicals and without invisible characters."""
    return text.translate(_mending())


@cache
def is_wide(character: str) -> bool:
    """Tell whether a character is set in a full square: ideographs, their punctuation, full-width forms."""
    code = ord(character)
    return (
        0x2E80 <= code < 0xA4D0
        or 0xF900 <= code < 0xFB00
        or 0xFE30 <= code < 0xFE50
        or 0xFF00 <= code < 0xFFEF
        or 0x20000 <= code < 0x40000
        or character in "“”‘’…—《》·"
    )


def joined(left: str, right: str, apart: bool = True) -> str:
    """Join two pieces of one line: a space only where they stand apart and neither side is ideographic."""
    if not left or not right or not apart or is_wide(left[-1]) or is_wide(right[0]):
        return left + right
    return f"{left} {right}"
