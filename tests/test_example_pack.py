"""The overlay that shows how a province adapts the rules, and the page that explains it."""

from __future__ import annotations

from datetime import date

import pytest

import gouji_rules
from conftest import ROOT
from gouji.checking import bind_document
from gouji.engine import run_rule
from gouji.host import Host, HostOptions, make_host
from gouji.model.document import Source
from gouji.model.result import Outcome
from gouji.model.rule import Severity
from gouji_rules.gid.testing import edited

FOLDER = ROOT / "rules" / "gouji_rules" / "example_province"


@pytest.fixture(scope="module")
def province() -> Host:
    return make_host(HostOptions(packs=(str(FOLDER),), own_only=True))


def test_the_overlay_is_used_by_path_only() -> None:
    assert FOLDER not in [source.folder for source in gouji_rules.packs()]


def test_the_overlay_changes_rules_and_weights(host: Host, province: Host) -> None:
    rules = {rule.id: rule for rule in province.rules}

    assert {rule.id for rule in host.rules} - set(rules) == {"gid/zero-fill", "gid/mixed-fill"}
    assert rules["gid/overview-length"].severity is Severity.MAJOR
    assert rules["gid/overview-length"].parameters["most"] == 800
    assert province.themes["structure"].weight == 4
    assert province.themes["years"].weight == host.themes["years"].weight


@pytest.mark.parametrize(("day", "outcome"), [(18, Outcome.PASS), (28, Outcome.FAIL)])
def test_the_overlays_own_deadline_applies(province: Host, day: int, outcome: Outcome) -> None:
    page = edited({"published": date(2024, 1, day).isoformat()}).encode()
    rule = next(rule for rule in province.rules if rule.id == "example-province/early-publication")

    result = run_rule(bind_document(province.read(Source("case.html", ".html", page)), province), rule)

    assert result.outcome is outcome
