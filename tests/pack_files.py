"""Packs that tests write: a pack.toml with rules, and where needed a form."""

from __future__ import annotations

from pathlib import Path

from gouji.host import HostOptions

PACK = """
id = "acme"
version = "1.0"
title = { zh = "示例", en = "Example" }
"""
RULE = """
[[rule]]
id = "balance"
title = { zh = "平衡", en = "Balances" }
rationale = { zh = "应当平衡", en = "It should" }
basis = "-"
theme = "arithmetic"
severity = "major"
kind = "identity"
table = "requests"
each = "column"
equation = "new_received == total_processed"
"""
WATER_RULE = RULE.replace('"requests"', '"samples"').replace("new_received == total_processed", "lead == all")
FORM = """
id = "water-2020"
title = "Annual report on water"
first_year = 2020

[[section]]
id = "results"
numeral = "1"
heading = "Results"
signs = ["results"]

[[table]]
id = "samples"
title = "Samples"
section = "results"
layout = "rows"
sums = { metals = ["lead"] }

[[table.block]]
columns = [
  { id = "taken", label = "Taken" },
  { id = "failed", label = "Failed", measure = "count" },
]
rows = [
  { id = "lead", label = "Lead" },
  { id = "all", label = "All", total = true },
]
"""


def pack_with(folder: Path, rule: str, head: str = PACK) -> HostOptions:
    """Write a pack with one rule file, and return options that load it alone."""
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(head, encoding="utf-8")
    (folder / "rules" / "figures.toml").write_text(rule, encoding="utf-8")
    return HostOptions(packs=(str(folder),), own_only=True)


def pack_with_form(folder: Path, form: str, rule: str = "", head: str = PACK) -> HostOptions:
    """Write a pack with one form besides."""
    (folder / "forms").mkdir(parents=True, exist_ok=True)
    (folder / "forms" / "water.toml").write_text(form, encoding="utf-8")
    return pack_with(folder, rule, head)


def write_pack(folder: Path, pack: str, extends: str = "", more: str = "") -> None:
    """Write a pack.toml without rules, that of an overlay perhaps."""
    folder.mkdir(parents=True, exist_ok=True)
    extended = f'extends = "{extends}"\n' if extends else ""
    head = f'id = "{pack}"\nversion = "1"\ntitle = "{pack}"\n{extended}{more}'
    (folder / "pack.toml").write_text(head, encoding="utf-8")
