"""The cases of rules, as they stand beside the packs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

BASE_FILE = "base.toml"
CASES = Path(__file__).parent.parent / "rules" / "gouji_rules"


def cases_in(folder: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the cases in a folder of each pack, `cases` or `cases/years`, each with the id of its rule."""
    return [
        (f"{path.relative_to(CASES).parts[0]}/{path.stem}", case)
        for path in sorted(CASES.glob(f"*/{folder}/*.toml"))
        if path.name != BASE_FILE
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def parameters(folder: str) -> list[Any]:
    """Return the same as parameters of a test, named by rule and case."""
    return [pytest.param(rule, case, id=f"{rule}: {case['name']}") for rule, case in cases_in(folder)]
