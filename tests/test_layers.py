"""Who may import whom: each layer only those before it, the core no plugin, plugins only the public names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import gouji

ROOT = Path(__file__).parent.parent
LAYERS = (
    ("errors",), ("limits",), ("model",), ("text", "numerals", "decoding", "legible", "archive", "alarm", "tracebacks"),
    ("layout",), ("hookspecs",), ("rulebook", "record"), ("host",), ("files", "binding"), ("fingerprints",), ("engine",),
    ("store", "checking"), ("scoring",), ("workers", "output"), ("run",), ("api",), ("cli",), ("__main__",),
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
