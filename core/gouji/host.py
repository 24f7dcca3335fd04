"""The host: all that plugins and packs bring, put together, or the name of what is wrong with it."""

from __future__ import annotations

import signal
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pluggy

from gouji import hookspecs
from gouji.alarm import Rung
from gouji.compatibility import with_ordinary_ideographs
from gouji.digests import digest_of_folder
from gouji.errors import PluginBroken, ReaderBroke, UnreadableReport
from gouji.limits import Limits
from gouji.loading import OWN_PACKAGES, answering, brought, digest_of, raising, register_all
from gouji.model.document import Document, Source
from gouji.model.form import Form
from gouji.model.locale import Locale
from gouji.model.rule import PackSource, Rule, RuleKind
from gouji.model.run import Component
from gouji.model.text import Language, Text
from gouji.model.writer import Writer
from gouji.rulebook.kinds import KindCheck, Kinds
from gouji.rulebook.overlays import Layer, PackFolder, named, read_layer, stacks_of
from gouji.rulebook.pack import Pack, Theme, load_pack
from gouji.settings import Configuration, load_configuration, settle
from gouji.tracebacks import harmless_repr
from gouji.version import VERSION
from gouji.wellformed import malformed


@dataclass(frozen=True, slots=True)
class HostOptions:
    """What to load: folders of plugin files besides the installed ones, packs by id or folder, a configuration file.

    Without `packs` all installed ones are used that are no overlays. `plugins` limits the installed plugins to these names,
    None takes all; `own_only` leaves out what strangers installed.
    """

    plugins_dir: tuple[Path, ...] = ()
    packs: tuple[str, ...] = ()
    config: Path | None = None
    plugins: tuple[str, ...] | None = None
    own_only: bool = False


@cache
def core_sha256() -> str:
    """Return the sha256 of Gouji's own files, those of its plugins and packs left out."""
    return digest_of_folder(Path(__file__).parent)


@dataclass(frozen=True)
class Host:
    """Everything that plugins and packs bring, ready to use: settings have been applied to rules and themes."""

    manager: pluggy.PluginManager
    versions: Mapping[str, str]
    kinds: Kinds = field(default_factory=dict)
    packs: tuple[Pack, ...] = ()
    rules: tuple[Rule, ...] = ()
    writers: Mapping[str, Writer] = field(default_factory=dict)
    configuration: Configuration = field(default_factory=Configuration)
    off: tuple[Rule, ...] = ()
    """The rules that settings, or their packs, have switched off."""

    @property
    def limits(self) -> Limits:
        """How much of a file is read."""
        return self.configuration.limits

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """The plugins, each with the sha256 of its files."""
        return tuple(
            Component(name, number, digest_of(self.manager.get_plugin(name))) for name, number in self.versions.items()
        )

    @cached_property
    def strangers(self) -> frozenset[str]:
        """The plugins that are not Gouji's own, by name."""
        return frozenset(name for name in self.versions if not _is_own(self.manager, name))

    @cached_property
    def fingerprint(self) -> str:
        """A sha256 over all that decides a verdict: Gouji itself, plugins, packs and settings."""
        parts = [VERSION, core_sha256(), *(f"{c.name} {c.version} {c.sha256}" for c in self.components)]
        parts += [f"{pack.id} {pack.version} {pack.sha256}" for pack in self.packs]
        return sha256("\0".join((*parts, self.configuration.sha256)).encode()).hexdigest()

    @cached_property
    def rules_by_id(self) -> dict[str, Rule]:
        """All rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def forms(self) -> dict[tuple[str | None, str], Form]:
        """All forms by pack and id."""
        return {(pack.id, form.id): form for pack in self.packs for form in pack.forms}

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """All themes by id, as the first pack that has them describes them; a theme that no pack describes has its id for title."""
        themes: dict[str, Theme] = {}
        for pack in self.packs:
            for theme in pack.themes:
                themes.setdefault(theme.id, theme)
        return themes

    def kind_of(self, rule: Rule) -> RuleKind | None:
        """Return what a rule is an instance of, a kind or a check of its pack; None for one written in Python."""
        return rule.check.kind if isinstance(rule.check, KindCheck) else None

    def rules_for(self, pack: str, chosen: Iterable[Rule]) -> tuple[Rule, ...]:
        """Return those of the chosen rules that run on reports of a pack: its own, and those written in Python."""
        own = {rule.id: rule for each in self.packs if each.id == pack for rule in each.rules}
        return tuple(own[rule.id] for rule in chosen if rule.id in own)

    @property
    def language(self) -> Language:
        """The language in which pages speak unless told otherwise: the first of the pack's own."""
        spoken = next((language for pack in self.packs for language in pack.languages), None)
        return Language(spoken) if spoken in set(Language) else Language.ZH

    def of_packs(self, packs: Sequence[str]) -> Host:
        """Return what the host knows of some packs alone, in their order; all of it where there are none."""
        chosen = [pack for name in packs for pack in self.packs if pack.id == name]
        return replace(self, packs=tuple(chosen)) if chosen else self

    def themes_of(self, pack: str) -> dict[str, Theme]:
        """Return the themes that the rules of a pack belong to, by id, with their weights there."""
        return {theme.id: theme for each in self.packs if each.id == pack for theme in each.themes}

    def read(self, source: Source, begins: Callable[[str], None] | None = None) -> Document:
        """Let the readers read a file, converted where a plugin knows how; UnreadableReport where none knows it.

        What a reader returns is looked through: one that breaks its contract is named. `begins` hears of each that is asked.
        """
        converted: Source | None = self._answer("convert", source, begins)
        if converted is not None and type(converted) is not Source:
            not_a_source = Text(
                f"应为 Source，却是 {type(converted).__name__}", f"must be Source, not {type(converted).__name__}"
            )
            raise _reader_broke(answering(self.manager, "convert", source)[0], not_a_source)
        document: Document | None = self._answer("read", converted or source, begins)
        if document is None:
            kind = source.suffix or "?"
            raise UnreadableReport(
                f"没有读取器认识此文件（{kind}）：格式不受支持，或文件已损坏"
                f" / no reader knows this file ({kind}): its format is not supported, or it is damaged"
            )
        if problem := malformed(document):
            raise _reader_broke(answering(self.manager, "read", converted or source)[0], problem)
        document = with_ordinary_ideographs(document)
        if converted is None:
            return document
        return replace(document, source=source.name, sha256=sha256(source.data).hexdigest())

    def _answer(self, hook: str, source: Source, begins: Callable[[str], None] | None) -> Any:  # noqa: ANN401  what the hook returns
        try:
            if begins is not None:
                return self._asked(hook, source, begins)
            return getattr(self.manager.hook, hook)(source=source)
        except UnreadableReport as reason:
            if all(type(said) is str for said in reason.args):
                raise
            raise self._broke(hook, source, reason) from reason
        except Rung:
            raise
        except RecursionError as error:
            raise UnreadableReport("嵌套过深 / nested too deeply") from error
        except MemoryError as error:
            raise UnreadableReport("内存不足 / out of memory") from error
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt) and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
                raise
            raise self._broke(hook, source, error) from error

    def _asked(self, hook: str, source: Source, begins: Callable[[str], None]) -> Any:  # noqa: ANN401  likewise
        """Ask plugin by plugin, saying whom; old-style wrappers are asked together with what they wrap."""
        implementations = getattr(self.manager.hook, hook).get_hookimpls()
        if any(each.hookwrapper for each in implementations):
            begins("reader ?")
            return getattr(self.manager.hook, hook)(source=source)

        def ask() -> Any:  # noqa: ANN401  likewise
            return answering(self.manager, hook, source, lambda plugin: begins(f"reader {plugin}"))[1]

        for each in implementations:
            if each.wrapper:
                ask = partial(_wrapped, each, source, begins, ask)
        return ask()

    def _broke(self, hook: str, source: Source, error: BaseException) -> ReaderBroke:
        """Blame who raised, or the reader whose answer somebody that wraps it could not bear."""
        raised = raising(self.manager, hook, error)
        if hook == "read" and raised and (raised.wrapper or raised.hookwrapper):
            plugin, answer = answering(self.manager, hook, source)
            if answer is not None and (problem := malformed(answer)):
                return _reader_broke(plugin, problem)
        return _reader_broke(raised.plugin_name if raised else "?", Text.of(harmless_repr(error)))


def _wrapped(wrapper: pluggy.HookImpl, source: Source, begins: Callable[[str], None], inner: Callable[[], Any]) -> Any:  # noqa: ANN401
    """Return what a wrapper makes of the answer, or of the error, of those that it wraps."""
    begins(f"reader {wrapper.plugin_name}")
    wrapping: Any = wrapper.function(*(source for _ in wrapper.argnames))
    next(wrapping)
    try:
        answer = inner()
    except BaseException as error:
        go_on = partial(wrapping.throw, error)
    else:
        go_on = partial(wrapping.send, answer)
    begins(f"reader {wrapper.plugin_name}")
    try:
        go_on()
    except StopIteration as end:
        return end.value
    raise RuntimeError(f"plugin {wrapper.plugin_name}: a wrapper yields once")


def make_host(options: HostOptions) -> Host:
    """Load plugins and packs and apply the settings; PluginBroken or PackInvalid names what is wrong."""
    manager = pluggy.PluginManager("gouji")
    manager.add_hookspecs(hookspecs)
    versions = register_all(manager, options.plugins_dir, options.plugins, options.own_only)
    kinds = _by_name("kind", ((plugin, kind, kind.name) for plugin, kind in brought(manager, "rule_kinds", RuleKind)))
    writers = _by_name("writer", ((plugin, w, w.format) for plugin, w in brought(manager, "writers", Writer)))
    configuration = load_configuration(options.config)
    packs, others = _packs(manager, options, kinds)
    own = [replace(rule, plugin=plugin) for plugin, rule in brought(manager, "rules", Rule)]
    _refuse_same_ids(own, {rule.id for pack in packs for rule in pack.rules})
    settled, rules, off = settle(packs, own, configuration, others)
    return Host(
        manager,
        versions,
        kinds,
        settled,
        rules,
        {name: replace(writer, plugin=plugin) for name, (writer, plugin) in writers.items()},
        configuration,
        off,
    )


def pack_folder(name: str, options: HostOptions) -> Path:
    """Return the folder of an installed pack; PackInvalid names the nearest where none has this id."""
    manager = pluggy.PluginManager("gouji")
    manager.add_hookspecs(hookspecs)
    register_all(manager, options.plugins_dir, options.plugins, options.own_only)
    layers = [read_layer(_folder(thing, plugin)) for plugin, thing in brought(manager, "packs", Path, PackSource)]
    return named(name, {layer.head.id: layer for layer in layers}).source.folder


def _by_name(what: str, things: Iterable[tuple[str, Any, str]]) -> dict[str, tuple[Any, str]]:
    """Put things with the plugins that bring them under their names; PluginBroken where two have the same."""
    found: dict[str, tuple[Any, str]] = {}
    for plugin, thing, name in things:
        if name in found:
            raise PluginBroken(f"plugin {plugin}: {what} {name} exists already, brought by plugin {found[name][1]}")
        found[name] = thing, plugin
    return found


def _packs(
    manager: pluggy.PluginManager, options: HostOptions, kinds: Kinds
) -> tuple[Sequence[Pack], Callable[[], Sequence[Pack]]]:
    """Load the packs asked for, Gouji's own before those of strangers; returned with them is what loads the other installed ones."""
    found = [
        (plugin, read_layer(_folder(thing, plugin))) for plugin, thing in brought(manager, "packs", Path, PackSource)
    ]
    found.sort(key=lambda pair: (not _is_own(manager, pair[0]), len(pair[1].head.extends) > 0, pair[1].head.id))
    layers = [layer for _, layer in found]
    installed = {layer.head.id: layer for layer in layers}
    chosen = [named(name, installed) for name in options.packs] or [each for each in layers if not each.head.extends]
    known = installed | {layer.head.id: layer for layer in chosen}

    def locale_of(language: str) -> Locale | None:
        locale: Locale | None = manager.hook.locale(language=language)
        return locale

    packs = [load_pack(stack, kinds, locale_of) for stack in stacks_of(chosen, known)]

    @cache
    def others() -> Sequence[Pack]:
        return [load_pack(stack, kinds, locale_of) for stack in stacks_of(_unused(layers, packs), installed)]

    return packs, others


def _is_own(manager: pluggy.PluginManager, plugin: str) -> bool:
    """Tell whether a plugin belongs to this distribution."""
    return getattr(manager.get_plugin(plugin), "__name__", "").partition(".")[0] in OWN_PACKAGES


def _unused(layers: Iterable[Layer], packs: Collection[Pack]) -> list[Layer]:
    used = {pack.id for pack in packs}
    return [layer for layer in layers if layer.head.id not in used]


def _folder(thing: Path | PackSource, plugin: str) -> PackFolder:
    if isinstance(thing, Path):
        return PackFolder(thing)
    return PackFolder(thing.folder, {check.name: (check, plugin) for check in thing.checks})


def _refuse_same_ids(own: Iterable[Rule], taken: set[str]) -> None:
    for rule in own:
        if rule.id in taken:
            raise PluginBroken(f"plugin {rule.plugin}: rule {rule.id} exists already")
        taken.add(rule.id)


def _reader_broke(plugin: str, problem: Text) -> ReaderBroke:
    zh = f"读取器出错（插件 {plugin}）：{problem.zh}"
    en = f"the reader broke (plugin {plugin}): {problem.en}"
    return ReaderBroke(f"{zh} / {en}", zh, en)
