"""What stands in a cell: 1,234 · 12.5% · $1,200.50 · (3) · N/A · 12 days."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from unicodedata import normalize

from gouji import CellNumber, State, plain

_DASHES = frozenset({"n/a", "na", "none", "nil", "notapplicable", "n.a.", "*"})
"""What stands for no figure, without spaces."""
_STROKES = "/\\-—–−―─━_."
_DIGITS = r"(?:(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?|\.\d+)"
_SCALES = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_SCALE = "|".join(_SCALES)
_UNIT = rf"%|(?:(?i:{_SCALE})(?: [a-z]{{2,15}})?|(?i:days?|hours?|percent)|[a-z][a-z.]*(?:/[a-zA-Z]+)?|[A-Z]{{2,5}})(?![\w.])"
"""One word in small letters, an abbreviation in capitals, or a scale with or without its unit; 2 Mile Plant has none."""
_NO_UNITS = frozenset({"o", "i", "l", "st", "nd", "rd", "th"})
"""Letters that are misread digits, and the ends of ordinal numbers."""
_NUMBER = re.compile(
    rf"(?P<open>\()?(?P<sign>[+\-−–]?) ?(?P<money>US\$|[$£€])?(?P<digits>{_DIGITS})(?P<close>\))? ?(?P<unit>{_UNIT})?"
)
_BARE_NUMBER = re.compile(rf"(?P<digits>{_DIGITS})(?![\d,.])")
_NOTES = ("(", "[", ";", "*", "†", "‡")
"""What begins a note behind a number."""
_MINUS = ("-", "−", "–")
_DOWN = ("minus", "down", "decreased by")
_WHOLE = re.compile(rf"[+-]?{_DIGITS}")
_SIGN_WORDS = re.compile(r"^(minus|down|decreased by|plus|up|increased by) (?=[\d.$£€])", re.IGNORECASE)


@lru_cache(maxsize=8192)
def read_cell(raw: str, signed: bool = False, wanted: str = "") -> CellNumber:
    """Read a cell; (3) is a number in a signed column alone, where it is -3."""
    words = plain(raw)
    if not words:
        return CellNumber(None, State.BLANK)
    if "\n" in raw and _holds_several(raw):
        return CellNumber(None, State.TEXT, several=True)
    if _is_dash(words):
        return CellNumber(None, State.DASH)
    match = _number_in(raw, signed)
    if match is None or bool(match["open"]) != bool(match["close"]) or (match["open"] and not signed):
        return CellNumber(_explained(words), State.TEXT)
    unit = match["unit"] or match["money"] or ""
    value = _value(match["digits"]) * (-1 if match["open"] or match["sign"] in _MINUS else 1) * _scale(unit, wanted)
    return CellNumber(value, State.NUMBER if value else State.ZERO, unit)


def _number_in(raw: str, signed: bool) -> re.Match[str] | None:
    """Match a cell that holds a number and nothing but its sign, its currency or its unit."""
    words = " ".join(normalize("NFKC", raw).split())
    if plain(words) != plain(raw):
        return None
    match = _NUMBER.fullmatch(_signed(words) if signed else words)
    return None if match is None or (match["unit"] or "").lower() in _NO_UNITS else match


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace(" ", ""))


def _scale(unit: str, wanted: str) -> int:
    """Return by what a number is multiplied to stand in the unit that its column is in."""
    scale, wanted_scale = unit.lower().partition(" ")[0], wanted.lower().partition(" ")[0]
    return 1 if scale == wanted_scale else _SCALES.get(scale, 1)


def is_value(text: str) -> bool:
    """Tell whether a cell holds a number, a dash or nothing."""
    words = plain(text)
    return not words or _is_dash(words) or _number_in(text, signed=True) is not None


def _explained(words: str) -> Decimal | None:
    """Return the number that a bracket behind it explains (22(16revised)); what is only compared with (<1) is none."""
    match = _BARE_NUMBER.match(words)
    if match is None or words[match.end() : match.end() + 1] not in _NOTES:
        return None
    return _value(match["digits"])


def _holds_several(raw: str) -> bool:
    """Tell lines that may each be a number."""
    lines = [line for line in map(plain, raw.split("\n")) if line]
    return len(lines) > 1 and all(map(_WHOLE.fullmatch, lines))


def _is_dash(words: str) -> bool:
    return words.lower() in _DASHES or not words.strip(_STROKES)


def _signed(words: str) -> str:
    match = _SIGN_WORDS.match(words)
    if not match:
        return words
    return ("-" if match[1].lower() in _DOWN else "+") + words[match.end() :]
