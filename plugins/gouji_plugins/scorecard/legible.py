"""Text from reports made harmless to look at: no control characters, no turned direction, no endless strings."""

from __future__ import annotations

import re

LONGEST = 2_000
"""Characters shown of any one text; what is longer is cut, and the page says so."""
LONGEST_SAID = 500
"""Characters shown of a message or of a passage cited as evidence."""

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\u0085\u2028\u2029]")
_HARMFUL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ORDINARY = "[ -~\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60\u2014-\u2026\u00b7\u00d7\n\t]*"

is_plain = re.compile(_ORDINARY).fullmatch
"""Tells at once that a text needs no mending."""


def legible(text: str) -> str:
    """Return text that shows as it reads: zero-width characters dropped, control characters as U+FFFD."""
    if is_plain(text):
        return text
    return _HARMFUL.sub("\ufffd", _INVISIBLE.sub("", _BREAKS.sub("\n", text)))


def clip(text: str, notice: str, longest: int = LONGEST) -> str:
    """Cut a long text; `notice` takes the full length as `{n}`."""
    if len(text) <= longest:
        return text
    return f"{text[:longest]}… {notice.format(n=f'{len(text):,}')}"


def around(text: str, span: tuple[int, int] | None, reach: int = 160) -> tuple[str, str, str]:
    """Split a text into what stands before, in and after a span, cutting what is farther than `reach` away."""
    if span is None:
        return text, "", ""
    start, end = max(0, min(span)), min(len(text), max(span))
    before, hit, after = text[:start], text[start:end], text[end:]
    if len(before) > reach:
        before = "…" + before[-reach:]
    if len(after) > reach:
        after = after[:reach] + "…"
    return before, hit, after
