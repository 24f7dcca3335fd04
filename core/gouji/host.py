"""The host: loads plugins and packs, by name and completely, or not at all."""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.metadata import EntryPoint, entry_points, version
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from gouji import hookspecs
from gouji.errors import GoujiError, PackInvalid, PluginBroken, UnreadableReport
from gouji.limits import Limits, limits_of
from gouji.model.document import Document, Source
from gouji.model.locale import Locale
from gouji.model.rule import PackSource, Rule, RuleKind
from gouji.model.run import Component
from gouji.model.writer import Writer
from gouji.rulebook.pack import Kinds, Pack, PackFolder, Settings, Theme, load_pack, unknown_rules

GROUP = "gouji"
OWN_PACKAGES = ("gouji_plugins", "gouji_rules")


@dataclass(frozen=True, slots=True)
class HostOptions:
    """What to load: a folder of plugin files besides the installed ones, packs by id or folder, a configuration file.

    `plugins` limits the installed plugins to these names, None takes all; `own_only` leaves out what strangers installed.
    """

    plugins_dir: Path | None = None
    packs: tuple[str, ...] = ()
    config: Path | None = None
    plugins: tuple[str, ...] | None = None
    own_only: bool = False


@dataclass(frozen=True, slots=True)
class Host:
    """Everything that plugins and packs bring, ready to use."""

    manager: pluggy.PluginManager
    components: tuple[Component, ...]
    kinds: dict[str, tuple[RuleKind, str]] = field(default_factory=dict)
    packs: tuple[Pack, ...] = ()
    rules: tuple[Rule, ...] = ()
    writers: dict[str, Writer] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    settings: dict[str, Any] = field(default_factory=dict)

    def themes_of(self, pack: str) -> dict[str, Theme]:
        """Return the themes that the rules of a pack belong to, by id."""
        return {theme.id: theme for each in self.packs if each.id == pack for theme in each.themes}

    @property
    def themes(self) -> dict[str, Theme]:
        """All themes by id; a rule's theme that no pack describes is titled by its id."""
        return {theme.id: theme for pack in self.packs for theme in pack.themes}

    def kind_of(self, rule: Rule) -> RuleKind | None:
        """Return what a rule is an instance of, a kind or a check of its pack; None for one written in Python."""
        checks = next((pack.checks for pack in self.packs if rule in pack.rules), {})
        found = checks.get(rule.kind) or self.kinds.get(rule.kind)
        return found[0] if found else None

    def read(self, source: Source) -> Document:
        """Let the readers read a file, converted where a plugin knows how; UnreadableReport where none knows it."""
        try:
            converted: Source | None = self.manager.hook.convert(source=source)
            document: Document | None = self.manager.hook.read(source=converted or source)
        except UnreadableReport:
            raise
        except RecursionError as error:
            raise UnreadableReport("嵌套过深 / nested too deeply") from error
        except MemoryError as error:
            raise UnreadableReport("内存不足 / out of memory") from error
        except Exception as error:
            raise UnreadableReport(f"读取器出错：{error!r} / the reader broke: {error!r}") from error
        if document is None:
            kind = source.suffix or "?"
            raise UnreadableReport(
                f"没有读取器认识此文件（{kind}）：格式不受支持，或文件已损坏"
                f" / no reader knows this file ({kind}): its format is not supported, or it is damaged"
            )
        if converted is None:
            return document
        return replace(document, source=source.name, sha256=sha256(source.data).hexdigest())


def make_host(options: HostOptions) -> Host:
    """Load plugins and packs; PluginBroken or PackInvalid names what is wrong."""
    manager = pluggy.PluginManager("gouji")
    manager.add_hookspecs(hookspecs)
    components = [_register(manager, name, load, number) for name, load, number in _found(options)]
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise PluginBroken(f"plugin {_plugin_of(error)}: {_one_line(error)}") from error
    kinds = {kind.name: (kind, plugin) for plugin, kind in _brought(manager, "rule_kinds", RuleKind)}
    writers = {writer.format: writer for _, writer in _brought(manager, "writers", Writer)}
    settings = _settings(options.config)
    packs = _packs(manager, options, kinds, _changes(settings, options.config))
    own = [_owned(rule, plugin) for plugin, rule in _brought(manager, "rules", Rule)]
    rules = _distinct([*(rule for pack in packs for rule in pack.rules), *own])
    limits = limits_of(settings.get("limits", {}), options.config.name if options.config else "")
    return Host(manager, tuple(components), kinds, packs, rules, writers, limits, settings)


def _found(options: HostOptions) -> Iterable[tuple[str, Callable[[], ModuleType], str]]:
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        if _wanted(point, options):
            yield point.name, point.load, _version(point)
    if options.plugins_dir is not None:
        if not options.plugins_dir.is_dir():
            raise PluginBroken(f"{options.plugins_dir.name}: no such folder of plugins")
        for path in sorted(options.plugins_dir.glob("*.py")):
            yield path.stem, lambda path=path: _load_file(path), "0"  # type: ignore[misc]


def _wanted(point: EntryPoint, options: HostOptions) -> bool:
    own = point.value.partition(".")[0] in OWN_PACKAGES
    if options.own_only and not own:
        return False
    return options.plugins is None or point.name in options.plugins


def _register(manager: pluggy.PluginManager, name: str, load: Callable[[], ModuleType], number: str) -> Component:
    try:
        manager.register(load(), name=name)
    except Exception as error:
        raise PluginBroken(f"plugin {name}: {type(error).__name__}: {_one_line(error)}") from error
    return Component(name, number)


def _load_file(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"gouji_local_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(path.name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _version(point: EntryPoint) -> str:
    return point.dist.version if point.dist else version("gouji")


def _brought(manager: pluggy.PluginManager, hook: str, *kinds: type[Any]) -> Iterable[tuple[str, Any]]:
    """Call a listing hook plugin by plugin, so that a mistake is named after its plugin."""
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        try:
            things = list(implementation.function())
        except GoujiError:
            raise
        except Exception as error:
            raise PluginBroken(f"plugin {implementation.plugin_name}: {hook}: {_one_line(error)}") from error
        for thing in things:
            if not isinstance(thing, kinds):
                raise PluginBroken(f"plugin {implementation.plugin_name}: {hook}: {thing!r} is no {kinds[0].__name__}")
            yield implementation.plugin_name, thing


def _packs(manager: pluggy.PluginManager, options: HostOptions, kinds: Kinds, settings: Settings) -> tuple[Pack, ...]:
    brought = [_pack_source(thing, plugin) for plugin, thing in _brought(manager, "packs", Path, PackSource)]
    installed = {_pack_id(source.folder): source for source in brought}
    chosen = [_pack_named(name, installed) for name in options.packs] or list(installed.values())

    def locale_of(language: str) -> Locale | None:
        locale: Locale | None = manager.hook.locale(language=language)
        return locale

    packs = tuple(load_pack(source, kinds, settings, installed, locale_of) for source in chosen)
    unknown = unknown_rules(settings, packs)
    if unknown and options.config:
        raise PackInvalid(f"{options.config.name}: no rule {unknown[0]}")
    return packs


def _pack_source(brought: Path | PackSource, plugin: str) -> PackFolder:
    if isinstance(brought, Path):
        return PackFolder(brought)
    return PackFolder(brought.folder, {check.name: (check, plugin) for check in brought.checks})


def _pack_named(name: str, installed: dict[str, PackFolder]) -> PackFolder:
    source = installed.get(name, PackFolder(Path(name)))
    if not (source.folder / "pack.toml").is_file():
        raise PackInvalid(f"{name}: neither an installed pack ({', '.join(installed)}) nor a folder with a pack.toml")
    return source


def _pack_id(folder: Path) -> str:
    with (folder / "pack.toml").open("rb") as file:
        return str(tomllib.load(file).get("id", folder.name))


def _settings(config: Path | None) -> dict[str, Any]:
    if config is None:
        return {}
    try:
        return tomllib.loads(config.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PackInvalid(f"{config.name}: {_one_line(error)}") from error


def _changes(settings: dict[str, Any], config: Path | None) -> Settings:
    changes = settings.get("rules", {})
    if not (isinstance(changes, dict) and all(isinstance(change, dict) for change in changes.values())):
        raise PackInvalid(f'{config and config.name}: write [rules."gid/zero-fill"] and below it what changes')
    return changes


def _owned(rule: Rule, plugin: str) -> Rule:
    return replace(rule, plugin=plugin)


def _distinct(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    known: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in known:
            raise PluginBroken(f"plugin {rule.plugin}: rule {rule.id} exists already")
        known[rule.id] = rule
    return tuple(known.values())


def _plugin_of(error: pluggy.PluginValidationError) -> str:
    plugin = error.plugin
    return str(getattr(plugin, "__name__", plugin)).removeprefix("gouji_local_")


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())
