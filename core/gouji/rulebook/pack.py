"""Rule packs as data: forms, themes and rules of a pack and of all that it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.digests import digest_of_folder
from gouji.errors import PackInvalid
from gouji.model.charts import Charts
from gouji.model.form import Form
from gouji.model.locale import Locale
from gouji.model.neighbour import Neighbour
from gouji.model.plan import Plan
from gouji.model.rule import Rule
from gouji.model.text import UNSAID, Text
from gouji.nearest import unknown
from gouji.rulebook.changes import Change, changes_of
from gouji.rulebook.charts import charts_of
from gouji.rulebook.forms import load_form
from gouji.rulebook.kinds import Kinds
from gouji.rulebook.overlays import Layer, Stack
from gouji.rulebook.plans import plan_of
from gouji.rulebook.rules import RuleTable, check_former_names, make_rule, rule_tables
from gouji.rulebook.tables import values_of
from gouji.rulebook.toml import Entry, load_toml
from gouji.text import language_of

if TYPE_CHECKING:
    from gouji.model.parameters import KnownNames


DIGESTED = (".toml", ".py")
"""The files that decide what a pack does."""
WORDS_FILE = "words.toml"

LocaleOf = Callable[[str], Locale | None]
"""Gives the locale of a language, None where no plugin brings it."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of rules with its title and its weight in the score."""

    id: str
    title: Text
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule pack ready to use, with all that it rests on.

    `titles` are the words by which a report's title is known, `locale` is that of the language in which its reports are written,
    `words` the vocabulary of their prose as the locale made it of words.toml, `bases` are the packs that it extends. `languages`
    are those in which it speaks to people, the first by default; `report` is what one of its reports is called in passing;
    `scoring` is how they are scored; `charts` what pages show beside findings. `neighbours` are documents that look
    like its reports and are refused. `changes` are what its overlays change about rules, from the ground up;
    the host applies them. `late` are the ids of the rules by whose breach a report is late.
    `folders` are its own and those of the packs that it extends, the uppermost first.
    """

    id: str
    version: str
    title: Text
    forms: tuple[Form, ...]
    rules: tuple[Rule, ...]
    locale: Locale
    themes: tuple[Theme, ...] = ()
    titles: tuple[str, ...] = ()
    sha256: str = ""
    words: object = None
    bases: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    api: str = ""
    report: Text = UNSAID
    scoring: Plan = field(default_factory=Plan)
    charts: Charts = field(default_factory=Charts)
    neighbours: tuple[Neighbour, ...] = ()
    changes: tuple[Change, ...] = ()
    late: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Pack({self.id!r}, {self.version}, {len(self.forms)} forms, {len(self.rules)} rules)"

    folders: tuple[Path, ...] = ()

    @property
    def known(self) -> KnownNames:
        """The names that the parameters of its rules may hold."""
        from gouji.model.parameters import KnownNames

        return KnownNames(self.forms, frozenset(rule.id for rule in self.rules), self.forms)


def load_pack(stack: Stack, kinds: Kinds, locale_of: LocaleOf) -> Pack:
    """Read a pack with all that it rests on; PackInvalid or RuleInvalid names file, line and key of a mistake."""
    forms, themes = _forms(stack), _themes(stack)
    empty = replace(_head(stack, forms, _locale(stack, forms, locale_of)), themes=tuple(themes.values()))
    rules = _rules(stack, empty, kinds)
    pack = replace(empty, rules=rules, scoring=plan_of(stack, rules))
    _refuse_idle_themes(stack, pack.rules)
    _refuse_unknown_late(stack, pack.rules)
    return pack


def _head(stack: Stack, forms: tuple[Form, ...], locale: Locale) -> Pack:
    """Put together what the pack.toml files state, the upper ones before those below."""
    top, downwards = stack[-1].head, [layer.head for layer in reversed(stack)]
    return Pack(
        top.id, top.version, top.title, forms, (), locale,
        titles=_titles(stack),
        sha256=sha256("".join(digest_of_folder(layer.folder, DIGESTED) for layer in reversed(stack)).encode()).hexdigest(),
        words=next(filter(None, (_vocabulary(layer, locale) for layer in reversed(stack))), None),
        bases=tuple(head.id for head in downwards[1:]),
        languages=next(filter(None, (head.languages for head in downwards)), ()),
        api=top.api,
        report=next((head.report for head in downwards if head.report != UNSAID), UNSAID),
        charts=charts_of(stack, forms),
        neighbours=tuple(neighbour for layer in stack for neighbour in _neighbours(layer, forms)),
        changes=tuple(change for layer in stack for change in changes_of(layer.entry.at("rules"))),
        late=tuple(f"{layer.head.id}/{rule}" for layer in stack for rule in layer.head.late),
        folders=tuple(layer.folder for layer in reversed(stack)),
    )  # fmt: skip


def _neighbours(layer: Layer, forms: Iterable[Form]) -> tuple[Neighbour, ...]:
    """Return the neighbours that a pack.toml lists; PackInvalid names a pattern that is none, or a form that there is not."""
    known = [form.id for form in forms]
    for number, neighbour in enumerate(layer.head.neighbours):
        for place, form in enumerate(neighbour.forms):
            if form not in known:
                raise layer.entry.at("neighbours", number, "forms", place).wrong(unknown("form", form, known))
        for key in ("titles", "publishers", "prose", "but_for"):
            try:
                re.compile(getattr(neighbour, key))
            except re.error as error:
                raise layer.entry.at("neighbours", number, key).wrong(f"no regular expression: {error}") from error
    return layer.head.neighbours


def _titles(stack: Stack) -> tuple[str, ...]:
    return next(filter(None, (layer.head.titles for layer in reversed(stack))), ())


def _locale(stack: Stack, forms: Sequence[Form], locale_of: LocaleOf) -> Locale:
    """Return the locale that a pack names, or one below it, else the one that the script of its headings suggests."""
    naming = next((layer for layer in reversed(stack) if layer.head.locale), stack[-1])
    language = naming.head.locale or _language_of(forms, _titles(stack))
    locale = locale_of(language)
    if locale is None:
        raise naming.entry.at("locale").wrong(f"no plugin brings the locale {language}")
    return locale


def _language_of(forms: Sequence[Form], titles: Sequence[str]) -> str:
    return language_of("".join((*titles, *(section.heading for form in forms for section in form.sections))))


def _vocabulary(layer: Layer, locale: Locale) -> object:
    """Let the locale read the pack's words of prose, None where it has none."""
    path = layer.folder / WORDS_FILE
    if not path.is_file():
        return None
    file = load_toml(path, f"{layer.folder.name}/{WORDS_FILE}")
    try:
        return locale.words(file.data)
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise PackInvalid(f"{file.name}: {error}") from error


def _forms(stack: Stack) -> tuple[Form, ...]:
    forms: dict[str, Form] = {}
    for layer in stack:
        for path in sorted((layer.folder / "forms").glob("*.toml")):
            name = f"{layer.folder.name}/forms/{path.name}"
            form = load_form(path, name)
            if form.id in forms:
                raise PackInvalid(f"{name}:1: id: a second form {form.id}")
            forms[form.id] = form
    return tuple(form.beside(forms.values()) for form in forms.values())


def _rules(stack: Stack, pack: Pack, kinds: Kinds) -> tuple[Rule, ...]:
    tables = {layer: tuple(rule_tables(layer.folder, layer.head.id)) for layer in stack}
    known = _known(pack, (table for own in tables.values() for table in own))
    checks: Kinds = {}
    rules: dict[str, Rule] = {}
    for layer, own in tables.items():
        checks = {**checks, **layer.source.checks}
        for table in own:
            if table.id in rules:
                raise table.entry.at("id").wrong("a second rule with this id")
            rules[table.id] = rule = replace(make_rule(table, kinds, checks, known), pack=pack.id)
            check_theme(rule.theme, pack.themes, table.entry)
    check_former_names(rules, (table for own in tables.values() for table in own))
    return tuple(rules.values())


def _known(pack: Pack, tables: Iterable[RuleTable]) -> KnownNames:
    from gouji.model.parameters import KnownNames

    return KnownNames(pack.forms, frozenset(table.id for table in tables), pack.forms)


def check_theme(name: str, themes: Sequence[Theme], entry: Entry) -> None:
    """Raise where a pack that describes its themes has none of this name."""
    known = [theme.id for theme in themes]
    if themes and name not in known:
        raise entry.at("theme").wrong(unknown("theme", name, known))


def _themes(stack: Stack) -> dict[str, Theme]:
    themes: dict[str, Theme] = {}
    for layer in stack:
        for name in layer.head.themes:
            themes[name] = themed(name, layer.entry.at("themes", name), themes)
    return themes


def themed(name: str, entry: Entry, themes: Mapping[str, Theme]) -> Theme:
    """Return a theme as the table at an entry states or changes it; a new one needs a title."""
    if not entry.table():
        raise entry.wrong("nothing stands below it; write a title or a weight")
    stated = values_of(Theme, entry, ("title", "weight"))
    if name not in themes and "title" not in stated:
        raise entry.wrong(f"{unknown('theme', name, themes)} (a new theme needs a title)")
    if stated.get("weight", 0) < 0:
        raise entry.at("weight").wrong("must not be below 0")
    return replace(themes[name], **stated) if name in themes else Theme(name, **stated)


def _refuse_idle_themes(stack: Stack, rules: Iterable[Rule]) -> None:
    """Refuse a theme that an overlay adds and no rule has: the name of one below it was meant."""
    used = {rule.theme for rule in rules}
    below: set[str] = set()
    for layer in stack:
        for name in layer.head.themes:
            if below and name not in below | used:
                raise layer.entry.at("themes", name).wrong(unknown("theme", name, below))
        below |= set(layer.head.themes)


def _refuse_unknown_late(stack: Stack, rules: Iterable[Rule]) -> None:
    known = {rule.id for rule in rules}
    for layer in stack:
        for number, name in enumerate(layer.head.late):
            if f"{layer.head.id}/{name}" not in known:
                own = [rule.partition("/")[2] for rule in known if rule.startswith(f"{layer.head.id}/")]
                raise layer.entry.at("late", number).wrong(unknown("rule", name, own))
