"""Characters mended one by one: radicals that stand for ordinary ideographs, and what no reader should see."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_RADICALS = Path(__file__).with_name("radicals.txt")


def _radicals() -> Iterator[str]:
    """Yield pairs of a radical and its ideograph."""
    for line in _RADICALS.read_text(encoding="utf-8").splitlines():
        yield from () if line.startswith("#") else line.split()


@cache
def _mending() -> dict[int, str | None]:
    mending: dict[int, str | None] = {
        code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF))
    }
    mending.update({ord(pair[0]): pair[1] for pair in _radicals()})
    invisible = (*range(0x20), 0x7F, *range(0x80, 0xA0), 0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xFFFE, 0xFFFF)
    mending.update(dict.fromkeys(invisible))
    return mending


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
