"""A cell's value as the sheet shows it: by its number format, without the program's locale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_NOT_SHOWN = re.compile(r"\[[^\]]*\]|_.|\*.")
_PATTERN = re.compile(r"([^#0?.,%]*)([#0?,]*[#0?])(?:\.([0#?]+))?(%?)([^#0?.,%]*)")
_ELSEWISE = re.compile(r"[E/@]|General", re.IGNORECASE)
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
        if font is None or not font.strike:
            is_raised = font is not None and font.vertAlign == "superscript"
            yield text.translate(_RAISED) if is_raised else text


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


def _number(value: float | Decimal, number_format: str) -> str:
    """Show a number; one whose format is not plain is shown as it is stored, to 15 digits as spreadsheets keep them."""
    exact = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    if not exact.is_finite() or abs(exact.adjusted()) > _LARGEST_EXPONENT:
        return str(value)
    return _formatted(exact, number_format.partition(";")[0]) or _plain(exact)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _formatted(number: Decimal, section: str) -> str:
    literal = _QUOTED.sub(lambda match: match[1] or match[2] or "", section)
    match = None if _ELSEWISE.search(section) else _PATTERN.fullmatch(_NOT_SHOWN.sub("", literal).strip())
    if match is None:
        return ""
    before, whole, places, percent, after = match[1], match[2], match[3] or "", match[4], match[5]
    scaled = number * 100 if percent else number
    try:
        rounded = scaled.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    except InvalidOperation:
        return ""
    text = f"{abs(rounded):,f}" if "," in whole else f"{abs(rounded):f}"
    optional = len(places) - places.count("0")
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    minus = "-" if rounded < 0 else ""
    return f"{before}{minus}{text.rstrip('.')}{percent}{after}".strip()
