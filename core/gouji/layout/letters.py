"""Characters mended one by one: radicals that stand for ordinary ideographs, and what no reader should see."""

from __future__ import annotations

import unicodedata
from functools import cache

UNKNOWN = "\ufffd"
"""What a reader writes for a character of which the file does not say what it is."""

# Unicode, EquivalentUnifiedIdeograph: NFKC mends only two characters of this block.
_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺑尣⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫"
    "⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺴冗⺶羊⺷羊⺸羋⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠"
    "⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾"
    "⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)

_FIGURE = frozenset("0123456789.,-+%０１２３４５６７８９．，")

# NFKC turns these into a form that simplified Chinese does not use.
_SIMPLIFIED = "⼾户⾭青⿈黄"


@cache
def _mending() -> dict[int, str | None]:
    mending: dict[int, str | None] = dict(zip(map(ord, _RADICALS[::2]), _RADICALS[1::2], strict=True))
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF)):
        mending[code] = unicodedata.normalize("NFKC", chr(code))
    mending.update(dict(zip(map(ord, _SIMPLIFIED[::2]), _SIMPLIFIED[1::2], strict=True)))
    invisible = (*range(0x20), 0x7F, *range(0x80, 0xA0), 0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xFFFE, 0xFFFF)
    mending.update(dict.fromkeys(invisible))
    return mending


def mended(text: str) -> str:
    """Return text with ordinary ideographs for radicals and without invisible characters."""
    return text.translate(_mending())


@cache
def is_wide(character: str) -> bool:
    """Tell whether a character is set in a full square: ideographs, their punctuation, full-width forms."""
    code = ord(character)
    return (
        0x2E80 <= code < 0xA4D0
        or 0xF900 <= code < 0xFB00
        or 0xFE30 <= code < 0xFE50
        or 0xFF00 <= code < 0xFFEF
        or 0x20000 <= code < 0x40000
        or character in "“”‘’…—《》·"
    )


def is_figure(text: str) -> bool:
    """Tell whether a piece of text is part of a number and nothing else."""
    return _FIGURE.issuperset(text)


def joined(left: str, right: str, apart: bool = True) -> str:
    """Join two pieces of one line: a space only where they stand apart and neither side is ideographic."""
    if not left or not right or not apart or is_wide(left[-1]) or is_wide(right[0]):
        return left + right
    return f"{left} {right}"
