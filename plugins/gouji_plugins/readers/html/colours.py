"""Colours of words and of what they stand upon, as far as words in the colour of their ground are seen by nobody."""

from __future__ import annotations

import re
from functools import lru_cache

WHITE = "ffffff"
CLEAR = ""
"""A colour that nothing is seen of."""

_NAMED = {
    "white": WHITE,
    "transparent": CLEAR,
    "black": "000000",
    "red": "ff0000",
    "silver": "c0c0c0",
    "gray": "808080",
}
_DECLARED = re.compile(
    r"(?<![\w-])(background|background-color|color|-webkit-text-fill-color)\s*:\s*([^;!}]+)", re.IGNORECASE
)
_NUMBERS = re.compile(r"\d*\.?\d+%?")
_FUNCTION = re.compile(r"(?:rgb|hsl)a?\([^()]*\)")
_FAINT = 0.1
_PALEST = 0xF0
"""Least part of a colour, of 255, in which no reader sees words on paper."""
_PALE_LIGHT = 0.94
"""The same of lightness, of 1."""
_UNSEEN = re.compile(
    r"(?:(?<![\w-])|text-fill-)color\s*:\s*(?:#f[0-9a-f]{2}\b|#(?:f[0-9a-f]){3}|white|transparent|rgba|hsl|rgb\(|#[0-9a-f]{8}|#[0-9a-f]{4}\b)",
    re.IGNORECASE,
)


def may_be_unseen(sheet: str) -> bool:
    """Tell whether anything in a sheet is set in a colour that paper has, or in none."""
    return _UNSEEN.search(sheet) is not None


def colour(words: str) -> str | None:
    """Return a colour as six digits, CLEAR where it is all but transparent, None where it is not understood."""
    name = words.strip().lower()
    if name in _NAMED:
        return _NAMED[name]
    digits = name.removeprefix("#")
    if name.startswith("#") and all(digit in "0123456789abcdef" for digit in digits):
        if len(digits) in (3, 4):
            digits = "".join(2 * digit for digit in digits)
        if len(digits) == 8 and int(digits[6:], 16) < 255 * _FAINT:
            return CLEAR
        return _seen(digits[:6]) if len(digits) in (6, 8) else None
    if not _FUNCTION.fullmatch(name):
        return None
    numbers = [float(n.rstrip("%")) / (100 if n.endswith("%") else 1) for n in _NUMBERS.findall(name)]
    if len(numbers) == 4 and numbers[3] < _FAINT:
        return CLEAR
    if name.startswith("hsl") and len(numbers) >= 3:
        return WHITE if numbers[2] >= _PALE_LIGHT else None
    if len(numbers) < 3 or "%" in name:
        return None
    return _seen("".join(f"{min(round(number), 255):02x}" for number in numbers[:3]))


def _seen(digits: str) -> str:
    """Return white for what nobody tells from it."""
    return WHITE if all(int(digits[at : at + 2], 16) >= _PALEST for at in (0, 2, 4)) else digits


def _is_ink(name: str) -> bool:
    return not name.lower().startswith("background")


@lru_cache(maxsize=256)
def ink(style: str) -> str | None:
    """Return the colour that a style gives to words, None where it gives none that is understood."""
    found = [value for name, value in _DECLARED.findall(style) if _is_ink(name)]
    return colour(found[-1]) if found else None


def has_ink(style: str) -> bool:
    """Tell whether a style gives words a colour."""
    return any(_is_ink(name) for name, _ in _DECLARED.findall(style))


def has_ground(style: str) -> bool:
    """Tell whether a style lays anything under words."""
    return any(not _is_ink(name) for name, _ in _DECLARED.findall(style))


def ground(style: str) -> str | None:
    """Return the colour that a style lays under words, None where it is a picture or is not understood."""
    found = [value.strip().lower() for name, value in _DECLARED.findall(style) if not _is_ink(name)]
    if not found:
        return None
    if found[-1] in ("none", "inherit", "initial", "unset"):
        return CLEAR
    single = colour(found[-1])
    if single is None and "url(" not in found[-1] and "gradient" not in found[-1]:
        parts = [_FUNCTION.search(found[-1]), *found[-1].split()]
        known = (colour(part if isinstance(part, str) else part[0]) for part in parts if part)
        single = next((one for one in known if one is not None), None)
    return single
