"""What is wrong, or left undone, in a rule pack: all of it at once, each with its place."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise, starmap
from pathlib import Path

from gouji.backtracking import growth
from gouji.contract import API_VERSION, DeprecatedUse
from gouji.errors import GoujiError, PackInvalid
from gouji.host import Host, HostOptions, make_host
from gouji.model.form import Form
from gouji.model.parameters import pattern_values
from gouji.model.rule import Rule, Scope
from gouji.model.text import Language, Text
from gouji.rulebook.forms import load_form
from gouji.rulebook.kinds import KindCheck
from gouji.rulebook.labels import twins_of_sections, twins_of_table, unnamed_in_english
from gouji.rulebook.overlays import PackFolder, read_layer, require_pack
from gouji.rulebook.pack import Pack
from gouji.rulebook.rules import RuleTable, make_rule, rule_tables
from gouji.rulebook.toml import Entry, load_toml
from gouji.testing.cases import Case, cases

WORDS = ("title", "rationale", "remedy", "caution")
"""The texts of a rule that must be in both languages; `good` and `bad` may quote a report."""


_UNKNOWN_IN_FORM = re.compile(r": no (?:form|section|table|row|column|cell|row or column|(?:row|column) or sum) \"")
STATABLE = (Scope.REPORT, Scope.AGENCY)
"""What a case can state: a report, and the one on the year before."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing: `where` is file and line, `mistake` tells what is wrong from what is only left undone."""

    where: str
    what: str
    mistake: bool = False


def lint(folder: Path, options: HostOptions) -> list[Problem]:
    """Look through the pack in a folder; GoujiError where there is none, or where something else does not load."""
    require_pack(folder)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always", DeprecatedUse)
        found = _looked(folder, replace(options, packs=(str(folder),)))
    going = [_going(str(each.message)) for each in heard if issubclass(each.category, DeprecatedUse)]
    return sorted({*found, *going})


def _looked(folder: Path, options: HostOptions) -> list[Problem]:
    try:
        host = make_host(options)
    except PackInvalid as error:
        ground = make_host(replace(options, packs=()))
        return [_mistake(error), *_each_mistake(folder, ground)]
    look = _Look(folder, host)
    return [
        *look.contract(), *look.forms(), *look.rules(), *look.themes(), *look.words(), *look.patterns(), *look.cases(options),
    ]  # fmt: skip


def _going(said: str) -> Problem:
    where, _, what = said.partition(": ")
    return Problem(where, what)


def _mistake(error: GoujiError) -> Problem:
    where, colon, what = str(error).partition(": ")
    return Problem(where, what, mistake=True) if colon else Problem("", where, mistake=True)


def _each_mistake(folder: Path, host: Host) -> Iterator[Problem]:
    """Read forms and rules one by one, so that more than the first mistake is said."""
    base = folder.resolve().name
    try:
        layer = read_layer(PackFolder(folder))
    except PackInvalid as error:
        yield _mistake(error)
        return
    forms: list[Form] = []
    broken = False
    for path in sorted((folder / "forms").glob("*.toml")):
        try:
            forms.append(load_form(path, f"{base}/forms/{path.name}"))
        except PackInvalid as error:
            broken = True
            yield _mistake(error)
    below = next((pack for pack in host.packs if pack.id == layer.head.extends), None)
    forms += below.forms if below else ()
    for each in _mistakes_of_rules(folder, layer.head.id, forms, host, below):
        if not (broken and _UNKNOWN_IN_FORM.search(each.what)):  # which the form that does not load may have
            yield each


def _mistakes_of_rules(folder: Path, pack: str, forms: list[Form], host: Host, below: Pack | None) -> Iterator[Problem]:
    from gouji.model.parameters import KnownNames

    try:
        tables = list(rule_tables(folder, pack))
    except PackInvalid as error:
        yield _mistake(error)
        return
    ids = frozenset([*(table.id for table in tables), *(rule.id for rule in (below.rules if below else ()))])
    known = KnownNames(tuple(forms), ids, tuple(forms))
    for table in tables:
        try:
            make_rule(table, host.kinds, {}, known)
        except PackInvalid as error:
            if "check of this pack" not in str(error):  # which only the plugin that brings the pack knows
                yield _mistake(error)


@dataclass(frozen=True)
class _Look:
    """A pack that loads, looked through: only what its own files hold, not what it rests on."""

    folder: Path
    host: Host

    @property
    def pack(self) -> Pack:
        return self.host.packs[0]

    @property
    def name(self) -> str:
        return self.folder.resolve().name

    def _tables(self) -> list[tuple[RuleTable, Rule]]:
        rules = {rule.id: rule for rule in self.pack.rules}
        own = rule_tables(self.folder, self.pack.id)
        return [(table, rules[table.id]) for table in own if table.id in rules]

    def _forms(self) -> list[tuple[Form, Entry]]:
        found = []
        for path in sorted((self.folder / "forms").glob("*.toml")):
            entry = load_toml(path, f"{self.name}/forms/{path.name}").whole
            found.append((next(form for form in self.pack.forms if form.id == entry.table()["id"]), entry))
        return found

    def forms(self) -> Iterator[Problem]:
        """Years that two forms claim, or none; labels that cannot be told apart."""
        forms = sorted(self._forms(), key=lambda pair: pair[0].first_year)
        for (one, _), (other, entry) in pairwise(forms):
            at = entry.at("first_year")
            if one.last_year is None or one.last_year >= other.first_year:
                yield _at(
                    at,
                    f"{other.first_year} is also a year of form {one.id}; which one is meant is decided by labels alone",
                )
            elif one.last_year + 1 < other.first_year:
                yield _at(at, f"no form is for {one.last_year + 1}, the year after {one.id}")
        for form, entry in forms:
            yield from starmap(_at, twins_of_sections(form, entry, self.pack.locale))
            for number, table in enumerate(form.tables):
                yield from starmap(_at, twins_of_table(table, entry.at("table", number), self.pack.locale))

    def contract(self) -> Iterator[Problem]:
        """Ask for the version of the interface that the pack is made for."""
        layer = read_layer(PackFolder(self.folder))
        if not layer.head.api:
            yield _at(layer.entry, f'api is missing; write api = "{API_VERSION.partition(".")[0]}"')

    def rules(self) -> Iterator[Problem]:
        """Rules that never run, and rules that say the same."""
        seen: dict[str, str] = {}
        for table, rule in self._tables():
            told = repr((rule.kind, rule.forms, sorted(rule.parameters.items(), key=lambda pair: pair[0])))
            if told in seen:
                yield _at(table.entry, f"checks the same as {seen[told]}")
            seen.setdefault(told, rule.id)

    def themes(self) -> Iterator[Problem]:
        """Themes that no rule has."""
        layer, used = read_layer(PackFolder(self.folder)), {rule.theme for rule in self.pack.rules}
        for name in layer.head.themes:
            if name not in used:
                yield _at(layer.entry.at("themes", name), "no rule has this theme")

    def words(self) -> Iterator[Problem]:
        """Texts in one language only, in a pack that speaks both."""
        if set(self.pack.languages) != set(Language):
            return
        for table, rule in self._tables():
            for key in WORDS:
                if key in table.entry.table() and _is_one(getattr(rule, key)):
                    yield _at(table.entry.at(key), "is the same in both languages; write { zh = …, en = … }")
        if self.pack.locale.language != Language.EN:
            for form, entry in self._forms():
                yield from starmap(_at, unnamed_in_english(form, entry))

    def patterns(self) -> Iterator[Problem]:
        """Regular expressions whose time grows faster than the line."""
        for form, entry in self._forms():
            for number, section in enumerate(form.sections):
                for key in ("signs", "in_place"):
                    at = entry.at("section", number, key)
                    for pattern in getattr(section, key):
                        yield from _slow(at, pattern)
        for table, rule in self._tables():
            if isinstance(rule.check, KindCheck):
                for key, pattern in pattern_values(rule.check.parameters):
                    yield from _slow(table.entry.at(key), pattern)

    def cases(self, options: HostOptions) -> Iterator[Problem]:
        """Cases that fail, and rules without a case that passes and one that does not."""
        try:
            found = cases(self.folder, plugins_dir=options.plugins_dir)
        except PackInvalid as error:
            yield _mistake(error)
            return
        yield from tried(found)
        stated = self._outcomes()
        for table, rule in self._tables():
            if rule.scope not in STATABLE:
                continue
            outcomes = stated.get(rule.id.partition("/")[2], set())
            breaking = "fail" if rule.may_fail else "review"
            for wanted in ("pass", breaking):
                if wanted not in outcomes:
                    yield _at(
                        table.entry, f"no case ends with {wanted}; write one in cases/{rule.id.partition('/')[2]}.toml"
                    )

    def _outcomes(self) -> Mapping[str, set[object]]:
        """Return how the cases of each rule must end, those too that the pack's own tests run."""
        outcomes: dict[str, set[object]] = {}
        for path in sorted((self.folder / "cases").rglob("*.toml")):
            own = load_toml(path, path.name).data.get("case", [])
            outcomes.setdefault(path.stem, set()).update(case.get("outcome") for case in own)
        return outcomes


def tried(found: Iterable[Case], hears: Callable[[Case, str], None] = lambda case, problem: None) -> Iterator[Problem]:
    """Run cases; yields those that end otherwise than they must, `hears` of each with its problem, empty where it has none."""
    for case in found:
        try:
            problem = case.problem()
        except GoujiError as error:
            problem = str(error)
        hears(case, problem)
        if problem:
            yield Problem(case.where, f"{case}: {problem}", mistake=True)


def _at(entry: Entry, what: str) -> Problem:
    where, _, said = str(entry.wrong(what)).partition(": ")
    return Problem(where, said)


def _slow(entry: Entry, pattern: str) -> Iterator[Problem]:
    found = growth(pattern)
    if found:
        yield _at(entry, f"{pattern!r}: {found.value}")


def _is_one(words: Text) -> bool:
    return bool(words.zh) and words.zh == words.en and any(character.isalpha() for character in words.zh)
