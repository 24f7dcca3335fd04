"""Rule kinds that compare the reports of several agencies."""

from __future__ import annotations

from gouji import RuleKind, Scope, hookimpl
from gouji_plugins.kinds.agencies.aggregate import Aggregate, check_bound, check_scope, check_sum
from gouji_plugins.kinds.agencies.filed import FiledReports, check_filed
from gouji_plugins.kinds.agencies.shared_figures import SharedFigures, check_shared_figures, take_figures
from gouji_plugins.kinds.agencies.shared_text import SharedText, check_shared_text, take_text
from gouji_plugins.kinds.agencies.versions import VersionsDiffer, check_versions


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds about several agencies."""
    return [
        RuleKind("filed", FiledReports, check_filed, Scope.ALL),
        RuleKind("shared_text", SharedText, check_shared_text, Scope.ALL, take=take_text),
        RuleKind("shared_figures", SharedFigures, check_shared_figures, Scope.ALL, take=take_figures),
        RuleKind("versions_differ", VersionsDiffer, check_versions, Scope.ALL),
        RuleKind("aggregate_sum", Aggregate, check_sum, Scope.PARENT),
        RuleKind("aggregate_bound", Aggregate, check_bound, Scope.PARENT),
        RuleKind("scope_mixup", Aggregate, check_scope, Scope.PARENT),
    ]
