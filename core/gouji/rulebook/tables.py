"""Dataclasses from TOML tables: what is unknown, missing or of another type is named with its file, line and key."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from math import isfinite
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from gouji.errors import PackInvalid
from gouji.model.text import Text
from gouji.nearest import unknown
from gouji.rulebook.places import Key
from gouji.rulebook.toml import Entry

Made = TypeVar("Made")

SINGULAR = {"sections": "section", "tables": "table", "blocks": "block"}
"""Fields that hold an array of tables, by the name of one of them: `[[section]]`."""

_PLAIN: Mapping[type, tuple[Callable[[Any], bool], str]] = {
    str: (lambda value: isinstance(value, str), "text in quotes"),
    bool: (lambda value: isinstance(value, bool), "true or false"),
    int: (lambda value: isinstance(value, int) and not isinstance(value, bool), "a whole number"),
    float: (lambda value: isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value), "a number"),
    date: (lambda value: isinstance(value, date) and not isinstance(value, datetime), "a day such as 2026-12-31"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableKey:
    """A key of a table: the field that it fills, its type, and whether the field needs a value, None perhaps."""

    field: str
    hint: Any
    required: bool
    may_be_none: bool


def made(cls: type[Made], entry: Entry) -> Made:
    """Make a dataclass of the table at an entry; PackInvalid names what is wrong with it."""
    return _Tables(entry).made(cls, entry.value, ())


def values_of(cls: type[Any], entry: Entry, only: Iterable[str], also: Iterable[str] = ()) -> dict[str, Any]:
    """Return some fields of a dataclass as the table at an entry states them, none required.

    `also` are keys that belong to somebody else; any other is refused.
    """
    return _Tables(entry).values(keys_of(cls, frozenset(only)), entry.table(), (), frozenset(also))


class _Tables:
    """Reads the values under one entry; the way to each is only put together where something is wrong."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def made(self, cls: type[Made], table: Any, at: Key) -> Made:  # noqa: ANN401  whatever TOML holds
        if not isinstance(table, Mapping):
            raise self._wrong(at, "must be a table")
        keys = keys_of(cls)
        values = self.values(keys, table, at)
        for name, key in keys.items():
            if key.required and name not in table:
                if not key.may_be_none:
                    raise self._wrong(at, f"{name} is missing")
                values[key.field] = None
        return cls(**values)

    def values(
        self, keys: Mapping[str, TableKey], table: Mapping[str, Any], at: Key, also: frozenset[str] = frozenset()
    ) -> dict[str, Any]:
        for name in table:
            if name not in keys and name not in also:
                raise self._wrong((*at, name), unknown("key", name, (*keys, *also)))
        return {
            key.field: self._value(key.hint, table[name], (*at, name)) for name, key in keys.items() if name in table
        }

    def _value(self, hint: Any, value: Any, at: Key) -> Any:  # noqa: ANN401  of any type
        if hint in _PLAIN:
            fits, what = _PLAIN[hint]
            if not fits(value):
                raise self._wrong(at, f"must be {what}")
            return value
        origin, inner = get_origin(hint), get_args(hint)
        if origin in (types.UnionType, Union):
            return self._value(next(arm for arm in inner if arm is not type(None)), value, at)
        if origin is tuple and inner[1:] == (...,):
            return self._list(inner[0], value, at)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._mapping(inner, value, at)
        if hint is Text and isinstance(value, str):
            return Text.of(value)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self._choice(hint, value, at)
        return self.made(hint, value, at) if is_dataclass(hint) and isinstance(hint, type) else value

    def _list(self, hint: Any, value: Any, at: Key) -> tuple[Any, ...]:  # noqa: ANN401  as above
        if not isinstance(value, list):
            raise self._wrong(at, "must be a list in square brackets")
        if "" in value:
            raise self._wrong((*at, value.index("")), "must not be empty")
        return tuple([self._value(hint, each, (*at, number)) for number, each in enumerate(value)])

    def _mapping(self, hints: tuple[Any, ...], value: Any, at: Key) -> dict[Any, Any]:  # noqa: ANN401  as above
        if not isinstance(value, Mapping):
            raise self._wrong(at, "must be a table")
        return {
            self._number(name, (*at, name)) if hints[0] is int else name: self._value(hints[1], each, (*at, name))
            for name, each in value.items()
        }

    def _number(self, name: str, at: Key) -> int:
        if not name.isdecimal():
            raise self._wrong(at, "must be a year")
        return int(name)

    def _choice(self, choices: type[Enum], value: Any, at: Key) -> Enum:  # noqa: ANN401  as above
        known = [str(choice.value) for choice in choices]
        if value not in known:
            raise self._wrong(at, unknown(_in_words(choices), value, known))
        return choices(value)

    def _wrong(self, at: Key, problem: str) -> PackInvalid:
        return self._entry.at(*at).wrong(problem)


def _in_words(cls: type[Any]) -> str:
    return re.sub("(?<!^)(?=[A-Z])", " ", cls.__name__).lower()


def keys_of(cls: type[Any], only: frozenset[str] | None = None) -> Mapping[str, TableKey]:
    """Return the keys of a table that becomes a dataclass, or some of its fields."""
    return _keys_once(cast("Hashable", cls), only)


@cache
def _keys_once(cls: Any, only: frozenset[str] | None) -> Mapping[str, TableKey]:  # noqa: ANN401  a class
    hints = get_type_hints(cls)
    return {
        SINGULAR.get(each.name, each.name): TableKey(
            each.name, hint := hints[each.name], _is_required(each), _is_open(hint)
        )
        for each in fields(cls)
        if (only is None or each.name in only) and not each.metadata.get("derived")
    }


def _is_required(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _is_open(hint: Any) -> bool:  # noqa: ANN401  a type of any form
    return type(None) in get_args(hint)
