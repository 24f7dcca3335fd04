"""Rule kinds for the sections of a report: there, in order, worded as prescribed, and saying something."""

from __future__ import annotations

from gouji import RuleKind, hookimpl
from gouji_plugins.kinds.sections.announced import Announced, check_announced
from gouji_plugins.kinds.sections.headings import ExtraSections, check_extra, check_headings
from gouji_plugins.kinds.sections.length import Emptiness, Length, check_empty, check_length
from gouji_plugins.kinds.sections.order import check_order
from gouji_plugins.kinds.sections.required import Required, Sections, check_required
from gouji_plugins.kinds.sections.topics import Facts, Topics, check_facts, check_topics


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds about the headings and the contents of sections."""
    return [
        RuleKind("required_sections", Required, check_required),
        RuleKind("section_order", Sections, check_order),
        RuleKind("section_headings", Sections, check_headings),
        RuleKind("extra_sections", ExtraSections, check_extra),
        RuleKind("announced_sections", Announced, check_announced),
        RuleKind("topics", Topics, check_topics),
        RuleKind("own_facts", Facts, check_facts),
        RuleKind("section_length", Length, check_length),
        RuleKind("section_empty", Emptiness, check_empty),
    ]
