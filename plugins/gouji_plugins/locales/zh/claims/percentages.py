"""Whether a percentage is the share that one number is of another."""

from __future__ import annotations

from decimal import Decimal

ABOUT_POINTS = 10
"""Points of a percentage that is only about right, such as 八成."""


def is_share(part: Decimal, whole: Decimal, stated: Decimal, near: str = "") -> bool:
    """Tell whether a percentage is right to its last printed digit, rounded or cut off; one said to be about right, to ten points."""
    if whole <= 0 or part > whole:
        return False
    if near:
        return abs(part * 100 / whole - stated) < ABOUT_POINTS
    return abs(part * 100 / whole - stated) < last_place(stated)


def last_place(stated: Decimal) -> Decimal:
    """Return what the last printed digit counts."""
    exponent = stated.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def percent(part: Decimal, whole: Decimal) -> str:
    """Write what share a part is, to two places."""
    return f"{(part * 100 / whole).quantize(Decimal('0.01')):f}%"
