"""Rule kinds for what sections say: required topics, length, fees, enumerations."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.prose.enumeration import Enumerations, check_enumerations
from gouji_plugins.kinds.prose.fees import FeeStatement, FeeTerm, check_fee_placed, check_fee_stated, check_fee_term
from gouji_plugins.kinds.prose.length import Emptiness, Length, check_empty, check_length
from gouji_plugins.kinds.prose.topics import Facts, Topics, check_facts, check_topics


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds about the contents of sections."""
    return [
        RuleKind("topics", Topics, check_topics),
        RuleKind("own_facts", Facts, check_facts),
        RuleKind("section_length", Length, check_length),
        RuleKind("section_empty", Emptiness, check_empty),
        RuleKind("fee_statement", FeeStatement, check_fee_stated),
        RuleKind("fee_statement_placed", FeeStatement, check_fee_placed),
        RuleKind("fee_term", FeeTerm, check_fee_term),
        RuleKind("enumerations", Enumerations, check_enumerations),
    ]
