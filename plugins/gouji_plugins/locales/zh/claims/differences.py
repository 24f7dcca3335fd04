"""Numbers that a sentence compares: 收到100件，比上年的90件增加10件."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gouji_plugins.locales.zh.claims.pieces import PERCENT_SIGN
from gouji_plugins.locales.zh.claims.stated import Stated

CHANGES = ("增加", "减少", "增长", "下降", "上升", "多", "少", "增", "减")
"""What stands before a number that tells by how much another has changed."""
_DONE = ("了", "出")
_LONGEST = 4
"""Characters before a number that are looked at."""


def changed(stated: Stated, text: str) -> bool:
    """Tell whether a number tells by how much another has changed."""
    number = stated.piece.number
    before = text[max(0, number.start - _LONGEST) : number.start] if number else ""
    for word in _DONE:
        before = before.removesuffix(word)
    return before.endswith(CHANGES)


def differences(stated: Sequence[Stated], text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the places of this year's number, of the earlier one and of their difference, where a sentence has one of each."""
    counted = [n for n, item in enumerate(stated) if item.piece.number and item.piece.number.unit != PERCENT_SIGN]
    for _, places in groupby(counted, key=lambda n: stated[n].piece.sentence):
        here = list(places)
        now = [n for n in here if stated[n].told]
        apart = [n for n in here if not stated[n].told and changed(stated[n], text)]
        before = [n for n in here if not stated[n].told and n not in apart]
        if len(now) == len(apart) == len(before) == 1 and len({_unit(stated[n]) for n in here}) == 1:
            yield now[0], before[0], apart[0]


def _unit(stated: Stated) -> str:
    return stated.piece.number.unit if stated.piece.number else ""
