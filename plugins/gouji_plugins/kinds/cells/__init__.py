"""Rule kinds for what stands in a cell: filled in, bare digits, plausible."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.cells.fill import MixedFill, ZeroFill, check_mixed_fill, check_zero_fill
from gouji_plugins.kinds.cells.magnitude import Magnitude, check_magnitude
from gouji_plugins.kinds.cells.printing import Bare, Digits, check_bare, check_digits
from gouji_plugins.kinds.cells.shares import Share, check_share


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds about how cells are filled and numbers printed, and those about unlikely numbers."""
    return [
        RuleKind("zero_fill", ZeroFill, check_zero_fill),
        RuleKind("mixed_fill", MixedFill, check_mixed_fill),
        RuleKind("bare_numbers", Bare, check_bare),
        RuleKind("digit_format", Digits, check_digits),
        RuleKind("magnitude", Magnitude, check_magnitude),
        RuleKind("share", Share, check_share),
    ]
