"""A cell's value as the sheet shows it: by its number format, without the program's locale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal

from gouji_plugins.readers.xlsx.formats import formatted, plain

_WHITES = (1, 9)
"""Numbers of white in the colours of a workbook."""
_SMALLEST = 2
"""Points of type that nobody reads."""
_DASHES = frozenset("-—－–")
_CONTROL = re.compile(r"_x000[dD]_|[\x00-\x08\x0b-\x1f\u200b-\u200d\u2060\ufeff]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LARGEST_EXPONENT = 40


def shown(value: object, number_format: str) -> str:
    """Return the text of a value; numbers and dates by their format where it is a plain one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float | Decimal):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return _day(value, number_format) + (f" {value:%H:%M}" if value.time() != time() else "")
    if isinstance(value, date):
        return _day(value, number_format)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return _lines("".join(_pieces(value)) if isinstance(value, list) else str(value))


def _pieces(runs: list[object]) -> Iterator[str]:
    """Yield the runs of a cell with several types, those left out that are struck; raised digits as such."""
    for run in runs:
        font = getattr(run, "font", None)
        text = str(run)
        if font is None or not (font.strike or is_white(font.color) or is_tiny(font.sz)):
            is_raised = font is not None and font.vertAlign == "superscript"
            yield text.translate(_RAISED) if is_raised else text


def is_white(colour: object) -> bool:
    """Tell a colour of type that nobody tells from paper; those of a theme count from its white."""
    kind = getattr(colour, "type", "")
    if kind == "rgb":
        digits = str(getattr(colour, "rgb", ""))[-6:]
        return len(digits) == 6 and all(digits[at].upper() == "F" for at in (0, 2, 4))
    if kind == "theme":
        return getattr(colour, "theme", None) == 0 and float(getattr(colour, "tint", 0) or 0) >= 0
    return kind == "indexed" and getattr(colour, "indexed", None) in _WHITES


def is_tiny(size: float | None) -> bool:
    """Tell a size of type that nobody reads."""
    return size is not None and size <= _SMALLEST


def is_struck(value: object) -> bool:
    """Tell whether part of a cell's value is struck out."""
    return isinstance(value, list) and any(getattr(getattr(run, "font", None), "strike", False) for run in value)


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in _CONTROL.sub("", text.replace("\r\n", "\n")).split("\n"))
    return "\n".join(lines).strip("\n")


def _day(value: date, number_format: str) -> str:
    if "年" in number_format:
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value:%Y-%m-%d}"


def is_understood(value: object, number_format: str) -> bool:
    """Tell whether what is shown of a value is known: a number in a plain format that leaves something of it."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or number_format == "General":
        return True
    return bool(_formatted(value, number_format))


def _number(value: float | Decimal, number_format: str) -> str:
    """Show a number; one whose format is not plain, or hides it, is shown as it is stored."""
    exact = _exact(value)
    if not exact.is_finite() or abs(exact.adjusted()) > _LARGEST_EXPONENT:
        return str(value)
    return _formatted(value, number_format) or plain(exact)


def _exact(value: float | Decimal) -> Decimal:
    """Return a number to the 15 digits that spreadsheets keep."""
    return Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)


def _formatted(value: float | Decimal, number_format: str) -> str:
    """Return a number as its format shows it, nothing where that is not known; a dash in place of a zero is a zero."""
    number = _exact(value)
    if not number.is_finite():
        return ""
    text = formatted(number, number_format) or ""
    return "0" if text in _DASHES and not number else text
