"""The scoring of a pack: the tables [scoring] of its pack.toml and of those that it rests on, the upper ones first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from gouji.model.plan import Plan
from gouji.model.rule import Rule
from gouji.nearest import unknown
from gouji.rulebook.overlays import Stack
from gouji.rulebook.tables import values_of


def plan_of(stack: Stack, rules: Iterable[Rule]) -> Plan:
    """Read the plan of a pack; PackInvalid names a setting that there is not, or a rule that the pack has not."""
    known = [rule.id for rule in rules]
    ground, stated = stack[0].head.id, dict[str, Any]()
    for layer in stack:
        if not layer.head.scoring:
            continue
        entry = layer.entry.at("scoring")
        own = values_of(Plan, entry, (each.name for each in fields(Plan)))
        for setting, rule in Plan(**own).with_full_ids(ground).named:
            if rule not in known:
                raise entry.at(setting).wrong(unknown("rule", rule, known))
        stated |= own
    return Plan(**stated).with_full_ids(ground)
