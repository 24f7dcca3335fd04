"""Kinds of rule in words: what each checks, and every parameter with its meaning, its default and an example."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from gouji.model.parameters import NAMES, metadata_of
from gouji.model.rule import Rule, RuleKind
from gouji.rulebook.kinds import deprecated_of

_SAID = {
    "string": "text",
    "integer": "whole number",
    "boolean": "true or false",
    "object": "table",
    "value": "text or table",
}
_PLURAL = {"string": "text", "integer": "whole number", "number": "number"}
LONGEST_EXAMPLE = 100
"""Characters of an example that are shown."""


@dataclass(frozen=True, slots=True)
class ParameterWords:
    """A parameter, or with `depth` above 0 one of its parts; `default` and `example` are written as JSON, empty where there is none.

    `shape` says what it holds.
    """

    name: str
    depth: int
    meaning: str
    default: str
    required: bool
    example: str
    shape: str


def about(kind: RuleKind) -> str:
    """Say what a kind checks."""
    return inspect.getdoc(kind.check) or ""


def parameters_of(kind: RuleKind, rules: Iterable[Rule] = ()) -> list[ParameterWords]:
    """List the parameters of a kind, the parts of one below it; the rules that are of this kind show them at work."""
    stated = [rule.parameters for rule in rules]
    return list(_parameters(kind.parameters, stated, 0))


def _parameters(model: type[BaseModel], stated: list[Mapping[str, Any]], depth: int) -> Iterator[ParameterWords]:
    for name, field in model.model_fields.items():
        values = [each[name] for each in stated if name in each]
        yield ParameterWords(
            name, depth, _meaning(field), _default(field), field.is_required(), _example(field, values), _shape(field)
        )
        part = _part(field.annotation)
        if part is not None:
            yield from _parameters(part, [each for value in values for each in _parts(value)], depth + 1)


def _parts(value: object) -> list[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        return [value, *(inner for inner in value.values() if isinstance(inner, Mapping))]
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list | tuple) else []


def _part(annotation: object) -> type[BaseModel] | None:
    """Return the model of the parts of a parameter, None where it holds plain values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((part for part in map(_part, get_args(annotation)) if part is not None), None)


def _meaning(field: FieldInfo) -> str:
    deprecated = deprecated_of(field)
    going = f"Deprecated since {deprecated.since}: write {deprecated.instead}." if deprecated else ""
    return " ".join(filter(None, (field.description, going)))


def _shape(field: FieldInfo) -> str:
    """Say what a parameter holds: `text`, `row`, `list of patterns`."""
    named = {NAMES[id(each)] for each in metadata_of(field) if id(each) in NAMES}
    annotation: Any = field.annotation
    schema = TypeAdapter[Any](annotation).json_schema()
    kinds = [each for each in schema.get("anyOf", [schema]) if each.get("type") != "null"]
    types = [each.get("type", "object") for each in kinds]
    own = types[0] if len(types) == 1 else "number" if "number" in types else "value"
    if "enum" in kinds[0]:
        return " or ".join(json.dumps(each, ensure_ascii=False) for each in kinds[0]["enum"])
    if own == "array":
        return f"list of {next(iter(named), _PLURAL.get(kinds[0].get('items', {}).get('type', ''), 'table'))}s"
    return next(iter(named), _SAID.get(own, own))


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return ""
    value = field.get_default(call_default_factory=True)
    return json.dumps(value, ensure_ascii=False, default=str) if value is not None else "none"


def _example(field: FieldInfo, values: list[Any]) -> str:
    """Return the shortest that a rule states, else one that the kind gives."""
    written = [json.dumps(value, ensure_ascii=False, default=str) for value in (*values, *(field.examples or ()))]
    shortest = min(written, key=len, default="")
    return shortest if len(shortest) <= LONGEST_EXAMPLE else f"{shortest[:LONGEST_EXAMPLE]} …"
