"""TOML files as packs and configurations are written in: each value knows its file and line, for messages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from gouji.errors import PackInvalid
from gouji.rulebook.places import Key, lines_of
from gouji.rulebook.prepared import parsed

_WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_BARE = re.compile(r"[\w-]+")
_ID = re.compile(r"[^\W_][\w-]*")


@dataclass(frozen=True)
class TomlFile:
    """A TOML file as read; `name` is how people see it."""

    name: str
    text: str
    data: Mapping[str, Any]

    @cached_property
    def lines(self) -> Mapping[Key, int]:
        """The line of every key."""
        return lines_of(self.text)

    def line(self, key: Key) -> int:
        """Return the line of a key, or of the table or list in which it is missing."""
        while key not in self.lines:
            key = key[:-1]
        return self.lines[key]

    @property
    def whole(self) -> Entry:
        """All of the file."""
        return Entry(self, (), self.data)


@dataclass(frozen=True)
class Entry:
    """A value in a TOML file, with the way to it.

    `called` is what messages call the table that begins after the first `apart` keys (a rule's id), instead of these keys.
    """

    file: TomlFile
    key: Key
    value: Any
    called: str = ""
    apart: int = 0
    error: type[PackInvalid] = field(default=PackInvalid, repr=False)

    def at(self, *key: str | int) -> Entry:
        """Return what stands further inside, None where nothing does."""
        value = self.value
        for part in key:
            here = value if isinstance(value, Mapping) else dict(enumerate(value)) if isinstance(value, list) else {}
            value = here.get(part)
        return Entry(self.file, (*self.key, *key), value, self.called, self.apart, self.error)

    def named(self, called: str, error: type[PackInvalid] = PackInvalid) -> Entry:
        """Return the same with the name by which people know it, and the error to raise about it."""
        return Entry(self.file, self.key, self.value, called, len(self.key), error)

    def wrong(self, problem: str) -> PackInvalid:
        """Make the error that names file, line, key and problem."""
        where = f"{self.file.name}:{self.file.line(self.key)}"
        return self.error(": ".join(filter(None, (where, self.called, _written(self.key[self.apart :]), problem))))

    def table(self) -> Mapping[str, Any]:
        """Return the table that stands here; raises where something else does."""
        if not isinstance(self.value, Mapping):
            raise self.wrong("must be a table")
        return self.value


def check_id(entry: Entry, name: str | None = None) -> None:
    """Raise where an id, or the name given, holds what paths, equations and outputs could not."""
    if not _ID.fullmatch(entry.value if name is None else name):
        raise entry.wrong("is made of letters, digits, hyphens and underscores")


def load_toml(path: Path, name: str = "") -> TomlFile:
    """Read a TOML file; PackInvalid names the file (as `name`, else by its own) and the line of a mistake."""
    name = name or path.name or str(path)
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
        return TomlFile(name, text, parsed(text))
    except OSError as error:
        raise PackInvalid(f"{name}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PackInvalid(f"{name}:{line}: is not written in UTF-8; save the file with that encoding") from error
    except RecursionError as error:
        raise PackInvalid(f"{name}: is nested too deeply") from error
    except ValueError as error:
        raise PackInvalid(_broken(name, text, str(error))) from error


def _broken(name: str, text: str, problem: str) -> str:
    found = _WHERE.search(problem)
    line = (found[1] or text.count("\n") + 1) if found else 1
    return f"{name}:{line}: is no TOML: {_WHERE.sub('', problem)}"


def _written(key: Key) -> str:
    parts = (str(part) if isinstance(part, int) or _BARE.fullmatch(part) else _quoted(part) for part in key)
    return ".".join(parts)


def _quoted(part: str) -> str:
    return json.dumps(part, ensure_ascii=False)
