"""Rule kinds for dates: plans left standing, dates that contradict one another, lost characters."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.dates.agreement import Agreement, check_agreement
from gouji_plugins.kinds.dates.characters import Characters, check_characters
from gouji_plugins.kinds.dates.future import Future, check_future


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds `stale_future`, `dates_agree` and `date_characters`."""
    return [
        RuleKind("stale_future", Future, check_future),
        RuleKind("dates_agree", Agreement, check_agreement),
        RuleKind("date_characters", Characters, check_characters),
    ]
