"""The page docs/kinds.md is the one that docs/make_kinds.py makes of the kinds; every parameter is described."""

from __future__ import annotations

import importlib.util
import inspect
from collections.abc import Iterator
from types import ModuleType

from pydantic import BaseModel

from conftest import ROOT
from gouji.host import Host
from gouji.model.rule import RuleKind
from gouji_rules.gid.checks import CHECKS


def _make_kinds() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_kinds", ROOT / "docs" / "make_kinds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _known(host: Host) -> Iterator[RuleKind]:
    """Yield all kinds, and the checks of all packs."""
    yield from (kind for kind, _ in host.kinds.values())
    yield from (check for checks in _make_kinds().checks_of(host).values() for check in checks)


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield the model of the parameters and those of all their parts."""
    yield model
    for field in model.model_fields.values():
        for part in _parts(field.annotation):
            yield from _models(part)


def _parts(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _parts(argument)


def test_the_page_is_the_one_that_the_kinds_make(host: Host) -> None:
    written = (ROOT / "docs" / "kinds.md").read_text(encoding="utf-8")

    assert written == _make_kinds().kinds_page(host), "run python docs/make_kinds.py"


def test_every_kind_says_what_it_checks_and_describes_every_parameter(host: Host) -> None:
    for kind in _known(host):
        assert inspect.getdoc(kind.check), kind.name
        for model in _models(kind.parameters):
            undescribed = [name for name, field in model.model_fields.items() if not field.description]

            assert not undescribed, kind.name


def test_every_kind_and_check_has_an_entry_with_its_parameters(host: Host) -> None:
    page = (ROOT / "docs" / "kinds.md").read_text(encoding="utf-8")
    for kind in _known(host):
        entry = page.partition(f"\n### {kind.name}\n")[2].partition("\n#")[0]

        assert entry, kind.name
        assert all(f"`{name}`" in entry for name in kind.parameters.model_fields), kind.name


def test_parts_of_a_parameter_stand_below_it(host: Host) -> None:
    entry = _make_kinds().kinds_page(host).partition("\n### publication_deadline\n")[2].partition("\n#")[0]

    assert "| `deadlines` |  |" in entry
    assert "| &emsp;`by` |  |" in entry
    assert "| &emsp;`last_year` | `9999` |" in entry


def test_every_kind_and_check_is_named_by_a_rule(host: Host) -> None:
    used = {rule.kind for rule in host.rules}

    assert {*host.kinds, *(check.name for check in CHECKS)} - used <= {"equation"}  # which only other packs need so far
