"""Rule kinds for what stands in a cell: filled in, bare digits, plausible."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.cells.fill import MixedFill, ZeroFill, check_mixed_fill, check_zero_fill
from gouji_plugins.kinds.cells.magnitude import Magnitude, check_magnitude
from gouji_plugins.kinds.cells.printing import Digits, InCell, check_digits, check_text, check_unit
from gouji_plugins.kinds.cells.shares import Share, check_share


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds about how cells are filled and numbers printed, and those about unlikely numbers."""
    return [
        RuleKind("zero_fill", ZeroFill, check_zero_fill),
        RuleKind("mixed_fill", MixedFill, check_mixed_fill),
        RuleKind("text_in_number", InCell, check_text),
        RuleKind("unit_in_cell", InCell, check_unit),
        RuleKind("digit_format", Digits, check_digits),
        RuleKind("magnitude", Magnitude, check_magnitude),
        RuleKind("share", Share, check_share),
    ]
