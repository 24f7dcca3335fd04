"""Plugins: found as strangers' are, loaded completely or refused by name, and isolated from one another."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import gouji
from gouji.errors import PackInvalid, PluginBroken, UnreadableReport
from gouji.host import Host, HostOptions, make_host
from gouji.model.document import Source

ROOT = Path(__file__).parent.parent
STRANGER = """\
from collections.abc import Iterator
from gouji import Finding, Report, Rule, hookimpl, rule

@rule("acme/fee-waiver", title="States who was exempted from fees", basis="-", severity="minor", theme="structure")
def fee_waiver(report: Report) -> Iterator[Finding]:
    \"\"\"A reader cannot judge the fees without the exemptions.\"\"\"
    section = report.section("other_matters")
    if "减免" not in section.text:
        yield Finding("no word on exemptions", at=section)

@hookimpl
def rules() -> list[Rule]:
    return [fee_waiver]
"""
SAMPLE = ROOT / "reports_in" / "示例市教育局_2024.docx"


KIND = """
from gouji import Parameters, RuleKind, hookimpl

@hookimpl
def rule_kinds(): return [RuleKind("NAME", Parameters, lambda report, _: [])]
"""
WRITER = """
from gouji import Writer, hookimpl

@hookimpl
def writers(): return [Writer("json", lambda run, folder: None)]
"""
READER = """
from gouji import Cell, Document, Grid, Heading, Location, Paragraph, hookimpl

@hookimpl
def read(source):
    if source.suffix == ".acme":
        return RETURNED
"""


def _plugin(folder: Path, text: str, name: str = "acme") -> HostOptions:
    (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return HostOptions(plugins_dir=(folder,), own_only=True)


def test_all_hooks_are_brought_by_plugins_of_this_distribution(host: Host) -> None:
    callers = {hook: [i.plugin_name for i in getattr(host.manager.hook, hook).get_hookimpls()] for hook in _hooks()}

    assert {"text", "html", "docx", "pdf"} <= set(callers["read"])
    assert {"equations", "sections", "cells"} <= set(callers["rule_kinds"])
    assert "gid" in callers["packs"]
    assert {"scorecard", "json"} <= set(callers["writers"])


def _hooks() -> tuple[str, ...]:
    return ("read", "rule_kinds", "rules", "packs", "writers")


def test_a_strangers_rule_of_at_most_15_lines_installed_as_a_package_is_found_and_run(tmp_path: Path) -> None:
    assert len(STRANGER.splitlines()) <= 15
    _install(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}

    listed = subprocess.run(
        [sys.executable, "-m", "gouji", "check", str(SAMPLE), "--select", "acme/fee-waiver", "--out", "out"],
        env=environment, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert listed.returncode == 0, listed.stderr
    run = (tmp_path / "out" / "run.json").read_text(encoding="utf-8")
    assert '"rule": "acme/fee-waiver"' in run
    assert '"name": "acme_fees"' in run


def _install(folder: Path) -> None:
    """Make the wheel that a build would make, and let pip install it."""
    wheel = folder / "acme_fees-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("acme_fees.py", STRANGER)
        archive.writestr("acme_fees-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: acme-fees\nVersion: 1.0\n")
        archive.writestr(
            "acme_fees-1.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        archive.writestr("acme_fees-1.0.dist-info/entry_points.txt", "[gouji]\nacme_fees = acme_fees\n")
        archive.writestr("acme_fees-1.0.dist-info/RECORD", "")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    subprocess.run([*command, str(folder / "site"), str(wheel)], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("import nothing_of_that_name", "nothing_of_that_name"),
        ("def", "SyntaxError"),
        ("from gouji import hookimpl\n@hookimpl\ndef rulez(): ...", "rulez"),
        ("from gouji import hookimpl\n@hookimpl\ndef rules(): return ['no rule']", "a str is no Rule"),
        ("from gouji import hookimpl\n@hookimpl\ndef writers(): raise OSError('no disk')", "no disk"),
        ("from gouji import hookimpl\n@hookimpl\ndef read(source, page): ...", "page"),
        (KIND.replace("NAME", "identity"), "kind identity exists already, brought by plugin equations"),
        (WRITER, "writer json exists already, brought by plugin json"),
    ],
)
def test_a_broken_plugin_stops_the_run_by_name(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(PluginBroken, match=problem) as error:
        make_host(_plugin(tmp_path, text))

    assert "acme" in str(error.value)


def test_an_id_without_prefix_or_taken_already_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PluginBroken, match="no prefix"):
        make_host(_plugin(tmp_path, STRANGER.replace("acme/fee", "fee")))
    with pytest.raises(PluginBroken, match="exists already"):
        make_host(_plugin(tmp_path, STRANGER.replace("acme/fee-waiver", "gid/review-total")))


def test_a_rule_that_raises_is_an_error_and_the_others_still_run(tmp_path: Path) -> None:
    broken = STRANGER.replace("section = report", "raise KeyError('x'); section = report")
    _plugin(tmp_path, broken)

    run = gouji.check([SAMPLE], plugins_dir=tmp_path, select=["structure"])

    outcomes = {result.rule: result for result in run.reports[0].results}
    assert outcomes["acme/fee-waiver"].outcome is gouji.Outcome.ERROR
    assert "KeyError" in outcomes["acme/fee-waiver"].traceback
    assert outcomes["gid/required-sections"].outcome is gouji.Outcome.PASS


def test_a_rule_that_hangs_is_cut_off(tmp_path: Path) -> None:
    config = tmp_path / "gouji.toml"
    config.write_text("[limits]\nrule_seconds = 0.2\n", encoding="utf-8")
    _plugin(tmp_path, STRANGER.replace("section = report", "\n    while True: pass\n    section = report"))

    run = gouji.check([SAMPLE], plugins_dir=tmp_path, config=config, select=["acme"])

    assert run.reports[0].results[0].outcome is gouji.Outcome.ERROR


def test_an_unknown_pack_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackInvalid, match="nowhere"):
        make_host(HostOptions(packs=("nowhere",), own_only=True))


def test_only_named_plugins_load_where_asked() -> None:
    host = make_host(HostOptions(plugins=("text", "sections"), own_only=True))

    assert [component.name for component in host.components] == ["sections", "text"]


@pytest.mark.parametrize(
    ("returned", "problem"),
    [
        ("'text'", "what it read must be Document, not str"),
        ("made('text')", "blocks must be tuple, not str"),
        ("made((), title=None)", "title must be str, not NoneType"),
        ("made((), metadata=['x'])", "metadata must be Mapping, not list"),
        ("made((), figures=(('t', 'r', 'c', '1'),))", "figures must be of GivenFigure"),
        ("made((Paragraph('a'), 'text'))", "block 2: it must be Heading, Paragraph or Grid, not str"),
        ("made((Heading(3, 1),))", "block 1: text must be str, not int"),
        ("made((Paragraph('a', (1, 2)),))", "block 1: at must be Location, not tuple"),
        ("made((Grid((Cell('a', 0, 0), Cell('b', 0, 0)), 1, 2),))", "block 1: cells overlap: (0, 0) 'b'"),
        ("made((Grid((Cell('a', 0, 0, 2), Cell('b', 1, 0)), 2, 1),))", "block 1: cells overlap: (1, 0) 'b'"),
        ("made((Grid((Cell('a', 0, 2),), 1, 2),))", "block 1: a cell reaches outside the table: (0, 2) 'a'"),
        ("made((Grid((Cell('a', 0, -1),), 1, 2),))", "block 1: a cell reaches outside the table"),
        ("made((Grid((Cell('a', 0, 0, 0),), 1, 2),))", "block 1: a cell reaches outside the table"),
        ("made((Grid((('a', 0, 0),), 1, 1),))", "block 1: a cell is not made as Cell: ('a', 0, 0)"),
        ("made((Grid((Cell(5, 0, 0),), 1, 1),))", "block 1: a cell is not made as Cell"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_a_reader_that_breaks_its_contract_is_named(tmp_path: Path, returned: str, problem: str) -> None:
    made = "def made(blocks, **more): return Document('a.acme', '0', 'acme', blocks, **more)\n"
    host = make_host(_plugin(tmp_path, made + READER.replace("RETURNED", returned)))

    with pytest.raises(UnreadableReport) as error:
        host.read(Source("a.acme", ".acme", b"x"))

    assert "the reader broke (plugin acme): " in str(error.value)
    assert problem in str(error.value)


def test_a_well_made_document_of_a_strangers_reader_is_taken(tmp_path: Path) -> None:
    cells = "Cell('a', 0, 0, 2), Cell('b', 0, 1), Cell('c', 1, 1, 1, 1, Location(row=1))"
    returned = f"Document('a.acme', '0', 'acme', (Heading('h', 1), Grid(({cells}), 2, 2)))"
    host = make_host(_plugin(tmp_path, READER.replace("RETURNED", returned)))

    assert host.read(Source("a.acme", ".acme", b"x")).reader == "acme"


def test_a_pack_that_is_installed_and_extends_another_is_used_only_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "county").mkdir()
    head = 'id = "county"\nversion = "1"\ntitle = "County"\nextends = "gid"\n[rules."gid/zero-fill"]\nenabled = false\n'
    (tmp_path / "county" / "pack.toml").write_text(head, encoding="utf-8")
    brings = "from pathlib import Path\nfrom gouji import hookimpl\n@hookimpl\ndef packs(): return [Path(__file__).parent / 'county']"
    options = _plugin(tmp_path, brings)

    assert [pack.id for pack in make_host(options).packs] == ["gid"]
    named = make_host(replace(options, packs=("county",)))
    assert [pack.id for pack in named.packs] == ["county"]
    assert "gid/zero-fill" not in {rule.id for rule in named.rules}


def test_a_package_in_a_folder_of_plugins_is_a_plugin(tmp_path: Path) -> None:
    (tmp_path / "acme_fees").mkdir()
    (tmp_path / "acme_fees" / "__init__.py").write_text("from .rules import rules\n", encoding="utf-8")
    (tmp_path / "acme_fees" / "rules.py").write_text(STRANGER, encoding="utf-8")
    (tmp_path / "_shared.py").write_text("raise SystemExit", encoding="utf-8")

    host = make_host(HostOptions(plugins_dir=(tmp_path,), own_only=True))

    assert [rule.plugin for rule in host.rules if rule.id.startswith("acme/")] == ["acme_fees"]


def test_a_package_without_a_hook_is_named(tmp_path: Path) -> None:
    (tmp_path / "helpers").mkdir()
    (tmp_path / "helpers" / "__init__.py").write_text("", encoding="utf-8")

    with pytest.raises(PluginBroken, match="plugin helpers: has no hook"):
        make_host(HostOptions(plugins_dir=(tmp_path,), own_only=True))
