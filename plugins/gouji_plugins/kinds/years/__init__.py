"""Rule kinds for years and dates: the period, the year in title and text, the date of publication."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.years.body import BodyYear, check_body_year
from gouji_plugins.kinds.years.deadline import Deadlines, TooEarly, check_deadline, check_too_early
from gouji_plugins.kinds.years.period import Period, check_period_stated, check_period_year


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds `statistics_period`, `period_year`, `body_year`, `publication_deadline` and `published_too_early`."""
    return [
        RuleKind("statistics_period", Period, check_period_stated),
        RuleKind("period_year", Period, check_period_year),
        RuleKind("body_year", BodyYear, check_body_year),
        RuleKind("publication_deadline", Deadlines, check_deadline),
        RuleKind("published_too_early", TooEarly, check_too_early),
    ]
