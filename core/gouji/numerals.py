"""Numbers written in the formats of automatic numbering (ECMA-376, ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LARGEST = 9999


def _counted(number: int, digits: str, units: tuple[str, ...]) -> str:
    """Count as spoken: 十, 十一, 二十, 一百零五."""
    words = ""
    is_gap = False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += (digits[0] if is_gap else "") + digits[digit] + units[place]
        is_gap = bool(words) and digit == 0
    return words


def _chinese(number: int) -> str:
    words = _counted(number, "零" + _DIGITS[1:], ("", "十", "百", "千"))
    return words[1:] if words.startswith("一十") else words


def _legal(number: int) -> str:
    return _counted(number, _LEGAL_DIGITS, ("", "拾", "佰", "仟"))


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    """Letters as Word repeats them: a … z, aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        words += letters * (number // value)
        number %= value
    return words


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


def _in_parentheses(number: int) -> str:
    return chr(0x2474 + number - 1) if number <= 20 else f"({number})"


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalHalfWidth": str,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _in_parentheses,
    "decimalEnclosedFullstop": lambda number: chr(0x2488 + number - 1) if number <= 20 else f"{number}.",
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "ideographEnclosedCircle": lambda number: chr(0x3280 + number - 1) if number <= 10 else _chinese(number),
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % 12],
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


def written_number(number: int, number_format: str) -> str:
    """Write a number in a format; what no format covers is written in digits.

    >>> written_number(4, "lowerRoman"), written_number(4, "no such format")
    ('iv', '4')
    """
    if number_format in ("none", "bullet"):
        return ""
    if not 0 < number <= _LARGEST:
        return str(number)
    return _FORMATS.get(number_format, str)(number)
