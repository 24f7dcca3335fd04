"""Rule kinds for what stands in a cell: bare digits, plausible for the agency."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.cells.agencies import AllZero, Magnitude, check_all_zero, check_magnitude
from gouji_plugins.kinds.cells.printing import Digits, InCell, check_digits, check_text, check_unit
from gouji_plugins.kinds.cells.shares import Share, check_share


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds about the printing of numbers, and those about what a kind of agency may report."""
    return [
        RuleKind("text_in_number", InCell, check_text),
        RuleKind("unit_in_cell", InCell, check_unit),
        RuleKind("digit_format", Digits, check_digits),
        RuleKind("magnitude", Magnitude, check_magnitude),
        RuleKind("all_zero", AllZero, check_all_zero),
        RuleKind("share", Share, check_share),
    ]
