"""Number formats of spreadsheets, as far as they are plain: what a cell shows for the number that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|颜色\s*\d+|color\s*\d+|黑色|蓝色|绿色|红色|白色|黄色)",
    re.IGNORECASE,
)
_LOCALE = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]+)?")
_UNPLAIN = frozenset("EeYyMmDdHhSsAaBb/@!")
"""Signs of dates, powers and fractions, and one that programs of different languages take differently."""
_OF_NUMBERS = 3
"""Sections of a format for numbers; a further one is for words. A condition in one of them touches the others."""
_THOUSAND = 1000
_GENERAL_DIGITS = 11
"""Digits of a number that a cell without a format shows at most."""


class _Token(NamedTuple):
    kind: str
    text: str


class _Pattern(NamedTuple):
    """A section's signs before and behind its point, by what it scales, whether it parts thousands and says percent."""

    whole: Sequence[_Token]
    places: Sequence[_Token]
    scale: Decimal
    grouped: bool


def formatted(number: Decimal, number_format: str) -> str | None:
    """Return a number as its format shows it, None where that is not understood."""
    sections = _sections(number_format)
    own = _section_of(number, len(sections))
    section = sections[own]
    if section is None or None in sections[:_OF_NUMBERS]:
        return None
    is_signed = number < 0 and own == 0
    if any(token.kind == "general" for token in section):
        shown = plain(abs(number))
        text = "".join(shown if token.kind == "general" else token.text for token in section)
    elif (text_of := _written(abs(number), section)) is None:
        return None
    else:
        text = text_of
    text = text.strip()
    if number < 0 and not is_signed and text.startswith("(") and text.endswith(")"):
        return f"-{text[1:-1].strip()}"
    return f"-{text}" if is_signed and any(sign not in "0.%, " for sign in text) else text


def plain(number: Decimal) -> str:
    """Return a number as a cell without a format shows it."""
    if number.adjusted() < 0:
        return f"{number:f}"
    whole = number.adjusted() + 1
    places = max(_GENERAL_DIGITS - 1 - whole, 0)
    if -(exponent if isinstance(exponent := number.as_tuple().exponent, int) else 0) > places:
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _section_of(number: Decimal, count: int) -> int:
    if count > 1 and number < 0:
        return 1
    return 2 if count > 2 and number == 0 else 0


@lru_cache(maxsize=256)
def _sections(number_format: str) -> tuple[tuple[_Token, ...] | None, ...]:
    """Return the signs of each section, None for one that is not understood."""
    sections: list[list[_Token]] = [[]]
    strange: set[int] = set()
    for found in _TOKEN.finditer(number_format):
        kind = found.lastgroup or ""
        text = found[kind] if kind else ""
        if kind == "other" and text == ";":
            sections.append([])
        elif kind == "bracket":
            money = _LOCALE.fullmatch(text)
            if money and money[1]:
                sections[-1].append(_Token("literal", money[1]))
            elif not money and not _COLOUR.fullmatch(text):
                strange.add(len(sections) - 1)
        elif kind == "other" and text in _UNPLAIN:
            strange.add(len(sections) - 1)
        elif kind in ("quoted", "escaped", "other"):
            sections[-1].append(_Token("literal", text))
        elif kind:
            sections[-1].append(_Token(kind, text))
    return tuple(None if number in strange else tuple(tokens) for number, tokens in enumerate(sections))


def _written(number: Decimal, section: Sequence[_Token]) -> str | None:
    """Return a number as a section without a sign shows it."""
    pattern = _pattern(section)
    digits = sum(token.kind == "digit" for token in pattern.places)
    try:
        rounded = (number * pattern.scale).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    except InvalidOperation:
        return None
    whole, _, places = f"{rounded:f}".partition(".")
    before = _whole(whole.lstrip("0"), pattern)
    return None if before is None else f"{before}{''.join(_places(places, pattern.places))}"


def _pattern(section: Sequence[_Token]) -> _Pattern:
    point = next((at for at, token in enumerate(section) if token.kind == "point"), len(section))
    whole, places = list(section[:point]), list(section[point:])
    last = max((at for at, token in enumerate(section) if token.kind == "digit"), default=-1)
    commas = [at for at, token in enumerate(section) if token.kind == "comma"]
    behind = sum(at > last for at in commas) + sum(at < point < last and at > _last_digit(whole) for at in commas)
    percents = sum(token.kind == "percent" for token in section)
    scale = Decimal(100) ** percents / Decimal(_THOUSAND) ** behind
    grouped = len(commas) > behind
    return _Pattern(
        [t for t in whole if t.kind != "comma"], [t for t in places if t.kind != "comma"], scale, grouped
    )  # fmt: skip


def _last_digit(tokens: Sequence[_Token]) -> int:
    return max((at for at, token in enumerate(tokens) if token.kind == "digit"), default=-1)


def _whole(digits: str, pattern: _Pattern) -> str | None:
    """Fill the places before the point from the right; the first one takes all that is left."""
    places = [at for at, token in enumerate(pattern.whole) if token.kind == "digit"]
    if not places:
        return "".join(token.text for token in pattern.whole)
    is_parted = places[-1] - places[0] + 1 > len(places)
    if is_parted and pattern.grouped:
        return None
    shown: list[str] = []
    for at in range(len(pattern.whole) - 1, -1, -1):
        kind, text = pattern.whole[at]
        if kind != "digit":
            shown.append(text)
        elif at == places[0]:
            shown.append(digits or ("0" if text == "0" else ""))
        else:
            shown.append(digits[-1:] or ("0" if text == "0" else ""))
            digits = digits[:-1]
    if not pattern.grouped:
        return "".join(reversed(shown))
    number = "".join(
        reversed([part for part, at in zip(shown, range(len(pattern.whole) - 1, -1, -1), strict=True) if at in places])
    )
    before = "".join(token.text for token in pattern.whole[: places[0]])
    behind = "".join(token.text for token in pattern.whole[places[-1] + 1 :])
    return f"{before}{int(number):,}{behind}" if number else f"{before}{behind}"


def _places(digits: str, tokens: Sequence[_Token]) -> Iterator[str]:
    """Yield what stands from the point on; places that need not be filled are left out behind the last digit."""
    kinds = [token.text for token in tokens if token.kind == "digit"]
    kept = len(digits)
    while kept and digits[kept - 1] == "0" and kinds[kept - 1] != "0":
        kept -= 1
    number = 0
    for kind, text in tokens:
        if kind == "digit":
            yield digits[number] if number < kept else ""
            number += 1
        elif kind != "point" or kept:
            yield text
