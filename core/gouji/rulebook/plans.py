"""The scoring of a pack: the tables [scoring] of its pack.toml and of those that it rests on, the upper ones first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from gouji.model.plan import MainTable, Plan
from gouji.model.rule import Rule, Severity
from gouji.nearest import unknown
from gouji.rulebook.overlays import Stack
from gouji.rulebook.tables import values_of
from gouji.rulebook.toml import Entry

_SEVERITIES = tuple(severity.value for severity in Severity)
_GRADES = ("A", "B", "C", "D")
_NAMED = {"points": _SEVERITIES, "weights": _SEVERITIES, "grades": _GRADES, "held": _GRADES}
"""What the numbers of these settings belong to."""
_NUMBERS = ("further", "at_most", "most_places", "minor_at_most", "lowest_coverage")
_ALL = 100


def plan_of(stack: Stack, rules: Iterable[Rule]) -> Plan:
    """Read the plan of a pack; PackInvalid names a setting that there is not, or a rule that the pack has not."""
    known = [rule.id for rule in rules]
    ground, stated = stack[0].head.id, dict[str, Any]()
    for layer in stack:
        if not layer.head.scoring:
            continue
        entry = layer.entry.at("scoring")
        own = values_of(Plan, entry, (each.name for each in fields(Plan)))
        _check_keys(entry, own)
        _check_numbers(entry, own)
        for setting, rule in Plan(**own).with_full_ids(ground).named:
            if rule not in known:
                raise entry.at(setting).wrong(unknown("rule", rule, known))
        stated |= own
    return Plan(**stated).with_full_ids(ground)


def _check_keys(entry: Entry, own: Mapping[str, Any]) -> None:
    """Raise where a severity or grade is unknown, or left out where all are needed."""
    for name, names in _NAMED.items():
        for key in own.get(name, ()):
            if key not in names:
                raise entry.at(name, key).wrong(unknown("severity" if names is _SEVERITIES else "grade", key, names))
        for key in names if name in own and name != "held" else ():
            if key not in own[name]:
                raise entry.at(name).wrong(f"{key} is missing")


def _check_numbers(entry: Entry, own: Mapping[str, Any]) -> None:
    """Raise where a number is below 0 or a share above 1."""
    table = own.get("main_table", MainTable())
    numbers = [(entry.at(name), own[name]) for name in _NUMBERS if name in own]
    numbers += [(entry.at(name, key), value) for name in _NAMED for key, value in own.get(name, {}).items()]
    numbers += [(entry.at("main_table", "broken"), table.broken), (entry.at("main_table", "share"), table.share)]
    for at, value in numbers:
        if value < 0:
            raise at.wrong("must not be below 0")
    if table.share > 1:
        raise entry.at("main_table", "share").wrong("is a share, from 0 to 1")
    if own.get("lowest_coverage", 0) > _ALL:
        raise entry.at("lowest_coverage").wrong("is a percentage, from 0 to 100")
    least = list(own.get("grades", {}).values())
    if least and (least != sorted(least, reverse=True) or least[-1] != 0):
        raise entry.at("grades").wrong("must begin with the best and end with 0")
