"""What Python compiles patterns to, kept in the folder of the cache: to compile some 700 of them anew takes a fifth of a start."""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from array import array
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from gouji.cache_file import PREPARED, cache_folder

try:
    import _sre  # type: ignore[import-not-found]
    import re._compiler as compiler  # type: ignore[import-not-found]
except ImportError:
    compiler = None

_MOST = 5_000
"""Patterns that are kept: those of all packs and plugins of a machine, some seven times ours."""
_NAME = f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}.json"
"""Each version of Python compiles in its own way."""


class _Compiled(NamedTuple):
    """What a pattern is compiled to: its flags, its number of groups, their names, and the code, four bytes a word, in hexadecimal."""

    flags: int
    groups: int
    names: dict[str, int]
    code: str

    def pattern(self, text: str) -> re.Pattern[str]:
        """Make the pattern again; an error where it is none."""
        by_number = [None, *[None] * self.groups]
        for name, number in self.names.items():
            by_number[number] = name  # type: ignore[call-overload]
        code = array("I", bytes.fromhex(self.code)).tolist()
        made: re.Pattern[str] = _sre.compile(text, self.flags, code, self.groups, self.names, tuple(by_number))
        return made


def can_be_kept() -> bool:
    """Tell whether this Python compiles as those did for which this was written; any other compiles anew at each start."""
    return hasattr(compiler, "compile") and hasattr(compiler, "_code") and array("I").itemsize == int(_sre.CODESIZE)


class KeptPatterns:
    """Patterns of earlier starts, from which `re` takes what it would compile; for programs of our own, never in a script."""

    def __init__(self) -> None:
        self._path = cache_folder() / PREPARED / _NAME
        self._known = _read(self._path)
        self._new: dict[tuple[str, int], _Compiled] = {}
        self._last = threading.local()
        if can_be_kept():
            self._compile: Callable[[Any, int], re.Pattern[Any]] = compiler.compile
            self._to_code: Callable[[Any, int], list[int]] = compiler._code
            compiler.compile, compiler._code = self._made, self._coded

    def _made(self, text: Any, flags: int = 0) -> re.Pattern[Any]:  # noqa: ANN401  as `re` does
        known = self._known.get((text, int(flags))) if type(text) is str else None
        if known is not None:
            with suppress(RuntimeError, TypeError, ValueError, OverflowError, LookupError):
                return known.pattern(text)
        self._last.code = None
        made = self._compile(text, flags)
        if type(text) is str and self._last.code is not None and not flags & re.DEBUG:
            code = array("I", self._last.code).tobytes().hex()
            self._new[text, int(flags)] = _Compiled(made.flags, made.groups, dict(made.groupindex), code)
        return made

    def _coded(self, parsed: Any, flags: int) -> list[int]:  # noqa: ANN401  as `re` does
        self._last.code = code = self._to_code(parsed, flags)
        return code

    def keep(self) -> None:
        """Keep the patterns that are new for the next start, as far as they can be written."""
        new, self._new = self._new, {}
        if not new or len(self._known) + len(new) > _MOST:
            return
        self._known |= new
        listed = [[*key, *compiled] for key, compiled in self._known.items()]
        with suppress(OSError, UnicodeError):
            data = json.dumps(listed, ensure_ascii=False).encode()
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = self._path.with_name(f"{_NAME}.{os.getpid()}")
            fresh.write_bytes(b"%d\n" % crc32(data) + data)
            fresh.replace(self._path)


def _read(path: Path) -> dict[tuple[str, int], _Compiled]:
    with suppress(OSError, ValueError, TypeError, RecursionError):
        checksum, _, data = path.read_bytes().partition(b"\n")
        if int(checksum) == crc32(data):
            return {(text, flags): _Compiled(*compiled) for text, flags, *compiled in json.loads(data)}
    return {}
