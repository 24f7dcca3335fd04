"""JSON Schemas of what packs and configurations are written in, for editors and for other programs' checks."""

from __future__ import annotations

import types
from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Protocol, Union, get_args, get_origin

from gouji.limits import Limits
from gouji.model.basis import Basis
from gouji.model.deciding import DecisionSettings, WaiverTable
from gouji.model.form import Form
from gouji.model.plan import Plan
from gouji.model.rule import Rule, RuleKind
from gouji.model.text import Text
from gouji.rulebook.overlays import PackHead
from gouji.rulebook.rules import REQUIRED, SETTABLE
from gouji.rulebook.tables import keys_of

Schema = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"
_PLAIN: Mapping[type, Schema] = {
    date: {"description": "A day such as 2026-12-31."},
    str: {"type": "string"}, bool: {"type": "boolean"}, int: {"type": "integer"}, float: {"type": "number"},
}  # fmt: skip
_TEXT: Schema = {"$ref": "#/definitions/text"}
_DEFINED: Schema = {
    "description": "Words for people, the same in both languages or one of each.",
    "oneOf": [
        {"type": "string"},
        {
            "type": "object", "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
            "required": ["zh", "en"], "additionalProperties": False,
        },
    ],
}  # fmt: skip


def pack_schema(kinds: Collection[RuleKind], checks: Collection[RuleKind] = ()) -> Schema:
    """Return the schema of pack.toml."""
    schema = _of_class(PackHead, without=("themes", "rules", "scoring"))
    schema["properties"] |= {
        "themes": _themes(), "rules": _changes((*kinds, *checks)),
        "scoring": _of_class(Plan, all_optional=True),
    }  # fmt: skip
    return _titled("pack.toml of a rule pack", schema)


def form_schema() -> Schema:
    """Return the schema of a form, `forms/*.toml`."""
    return _titled("a form of a rule pack", _of_class(Form))


def rule_schema(kinds: Collection[RuleKind], checks: Collection[RuleKind] = ()) -> Schema:
    """Return the schema of a rule file, `rules/*.toml`, with the parameters of each of these kinds, and of the checks of packs.

    A check that is not among these may have any parameters: its plugin alone knows it.
    """
    defined = {f"rule_{name}": schema for name, schema in _rule_keys().items()}
    own = {name.removeprefix("rule_"): {"$ref": f"#/definitions/{name}"} for name in defined}
    rules = [
        {"if": {"properties": {key: {"const": each.name}}, "required": [key]}, "then": _rule_of(each, key, own)}
        for key, bodies in (("kind", kinds), ("check", checks))
        for each in bodies
    ]
    kind: Schema = {"enum": [each.name for each in kinds], "description": "What is checked; `gouji kinds` lists them."}
    check: Schema = {"type": "string", "description": "A check of this pack, which its plugin brings."}
    any_rule: Schema = {
        "type": "object", "required": list(REQUIRED), "allOf": rules, "oneOf": [{"required": ["kind"]}, {"required": ["check"]}],
        "properties": {**_spoken_of((*kinds, *checks)), "id": {"type": "string"}, "kind": kind, "check": check, **own},
    }  # fmt: skip
    schema = {
        "type": "object",
        "properties": {"rule": {"type": "array", "items": any_rule}},
        "additionalProperties": False,
    }
    return _titled("rules of a rule pack", schema, defined)


def config_schema(kinds: Collection[RuleKind], checks: Collection[RuleKind] = ()) -> Schema:
    """Return the schema of gouji.toml and of [tool.gouji]."""
    waivers = {"type": "array", "items": _of_class(WaiverTable)}
    decided = {"decisions": _of_class(DecisionSettings), "waiver": waivers}
    properties = {"rules": _changes((*kinds, *checks)), "themes": _themes(), "limits": _of_class(Limits), **decided}
    return _titled("gouji.toml", {"type": "object", "properties": properties, "additionalProperties": False})


class SchemaMaker(Protocol):
    """Makes a schema with the kinds of rule that are at hand, and the checks that packs have of their own."""

    def __call__(self, kinds: Collection[RuleKind], checks: Collection[RuleKind] = (), /) -> Schema:
        """Return the schema."""


SCHEMAS: Mapping[str, SchemaMaker] = {
    "pack": pack_schema, "form": lambda kinds, checks=(): form_schema(), "rule": rule_schema, "config": config_schema,
}  # fmt: skip
"""The schemas by name."""


def _titled(title: str, schema: Schema, definitions: Schema | None = None) -> Schema:
    return {"$schema": _DIALECT, "title": title, **schema, "definitions": {"text": _DEFINED, **(definitions or {})}}


def _rule_keys() -> Schema:
    """Return the keys that every rule has besides its id, its kind and its parameters."""
    names = frozenset(SETTABLE) - {"basis"}
    own = {name: _of(key.hint) for name, key in keys_of(Rule, names).items()}
    by_form = {"type": "object", "additionalProperties": _of_class(Basis)}
    return {**own, "basis": {"oneOf": [{"type": "string"}, by_form]}}


def _rule_of(kind: RuleKind, key: str, own: Schema) -> Schema:
    parameters = _inlined(kind.parameters.model_json_schema())
    properties = {"id": {"type": "string"}, key: {"const": kind.name}, **own, **parameters.get("properties", {})}
    required = [key, *REQUIRED, *parameters.get("required", ())]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _parameters(kinds: Iterable[RuleKind]) -> dict[str, dict[str, Schema]]:
    """Return the schemas of all parameters, by their names and the kinds that have them."""
    found: dict[str, dict[str, Schema]] = {}
    for kind in kinds:
        for name, schema in _inlined(kind.parameters.model_json_schema()).get("properties", {}).items():
            found.setdefault(name, {})[kind.name] = schema
    return found


def _spoken_of(kinds: Iterable[RuleKind]) -> Schema:
    """Return what each parameter means, for editors that do not know of which kind a rule is."""
    return {
        name: {"description": "\n".join(f"{kind}: {each.get('description', '')}" for kind, each in of_kinds.items())}
        for name, of_kinds in _parameters(kinds).items()
    }


def _changes(kinds: Iterable[RuleKind]) -> Schema:
    """Return the schema of the tables [rules."…"]: what every rule states, and the parameters of any kind."""
    parameters = {name: {"anyOf": list(of_kinds.values())} for name, of_kinds in _parameters(kinds).items()}
    properties = {**parameters, **_rule_keys()}
    table = {"type": "object", "properties": properties, "minProperties": 1, "additionalProperties": False}
    return {"type": "object", "additionalProperties": table}


def _themes() -> Schema:
    properties = {"title": _TEXT, "weight": {"type": "number", "minimum": 0}}
    table = {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}
    return {"type": "object", "additionalProperties": table}


def _of_class(cls: type[Any], *, without: Collection[str] = (), all_optional: bool = False) -> Schema:
    """Return the schema of a table that becomes a dataclass."""
    keys = keys_of(cls)
    properties = {name: _of(key.hint) for name, key in keys.items() if name not in without}
    required = [name for name, key in keys.items() if key.required and not key.may_be_none and not all_optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _of(hint: Any) -> Schema:  # noqa: ANN401  a type of any form
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if hint is Text:
        return _TEXT
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        return _of(next(arm for arm in inner if arm is not type(None)))
    if origin is tuple and inner[1:] == (...,):
        return {"type": "array", "items": _of(inner[0])}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        years = {"propertyNames": {"pattern": "^[0-9]+$"}} if inner[0] is int else {}
        return {"type": "object", "additionalProperties": _of(inner[1]), **years}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [str(each.value) for each in hint]}
    return _of_class(hint) if isinstance(hint, type) and is_dataclass(hint) and fields(hint) else {}


def _inlined(schema: Schema) -> Schema:
    """Put definitions in the place of references to them, since the schema becomes part of another; words for people stay one."""
    definitions = {**schema.pop("$defs", {}), "Text": _TEXT}

    def inlined(node: Any) -> Any:  # noqa: ANN401  any part of a schema
        if isinstance(node, dict):
            if "$ref" in node:
                found = definitions[node["$ref"].rpartition("/")[2]]
                rest = {key: value for key, value in node.items() if key != "$ref"}
                return {**rest, **found} if found is _TEXT else inlined({**deepcopy(found), **rest})
            return {key: inlined(value) for key, value in node.items()}
        return [inlined(each) for each in node] if isinstance(node, list) else node

    found: Schema = inlined(schema)
    return found
