"""Every rule against the cases of its file: what must pass, fail, or be left to a person."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from gouji import BasisLevel, Scope
from gouji.checking import bind_document
from gouji.engine import run_rule
from gouji.host import Host, HostOptions, make_host
from gouji.model.document import Source
from gouji_rules.gid.testing import edited
from rule_cases import cases_in, parameters


@pytest.fixture(scope="module")
def ids(host: Host) -> re.Pattern[str]:
    """Find what a message in English must not say: ids of rules and forms, and of tables, rows, columns and sections."""
    forms = [form for pack in host.packs for form in pack.forms]
    tables = [table for form in forms for table in form.tables]
    ids = {name for table in tables for name in (table.id, *table.rows, *table.columns, *table.sums)}
    ids |= {section.id for form in forms for section in form.sections}
    long = "|".join(name for name in ids if "_" in name)
    short = "|".join(name for name in ids if "_" not in name)
    return re.compile(rf"\bgid[/-]\w+|\b(?:{long})\b|\b(?:table|row|column|section)s?:? (?:{short})\b")


@pytest.mark.parametrize(("rule_id", "case"), parameters("cases"))
def test_case(host: Host, ids: re.Pattern[str], rule_id: str, case: dict[str, Any], tmp_path: Path) -> None:
    if "config" in case:
        host = _configured(rule_id, case["config"], tmp_path)
    rule = next(rule for rule in host.rules if rule.id == rule_id)
    page = edited(case).encode()

    result = run_rule(bind_document(host.read(Source("case.html", ".html", page)), host), rule)

    assert result.outcome.value == case["outcome"], result
    for said in (*(finding.words for finding in result.findings), *filter(None, [result.note])):
        assert not ids.findall(said.en), said
        assert "gid/" not in said.zh, said
    assert "" not in {side for finding in result.findings for side in (finding.expected, finding.actual)}
    if case["outcome"] == "fail":
        assert all(finding.evidence for finding in result.findings)
        assert result.failed == case.get("failed", 1)
    if "severity" in case:
        assert result.severity.value == case["severity"]
    if "told_by" in case:
        assert {finding.told_by for finding in result.findings} == {case["told_by"]}
    if "says" in case:
        words = "".join(finding.words.zh for finding in result.findings)
        assert case["says"] in words


def _configured(rule_id: str, parameters: str, folder: Path) -> Host:
    """Return a host with the rule's parameters changed, as a configuration changes them."""
    config = folder / "config.toml"
    config.write_text(f'[rules."{rule_id}"]\n{parameters}\n', encoding="utf-8")
    return make_host(HostOptions(config=config, own_only=True))


def test_every_rule_has_a_passing_and_a_breaking_case(host: Host) -> None:
    outcomes: dict[str, set[str]] = {rule.id: set() for rule in host.rules}
    for rule_id, case in cases_in("cases"):
        outcomes[rule_id].add(case["outcome"])

    for rule in host.rules:
        if rule.scope is not Scope.REPORT:
            continue
        breaking = "fail" if rule.may_fail else "review"
        assert {"pass", breaking} <= outcomes[rule.id], rule.id


def test_every_rule_speaks_both_languages_and_names_its_ground(host: Host) -> None:
    for rule in host.rules:
        for words in (rule.title, rule.rationale, rule.remedy, rule.good, rule.bad, rule.caution):
            assert words.zh, rule.id
            assert words.en, rule.id
        assert rule.basis, rule.id
        assert rule.since, rule.id


YEARS_OF_NOTICES = {"gid-2008": None, "gid-2019": "〔2019〕60号", "gid-2021": "〔2021〕30号"}


def test_every_rule_rests_on_what_was_in_force_for_the_form(host: Host) -> None:
    for rule in host.rules:
        for form, notice in YEARS_OF_NOTICES.items():
            if not rule.applies_to(form):
                continue
            basis = rule.basis_for(form)
            others = {other for other in YEARS_OF_NOTICES.values() if other and other != notice}

            assert basis.level, rule.id
            assert basis.text.zh, rule.id
            assert basis.text.en != basis.text.zh, rule.id
            assert not [other for other in others if other in basis.text.zh], (rule.id, form)
            assert form != "gid-2008" or "国办公开办函" not in basis.text.zh, rule.id


@pytest.mark.parametrize("rule_id", ["zero-fill", "dash-cells", "mixed-fill", "contact", "statistics-period"])
def test_what_rests_on_custom_says_so(host: Host, rule_id: str) -> None:
    rule = next(rule for rule in host.rules if rule.id == f"gid/{rule_id}")

    assert rule.basis_for("gid-2021").level is BasisLevel.CUSTOM
