"""Rule files are checked when they load."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gouji.cache_file import PREPARED, clear
from gouji.errors import PackInvalid, RuleInvalid
from gouji.host import HostOptions, make_host
from gouji.model.rule import Severity
from gouji.rulebook.toml import load_toml
from pack_files import PACK, RULE, pack_with


def test_a_rule_file_is_a_rule(tmp_path: Path) -> None:
    host = make_host(pack_with(tmp_path, RULE))

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
        ("equation =", "equatoin =", 12, 'equatoin: no key "equatoin"; did you mean "equation"'),
        ("kind =", "knid =", 9, 'knid: no key "knid"; did you mean "kind"'),
        ("basis =", "bassi =", 6, 'bassi: no key "bassi"; did you mean "basis"'),
        ('basis = "-"', "", 2, "basis is missing"),
        ('basis = "-"', "basis = ' '", 6, "basis: must not be empty"),
        ('basis = "-"', "basis = 3", 6, "basis: must be text in quotes"),
        ('basis = "-"', "may_fail = 1", 6, "may_fail: must be true or false"),
        ('basis = "-"', 'stability = "stabel"', 6, 'stability: no stability "stabel"; did you mean "stable"'),
        ('basis = "-"', 'revision = "2"', 6, "revision: must be a whole number"),
        ('basis = "-"', "severity_in = { old = 'minor' }", 6, "severity_in.old: must be a year"),
        ('{ zh = "平衡", en = "Balances" }', "{}", 4, "title: zh is missing"),
        ('{ zh = "平衡", en = "Balances" }', '{ zh = "平衡", em = "x" }', 4, 'title.em: no key "em"; there are en, zh'),
        ('"major"', '"grave"', 8, 'severity: no severity "grave"; there are advice, critical, major, minor'),
        ('basis = "-"', "basis = { gid-2022 = { text = '-' } }", 6, 'basis.gid-2022: no form "gid-2022"'),
        ('basis = "-"', "basis = { '*' = { text = '-', level = 'low' } }", 6, 'no basis level "low"'),
        ('basis = "-"', "grave = 'criticl'", 6, 'grave: no severity "criticl"; did you mean "critical"?'),
        ('"major"', "3", 8, 'severity: no severity "3"'),
    ],
)
def test_a_mistake_is_named_with_file_line_and_rule(
    tmp_path: Path, old: str, new: str, line: int, problem: str
) -> None:
    with pytest.raises(RuleInvalid, match=problem) as error:
        make_host(pack_with(tmp_path, RULE.replace(old, new, 1)))

    assert f"/rules/figures.toml:{line}: acme/balance: " in str(error.value)


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleInvalid, match="second rule"):
        make_host(pack_with(tmp_path, RULE + RULE))


def test_toml_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackInvalid, match=r"figures\.toml:1: is no TOML"):
        make_host(pack_with(tmp_path, "[[rule"))


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        (
            RULE.replace("[[rule]]", "[[rules]]"),
            '2: rules: no table "rules"; did you mean "rule"?; each rule begins with',
        ),
        (RULE.replace("[[rule]]", "[rule]"), "2: rule: write [[rule]], in two pairs of brackets"),
        ("rule = 3", "1: rule: write [[rule]]"),
        ("rule = [3]", "1: rule.0: must be a table"),
        (RULE.replace('id = "balance"', "id = 3"), "3: acme/3: id: must be text in quotes"),
        (RULE + 'forms = ["gid-2022"]\n', '13: acme/balance: forms.0: no form "gid-2022"; did you mean "gid-2021"?'),
    ],
)
def test_a_rule_file_of_another_shape_is_named(tmp_path: Path, rules: str, problem: str) -> None:
    with pytest.raises(PackInvalid) as error:
        make_host(pack_with(tmp_path, rules, PACK + 'extends = "gid"\n'))

    assert f"/rules/figures.toml:{problem}" in str(error.value)


def test_severity_of_the_year_applies() -> None:
    host = make_host(HostOptions(own_only=True))

    rule = next(rule for rule in host.rules if rule.id == "gid/required-sections")
    assert rule.severity_for(2019) is Severity.ADVICE
    assert rule.severity_for(2020) is Severity.CRITICAL


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
    pack_with(folder / "acme", rule)
    return HostOptions(plugins_dir=(folder,), own_only=True)


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
    pack_with(overlay, CHECKED, PACK.replace("acme", "county") + 'extends = "acme"\n')

    host = make_host(replace(options, packs=(str(overlay),)))

    assert [rule.id for rule in host.rules] == ["acme/balance", "county/balance"]


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ('"long_enough"', '"long_enogh"', 9, 'check: no check of this pack "long_enogh"; did you mean "long_enough"?'),
        ("lines = 3", "lines = 'three'", 10, "lines: "),
        ("check =", 'kind = "identity"\ncheck =', 10, "check: a rule names a kind or a check of its pack, not both"),
        ('check = "long_enough"', "", 2, "kind is missing, or check"),
    ],
)
def test_a_mistake_with_a_check_is_named_with_file_line_and_rule(
    tmp_path: Path, old: str, new: str, line: int, problem: str
) -> None:
    with pytest.raises(RuleInvalid, match=re.escape(problem)) as error:
        make_host(_with_checks(tmp_path, CHECKED.replace(old, new)))

    assert f"figures.toml:{line}: acme/balance" in str(error.value)


def test_a_folder_has_no_checks_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(RuleInvalid, match=r'figures\.toml:9: acme/balance: check: no check of this pack "long_enough"'):
        make_host(pack_with(tmp_path, CHECKED))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"requests"', '"request"', '10: acme/balance: table: no table "request"; did you mean "requests"?'),
        (
            "new_received ==",
            "new_recieved ==",
            '12: acme/balance: equation: no row or sum "new_recieved" in table requests; did you mean "new_received"? (kind identity of',
        ),
        (
            "new_received ==",
            "total ==",
            '12: acme/balance: equation: no row or sum "total"',
        ),
        ('"column"', '"row"', '12: acme/balance: equation: no column or sum "new_received"'),
        (
            "kind =",
            'when = "outcome > 0"\nkind =',
            '9: acme/balance: when: no row or sum "outcome" in table requests; did you mean "outcomes"?',
        ),
        (
            "kind =",
            'only = ["totl"]\nkind =',
            '9: acme/balance: only.0: no row or column "totl" in table requests; did you mean "total"?',
        ),
        (
            "kind =",
            'blank_totals = "gid/request-blank-total"\nkind =',
            '9: acme/balance: blank_totals: no rule "gid/request-blank-total"; did you mean "gid/requests-blank-total"?',
        ),
        (
            RULE[RULE.index("kind =") :],
            'kind = "required_sections"\nonly = ["other_maters"]\n',
            '10: acme/balance: only.0: no section "other_maters"; did you mean "other_matters"?',
        ),
        (
            RULE[RULE.index("kind =") :],
            'kind = "claim_everything"\ntable = "review"\nsubjects = []\nnothing_in = "litigation.total"\n',
            '12: acme/balance: nothing_in: no row "litigation" in table review; did you mean "litigation_direct"?',
        ),
    ],
)
def test_a_rule_of_our_kinds_names_only_what_the_forms_have(tmp_path: Path, old: str, new: str, problem: str) -> None:
    with pytest.raises(RuleInvalid) as error:
        make_host(pack_with(tmp_path, RULE.replace(old, new, 1), PACK + 'extends = "gid"\n'))

    assert f"/rules/figures.toml:{problem}" in str(error.value)


def test_a_long_file_is_parsed_once_and_read_as_before_whatever_became_of_what_was_kept(
    tmp_path: Path, cache: Path
) -> None:
    long, day = tmp_path / "long.toml", tmp_path / "day.toml"
    long.write_text("".join(f"key{number} = [{number}, 1.5, true]\n" for number in range(500)))
    day.write_text(f"day = 2026-01-02\nlong = '{'x' * 5000}'")
    whole = [load_toml(path).data for path in (long, day)]
    [kept] = (cache / PREPARED).iterdir()
    again = load_toml(long).data
    kept.write_text("{")
    after = [load_toml(path).data for path in (long, day)]

    assert whole == after == [again, {"day": date(2026, 1, 2), "long": "x" * 5000}]
    assert list(whole[0]) == list(again)
    assert clear(cache) > 0
    assert list((cache / PREPARED).iterdir()) == []
