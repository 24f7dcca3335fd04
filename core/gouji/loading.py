"""Plugins are found by their entry points or in a folder, and load by name and completely, or not at all."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import entry_points
from pathlib import Path
from traceback import walk_tb
from types import ModuleType
from typing import Any, NoReturn

import pluggy

from gouji.contract import API_VERSION, PLUGIN_ATTRIBUTE, unfit
from gouji.digests import digest_of_folder
from gouji.errors import GoujiError, PluginBroken
from gouji.nearest import unknown
from gouji.version import VERSION

GROUP = "gouji"
OWN_PACKAGES = ("gouji_plugins", "gouji_rules")
_LOCAL = "gouji_local_"
_PACKAGE = "__init__.py"


def register_all(
    manager: pluggy.PluginManager, folders: Sequence[Path], names: tuple[str, ...] | None, own_only: bool
) -> dict[str, str]:
    """Load the plugins asked for and return their versions by name; PluginBroken names one that fails.

    `folders` hold plugin files besides the installed ones, `names` limits these, `own_only` leaves out what strangers installed.
    """
    known = [point.name for point in entry_points(group=GROUP)]
    for name in names or ():
        if name not in known:
            raise PluginBroken(unknown("installed plugin", name, known))
    versions: dict[str, str] = {}
    for name, load, number in _found(folders, names, own_only):
        _register(manager, name, load)
        versions[name] = number
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise PluginBroken(f"plugin {_plugin_of(error)}: {_unknown_hook(error, manager)}") from error
    return versions


def brought(manager: pluggy.PluginManager, hook: str, *kinds: type[Any]) -> Iterator[tuple[str, Any]]:
    """Call a listing hook plugin by plugin, so that a mistake is named after its plugin; yields plugin and thing."""
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        try:
            with _staying():
                things = list(implementation.function())
        except (GoujiError, KeyboardInterrupt):
            raise
        except BaseException as error:
            said = f"{type(error).__name__}: {one_line(error)}".removesuffix(": ")
            raise PluginBroken(f"plugin {implementation.plugin_name}: {hook}: {said}") from error
        for thing in things:
            if not isinstance(thing, kinds):
                raise PluginBroken(
                    f"plugin {implementation.plugin_name}: {hook}: a {type(thing).__name__} is no {kinds[0].__name__}"
                )
            yield implementation.plugin_name, thing


def raising(manager: pluggy.PluginManager, hook: str, error: BaseException) -> pluggy.HookImpl | None:
    """Return the implementation of a hook that an error came from, the innermost one."""
    own = {each.function.__code__: each for each in getattr(manager.hook, hook).get_hookimpls()}
    found = [own[frame.f_code] for frame, _ in walk_tb(error.__traceback__) if frame.f_code in own]
    return found[-1] if found else None


def answering(
    manager: pluggy.PluginManager, hook: str, source: object, asks: Callable[[str], None] = lambda _: None
) -> tuple[str, object]:
    """Ask the plugins for a file one by one, wrappers left out; returns the first that answers and its answer.

    `asks` hears the name of each before it is asked.
    """
    for each in reversed(getattr(manager.hook, hook).get_hookimpls()):
        if not (each.wrapper or each.hookwrapper):
            asks(each.plugin_name)
            answer = each.function(*(source for _ in each.argnames))
            if answer is not None:
                return each.plugin_name, answer
    return "?", None


def digest_of(plugin: object) -> str:
    """Return the sha256 of a plugin's files: its module or its package, a stranger's with all that stands beside it."""
    name = plugin.__name__ if isinstance(plugin, ModuleType) else str(getattr(plugin, "__module__", ""))
    top = name.partition(".")[0]
    holder = name if top in OWN_PACKAGES else top
    is_whole = isinstance(plugin, ModuleType) and name == holder
    module = plugin if is_whole else sys.modules.get(holder, plugin)
    path = Path(getattr(module, "__file__", None) or "")
    if path.name == _PACKAGE:
        return digest_of_folder(path.parent)
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def one_line(error: BaseException) -> str:
    """Return what an error says, on one line; nothing where even that fails."""
    try:
        return " ".join(str(error).split())
    except Exception:  # an error of a stranger's may raise anything when it is asked what it is
        return ""


def _found(
    folders: Sequence[Path], names: tuple[str, ...] | None, own_only: bool
) -> Iterable[tuple[str, Callable[[], ModuleType], str]]:
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        own = point.value.partition(".")[0] in OWN_PACKAGES
        if (own or not own_only) and (names is None or point.name in names):
            yield point.name, point.load, VERSION if own or not point.dist else point.dist.version
    for folder in folders:
        if not folder.is_dir():
            raise PluginBroken(f"{folder.name}: no such folder of plugins")
        if str(folder.resolve()) not in sys.path:
            sys.path.append(str(folder.resolve()))
        for name, path in sorted(_plugin_files(folder), key=lambda found: (found[1].name == _PACKAGE, found)):
            if not _only_helps(name, path):
                yield name, lambda path=path: _load_file(path), "0"  # type: ignore[misc]


def _only_helps(name: str, path: Path) -> bool:
    """Tell whether a package has no hook and a module of its folder, loaded before it, imports it."""
    module = sys.modules.get(name) if path.name == _PACKAGE else None
    is_it = module is not None and module.__file__ == str(path.resolve())
    return is_it and not any(hasattr(thing, f"{GROUP}_impl") for thing in vars(module).values())


def _plugin_files(folder: Path) -> list[tuple[str, Path]]:
    """Return the names and files of the plugins in a folder: modules and packages, but for those that begin with `_`."""
    found = [(path.stem, path) for path in folder.glob("*.py")]
    found += [(path.parent.name, path) for path in folder.glob(f"*/{_PACKAGE}")]
    return [(name, path) for name, path in found if not name.startswith("_")]


def _register(manager: pluggy.PluginManager, name: str, load: Callable[[], ModuleType]) -> None:
    try:
        with _staying():
            module = load()
        manager.register(module, name=name)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        where = _place_of(error)
        raise PluginBroken(f"plugin {name}: {where}{type(error).__name__}: {_said(error)}") from error
    if problem := unfit(getattr(module, PLUGIN_ATTRIBUTE, API_VERSION)):
        raise PluginBroken(f"plugin {name}: {problem}")
    if not manager.get_hookcallers(module):
        raise PluginBroken(f"plugin {name}: has no hook; a function marked with @hookimpl is needed")


@contextmanager
def _staying() -> Iterator[None]:
    """Let no plugin end this process while it loads, which would look like a run in which all is well."""

    def refuse(status: int) -> NoReturn:
        raise RuntimeError(f"os._exit({status!r})")

    leave = os._exit
    os._exit = refuse
    try:
        yield
    finally:
        os._exit = leave


def _load_file(path: Path) -> ModuleType:
    is_package = path.name == _PACKAGE
    name = f"{_LOCAL}{path.parent.name if is_package else path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(path.name)
    module = importlib.util.module_from_spec(spec)
    if is_package:
        sys.modules[name] = module  # for imports within the package
    spec.loader.exec_module(module)
    return module


def _place_of(error: BaseException) -> str:
    """Return file and line in which a plugin broke while it was loaded, empty where that cannot be told."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{Path(error.filename).name}:{error.lineno}: "
    own = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    files = [(path.name, line) for path, line in own if path.is_file() and Path(__file__).parent not in path.parents]
    return f"{files[-1][0]}:{files[-1][1]}: " if files else ""


def _said(error: BaseException) -> str:
    return str(error.msg) if isinstance(error, SyntaxError) else one_line(error)


def _unknown_hook(error: pluggy.PluginValidationError, manager: pluggy.PluginManager) -> str:
    """Say which hook there is none of, with the nearest."""
    found = re.match(r"unknown hook '(\w+)'", one_line(error))
    return unknown("hook", found[1], _hooks(manager)) if found else one_line(error)


def _hooks(manager: pluggy.PluginManager) -> list[str]:
    return [name for name, caller in vars(manager.hook).items() if caller.spec]


def _plugin_of(error: pluggy.PluginValidationError) -> str:
    plugin = error.plugin
    return str(getattr(plugin, "__name__", plugin)).removeprefix(_LOCAL)
