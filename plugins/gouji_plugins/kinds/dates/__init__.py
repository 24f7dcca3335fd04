"""Rule kinds for when a report was published."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.dates.deadline import Deadlines, TooEarly, check_deadline, check_too_early


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds about the date of publication."""
    return [
        RuleKind("publication_deadline", Deadlines, check_deadline),
        RuleKind("published_too_early", TooEarly, check_too_early),
    ]
