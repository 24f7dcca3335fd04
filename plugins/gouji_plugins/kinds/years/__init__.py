"""Rule kinds that compare a report with the earlier ones of its agency."""

from __future__ import annotations

from gouji import RuleKind, Scope, hookimpl
from gouji_plugins.kinds.years.flow import OverYears, check_over_years


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds about the years of one agency."""
    return [RuleKind("over_years", OverYears, check_over_years, Scope.AGENCY)]
