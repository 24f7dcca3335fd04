"""Rule kinds for figures that must add up: identities, whole counts, totals left blank."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.equations.counts import BlankTotals, Counts, check_blank_totals, check_counts
from gouji_plugins.kinds.equations.identity import Identity, check_identity


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds `identity`, `counts` and `blank_totals`."""
    return [
        RuleKind("identity", Identity, check_identity),
        RuleKind("counts", Counts, check_counts),
        RuleKind("blank_totals", BlankTotals, check_blank_totals),
    ]
