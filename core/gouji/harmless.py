"""Text from reports made harmless wherever it is shown or written: no control characters, no turned direction."""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\u0085\u2028\u2029]")
_HARMFUL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2065-\u206f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ORDINARY = "[ -~\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60\u2014-\u2026\u00b7\u00d7\n\t]*"
_is_plain = re.compile(_ORDINARY).fullmatch

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def on_one_line(text: str) -> str:
    """Return text that stands on one line of a terminal and steers nothing there: control characters as U+FFFD."""
    return _STEERING.sub("\ufffd", text)


def legible(text: str) -> str:
    """Return text that XML can hold and that shows as it reads: zero-width characters dropped, control ones as U+FFFD.

    >>> legible("a" + chr(0x200B) + "b" + chr(0) + "c") == "ab" + chr(0xFFFD) + "c"
    True
    """
    if _is_plain(text):
        return text
    return _HARMFUL.sub("\ufffd", _INVISIBLE.sub("", _BREAKS.sub("\n", text)))
