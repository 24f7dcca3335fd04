"""Numbers that are only about right: 近300件, 百余件, 约1300件."""

from __future__ import annotations

from decimal import Decimal

_AND_MORE = ("余", "多", "几", "来", "以上", "超过", "超", "逾", "上", "至少")
_AND_LESS = ("近", "将近", "接近", "不足", "不到", "以内", "最多")
_LEAST, _MOST = Decimal("0.05"), Decimal("0.15")
"""How far from a number one may be that is said to be about it, as shares: at least, and at most however round it is."""
_WRONG = Decimal("0.3")
"""How far off such a number is surely wrong."""


def is_about(value: Decimal, near: str, exact: Decimal) -> bool:
    """Tell whether a number is about a stated one: 近 and the like stay below, 余 and the like above, 约 on either side."""
    margin = min(max(_step(value), _LEAST * value), _MOST * value)
    below = value - (0 if near in _AND_MORE else margin)
    above = value + (0 if near in _AND_LESS else margin)
    return below <= exact <= above


def may_be_about(value: Decimal, exact: Decimal) -> bool:
    """Tell whether a number is not so far from a stated one that nobody would say so of it: 百余 of 180 may be said."""
    return value * (1 - _WRONG) <= exact <= max(value * (1 + _WRONG), value + _step(value))


def _step(value: Decimal) -> Decimal:
    """Return what the last digit told of a number counts: 100 of 1300, 10 of 120."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(max(exponent, 0) if isinstance(exponent, int) else 0)
