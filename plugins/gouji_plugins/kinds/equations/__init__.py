"""Rule kinds for figures that must add up: equations, whole counts, totals left blank, parts of a whole."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.equations.between import CellEquation, check_equation
from gouji_plugins.kinds.equations.counts import BlankTotals, Counts, check_blank_totals, check_counts
from gouji_plugins.kinds.equations.identity import Identity, check_identity
from gouji_plugins.kinds.equations.parts import PrintedParts, check_parts


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds about figures that depend on one another."""
    return [
        RuleKind("identity", Identity, check_identity),
        RuleKind("equation", CellEquation, check_equation),
        RuleKind("counts", Counts, check_counts),
        RuleKind("blank_totals", BlankTotals, check_blank_totals),
        RuleKind("printed_parts", PrintedParts, check_parts),
    ]
