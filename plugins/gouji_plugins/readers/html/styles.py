"""Inline styles: most bytes of a page exported from a word processor, few of which change what a reader sees."""

from __future__ import annotations

import re
from functools import lru_cache

from gouji_plugins.readers.html.colours import CLEAR, WHITE, ground, has_ground, ink
from gouji_plugins.readers.html.fonts import sets_font

_STYLED = re.compile(rb' style="([^"]*)"')
_PALE = re.compile(rb"color\s*[:=]\s*[\"']?(?:#[fF]{3}|#(?:[fF][0-9a-fA-F]){3}|white|WHITE|rgba?\(\s*2[45]\d|hsl)")
_BRINGS_FONTS = re.compile(rb"@font-face\s*\{[^{}]*url\(", re.IGNORECASE)
_STRIKES = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_RAISES = re.compile(
    r"vertical-align\s*:\s*(?:super|text-top|(?:[1-9]|0?\.\d)[\d.]*(?:r?em|px|pt|ex|%))|mso-text-raise\s*:\s*[1-9]"
    r"|position\s*:\s*relative[^}]*(?<![\w-])(?:top\s*:\s*-|bottom\s*:)\s*[1-9.]",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"list-style[^;]*(?:cjk|chinese|japanese)", re.IGNORECASE)
_APART = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)\b(?!-)")
_NOT_IN_A_VALUE = (b"<", b">", b"\n")
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?<![\w-])(?:left|top|right|bottom|text-indent|margin-left)\s*:\s*-(?:9\d\d|\d{4,}|\d{3,}(?:\.\d+)?(?:r?em|vw|vh|%))"
    r"|translate(?:3d|[xy])?\([^()]*-(?:\d{4,}|\d{3,}(?:r?em|vw|vh|%))"
    r"|transform\s*:[^;]*scale(?:3d|[xy])?\(\s*0*(?:\.0+)?\s*[,)]"
    r"|(?<![\w-])clip\s*:\s*rect\(\s*[01](?:px)?[\s,]"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%\s*\)|circle\(\s*0(?:px|%)?\s*(?:\)|at\b))"
)
_OPACITY = re.compile(r"(?<![\w-])opacity\s*(?::|\()\s*(\d*\.?\d+)(%?)")
_MAY_HIDE = (
    "display", "visib", "mso-hide", "left", "top", "right", "bottom", "indent", "clip", "scale", "translate",
)  # fmt: skip
_SHRINKS = re.compile(r"(?<![\w-])(?:max-)?(?:height|width)\s*:\s*0(?:px|pt|em|%)?\s*(?:[;!}]|$)")
_VISIBLE = re.compile(r"visibility\s*:\s*visible", re.IGNORECASE)
_SHOWS = re.compile(r"display\s*:\s*(?!none)[a-z]|visibility\s*:\s*visible|(?<![\w-])opacity\s*:\s*(?:1|0?\.[1-9])")
_SIZE = re.compile(r"(?<![\w-])font-size\s*:\s*(?:calc\(\s*)?(\d*\.?\d+)(px|pt|r?em|%)?", re.IGNORECASE)
_NO_SIZE = re.compile(r"(?<![\w-])font\s*:\s*(?:[a-z]+\s+)*0(?:\.0*)?(?:px|pt|r?em|%)?[\s/]", re.IGNORECASE)
_SMALLEST = {"px": 2, "pt": 1.5, "em": 0.1, "rem": 0.1, "%": 10, "": 0.001}
"""Sizes of letters, by their units, below which no reader sees them."""
_FAINT = 0.1
"""Opacity below which nothing is seen."""
_CONTENT = re.compile(r"""(?<![\w-])content\s*:\s*((?:"[^"]*"|'[^']*'|[^;}"'])*)""", re.IGNORECASE)
_WRITES = re.compile(r"(?:attr|counters?|url|var)\(", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_ESCAPED = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_PRIVATE = range(0xE000, 0xF900)
_TURNS = re.compile(
    r"unicode-bidi\s*:\s*(?:bidi|isolate)-override|scalex?\(\s*-|rotatey?\(\s*-?180deg"
    r"|letter-spacing\s*:\s*-\s*(?:[5-9]|\d\d|0?\.[4-9]\d*r?em|1r?em)",
    re.IGNORECASE,
)
_MAY_TURN = ("override", "scale", "rotate", "spacing")
_MAY_REORDER = ("order", "erse", "oat", "scale", "osition", "grid-")
_REORDERS = re.compile(
    r"flex-(?:direction|flow)\s*:[^;]*-reverse"
    r"|(?<![\w-])order\s*:\s*-?[1-9]|float\s*:\s*right|position\s*:\s*(?:absolute|fixed)|grid-(?:column|row|area)\s*:|scalex\(\s*-|(?<![\w-])scale\(\s*-",
    re.IGNORECASE,
)


def hides(style: str) -> bool:
    """Tell whether a style hides its element: not shown, seen through, moved off the page, or cut to nothing."""
    words = style.lower()
    if any(sign in words for sign in _MAY_HIDE) and _HIDES.search(words):
        return True
    if "opacity" in words and any(float(n) / (100 if p else 1) < _FAINT for n, p in _OPACITY.findall(words)):
        return True
    return "overflow" in words and "hidden" in words and _SHRINKS.search(words) is not None


def sizes(style: str) -> bool:
    """Tell whether a style says how large its words are."""
    return ("size" in style and _SIZE.search(style) is not None) or _has_no_size(style)


def is_small(style: str) -> bool:
    """Tell whether a style sets its own words so small that nobody sees them."""
    words = style.lower()
    if "size" not in words:
        return _has_no_size(words)
    return any(float(number) < _SMALLEST[unit.lower()] for number, unit in _SIZE.findall(style))


def _has_no_size(style: str) -> bool:
    return "font" in style and "0" in style and _NO_SIZE.search(style) is not None


def keeps_place(style: str) -> bool:
    """Tell whether a style hides an element so that its place stays empty."""
    words = style.lower()
    return ("visib" in words or "opacity" in words) and "display" not in words and "absolute" not in words


def uncovers(style: str) -> bool:
    """Tell whether a style shows words within what is invisible."""
    return "visib" in style.lower() and _VISIBLE.search(style) is not None


def blots_out(style: str) -> bool:
    """Tell whether a style sets its own words so small, so clear or so like their ground that nobody sees them.

    Those within it may be set anew.
    """
    if is_small(style):
        return True
    if "color" not in style.lower() or (words := ink(style)) is None:
        return False
    return words == CLEAR or (has_ground(style) and words == ground(style))


def is_pale(style: str) -> bool:
    """Tell whether a style sets words in the white of the paper."""
    return "color" in style.lower() and ink(style) == WHITE


def writes(style: str, *, icons: bool = False) -> bool:
    """Tell whether a style writes words, numbers or a picture of its own; with signs of a font of its own, too, if asked."""
    if "content" not in style.lower():
        return False
    for value in _CONTENT.findall(style):
        letters = "".join(_ESCAPED.sub(_letter, one or other) for one, other in _QUOTED.findall(value))
        if _WRITES.search(value) or any(letter.isalnum() for letter in letters):
            return True
        if icons and any(ord(letter) in _PRIVATE for letter in letters):
            return True
    return False


def _letter(escaped: re.Match[str]) -> str:
    code = int(escaped[1], 16)
    return chr(code) if 0 < code < 0x110000 else ""


def turns(style: str) -> bool:
    """Tell whether a style shows letters from right to left, mirrored, upside down or upon one another."""
    return any(sign in style for sign in _MAY_TURN) and _TURNS.search(style) is not None


def reorders(style: str) -> bool:
    """Tell whether a style shows its element elsewhere than it is written."""
    return any(sign in style for sign in _MAY_REORDER) and (_REORDERS.search(style) is not None)


def shows(style: str) -> bool:
    """Tell whether a style shows an element that another one hides."""
    words = style.lower()
    return any(sign in words for sign in _MAY_HIDE) and _SHOWS.search(words) is not None


def strikes(style: str) -> bool:
    """Tell whether a style strikes words out."""
    return "ine" in style and _STRIKES.search(style) is not None


def raises(style: str) -> bool:
    """Tell whether a style raises its element above the line."""
    return ("align" in style or "raise" in style or "relative" in style) and _RAISES.search(style) is not None


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
    pale = any(markup[found.start() - 1 : found.start()] != b"-" for found in _PALE.finditer(markup))
    brings_fonts = _BRINGS_FONTS.search(markup) is not None
    telling = {
        style
        for style in set(styles)
        if not _is_idle(style)
        or (pale and b"background" in style)
        or (brings_fonts and sets_font(style.decode("latin-1")))
    }
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
    return not any(tells(words) for tells in _TELLING)


_TELLING = (hides, shows, blots_out, is_pale, reorders, turns, strikes, raises, numbers, stands_apart, uncovers)
