"""Rules as data: reads the rule files of a pack into rules."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gouji.errors import PackInvalid, RuleInvalid
from gouji.model.rule import Rule, RuleKind, Severity
from gouji.model.text import Text
from gouji.nearest import nearest, unknown
from gouji.rulebook.bases import bases_of
from gouji.rulebook.kinds import Kinds, checked
from gouji.rulebook.tables import values_of
from gouji.rulebook.toml import Entry, load_toml

if TYPE_CHECKING:
    from gouji.model.form import Form
    from gouji.model.parameters import KnownNames

REQUIRED = ("id", "title", "rationale", "basis", "theme", "severity")
SETTABLE = (
    "title", "rationale", "basis", "theme", "severity", "remedy", "good", "bad", "caution", "forms", "severity_in",
    "grave", "may_fail", "since", "stability", "revision", "enabled", "formerly", "waivable", "four_eyes",
)  # fmt: skip
"""What a rule states besides its id and its kind with parameters, and what settings may change."""
FIXED = ("id", "kind", "check")
"""What makes a rule the one that it is: no setting changes it."""
_ID = re.compile(r"[\w-]+")
OWN_KEYS = (*FIXED, *SETTABLE)


@dataclass(frozen=True)
class RuleTable:
    """A rule as it stands in its file, with its full id."""

    id: str
    entry: Entry


def rule_tables(folder: Path, pack: str) -> Iterator[RuleTable]:
    """Read the rule files of a pack, in the order of their names."""
    for path in sorted((folder / "rules").glob("*.toml")):
        whole = load_toml(path, f"{folder.resolve().name}/rules/{path.name}").whole
        for key in whole.table():
            if key != "rule":
                raise whole.at(key).wrong(f"{unknown('table', key, ('rule',))}; each rule begins with [[rule]]")
        rules = whole.at("rule")
        if rules.value is not None and not isinstance(rules.value, list):
            raise rules.wrong("write [[rule]], in two pairs of brackets, since there may be several")
        for number in range(len(rules.value or ())):
            yield _rule_table(rules.at(number), pack)


def _rule_table(entry: Entry, pack: str) -> RuleTable:
    stated = entry.table().get("id", "?")
    name = f"{pack}/{stated}"
    named = entry.named(name, RuleInvalid)
    if not isinstance(stated, str):
        raise named.at("id").wrong("must be text in quotes")
    if not _ID.fullmatch(stated):
        raise named.at("id").wrong("is made of letters, digits and hyphens, as in fee-waiver")
    return RuleTable(name, named)


def make_rule(table: RuleTable, kinds: Kinds, checks: Kinds, known: KnownNames) -> Rule:
    """Make a rule that runs; RuleInvalid names file, line, rule and key of a mistake."""
    data, entry = table.entry.table(), table.entry
    kind, plugin = _kind_of(entry, kinds, checks)
    given = {name: value for name, value in data.items() if name not in OWN_KEYS}
    stated = stated_by(entry, (*FIXED, *given), known.all_forms)
    check_forms(stated, known, entry)
    check = checked(kind, plugin, given, entry, OWN_KEYS, known.of_forms(stated.get("forms", ())))
    for key in REQUIRED:
        if key not in data:
            raise entry.wrong(f"{key} is missing")
    check_said(stated, entry)
    check_years(stated, stated.get("forms", ()), known.all_forms, entry)
    check_grave(stated, (stated["severity"], *stated.get("severity_in", {}).values()), entry)
    return Rule(
        id=table.id, check=check, kind=kind.name, plugin=plugin, parameters=given, scope=kind.scope, take=check.take, **stated
    )  # fmt: skip


def stated_by(entry: Entry, also: Iterable[str], forms: Iterable[Form]) -> dict[str, Any]:
    """Return the fields of a rule as the table at an entry states them; `also` are keys of others, `forms` those of the pack."""
    plain = (name for name in SETTABLE if name != "basis")
    return values_of(Rule, entry, plain, also=("basis", *also)) | bases_of(entry, [form.id for form in forms])


def check_said(stated: Mapping[str, Any], entry: Entry) -> None:
    """Raise where a text that a rule cannot do without is empty, or its revision none."""
    if stated.get("revision", 1) < 1:
        raise entry.at("revision").wrong("must be 1 or above")
    for key in ("title", "basis", "theme"):
        said = stated.get(key, key)
        if not (said.zh.strip() and said.en.strip() if isinstance(said, Text) else said.strip()):
            raise entry.at(key).wrong("must not be empty")


def check_years(stated: Mapping[str, Any], own: Collection[str], forms: Iterable[Form], entry: Entry) -> None:
    """Raise where a severity is that of a year on which no form of the rule reports, `own` being these by id, none: all."""
    in_force = [form for form in forms if not own or form.id in own]
    for year in stated.get("severity_in", ()):
        if not any(form.covers(year) for form in in_force):
            raise entry.at("severity_in", str(year)).wrong("is no year of a form that the rule speaks of")


def check_grave(stated: Mapping[str, Any], usual: Iterable[Severity], entry: Entry) -> None:
    """Raise where the severity of grave findings is graver than none of the usual ones."""
    grave, usual = stated.get("grave"), tuple(usual)
    if grave is not None and all(each.at_least(grave) for each in usual):
        raise entry.at("grave").wrong(f"must be graver than the rule's severity, {usual[0].value}")


def check_former_names(rules: Mapping[str, Rule], tables: Iterable[RuleTable]) -> None:
    """Raise where a rule says that it was called what one is called now, or another one was."""
    whose: dict[str, str] = {}
    for table in tables:
        rule = rules[table.id]
        for number, name in enumerate(rule.names[1:]):
            at = table.entry.at("formerly", number)
            if name in rules:
                raise at.wrong("is what a rule is called now")
            if whose.setdefault(name, rule.id) != rule.id:
                raise at.wrong(f"{whose[name]} was called so too")


def check_forms(stated: Mapping[str, Any], known: KnownNames, entry: Entry) -> None:
    """Raise where a rule speaks of a form that its pack does not have."""
    held = [form.id for form in known.all_forms]
    for number, form in enumerate(stated.get("forms", ())):
        if form not in held:
            raise entry.at("forms", number).wrong(unknown("form", form, held))


def _kind_of(entry: Entry, kinds: Kinds, checks: Kinds) -> tuple[RuleKind, str]:
    """Return the kind that a rule names, or the check of its own pack, with the plugin that brings it."""
    data = entry.table()
    if "kind" in data and "check" in data:
        raise entry.at("check").wrong("a rule names a kind or a check of its pack, not both")
    if "kind" not in data and "check" not in data:
        raise _without_kind(entry)
    key, known, what = ("kind", kinds, "kind") if "kind" in data else ("check", checks, "check of this pack")
    if data[key] not in known:
        hint = "" if nearest(str(data[key]), known) else "; is the plugin that brings it loaded?"
        raise entry.at(key).wrong(unknown(what, data[key], known) + hint)
    return known[data[key]]


def _without_kind(entry: Entry) -> PackInvalid:
    """Make the error for a rule without a kind, at the key that may have been meant for it."""
    for key in entry.table():
        if key not in OWN_KEYS and nearest(key, OWN_KEYS) in ("kind", "check"):
            return entry.at(key).wrong(unknown("key", key, OWN_KEYS))
    return entry.wrong("kind is missing, or check")
