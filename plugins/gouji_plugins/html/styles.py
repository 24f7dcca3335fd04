"""Inline styles: most bytes of a page exported from a word processor, few of which change what a reader sees."""

from __future__ import annotations

import re

_STYLED = re.compile(rb' style="([^"]*)"')
_STRIKES = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_RAISES = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_NUMBERS = re.compile(r"list-style[^;]*(?:cjk|chinese|japanese)", re.IGNORECASE)
_TELLING = (b"display", b"visibility", b"mso-hide", b"line-through", b"super", b"list-style")
_NOT_IN_A_VALUE = (b"<", b">", b"\n")
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all")


def hides(style: str) -> bool:
    """Tell whether a style hides its element."""
    words = style.lower()
    may_hide = "display" in words or "visibility" in words or "mso-hide" in words
    return may_hide and _HIDES.search(words) is not None


def strikes(style: str) -> bool:
    """Tell whether a style strikes words out."""
    return "ine" in style and _STRIKES.search(style) is not None


def raises(style: str) -> bool:
    """Tell whether a style raises its element above the line."""
    return "upe" in style.lower() and _RAISES.search(style) is not None


def numbers(style: str) -> bool:
    """Tell whether a style numbers a list in Chinese."""
    return "tyle" in style.lower() and _NUMBERS.search(style) is not None


def without_type(markup: bytes) -> bytes:
    """Leave out the style attributes that only set type, before anything is decoded or parsed; lines keep their numbers.

    The bytes may be in UTF-8 or GB 18030: in both a blank is never part of another character.
    """
    parts = _STYLED.split(markup)
    between, styles = parts[::2], parts[1::2]
    distinct = set(styles)
    together = b" ".join(distinct).lower()
    if any(sign in together for sign in (*_TELLING, *_NOT_IN_A_VALUE)):
        idle = {style for style in distinct if _is_idle(style)}
        left = (b"" if style in idle else b' style="%b"' % style for style in styles)
        between = [piece for pair in zip(between, [*left, b""], strict=True) for piece in pair]
    return b"".join(between)


def _is_idle(style: bytes) -> bool:
    if any(sign in style for sign in _NOT_IN_A_VALUE):
        return False
    words = style.decode("latin-1")
    return not (hides(words) or strikes(words) or raises(words) or numbers(words))
