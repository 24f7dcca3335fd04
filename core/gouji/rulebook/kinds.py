"""What rules are instances of: kinds that plugins bring, checks that a pack brings, with parameters that are checked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from gouji.contract import Deprecated, DeprecatedUse, warn_of
from gouji.errors import PackInvalid
from gouji.model.finding import Observation
from gouji.model.rule import RuleKind
from gouji.nearest import unknown
from gouji.rulebook.toml import Entry

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from gouji.model.brief import Brief
    from gouji.model.parameters import KnownNames

Kinds = Mapping[str, tuple[RuleKind, str]]
"""Kinds of rule, or checks of one pack, by name, each with the name of the plugin that brings it."""

_SAID_BY_PYDANTIC = ("Value error, ", "Assertion failed, ")
_IN_TOML = {
    "string_": "is text in quotes", "tuple_": "is a list in brackets", "list_": "is a list in brackets", "int_": "is a whole number",
    "bool_": "is true or false", "decimal_": "is a number", "float_": "is a number", "model_": "is a table in braces",
    "dict_": "is a table in braces", "dataclass_": "is text in quotes, or in both languages { zh = …, en = … }",
}  # fmt: skip
"""What a value must be, by how the kinds of pydantic's errors begin."""
_TOLD_BY_KIND = ("value_error", "assertion_error")


@dataclass(frozen=True, slots=True)
class KindCheck:
    """A kind with its parameters, as the check of a rule."""

    kind: RuleKind
    parameters: Any = field(compare=False)

    def __call__(self, looked_at: Any) -> Iterable[Observation]:  # noqa: ANN401  a Report, or what the kind's scope says
        """Observe with the parameters."""
        return self.kind.check(looked_at, self.parameters)

    @property
    def take(self) -> Callable[[Brief], str] | None:
        """What takes of a report what the check is to have of it."""
        kind = self.kind
        return None if kind.take is None else partial(_taken, kind.take, self.parameters)


def _taken(take: Callable[[Brief, Any], str], parameters: object, brief: Brief) -> str:
    return take(brief, parameters)


def checked(
    kind: RuleKind, plugin: str, parameters: Mapping[str, Any], entry: Entry, own_keys: Iterable[str], known: KnownNames
) -> KindCheck:
    """Check the parameters of a rule, stated in the table at an entry, or changed there; raises what is wrong with it.

    `own_keys` are the keys of the rule itself, which may have been meant where a key is unknown.
    """
    from pydantic import ValidationError

    try:
        check = KindCheck(kind, kind.parameters.model_validate(parameters, context=known))
        _warn_of_use(kind, plugin, entry)
        return check
    except ValidationError as error:
        raise _mistake(kind, plugin, error, entry, own_keys) from error
    except DeprecatedUse:
        raise
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise _broke(kind, plugin, error, entry) from error


def _warn_of_use(kind: RuleKind, plugin: str, entry: Entry) -> None:
    """Warn where a rule file names a kind or a parameter that will go."""
    used = [("kind", kind.name, kind.deprecated)] if "kind" in entry.table() else []
    used += [
        (name, name, deprecated_of(field))
        for name, field in kind.parameters.model_fields.items()
        if name in entry.table()
    ]
    for key, name, deprecated in used:
        if deprecated is not None:
            where, _, rest = str(entry.at(key).wrong("")).partition(": ")
            warn_of(
                f"{rest.split(':')[0]}: {'kind' if key == 'kind' else 'parameter'} {name}", deprecated, plugin, where
            )


def deprecated_of(field: FieldInfo) -> Deprecated | None:
    """Return what is said of a parameter that will go."""
    return next((each for each in field.metadata if isinstance(each, Deprecated)), None)


def _mistake(kind: RuleKind, plugin: str, error: ValidationError, entry: Entry, own_keys: Iterable[str]) -> PackInvalid:
    first = min(error.errors(), key=lambda problem: problem["type"] != "extra_forbidden")
    loc = first["loc"]
    if first["type"] == "missing":
        return entry.at(*loc[:-1]).wrong(f"{loc[-1]} is missing")
    stated = bool(loc) and loc[0] in entry.table()
    problem = _problem(kind, first, stated, own_keys)
    told = f"{problem} (kind {kind.name} of plugin {plugin})" if first["type"] in _TOLD_BY_KIND else problem
    return (entry.at(*loc) if stated else entry).wrong(told)


def _problem(kind: RuleKind, first: ErrorDetails, stated: bool, own_keys: Iterable[str]) -> str:
    """Say in words what is wrong; a parameter that is not stated at the entry is named."""
    name = ".".join(map(str, first["loc"]))
    if first["type"] == "extra_forbidden":
        known = own_keys if len(first["loc"]) == 1 else ()
        return unknown("key", first["loc"][-1], (*known, *_keys_of(kind, nested=len(first["loc"]) > 1)))
    said = _said(first)
    return said if stated or not name else f"{name}: {said}"


def _said(first: ErrorDetails) -> str:
    """Say what is wrong with a value as TOML has it, and which one was meant where only some are right."""
    what, value = first["type"], first["input"]
    if what in ("literal_error", "enum"):
        return unknown("choice", value, re.findall("'([^']*)'", first["msg"]))
    wanted = next((words for begins, words in _IN_TOML.items() if what.startswith(begins)), "")
    if wanted:
        return f"{wanted}, not {json.dumps(value, ensure_ascii=False, default=str)}"
    said = first["msg"]
    for prefix in _SAID_BY_PYDANTIC:
        said = said.removeprefix(prefix)
    return said


def _keys_of(kind: RuleKind, *, nested: bool) -> list[str]:
    """Return the names of the parameters, with `nested` those of the tables inside them."""
    if not nested:
        return list(kind.parameters.model_fields)
    schema = kind.parameters.model_json_schema()
    return [name for inner in schema.get("$defs", {}).values() for name in inner.get("properties", ())]


def _broke(kind: RuleKind, plugin: str, error: BaseException, entry: Entry) -> PackInvalid:
    """Make the error for a kind that raised in its validators, at the parameter that it broke on, where that can be told."""
    pattern = getattr(error, "pattern", None)
    place = next((key for key, value in entry.table().items() if pattern is not None and value == pattern), None)
    said = " ".join(str(error).split()) or type(error).__name__
    where = entry if place is None else entry.at(place)
    return where.wrong(f"{type(error).__name__}: {said} (kind {kind.name} of plugin {plugin} broke on this)")
