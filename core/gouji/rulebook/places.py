"""On which line of a TOML file each key stands, which the parser of the standard library does not tell."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress

Key = tuple[str | int, ...]
"""The way to a value: keys of tables, and numbers of array elements from 0."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|\n|[\[\]{},=.]|[^\s\[\]{},=.#"\']+',
    re.DOTALL,
)
_ENDS_VALUE = frozenset(",]}\n")


def lines_of(text: str) -> dict[Key, int]:
    """Return the line, from 1, of every table, key and array element of a TOML text that has been parsed without fault."""
    walk = _Walk(text)
    with suppress(IndexError):
        walk.document()
    return walk.lines


class _Walk:
    """One way through the tokens of a text, which notes where each key stands."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Key, int] = {(): 1}
        self._tokens: list[tuple[str, int]] = []
        self._next = 0
        self._last: dict[Key, int] = {}
        line, seen = 1, 0
        for match in _TOKEN.finditer(text):
            line += text.count("\n", seen, match.start())
            seen = match.start()
            self._tokens.append((match[0], line))

    def document(self) -> None:
        """Walk through headers and pairs; ends with an IndexError."""
        table: Key = ()
        while True:
            self._skip("\n")
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _peek(self) -> str:
        return self._tokens[self._next][0]

    def _take(self) -> tuple[str, int]:
        self._next += 1
        return self._tokens[self._next - 1]

    def _skip(self, *passed: str) -> None:
        while self._peek() in passed or self._peek()[0] == "#":
            self._next += 1

    def _keys(self, end: str) -> tuple[list[str], int]:
        line, keys = self._tokens[self._next][1], []
        while (token := self._take()[0]) != end:
            if token != ".":
                keys.append(_unquoted(token))
        return keys, line

    def _header(self) -> Key:
        """Take `[table]` or `[[array of tables]]` and return the way to it, with the numbers of the elements meant."""
        self._take()
        several = self._peek() == "["
        if several:
            self._take()
        names, line = self._keys("]")
        if several:
            self._take()
        key: Key = ()
        for position, name in enumerate(names):
            key = (*key, name)
            self.lines.setdefault(key, line)
            if several and position == len(names) - 1:
                self._last[key] = self._last.get(key, -1) + 1
            if key in self._last:
                key = (*key, self._last[key])
        self.lines[key] = line
        return key

    def _pair(self, table: Key) -> None:
        names, line = self._keys("=")
        key = table
        for name in names:
            key = (*key, name)
            self.lines.setdefault(key, line)
        self._value(key)

    def _value(self, key: Key) -> None:
        token = self._peek()
        if token == "[":
            self._array(key)
        elif token == "{":
            self._inline(key)
        else:
            while self._peek() not in _ENDS_VALUE and self._peek()[0] != "#":
                self._take()

    def _array(self, key: Key) -> None:
        self._take()
        number = 0
        while True:
            self._skip("\n", ",")
            if self._peek() == "]":
                self._take()
                return
            self.lines[*key, number] = self._tokens[self._next][1]
            self._value((*key, number))
            number += 1

    def _inline(self, key: Key) -> None:
        self._take()
        while True:
            self._skip("\n", ",")
            if self._peek() == "}":
                self._take()
                return
            self._pair(key)


def _unquoted(token: str) -> str:
    return str(tomllib.loads(f"key = {token}")["key"]) if token[0] in "\"'" else token
