"""What stands in a cell: 1,234 · 12.5% · $1,200.50 · (3) · N/A · 12 days."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from gouji import CellNumber, State, plain

_DASHES = frozenset({"n/a", "na", "none", "nil", "notapplicable", "n.a.", "*"})
"""What stands for no figure, without spaces."""
_STROKES = "/\\-—–−―─━_."
_DIGITS = r"(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)"
_NUMBER = re.compile(
    rf"(?P<open>\()?(?P<sign>[+\-−–]?)(?P<money>US\$|[$£€])?(?P<digits>{_DIGITS})(?P<close>\))?"
    r"(?P<unit>%|[a-zA-Z][a-zA-Z/.]{0,14})?"
)
_WHOLE = re.compile(rf"[+-]?{_DIGITS}")
_SIGN_WORDS = re.compile(r"^(minus|down|decreasedby|plus|up|increasedby)(?=[\d.])", re.IGNORECASE)
_SCALES = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}


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
    match = _NUMBER.fullmatch(_signed(words) if signed else words)
    if match is None or bool(match["open"]) != bool(match["close"]) or (match["open"] and not signed):
        return CellNumber(_explained(words), State.TEXT)
    unit = match["unit"] or match["money"] or ""
    negative = match["open"] or match["sign"] in ("-", "−", "–")
    value = Decimal(match["digits"].replace(",", "")) * (-1 if negative and (match["open"] or match["sign"]) else 1)
    value *= 1 if unit.lower() == wanted.lower() else _SCALES.get(unit.lower(), 1)
    return CellNumber(value, State.NUMBER if value else State.ZERO, unit)


def is_value(text: str) -> bool:
    """Tell whether a cell holds a number, a dash or nothing."""
    words = plain(text)
    return not words or _is_dash(words) or _NUMBER.fullmatch(_signed(words)) is not None


def _explained(words: str) -> Decimal | None:
    """Return the number that a bracket behind it explains (22(16revised)); what is only compared with (<1) is none."""
    match = _NUMBER.match(words)
    if match is None or match["open"] or words[match.end() : match.end() + 1] not in ("(", "[", ";"):
        return None
    return Decimal(match["digits"].replace(",", ""))


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
    return ("-" if match[1].lower() in ("minus", "down", "decreasedby") else "+") + words[match.end() :]
