"""Rule kinds that compare a report with the earlier ones of its agency."""

from __future__ import annotations

from gouji import RuleKind, Scope, hookimpl
from gouji_plugins.kinds.years.figures import (
    Appearing,
    Copied,
    Outlier,
    check_appearing,
    check_copied,
    check_outlier,
)
from gouji_plugins.kinds.years.flow import OverYears, check_over_years
from gouji_plugins.kinds.years.reuse import TextReuse, check_text_reuse


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds about the years of one agency."""
    return [
        RuleKind("over_years", OverYears, check_over_years, Scope.AGENCY),
        RuleKind("stock_from_nothing", Appearing, check_appearing, Scope.AGENCY),
        RuleKind("yearly_outlier", Outlier, check_outlier, Scope.AGENCY),
        RuleKind("copied_figures", Copied, check_copied, Scope.AGENCY),
        RuleKind("text_reuse", TextReuse, check_text_reuse, Scope.AGENCY),
    ]
