"""Rule kinds for names: the title, one agency's name throughout, and what an agency may make."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.names.foreign import Foreign, OneName, check_foreign, check_one_name
from gouji_plugins.kinds.names.powers import DocumentPower, RulePower, check_document_power, check_rule_power
from gouji_plugins.kinds.names.title import TitleForm, check_title_form


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds `title_form`, `one_agency_name`, `foreign_agency`, `rule_making_power` and `normative_power`."""
    return [
        RuleKind("title_form", TitleForm, check_title_form),
        RuleKind("one_agency_name", OneName, check_one_name),
        RuleKind("foreign_agency", Foreign, check_foreign),
        RuleKind("rule_making_power", RulePower, check_rule_power),
        RuleKind("normative_power", DocumentPower, check_document_power),
    ]
