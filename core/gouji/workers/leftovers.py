"""What a stranger's plugin leaves behind in a process: put right where it can be, and told by name where it cannot."""

from __future__ import annotations

import copyreg
import decimal
import faulthandler
import gc
import locale
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from os import _exit
from pathlib import Path, PurePath
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any, NamedTuple

from gouji.host import Host
from gouji.workers.kin import all_besides
from gouji.workers.stage import Board

_STANDARD = (
    "builtins", "sys", "os", "posix", "nt", "io", "json", "json.encoder", "json.decoder", "pickle", "re", "time",
    "datetime", "signal", "struct", "threading", "contextlib", "functools", "itertools", "collections", "operator",
    "decimal", "hashlib", "html", "shutil", "tempfile", "traceback", "zlib", "zipfile", "types", "typing",
    "dataclasses", "enum", "copy", "math", "string", "textwrap", "unicodedata", "csv",
)  # fmt: skip
"""Modules of Python's own that others rely on, besides ours."""
_LASTING = (FunctionType, BuiltinFunctionType, type, property, ModuleType)
"""Nobody replaces these while a program runs but who means others to do something else."""
_LIMITS = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_DATA", "RLIMIT_FSIZE", "RLIMIT_NOFILE")


class Leftovers:
    """Looks, after each stage of a stranger's plugin, at what it left behind; our own plugins cost nothing."""

    def __init__(self, host: Host, board: Board, pipe: int) -> None:
        self._host, self._board = host, board
        self._strange = ""
        self._besides = 0
        if host.strangers:
            self._surroundings = _Surroundings(pipe)

    def take(self) -> None:
        """Hear that an item is begun: the threads and processes that there are belong to nobody."""
        self._besides = all_besides()

    def begins(self, words: str) -> None:
        """Hear of the next stage: the last one is over."""
        self.look()
        if self._host.strangers and self._is_strange(words):
            self._strange = words
            self._board.comes_after("")

    def look(self) -> None:
        """Look at what the last stage left, where a stranger's: end this process where it took something from all others."""
        if not self._strange:
            return
        gc.collect(0)  # what it made and dropped goes now, and takes nobody else with it
        if spoilt := self._surroundings.spoilt():
            self._board.is_spoilt(spoilt)
            _exit(1)
        self._surroundings.restore()
        if all_besides() > self._besides:
            self._besides = all_besides()
            self._board.suspects(self._strange)
        self._board.comes_after(self._strange)
        self._strange = ""

    def _is_strange(self, words: str) -> bool:
        what, _, name = words.partition(" ")
        if what == "writer":
            return self._host.writers[name].plugin in self._host.strangers
        rule = self._host.rules_by_id.get(name)
        return (rule.plugin if rule else name) in self._host.strangers


class _Surroundings:
    """What all code of a process relies on, as it is before a stranger's plugin runs."""

    def __init__(self, pipe: int) -> None:
        self._pipe, self._leads_to = pipe, _leads_to(pipe)
        self._spaces = [_Space.of(name, of) for name, of in _named_spaces()]
        self._modules, self._loaded = sys.modules, {name for name in sys.modules if _is_relied_on(name)}
        self._limits = _limits()
        self._put_back = [*_put_back(), *_put_back_lists(), *_put_back_descriptors()]

    def spoilt(self) -> str:
        """Return the name of the first thing that was replaced or taken away; empty where all is there."""
        try:
            for space in self._spaces:
                if [space.get(name) for name in space.names] != space.things:
                    return space.first_other()
            if sys.modules is not self._modules or not self._loaded <= sys.modules.keys():
                return "sys.modules"
            if _limits() != self._limits:
                return "resource.setrlimit"
            return "" if _leads_to(self._pipe) == self._leads_to else "pipe"
        except BaseException:  # what looks is itself made of what was taken away
            return "builtins"

    def restore(self) -> None:
        """Put right what can be."""
        for put_back in self._put_back:
            with suppress(OSError, ValueError):
                put_back()


class _Space(NamedTuple):
    """The names of a module or class that stand for what lasts, and what they stand for."""

    name: str
    get: Callable[[str], object]
    names: list[str]
    things: list[object]

    @classmethod
    def of(cls, name: str, of: ModuleType | type) -> _Space:
        lasting = {key: value for key, value in vars(of).items() if isinstance(value, _LASTING)}
        return cls(name, vars(of).get, [*lasting], [*lasting.values()])

    def first_other(self) -> str:
        found = (name for name, thing in zip(self.names, self.things, strict=True) if self.get(name) is not thing)
        return f"{self.name}.{next(found, '?')}"


def _named_spaces() -> Iterator[tuple[str, ModuleType | type]]:
    for name in sorted(sys.modules):
        module = sys.modules[name]
        if isinstance(module, ModuleType) and (name in _STANDARD or _is_relied_on(name)):
            yield name, module
            if name.startswith("gouji.model."):
                own = (thing for thing in vars(module).values() if isinstance(thing, type) and thing.__module__ == name)
                yield from ((f"{name}.{each.__name__}", each) for each in own)
    for path in (Path, PurePath):
        yield path.__name__, path


def _is_relied_on(module: str) -> bool:
    return module in ("gouji", "gouji_plugins", "gouji_rules") or module.startswith(
        ("gouji.", "gouji_plugins.", "gouji_rules.")
    )


def _leads_to(descriptor: int) -> tuple[int, int] | None:
    """Return what a descriptor leads to, None where it is closed."""
    try:
        found = os.fstat(descriptor)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _limits() -> list[tuple[int, int]]:
    """Return the limits of this process; none on Windows."""
    with suppress(ImportError):
        import resource

        return [resource.getrlimit(getattr(resource, name)) for name in _LIMITS if hasattr(resource, name)]
    return []


def _put_back() -> Iterator[Callable[[], object]]:
    """Yield what puts back each thing that a plugin may have changed for others, as it is now."""
    context, environment = decimal.getcontext().copy(), dict(os.environ)
    language, mask, deepest = locale.setlocale(locale.LC_ALL), os.umask(0), sys.getrecursionlimit()
    os.umask(mask)
    streams, trace, profile = (sys.stdin, sys.stdout, sys.stderr), sys.gettrace(), sys.getprofile()

    def put_back_environment() -> None:
        if os.environ != environment:
            os.environ.clear()
            os.environ.update(environment)

    def put_back_streams() -> None:
        sys.stdin, sys.stdout, sys.stderr = streams

    def put_back_language() -> None:
        if locale.setlocale(locale.LC_ALL) != language:
            locale.setlocale(locale.LC_ALL, language)

    def put_back_traces() -> None:
        if sys.gettrace() is not trace:
            sys.settrace(trace)
        if sys.getprofile() is not profile:
            sys.setprofile(profile)

    yield put_back_traces
    yield lambda: decimal.setcontext(context.copy())
    yield lambda: sys.setrecursionlimit(deepest)
    yield lambda: os.umask(mask)
    yield from (put_back_environment, put_back_streams, put_back_language, faulthandler.cancel_dump_traceback_later)
    if hasattr(signal, "setitimer"):
        yield partial(signal.setitimer, signal.ITIMER_VIRTUAL, 0)


def _put_back_lists() -> Iterator[Callable[[], object]]:
    """Yield what puts back each list that Python itself goes by, and how often it collects garbage."""
    lists: list[list[Any]] = [gc.callbacks, sys.path, sys.meta_path, sys.path_hooks, warnings.filters]  # type: ignore[list-item]
    for each in lists:
        yield partial(each.__setitem__, slice(None), [*each])
    reduced = dict(copyreg.dispatch_table)
    yield copyreg.dispatch_table.clear
    yield partial(copyreg.dispatch_table.update, reduced)
    yield partial(gc.set_threshold, *gc.get_threshold())


def _put_back_descriptors() -> Iterator[Callable[[], object]]:
    """Yield what opens the standard streams again where they were closed, or led elsewhere."""
    for standard in range(3):
        kept, led_to = os.dup(standard), _leads_to(standard)
        yield partial(_put_back_descriptor, standard, kept, led_to)


def _put_back_descriptor(standard: int, kept: int, led_to: tuple[int, int] | None) -> None:
    if _leads_to(standard) != led_to and _leads_to(kept) == led_to:
        os.dup2(kept, standard)
