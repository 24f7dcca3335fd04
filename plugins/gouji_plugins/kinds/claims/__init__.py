"""Rule kinds that hold what the text says against the tables, and against itself."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.claims.everything import Everything, check_everything
from gouji_plugins.kinds.claims.fees import (
    Dropouts,
    FeeSums,
    Plausible,
    check_dropouts,
    check_fee_sums,
    check_plausible,
)
from gouji_plugins.kinds.claims.figures import ClaimFigure, check_figure
from gouji_plugins.kinds.claims.parts import Parts, check_part_over_whole, check_parts
from gouji_plugins.kinds.claims.restated import Restated, check_restated
from gouji_plugins.kinds.claims.results import Results, check_results
from gouji_plugins.kinds.claims.shares import Shares, check_shares


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds that compare claims with figures and with one another."""
    return [
        RuleKind("claim_figure", ClaimFigure, check_figure),
        RuleKind("claim_everything", Everything, check_everything),
        RuleKind("claim_results", Results, check_results),
        RuleKind("claim_shares", Shares, check_shares),
        RuleKind("claim_parts", Parts, check_parts),
        RuleKind("claim_part_over_whole", Parts, check_part_over_whole),
        RuleKind("claim_restated", Restated, check_restated),
        RuleKind("claim_fee_sums", FeeSums, check_fee_sums),
        RuleKind("fee_dropouts", Dropouts, check_dropouts),
        RuleKind("fee_plausible", Plausible, check_plausible),
    ]
