"""Who may import whom: each layer only those before it, the core no plugin, plugins only the public names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import gouji

ROOT = Path(__file__).parent.parent
LAYERS = (
    ("errors",), ("limits", "nearest", "digests"), ("model",),
    ("text", "numerals", "decoding", "harmless", "archive", "alarm", "wellformed"), ("layout",),
    ("hookspecs",), ("rulebook",), ("settings", "loading"), ("host",), ("binding",), ("engine",), ("scoring",), ("workers", "output"), ("run",),
    ("api",), ("cli",), ("__main__",),
)  # fmt: skip


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _level(module: str) -> int:
    name = module.split(".")[1]
    return next(number for number, names in enumerate(LAYERS) if name in names)


def test_core_modules_import_only_layers_before_them() -> None:
    core = ROOT / "core"
    for path in sorted(core.rglob("*.py")):
        own = ".".join(path.relative_to(core).with_suffix("").parts).removesuffix(".__init__")
        if own == "gouji":
            continue
        for module in _imports(path):
            assert not module.startswith(("gouji_plugins", "gouji_rules")), f"{own} imports {module}"
            if module.startswith("gouji."):
                assert _level(module) <= _level(own), f"{own} imports {module}"
            elif module == "gouji":
                assert own in ("gouji.host", "gouji.__main__"), f"{own} imports the package itself"


def test_plugins_import_only_public_names_and_not_one_another_and_packs_their_locale() -> None:
    for source in (ROOT / "plugins", ROOT / "rules"):
        for path in sorted(source.rglob("*.py")):
            own = path.relative_to(source).with_suffix("").parts
            for module in _imports(path):
                assert not module.startswith("gouji."), f"{path} imports {module}"
                if module.startswith("gouji_plugins"):
                    assert _may_use(own, tuple(module.split("."))), f"{path} imports {module}"


def _may_use(own: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether a module may import another plugin's: its own package, what all writers share, its locale."""
    family = own[: 3 if len(own) > 3 or own[-1] == "__init__" else 2]
    if other[: len(family)] == family or own == other[: len(own)]:
        return True
    if own[:2] == other[:2] == ("gouji_plugins", "writers"):
        return other[2] == "shared"
    if own[:2] == ("gouji_plugins", "kinds") and other == ("gouji_plugins", "locales", "zh"):
        return True
    return own[:3] == ("gouji_plugins", "locales", other[-1]) or (
        own[0] == "gouji_rules" and other[:2] == ("gouji_plugins", "locales")
    )


def test_public_names_exist_and_are_sorted() -> None:
    assert all(hasattr(gouji, name) for name in gouji.__all__)
    assert len(set(gouji.__all__)) == len(gouji.__all__)


def test_public_names_are_loaded_from_where_the_types_say_that_they_are() -> None:
    tree = ast.parse((ROOT / "core" / "gouji" / "__init__.py").read_text(encoding="utf-8"))
    typed = next(node for node in tree.body if isinstance(node, ast.If))
    homes = {name.name: node.module for node in typed.body if isinstance(node, ast.ImportFrom) for name in node.names}

    assert homes == gouji._HOME_OF
    assert set(gouji.__all__) == set(homes)
    assert set(dir(gouji)) == set(homes)


def test_no_public_name_is_that_of_a_module_which_would_stand_in_its_place() -> None:
    modules = {path.stem for path in (ROOT / "core" / "gouji").iterdir() if path.stem not in ("__init__", "layout")}

    assert modules.isdisjoint(gouji.__all__)


def test_a_name_that_is_not_public_is_said_to_be_missing() -> None:
    with pytest.raises(AttributeError, match="'gouji' has no attribute 'Repotr'"):
        getattr(gouji, "Repotr")  # noqa: B009  which a type checker would refuse
