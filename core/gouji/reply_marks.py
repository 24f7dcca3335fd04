"""The marks by which the lines of a reply form find their way back, and tell whether what was printed beside them still stands there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256

from gouji.text import fold

_MARK = re.compile(r"#([0-9a-f]{16})(?:[-‐-―−]([0-9a-f]{4}))?(?![0-9a-f])")
_LETTERS = 4
"""Of the sum: one of 65,536 changes is passed over."""


def reply_mark(fingerprint: str, printed: str = "") -> str:
    """Return the mark of a line in a reply form: the fingerprint of its finding, and a sum of what is printed beside it.

    >>> reply_mark("0123456789abcdef")
    '#0123456789abcdef'
    >>> reply_mark("0123456789abcdef", "Correct the total.") == reply_mark("0123456789abcdef", "correct  the total")
    True
    """
    return f"#{fingerprint}-{_sum(printed)}" if printed else f"#{fingerprint}"


def marks_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the fingerprints in a text, however a hand has broken or widened them, each with its sum, empty where it has none."""
    for found in _MARK.finditer("".join(unicodedata.normalize("NFKC", text).split()).lower()):
        yield found[1], found[2] or ""


def without_marks(text: str) -> str:
    """Return a text without the marks in it."""
    return _MARK.sub("", unicodedata.normalize("NFKC", text))


def is_as_printed(said: str, printed: str) -> bool | None:
    """Tell whether what stands there now is what a sum was made of; None without a sum."""
    return said == _sum(printed) if said else None


def _sum(printed: str) -> str:
    return sha256(fold(printed).encode()).hexdigest()[:_LETTERS]
