"""Settings: what a configuration file and overlays change about rules, themes and limits, applied in this one place."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from gouji.errors import PackInvalid
from gouji.limits import Limits
from gouji.model.rule import Rule
from gouji.nearest import unknown
from gouji.rulebook.changes import Change, changes_of
from gouji.rulebook.kinds import KindCheck, checked
from gouji.rulebook.pack import Pack, check_theme, themed
from gouji.rulebook.rules import FIXED, SETTABLE, check_forms, check_grave, check_said, check_years, stated_by
from gouji.rulebook.tables import values_of
from gouji.rulebook.toml import Entry, load_toml

FILE = "gouji.toml"
SHARED_FILE = "pyproject.toml"
TABLES = ("rules", "themes", "limits", "decisions")
WAIVERS = "waiver"
_OF_PEOPLE = ("decisions", WAIVERS)
"""What people decide: it changes no verdict of a rule, and takes no part in what says that two runs were alike."""


@dataclass(frozen=True)
class Configuration:
    """What a configuration file says; `entry` is its table, None where there is no file."""

    entry: Entry | None = None
    changes: tuple[Change, ...] = ()
    limits: Limits = field(default_factory=Limits)

    @property
    def themes(self) -> tuple[Entry, ...]:
        """The tables [themes.…]."""
        themes = self.entry.at("themes") if self.entry else None
        return tuple(themes.at(name) for name in themes.table()) if themes and themes.value is not None else ()

    @property
    def stated(self) -> Mapping[str, Any]:
        """All that the file states about rules and limits, as it stands there."""
        stated = self.entry.table() if self.entry else {}
        return {name: value for name, value in stated.items() if name not in _OF_PEOPLE}

    @property
    def sha256(self) -> str:
        """A hash of what is stated, whatever the order."""
        return sha256(json.dumps(self.stated, sort_keys=True, default=str).encode()).hexdigest()


def find_configuration(folder: Path) -> Path | None:
    """Return the nearest configuration from a folder upwards: gouji.toml, else a pyproject.toml with [tool.gouji]."""
    for parent in (folder.absolute(), *folder.absolute().parents):
        if (parent / FILE).is_file():
            return parent / FILE
        if (parent / SHARED_FILE).is_file() and _shares(parent / SHARED_FILE):
            return parent / SHARED_FILE
    return None


def _shares(path: Path) -> bool:
    """Tell whether a pyproject.toml speaks of Gouji, or is broken and seems to: then it is to be mended, not passed over."""
    try:
        return load_toml(path).whole.at("tool", "gouji").value is not None
    except PackInvalid:
        return b"tool.gouji" in path.read_bytes()


def load_configuration(path: Path | None) -> Configuration:
    """Read a configuration file; PackInvalid names file, line and key of a mistake."""
    if path is None:
        return Configuration()
    entry = load_toml(path).whole
    if path.name == SHARED_FILE:
        entry = entry.at("tool", "gouji")
        entry = replace(entry, value={}) if entry.value is None else entry
    for key in entry.table():
        if key not in (*TABLES, WAIVERS):
            raise entry.at(key).wrong(unknown("table", key, (*TABLES, WAIVERS)))
        if key != WAIVERS:
            entry.at(key).table()
    return Configuration(entry, changes_of(entry.at("rules")), _limits(entry.at("limits")))


def _limits(entry: Entry) -> Limits:
    if entry.value is None:
        return Limits()
    stated = values_of(Limits, entry, (each.name for each in fields(Limits)))
    for name, value in stated.items():
        if value <= 0:
            raise entry.at(name).wrong(f"must be above 0, not {value}")
    return Limits(**stated)


def settle(
    packs: Sequence[Pack], own: Sequence[Rule], configuration: Configuration, others: Callable[[], Sequence[Pack]]
) -> tuple[tuple[Pack, ...], tuple[Rule, ...], tuple[Rule, ...]]:
    """Apply all settings to all rules: return the packs, each with the rules that run on its reports, all rules, and those that are off.

    `own` are rules written in Python, which run on the reports of every pack. `others` gives installed packs that are not used
    this time: a configuration may speak of their rules and themes. PackInvalid names what no rule or theme is called.
    """
    _refuse_unknown(packs, own, configuration, others)
    settled = [_settled(pack, own, configuration) for pack in packs]
    python = {rule.id for rule in own}
    of_packs = {rule.id: rule for pack in settled for rule in pack.rules if rule.id not in python}
    first = settled[0].rules if settled else _changed_all(own, configuration.changes, None)
    rules = (*of_packs.values(), *(rule for rule in first if rule.id in python))
    running = tuple(replace(pack, rules=tuple(rule for rule in pack.rules if rule.enabled)) for pack in settled)
    return running, tuple(rule for rule in rules if rule.enabled), tuple(rule for rule in rules if not rule.enabled)


def _settled(pack: Pack, own: Sequence[Rule], configuration: Configuration) -> Pack:
    themes = {theme.id: theme for theme in pack.themes}
    for entry in configuration.themes:
        if (name := str(entry.key[-1])) in themes:
            themes[name] = themed(name, entry, themes)
    rules = _changed_all((*pack.rules, *own), (*pack.changes, *configuration.changes), pack)
    return replace(pack, themes=tuple(themes.values()), rules=rules)


def _changed_all(rules: Iterable[Rule], changes: Iterable[Change], pack: Pack | None) -> tuple[Rule, ...]:
    """Return rules after all changes, those of a pack or, without one, of plugins alone."""
    settled = {rule.id: rule for rule in rules}
    called = {name: rule.id for rule in settled.values() for name in reversed(rule.names)} | {
        name: name for name in settled
    }
    for change in changes:
        if (name := called.get(change.rule, "")) in settled:
            settled[name] = changed(settled[name], change, pack)
    return tuple(settled.values())


def changed(rule: Rule, change: Change, pack: Pack | None) -> Rule:
    """Return a rule as a change has it, in a pack if any; PackInvalid names file, line and key of what cannot be."""
    entry = change.entry
    parameters = {key: value for key, value in entry.table().items() if key not in (*SETTABLE, *FIXED)}
    by_kind = rule.check if isinstance(rule.check, KindCheck) else None
    stated = stated_by(entry, parameters if by_kind else (), pack.known.all_forms if pack else ())
    check_said(stated, entry)
    usual = stated.get("severity", rule.severity), *stated.get("severity_in", rule.severity_in).values()
    check_grave(stated, usual, entry)
    if "theme" in stated:
        check_theme(stated["theme"], pack.themes if pack else (), entry)
    if by_kind is None or pack is None:
        return replace(rule, **stated)
    check_forms(stated, pack.known, entry)
    check_years(stated, stated.get("forms", rule.forms), pack.forms, entry)
    merged = {**rule.parameters, **parameters}
    known = pack.known.of_forms(stated.get("forms", rule.forms))
    check = checked(by_kind.kind, rule.plugin, merged, entry, SETTABLE, known) if parameters else by_kind
    return replace(rule, check=check, take=check.take, parameters=merged, **stated)


def _refuse_unknown(
    packs: Sequence[Pack], own: Sequence[Rule], configuration: Configuration, others: Callable[[], Sequence[Pack]]
) -> None:
    python = [name for rule in own for name in rule.names]
    for pack in packs:
        for change in pack.changes:
            _refuse("rule", change.rule, change.entry, {*_ids([pack]), *python})
    ids, themes = {*_ids(packs), *python}, _themes(packs)
    for change in configuration.changes:
        _refuse("rule", change.rule, change.entry, ids if change.rule in ids else {*ids, *_ids(others())})
    for entry in configuration.themes:
        name = str(entry.key[-1])
        _refuse("theme", name, entry, themes if name in themes else {*themes, *_themes(others())})


def _refuse(what: str, name: str, entry: Entry, known: Collection[str]) -> None:
    if name not in known:
        raise entry.wrong(unknown(what, name, known))


def _ids(packs: Iterable[Pack]) -> set[str]:
    return {name for pack in packs for rule in pack.rules for name in rule.names}


def _themes(packs: Iterable[Pack]) -> set[str]:
    return {theme.id for pack in packs for theme in pack.themes}
