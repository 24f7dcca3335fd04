"""Who may import whom: each layer only those before it, the core no plugin, plugins only the public names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import gouji

ROOT = Path(__file__).parent.parent
CHINESE = re.compile("[\u4e00-\u9fff]")
LOCALE_OF_PACK = {"gid": "gouji_plugins.locales.zh"}
LAYERS = (
    ("errors",), ("limits", "nearest", "digests", "version", "folder", "backtracking", "contract", "garbage"),
    ("cache_file",), ("cache", "patterns"), ("model",),
    ("text", "numerals", "masking", "decoding", "harmless", "compatibility", "ragged", "archive", "alarm", "tracebacks", "wellformed",
     "passages", "reply_marks"),
    ("layout",), ("hookspecs",), ("rulebook", "record"), ("settings", "loading"), ("host",), ("files", "binding"),
    ("fingerprints",), ("engine",), ("store", "checking"),
    ("roster_cells", "roster_rows", "roster", "filings", "briefs", "roster_starter", "known_across", "comparing", "cross_report"),
    ("decisions",), ("scoring",), ("grounds",), ("pieces",), ("writing",),
    ("workers",), ("kept", "staging"), ("output", "run"),
    ("api",), ("testing",), ("linting",), ("cli",), ("__main__",),
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


def _allowed(own: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a module of plugins or packs may import of both, besides the names of `gouji`.

    Its own plugin's package: `kinds/cells`, `readers/html`, a language with its kinds, a pack; what plugins of one sort share; a
    pack also its locale, and what collects the packs all of them.
    """
    if own[0] == "gouji_plugins":
        return (".".join(own[:3]), *((f"gouji_plugins.{own[1]}.shared",) if len(own) > 1 else ()))
    return (".".join(own[:2]), *((LOCALE_OF_PACK[own[1]],) if own[1:2] and own[1] in LOCALE_OF_PACK else ()))


def test_plugins_and_packs_import_only_public_names_and_not_one_another() -> None:
    for source in (ROOT / "plugins", ROOT / "rules"):
        for path in sorted(source.rglob("*.py")):
            own = path.relative_to(source).with_suffix("").parts
            allowed = _allowed(own[:-1] if own[-1] == "__init__" else own)
            for module in _imports(path):
                assert not module.startswith("gouji."), f"{path} imports {module}"
                if module.startswith(("gouji_plugins", "gouji_rules")):
                    assert any(f"{module}.".startswith(f"{name}.") for name in allowed), f"{path} imports {module}"


def test_a_pack_imports_only_public_names_of_its_locale() -> None:
    for path in sorted((ROOT / "rules").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("gouji_plugins"):
                locale = import_module(node.module)

                assert {name.name for name in node.names} <= set(locale.__all__), path


def test_general_kinds_know_no_chinese_word_but_in_messages() -> None:
    for path in sorted((ROOT / "plugins" / "gouji_plugins" / "kinds").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
                assert not CHINESE.search(ast.unparse(node)), f"{path}:{node.lineno}"


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
