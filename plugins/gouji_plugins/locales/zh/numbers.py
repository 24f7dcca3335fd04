"""What stands in a cell: the five states, the number, the unit."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from gouji import CellNumber, State, plain

DASHES = frozenset({"一一", "无", "不适用", "N/A", "n/a", "NA", "*"})
_STROKES = "/\\-—–−―─━_"
"""Any run of them is a dash too."""
UNITS = (
    "亿元",
    "万元",
    "元",
    "万件",
    "万",
    "件",
    "条",
    "个",
    "项",
    "宗",
    "份",
    "次",
    "户",
    "人",
    "起",
    "例",
    "部",
    "家",
)
_NUMBER = re.compile(
    rf"(?P<sign>[+\-−—]?)(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<fraction>\.\d+)?(?P<unit>{'|'.join(UNITS)})?"
)
_PARTED = re.compile(r"\d+(?:[^\S\n]+\d+)+")
_THOUSAND = 3
"""Digits of a group that a space may part from the ones before it."""
_WHOLE = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_WORDS_BEFORE = re.compile(r"^(?:大约|约|合计|共计|共)(?=\d)")
_BRACKETS = ("(", "[", "【")
_ANOTHER = re.compile(r"\d\s*[(（\[［【][^\S\n]*[+-]?\d[\d,.]*[^\S\n]*[)）\]］】]\s*$")
"""A second number in brackets behind the first, not the mark of a footnote."""
_RANGE = re.compile(r"[至到]\d")
_PER_CENT = ("%", "‰")
_IS_HAN = re.compile("[\u3400-\u9fff]")
_VAGUE = ("或", "改", "更正", "多", "余", "几", "以上", "以下", "左右", "上下")
"""What behind a number makes it another one, or none in particular."""
_SIGN_WORDS = re.compile(r"^(增加?|减少?)(?=\d)")
_WAN, _TENS_OF_THOUSANDS = 10000, ("万", "万件")
"""Where a column counts, 1.2万 is 12,000."""
_PER_WAN_YUAN = {"亿元": Decimal(10000), "万元": Decimal(1), "元": Decimal("0.0001")}


@lru_cache(maxsize=8192)
def read_cell(raw: str, signed: bool = False, wanted: str = "") -> CellNumber:
    """Read a cell; a printed unit of money is converted to the one wanted, where that is one too."""
    words = plain(raw)
    if not words:
        return CellNumber(None, State.BLANK)
    if ("\n" in raw and _holds_several(raw)) or _stand_apart(raw):
        return CellNumber(None, State.TEXT, several=True)
    if _is_dash(words):
        return CellNumber(None, State.DASH)
    match = _NUMBER.fullmatch(_signed(words) if signed else words)
    if match:
        value = _in_unit(_decimal(match), match["unit"] or "", wanted)
        return CellNumber(value, State.NUMBER if value else State.ZERO, match["unit"] or "")
    words = _WORDS_BEFORE.sub("", words)
    match = _NUMBER.match(words)
    if match and (not _ends(words, match.end()) or _ANOTHER.search(raw)):
        match = None
    return CellNumber(_decimal(match) if match else None, State.TEXT)


def _stand_apart(raw: str) -> bool:
    """Tell numbers with a space between them: only groups of three digits behind the first are one number (3 119)."""
    parted = _PARTED.fullmatch(raw.strip())
    return parted is not None and any(len(group) != _THOUSAND for group in raw.split()[1:])


def _holds_several(raw: str) -> bool:
    """Tell lines that may each be a number; one that only its narrow cell breaks comes as one line."""
    lines = [line for line in map(plain, raw.split("\n")) if line]
    return len(lines) > 1 and all(map(_WHOLE.fullmatch, lines))


@lru_cache(maxsize=8192)
def looks_like_value(text: str) -> bool:
    """Tell whether a cell holds what belongs into a number cell: a number, a dash or nothing."""
    words = plain(text)
    if not words or _is_dash(words):
        return True
    match = _NUMBER.match(_signed(words))
    return match is not None and (match.end() == len(_signed(words)) or _signed(words)[match.end()] in "(,，;；")


def _is_dash(words: str) -> bool:
    return words in DASHES or not words.strip(_STROKES)


def _decimal(match: re.Match[str]) -> Decimal:
    value = Decimal(match["digits"].replace(",", "") + (match["fraction"] or ""))
    return -value if match["sign"] in ("-", "−", "—") and match["sign"] else value


def _ends(words: str, end: int) -> bool:
    # 12.3.4, 1,23, 12。5, 3-5 or 3至5 is no number with words behind it, and a Latin letter may stand for a digit (3l): nothing is read.
    # Nor are 1,0420, 42-, 30或42, 40多, and digits with letters of another script behind them.
    mark = words[end : end + 1]
    if _RANGE.match(words, end) or words.startswith(_VAGUE, end):
        return False
    if (
        mark in _PER_CENT
        or mark.isdecimal()
        or (mark.isalpha() and not _IS_HAN.match(mark))
        or (mark and not words[end:].strip(_STROKES))
    ):
        return False
    return mark.isalpha() or mark in _BRACKETS or not words[end + 1 : end + 2].isdigit()


def _signed(words: str) -> str:
    match = _SIGN_WORDS.match(words)
    return words if not match else ("-" if match[1].startswith("减") else "+") + words[match.end() :]


def _in_unit(value: Decimal, unit: str, wanted: str) -> Decimal:
    if wanted == "万元" and unit in _PER_WAN_YUAN:
        return value * _PER_WAN_YUAN[unit]
    return value * _WAN if not wanted and unit in _TENS_OF_THOUSANDS else value
