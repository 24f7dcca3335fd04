"""Rule packs as data: forms, themes and rules read from TOML and checked against the kinds that they name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gouji.errors import PackInvalid, RuleInvalid
from gouji.model.form import Form
from gouji.model.locale import Locale
from gouji.model.report import Report
from gouji.model.rule import Rule, RuleKind
from gouji.model.severity import Severity
from gouji.model.text import Text
from gouji.rulebook.forms import load_form, load_toml

if TYPE_CHECKING:
    from gouji.model.result import Observation

Kinds = Mapping[str, tuple[RuleKind, str]]
"""Kinds of rule, or checks of one pack, by name, each with the name of the plugin that brings it."""

LocaleOf = Callable[[str], Locale | None]
"""Gives the locale of a language, None where no plugin brings it."""

Settings = Mapping[str, Mapping[str, Any]]
"""What a configuration or overlay changes, by rule id: severity, parameters, or `enabled = false`."""

_WORDS = ("title", "rationale")
_OWN_KEYS = {
    "id", "title", "rationale", "basis", "theme", "severity", "forms", "kind", "check", "remedy", "severity_in", "may_fail",
    "since", "good", "bad", "caution", "enabled",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of rules with its title and its weight in the score."""

    id: str
    title: Text
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule pack ready to use; `titles` are the words by which a report's title is known.

    `locale` is that of the language in which its reports are written, `words` the vocabulary of their prose as the locale made it
    of words.toml, `bases` the packs that it extends.

    `checks` are those that only its own rules name, with those of the pack that it extends.
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
    checks: Kinds = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PackFolder:
    """Where a pack stands, and the checks that its rules may name besides the kinds of plugins."""

    folder: Path
    checks: Kinds = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a rule stands in its file, for messages."""

    path: Path
    number: int
    rule: str

    def broken(self, problem: str, key: str = "id") -> RuleInvalid:
        """Make the error that names file, line, rule and problem."""
        return RuleInvalid(f"{self.path.name}:{self._line(key)}: {self.rule}: {problem}")

    def _line(self, key: str) -> int:
        lines = self.path.read_text(encoding="utf-8").splitlines()
        starts = [i for i, line in enumerate(lines) if line.strip() == "[[rule]]"]
        start = starts[self.number] if self.number < len(starts) else 0
        return next((i for i in range(start, len(lines)) if lines[i].lstrip().startswith(key)), start) + 1


@dataclass(frozen=True, slots=True)
class _KindCheck:
    """A kind with its parameters, as the check of a rule."""

    check: Callable[[Report, Any], Iterable[Observation]]
    parameters: Any = field(compare=False)

    def __call__(self, report: Report) -> Iterable[Observation]:
        return self.check(report, self.parameters)


def load_pack(
    source: PackFolder, kinds: Kinds, settings: Settings, bases: Mapping[str, PackFolder], locale_of: LocaleOf
) -> Pack:
    """Read a pack; `bases` are the packs that an overlay may extend, whose checks its rules may name too.

    `locale_of` gives the locale of a language.

    Raises PackInvalid, or RuleInvalid naming file and line of the mistake.
    """
    folder, checks = source.folder, source.checks
    data = load_toml(folder / "pack.toml")
    base_id = data.get("extends")
    if base_id:
        if base_id not in bases:
            raise PackInvalid(f"{folder.name}/pack.toml: extends {base_id}, which is not installed")
        merged = {**data.get("rules", {}), **settings}
        base = load_pack(bases[base_id], kinds, merged, bases, locale_of)
        checks = {**base.checks, **checks}
        own = _rules(folder, data, kinds, checks, {})
        pack = _pack(folder, data, (*base.forms, *_forms(folder)), (*base.rules, *own), base, locale_of)
    else:
        pack = _pack(folder, data, _forms(folder), _rules(folder, data, kinds, checks, settings), None, locale_of)
    return replace(pack, checks=checks, rules=tuple(replace(rule, pack=pack.id) for rule in pack.rules))


def _pack(
    folder: Path,
    data: dict[str, Any],
    forms: tuple[Form, ...],
    rules: tuple[Rule, ...],
    base: Pack | None,
    locale_of: LocaleOf,
) -> Pack:
    try:
        themes = {theme.id: theme for theme in base.themes} if base else {}
        for name, theme in data.get("themes", {}).items():
            themes[name] = Theme(name, Text(**theme["title"]), float(theme.get("weight", 1)))
        titles = tuple(data.get("titles", base.titles if base else ()))
        locale = _locale(folder, data, forms, titles, base, locale_of)
        sha256 = hashlib.sha256((_digest(folder) + (base.sha256 if base else "")).encode()).hexdigest()
        return Pack(
            data["id"],
            data["version"],
            Text(**data["title"]),
            forms,
            rules,
            locale,
            tuple(themes.values()),
            titles,
            sha256,
            _vocabulary(folder, locale) or (base.words if base else None),
            (base.id, *base.bases) if base else (),
        )
    except (KeyError, TypeError) as error:
        raise PackInvalid(f"{folder.name}/pack.toml: {error} is missing or wrong") from error


def _locale(
    folder: Path, data: Mapping[str, Any], forms: Sequence[Form], titles: Sequence[str], base: Pack | None,
    locale_of: LocaleOf,
) -> Locale:  # fmt: skip
    """Return the locale that a pack names, else its base's, else the one that the script of its headings suggests."""
    if "locale" not in data and base is not None:
        return base.locale
    language = str(data.get("locale") or _language_of(forms, titles))
    locale = locale_of(language)
    if locale is None:
        raise PackInvalid(f"{folder.name}/pack.toml: no plugin brings the locale {language}")
    return locale


def _language_of(forms: Sequence[Form], titles: Sequence[str]) -> str:
    words = "".join((*titles, *(section.heading for form in forms for section in form.sections)))
    return "zh" if any("CJK" in unicodedata.name(character, "") for character in words) else "en"


def _vocabulary(folder: Path, locale: Locale) -> object:
    """Let the locale read the pack's words of prose, None where it has none."""
    path = folder / "words.toml"
    if not path.is_file():
        return None
    try:
        return locale.words(load_toml(path))
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise PackInvalid(f"{path.name}: {error}") from error


def _forms(folder: Path) -> tuple[Form, ...]:
    return tuple(load_form(path) for path in sorted((folder / "forms").glob("*.toml")))


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml"), key=lambda p: p.relative_to(folder).as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _rules(folder: Path, pack: Mapping[str, Any], kinds: Kinds, checks: Kinds, settings: Settings) -> tuple[Rule, ...]:
    rules: dict[str, Rule] = {}
    for path in sorted((folder / "rules").glob("*.toml")):
        for number, data in enumerate(load_toml(path).get("rule", ())):
            name = f"{pack['id']}/{data.get('id', '?')}"
            place = _Place(path, number, name)
            if name in rules:
                raise place.broken("a second rule with this id")
            rule = _rule(name, data, settings.get(name, {}), (kinds, checks), place)
            if rule is not None:
                rules[name] = rule
    return tuple(rules.values())


def _rule(
    name: str, own: dict[str, Any], changes: Mapping[str, Any], known: tuple[Kinds, Kinds], place: _Place
) -> Rule | None:
    data = {**own, **changes}
    if not data.get("enabled", True):
        return None
    for key in ("id", *_WORDS, "basis", "theme", "severity"):
        if key not in data:
            raise place.broken(f"{key} is missing")
    kind, plugin = _named(data, *known, place)
    parameters = {key: value for key, value in data.items() if key not in _OWN_KEYS}
    check = _KindCheck(kind.check, _validated(kind, parameters, changes, place))
    try:
        return Rule(
            id=name, title=Text(**data["title"]), rationale=Text(**data["rationale"]), basis=data["basis"],
            theme=data["theme"], severity=Severity(data["severity"]), check=check, kind=kind.name,
            remedy=_words(data, "remedy"), good=_words(data, "good"), bad=_words(data, "bad"),
            caution=_words(data, "caution"),
            forms=tuple(data.get("forms", ())), may_fail=data.get("may_fail", True), parameters=parameters,
            severity_in={int(year): Severity(value) for year, value in data.get("severity_in", {}).items()},
            plugin=plugin, since=data.get("since", ""),
        )  # fmt: skip
    except (TypeError, ValueError) as error:
        raise place.broken(str(error)) from error


def _named(data: Mapping[str, Any], kinds: Kinds, checks: Kinds, place: _Place) -> tuple[RuleKind, str]:
    """Return the kind that a rule names, or the check of its own pack, with the plugin that brings it."""
    if ("kind" in data) == ("check" in data):
        raise place.broken("names both a kind and a check" if "kind" in data else "kind is missing, or check")
    key, known, problem = (
        ("kind", kinds, "no plugin brings the kind") if "kind" in data else ("check", checks, "its pack has no check")
    )
    name = str(data[key])
    if name not in known:
        near = get_close_matches(name, known, 1)
        raise place.broken(f"{problem} {name}" + (f"; did you mean {near[0]}?" if near else ""), key)
    return known[name]


def _words(data: Mapping[str, Any], key: str) -> Text:
    return Text(**data[key]) if key in data else Text("", "")


def _validated(kind: RuleKind, parameters: Mapping[str, Any], changes: Mapping[str, Any], place: _Place) -> Any:  # noqa: ANN401  the kind's own model
    """Check the parameters; a mistake in what a configuration or an overlay changes is not one of the rule's file."""
    from pydantic import ValidationError

    try:
        return kind.parameters.model_validate(parameters)
    except ValidationError as error:
        first = min(error.errors(), key=lambda problem: problem["type"] != "extra_forbidden")
        key = str(first["loc"][0]) if first["loc"] else "kind"
        problem = f"{'.'.join(map(str, first['loc'])) or key}: {first['msg']}"
        if key in changes:
            raise RuleInvalid(f'[rules."{place.rule}"]: {problem}') from error
        raise place.broken(problem, key) from error


def unknown_rules(settings: Settings, packs: Sequence[Pack]) -> list[str]:
    """Name the rules that a configuration speaks of and no pack holds; rules that it switches off count as held."""
    held = {rule.id for pack in packs for rule in pack.rules}
    return sorted(name for name, change in settings.items() if name not in held and change.get("enabled", True))
