"""Numbers as prose writes them: 1,234 · １２３ · 二十一 · 12.36万 · 近三百余."""

from __future__ import annotations

import re
from decimal import Decimal

_ARABIC = r"\d{1,3}(?:,\d{3}){1,4}(?!\d)(?:\.\d{1,8})?|\d{1,15}(?:\.\d{1,8})?"
_CHINESE = "[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{1,16}"
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
"""Numerals as cheques write them."""
_BEFORE = "约|近|大约|上(?=[百千万])|将近|接近|超过|超|逾|不足|不到|至少|最多"
_ALONE = r"(?<![\d.第A-Za-z〔零一二三四五六七八九十百千万-])(?<!\d[:：])"
NUMBER = rf"{_ALONE}(?<!\d,)(?P<near>{_BEFORE})?(?P<digits>{_ARABIC}|{_CHINESE})(?P<scale>[万亿])?(?P<over>[余多几来])?"
STARTS = r"\d零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟约近大将接上超逾不至最"
"""The first characters of a number."""
AFTER = r"余|多(?!\d)|以上|左右|以内"

PLAIN = rf"{_ALONE}(?P<plain>\d{{1,5}})(?=[,，;；。、)）]|和|$)"
WRITTEN = r"(?<=数)(?P<written>[一二两三四五六七八九十百千零]{1,8})(?=[,，;；。、)）]|和|$)"
"""A numeral without a unit, behind 数 and at the end of its clause."""
"""A number without a unit, at the end of its clause."""
PERCENT = rf"百分之(?P<percent>{_CHINESE}|\d{{1,3}}(?:\.\d{{1,4}})?)"
TENTHS = (
    r"(?<![一二三四五六七八九十])(?P<tenths>[一二两三四五六七八九])成(?P<more>[一二三四五六七八九多])?(?![立为员分熟])"
)
FRACTION = r"(?P<of>[二三四五六七八九十])分之(?P<share>[一二两三四五六七八九])|(?P<half>一半|半数)(?!以上|多)"
"""A share in words: 三分之一, 一半."""
_DIGITS = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_ASCII = re.compile(r"[\d,.]+", re.ASCII)
_RUN = re.compile("[零〇一二三四五六七八九]{2,}")


def read_number(digits: str, scale: str = "") -> Decimal | None:
    """Read half-width Arabic digits or a Chinese numeral, times 万 or 亿; None where it is neither."""
    if _ASCII.fullmatch(digits):
        return Decimal(digits.replace(",", "")) * _SCALES[scale]
    value = _chinese(digits.translate(_FORMAL))
    return None if value is None else Decimal(value) * _SCALES[scale]


def _chinese(words: str) -> int | None:
    if _RUN.fullmatch(words):
        return int("".join(str(_DIGITS[character]) for character in words))
    for scale in ("亿", "万"):
        if scale in words:
            high, _, low = words.partition(scale)
            upper, lower = _chinese(high), _chinese(low) if low else 0
            return None if upper is None or lower is None else upper * _SCALES[scale] + lower
    return _below_ten_thousand(words)


def _below_ten_thousand(words: str) -> int | None:
    """Read 三千二百零五, and 二百五 as people say it for 250."""
    total, digit, last = 0, None, 1
    for character in words:
        if character in _TENS:
            last = _TENS[character]
            total += (1 if digit is None else digit) * last
            digit = None
        elif character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
            last = 10 if not digit else last
        else:
            return None
    if digit is None:
        return total if words else None
    return total + digit * (last // 10 if last >= 100 else 1)


def read_fraction(of: str | None, share: str | None) -> Decimal:
    """Read 三分之一, or one half where neither is given, as a percentage."""
    return 100 * (read_number(share or "一") or Decimal(0)) / (read_number(of or "二") or Decimal(1))


def read_percentage(percent: str | None, tenths: str | None, more: str | None) -> tuple[Decimal | None, str]:
    """Read 百分之八十, 八成 and 六成二; the second says that it is only about right."""
    if percent:
        return read_number(percent), ""
    value = 10 * (read_number(tenths or "零") or Decimal(0))
    return value + (read_number((more or "").strip("多") or "零") or Decimal(0)), "成"
