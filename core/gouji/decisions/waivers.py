"""Waivers written in TOML, to be kept in git beside the configuration."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.masking import masked
from gouji.model.deciding import DecisionSettings, WaiverTable
from gouji.model.decision import Entry, Verb
from gouji.model.rule import Rule
from gouji.nearest import LIKE, nearest, unknown
from gouji.rulebook.tables import made
from gouji.rulebook.toml import load_toml
from gouji.text import fold

if TYPE_CHECKING:
    from gouji.rulebook.toml import Entry as TomlEntry
    from gouji.settings import Configuration


@dataclass(frozen=True, slots=True)
class Waiver:
    """A waiver with where it stands; `entry` is what it says, as the ledger would."""

    entry: Entry
    approver: str
    where: str

    def covers(self, fingerprint: str, rule: str, agency: str, year: int | None) -> bool:
        """Tell whether it speaks of a finding."""
        own = self.entry
        if own.rule != rule or (own.fingerprint and own.fingerprint != fingerprint):
            return False
        return (not own.agency or fold(own.agency) == fold(agency)) and (own.year is None or own.year == year)


def as_toml(entries: Iterable[Entry]) -> str:
    """Write waivers as tables [[waiver]], each of one finding with what stands there."""
    names = ("rule", "fingerprint", "evidence", "printed", "agency", "year", "revision", "reason", "by")
    tables = []
    for entry in entries:
        told = {name: getattr(entry, name) for name in names}
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in told.items() if value]
        tables.append("\n".join(("[[waiver]]", *lines, *([f"expires = {entry.expires}"] if entry.expires else []))))
    return "\n\n".join(tables)


def meant(own: Entry, rules: Iterable[str], agencies: Iterable[str], marks: Mapping[str, str]) -> str:
    """Return what a waiver that meets nothing probably means: a rule, agency or finding whose name it misspells; empty where nothing is near.

    `marks` are the rules of the findings at hand by their fingerprints.
    """
    if own.rule not in rules:
        return nearest(own.rule, rules, LIKE)
    if own.agency and fold(own.agency) not in map(fold, agencies):
        return nearest(own.agency, agencies, LIKE)
    if own.fingerprint in marks:
        return marks[own.fingerprint]
    return nearest(own.fingerprint, marks, LIKE) if own.fingerprint else ""


def waivers_of(
    configuration: Configuration, settings: DecisionSettings, folder: Path, rules: Mapping[str, Rule]
) -> tuple[Waiver, ...]:
    """Read the waivers of a configuration and of the files that it names; PackInvalid names file, line and key of a mistake."""
    found: list[Waiver] = []
    names = _names(rules)
    if configuration.entry is not None:
        found.extend(_read(configuration.entry.at("waiver"), names))
    for name in settings.waivers:
        whole = load_toml(folder / name, name).whole
        for key in whole.table():
            if key != "waiver":
                raise whole.at(key).wrong(unknown("table", key, ("waiver",)))
        found.extend(_read(whole.at("waiver"), names))
    return tuple(found)


def _names(rules: Mapping[str, Rule]) -> dict[str, str]:
    """Return the id of each rule by every name that it has or had."""
    old = {name: rule.id for rule in rules.values() for name in rule.names}
    return old | {name: name for name in rules}


def _read(entry: TomlEntry, names: Mapping[str, str]) -> Iterator[Waiver]:
    tables: Sequence[object] = entry.value or ()
    if not isinstance(tables, list | tuple):
        raise entry.wrong("write [[waiver]], in two pairs of brackets, since there may be several")
    for number in range(len(tables)):
        yield _waiver(entry.at(number), names)


def _waiver(entry: TomlEntry, names: Mapping[str, str]) -> Waiver:
    table = made(WaiverTable, entry)
    packs = {name.rpartition("/")[0] for name in names}
    if table.rule not in names and table.rule.rpartition("/")[0] in packs:
        raise entry.at("rule").wrong(unknown("rule", table.rule, names))
    for key in ("reason", "by"):
        if not getattr(table, key).strip():
            raise entry.at(key).wrong("must not be empty")
    if table.approver and table.approver == table.by:
        raise entry.at("approver").wrong("must be somebody else than who waives")
    if table.fingerprint and not table.evidence:
        raise entry.wrong(
            "evidence is missing: a waiver of one finding holds only while the same stands there; `gouji decide waive FINDING --toml` prints it"
        )
    if not table.fingerprint and table.expires is None:
        raise entry.wrong("expires is missing: a waiver of more than one finding ends some day")
    where = f"{entry.file.name}:{entry.file.line(entry.key)}"
    said = Entry(
        where, "", table.by, Verb.WAIVE, table.fingerprint, table.evidence, names.get(table.rule, table.rule), table.revision, table.agency,
        table.year, printed=masked(table.printed), reason=masked(table.reason), expires=table.expires.isoformat() if table.expires else "",
    )  # fmt: skip
    return Waiver(said, table.approver, where)
