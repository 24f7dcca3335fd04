"""Rule files: checked when they load, changed by overlays and configuration."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import gouji
from gouji.errors import GoujiError, PackInvalid, RuleInvalid
from gouji.host import HostOptions, make_host
from gouji.model.rule import Severity

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


def _pack(folder: Path, rule: str, head: str = PACK) -> HostOptions:
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "pack.toml").write_text(head, encoding="utf-8")
    (folder / "rules" / "figures.toml").write_text(rule, encoding="utf-8")
    return HostOptions(packs=(str(folder),), own_only=True)


def test_a_rule_file_is_a_rule(tmp_path: Path) -> None:
    host = make_host(_pack(tmp_path, RULE))

    assert [rule.id for rule in host.rules] == ["acme/balance"]
    assert host.rules[0].plugin == "equations"


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("equation =", "equatoin =", 12, "equatoin"),
        ('"column"', '"cell"', 11, "each"),
        ("new_received == total_processed", "new_received", 12, "compares two sides"),
        ("new_received == total_processed", "__import__('os') == 1", 12, "may be called"),
        ("new_received == total_processed", "(lambda: 1) == 1", 12, "not allowed"),
        ("new_received == total_processed", "a.b == 1", 12, "not allowed"),
        ('"identity"', '"identify"', 9, "identify"),
        ('basis = "-"', "", 3, "basis is missing"),
        ('"major"', '"grave"', 3, "grave"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_rule(
    tmp_path: Path, old: str, new: str, line: int, problem: str
) -> None:
    with pytest.raises(RuleInvalid, match=problem) as error:
        make_host(_pack(tmp_path, RULE.replace(old, new)))

    assert f"figures.toml:{line}: acme/balance" in str(error.value)


def test_a_mistake_in_a_configuration_is_not_laid_to_the_rule_file(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[rules."gid/local-deadline"]\ndeadlines = [{ by = ["01-20"] }]\n', encoding="utf-8")

    with pytest.raises(RuleInvalid) as error:
        make_host(HostOptions(config=config, own_only=True))

    assert str(error.value).startswith('[rules."gid/local-deadline"]: deadlines.0.name: ')


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleInvalid, match="second rule"):
        make_host(_pack(tmp_path, RULE + RULE))


def test_toml_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackInvalid, match=r"figures\.toml"):
        make_host(_pack(tmp_path, "[[rule"))


def test_an_overlay_changes_severity_and_parameters_and_switches_rules_off(tmp_path: Path) -> None:
    head = (
        PACK
        + """
extends = "gid"
[rules."gid/zero-fill"]
enabled = false
[rules."gid/section-headings"]
severity = "advice"
[rules."gid/dash-cells"]
tables = ["review"]
"""
    )
    host = make_host(_pack(tmp_path, RULE, head))

    rules = {rule.id: rule for rule in host.rules}
    assert "gid/zero-fill" not in rules
    assert rules["gid/section-headings"].severity is Severity.ADVICE
    assert rules["gid/dash-cells"].parameters["tables"] == ["review"]
    assert "acme/balance" in rules


def test_a_configuration_changes_rules_and_a_misspelt_id_is_named(tmp_path: Path) -> None:
    config = tmp_path / "省级.toml"
    config.write_text('[rules."gid/zero-fill"]\nseverity = "major"\n', encoding="utf-8")
    host = make_host(HostOptions(config=config, own_only=True))

    assert next(rule for rule in host.rules if rule.id == "gid/zero-fill").severity is Severity.MAJOR
    config.write_text('[rules."gid/zerofill"]\nseverity = "major"\n', encoding="utf-8")
    with pytest.raises(GoujiError, match="gid/zerofill"):
        make_host(HostOptions(config=config, own_only=True))


def test_severity_of_the_year_applies() -> None:
    host = make_host(HostOptions(own_only=True))

    rule = next(rule for rule in host.rules if rule.id == "gid/required-sections")
    assert rule.severity_for(2019) is Severity.ADVICE
    assert rule.severity_for(2020) is Severity.CRITICAL


def test_a_name_that_the_table_does_not_have_is_an_error_of_the_rule_not_a_pass(tmp_path: Path) -> None:
    sample = Path(__file__).parent.parent / "reports_in" / "示例市教育局_2024.docx"
    overlay = PACK + 'extends = "gid"\n'
    _pack(tmp_path, RULE.replace("total_processed", "total_procesed"), overlay)

    run = gouji.check([sample], packs=[str(tmp_path)], select=["acme/balance"])

    [result] = run.reports[0].results
    assert result.outcome is gouji.Outcome.ERROR
    assert result.note is not None
    assert "total_procesed" in result.note.en


PLUGIN = """
from pathlib import Path

from gouji import PackSource, Parameters, Report, RuleKind, Satisfied, hookimpl


class Fewest(Parameters):
    lines: int


@hookimpl
def packs():
    checks = (RuleKind("long_enough", Fewest, lambda report, fewest: [Satisfied()]),)
    return [PackSource(Path(__file__).parent / "acme", checks)]
"""
CHECKED = RULE[: RULE.index("kind =")] + 'check = "long_enough"\nlines = 3\n'


def _with_checks(folder: Path, rule: str) -> HostOptions:
    (folder / "acme.py").write_text(PLUGIN, encoding="utf-8")
    (folder / "acme").mkdir()
    _pack(folder / "acme", rule)
    return HostOptions(plugins_dir=folder, own_only=True)


def test_a_rule_names_a_check_of_its_own_pack(tmp_path: Path) -> None:
    host = make_host(_with_checks(tmp_path, CHECKED))

    rule = next(rule for rule in host.rules if rule.id == "acme/balance")
    assert (rule.kind, rule.plugin, rule.parameters) == ("long_enough", "acme", {"lines": 3})
    kind = host.kind_of(rule)
    assert kind is not None
    assert [setting.name for setting in kind.settings(rule.parameters)] == ["lines"]
    assert "long_enough" not in host.kinds


def test_an_overlay_has_the_checks_of_the_pack_that_it_extends(tmp_path: Path) -> None:
    options = _with_checks(tmp_path, CHECKED)
    overlay = tmp_path / "overlay"
    overlay.mkdir()
    _pack(overlay, CHECKED, PACK.replace("acme", "county") + 'extends = "acme"\n')

    host = make_host(replace(options, packs=(str(overlay),)))

    assert [rule.id for rule in host.rules] == ["acme/balance", "county/balance"]


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ('"long_enough"', '"long_enogh"', 9, "its pack has no check long_enogh; did you mean long_enough?"),
        ("lines = 3", "lines = 'three'", 10, "lines: "),
        ("check =", 'kind = "identity"\ncheck =', 3, "names both a kind and a check"),
        ('check = "long_enough"', "", 3, "kind is missing, or check"),
    ],
)
def test_a_mistake_with_a_check_is_named_with_file_line_and_rule(
    tmp_path: Path, old: str, new: str, line: int, problem: str
) -> None:
    with pytest.raises(RuleInvalid, match=problem) as error:
        make_host(_with_checks(tmp_path, CHECKED.replace(old, new)))

    assert f"figures.toml:{line}: acme/balance" in str(error.value)


def test_a_folder_has_no_checks_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(RuleInvalid, match=r"figures\.toml:9: acme/balance: its pack has no check long_enough"):
        make_host(_pack(tmp_path, CHECKED))
