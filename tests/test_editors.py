"""Editors check packs by Gouji's schemas: tried with Taplo, on which VS Code's extension for TOML rests."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gouji.host import Host
from gouji.rulebook.schemas import SCHEMAS

TAPLO = shutil.which("taplo", path=str(Path(sys.executable).parent)) or shutil.which("taplo")
pytestmark = pytest.mark.skipif(TAPLO is None, reason="taplo is not installed")
RULE = """[[rule]]
id = "hotline"
title = { zh = "写明热线", en = "Names the hotline" }
rationale = "People must know whom to call."
basis = "-"
theme = "structure"
severity = "minor"
kind = "topics"
sections = ["other_matters"]
topics = [{ name = "the hotline", words = ["12345"] }]
"""
CONFIGURED = '[[rule]]\ninclude = ["*/rules/*.toml"]\nschema = { path = "rule.schema.json" }\n'


def _said(folder: Path, rule: str, configuration: str) -> tuple[int, str]:
    """Return how Taplo ends on a rule file, and what it says."""
    (folder / "acme" / "rules").mkdir(parents=True)
    (folder / "acme" / "rules" / "hotline.toml").write_text(rule, encoding="utf-8")
    (folder / ".taplo.toml").write_text(configuration, encoding="utf-8")
    assert TAPLO is not None
    ended = subprocess.run(
        [TAPLO, "lint", "acme/rules/hotline.toml"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return ended.returncode, ended.stderr


@pytest.mark.parametrize(("first", "configuration"), [("", CONFIGURED), ("#:schema ../../rule.schema.json\n", "")])
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", ""),
        ('"minor"', '"mayor"', '"mayor" is not one of'),
        ("severity", "severty", "'severty' was unexpected"),
        ("sections", "section", "'section' was unexpected"),
        ("basis =", "# basis =", '"basis" is a required property'),
        ('["12345"]', "12345", "is not of type"),
    ],
)
def test_taplo_says_what_is_wrong(
    host: Host, tmp_path: Path, first: str, configuration: str, old: str, new: str, said: str
) -> None:
    schema = SCHEMAS["rule"]([kind for kind, _ in host.kinds.values()])
    (tmp_path / "rule.schema.json").write_text(json.dumps(schema, default=str), encoding="utf-8")

    code, told = _said(tmp_path, first + RULE.replace(old, new, 1), configuration)

    assert (code == 0) is not bool(said)
    assert said in told
