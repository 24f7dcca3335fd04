"""Inline styles: most bytes of a page exported from a word processor, and of use only where they hide something."""

from __future__ import annotations

import re

_STYLED = re.compile(rb' style="([^"]*)"')
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all")


def hides(style: str) -> bool:
    """Tell whether a style hides its element."""
    words = style.lower()
    may_hide = "display" in words or "visibility" in words or "mso-hide" in words
    return may_hide and _HIDES.search(words) is not None


def without_type(markup: bytes) -> bytes:
    """Leave out the style attributes that only set type, before anything is decoded or parsed; lines keep their numbers.

    The bytes may be in UTF-8 or GB 18030: in both a blank is never part of another character.
    """
    parts = _STYLED.split(markup)
    between, styles = parts[::2], parts[1::2]
    needed = {style for style in set(styles) if not _is_idle(style)}
    if needed:
        left = (b' style="%b"' % style if style in needed else b"" for style in styles)
        between = [piece for pair in zip(between, [*left, b""], strict=True) for piece in pair]
    return b"".join(between)


def _is_idle(style: bytes) -> bool:
    is_whole = b"<" not in style and b">" not in style and b"\n" not in style
    return is_whole and not hides(style.decode("latin-1"))
