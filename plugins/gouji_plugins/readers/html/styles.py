"""Inline styles: most bytes of a page exported from a word processor, few of which change what a reader sees."""

from __future__ import annotations

import re
from functools import lru_cache

_STYLED = re.compile(rb' style="([^"]*)"')
_STRIKES = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_RAISES = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_NUMBERS = re.compile(r"list-style[^;]*(?:cjk|chinese|japanese)", re.IGNORECASE)
_APART = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)\b(?!-)")
_NOT_IN_A_VALUE = (b"<", b">", b"\n")
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?<![\w-])opacity\s*:\s*0+(?:\.0*)?%?\s*(?:[;!}]|$)"
    r"|(?<![\w-])(?:left|top|text-indent|margin-left)\s*:\s*-\d{4,}"
    r"|transform\s*:\s*scale\(\s*0\s*[,)]"
    r"|(?<![\w-])clip\s*:\s*rect\(\s*[01](?:px)?[\s,]"
)
_MAY_HIDE = ("display", "visib", "mso-hide", "opaci", "left", "top", "indent", "clip", "scale")
_SHRINKS = re.compile(r"(?<![\w-])(?:max-)?(?:height|width)\s*:\s*0(?:px|pt|em|%)?\s*(?:[;!}]|$)")
_SHOWS = re.compile(r"display\s*:\s*(?!none)[a-z]|visibility\s*:\s*visible|(?<![\w-])opacity\s*:\s*(?:1|0?\.[1-9])")

_BLOTS_OUT = re.compile(
    r"(?<![\w-])(?:font-size\s*:\s*(?:0(?:\.0*)?(?:px|pt|r?em|%)?|[01](?:\.\d+)?(?:px|pt))|color\s*:\s*(?:transparent|rgba\([^()]*,\s*0(?:\.0*)?\)))\s*(?:[;!}]|$)"
)


def hides(style: str) -> bool:
    """Tell whether a style hides its element: not shown, seen through, moved off the page, or cut to nothing."""
    words = style.lower()
    if any(sign in words for sign in _MAY_HIDE) and _HIDES.search(words):
        return True
    return "overflow" in words and "hidden" in words and _SHRINKS.search(words) is not None


def blots_out(style: str) -> bool:
    """Tell whether a style sets its own words so small, or so clear, that nobody sees them; those within may be set anew."""
    words = style.lower()
    return ("size" in words or "color" in words) and _BLOTS_OUT.search(words) is not None


def shows(style: str) -> bool:
    """Tell whether a style shows an element that another one hides."""
    words = style.lower()
    return any(sign in words for sign in _MAY_HIDE) and _SHOWS.search(words) is not None


def strikes(style: str) -> bool:
    """Tell whether a style strikes words out."""
    return "ine" in style and _STRIKES.search(style) is not None


def raises(style: str) -> bool:
    """Tell whether a style raises its element above the line."""
    return "upe" in style.lower() and _RAISES.search(style) is not None


def numbers(style: str) -> bool:
    """Tell whether a style numbers a list in Chinese."""
    return "tyle" in style.lower() and _NUMBERS.search(style) is not None


def stands_apart(style: str) -> bool:
    """Tell whether a style sets its element apart from the words before and behind it."""
    words = style.lower()
    return "display" in words and _APART.search(words) is not None


def without_type(markup: bytes) -> bytes:
    """Leave out the style attributes that only set type, before anything is decoded or parsed; lines keep their numbers.

    The bytes may be in UTF-8 or GB 18030: in both a blank is never part of another character.
    """
    parts = _STYLED.split(markup)
    between, styles = parts[::2], parts[1::2]
    telling = {style for style in set(styles) if not _is_idle(style)}
    if telling:
        left = (b' style="%b"' % style if style in telling else b"" for style in styles)
        between = [piece for pair in zip(between, [*left, b""], strict=True) for piece in pair]
    return b"".join(between)


@lru_cache(maxsize=8192)
def _is_idle(style: bytes) -> bool:
    """Tell whether a style only sets type; the pages of a site, and the tables of a page, share theirs."""
    if any(sign in style for sign in _NOT_IN_A_VALUE):
        return False
    words = style.decode("latin-1")
    return not (
        hides(words) or blots_out(words) or strikes(words) or raises(words) or numbers(words) or stands_apart(words)
    )
