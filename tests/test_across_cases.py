"""Every rule across the years of an agency against the cases of its file."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from across import result_of
from gouji import Scope
from gouji.host import Host
from test_rules import CASES


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*/cases/years/*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            rule = f"{path.parents[2].name}/{path.stem}"
            found.append(pytest.param(rule, case, id=f"{rule}: {case['name']}"))
    return found


@pytest.mark.parametrize(("rule_id", "case"), _cases())
def test_case(host: Host, rule_id: str, case: dict[str, Any]) -> None:
    result = result_of(host, rule_id, case)

    assert result.outcome.value == case["outcome"], result
    if case["outcome"] == "fail":
        assert result.failed == case.get("failed", 1)
        assert all(piece.source for finding in result.findings for piece in finding.evidence)
    if "says" in case:
        assert case["says"] in "".join(finding.words.zh for finding in result.findings)


def test_every_rule_across_years_has_a_passing_and_a_breaking_case(host: Host) -> None:
    outcomes: dict[str, set[str]] = {rule.id: set() for rule in host.rules if rule.scope is Scope.AGENCY}
    for parameter in _cases():
        rule_id, case = parameter.values
        outcomes[rule_id].add(case["outcome"])

    for rule in host.rules:
        if rule.scope is Scope.AGENCY:
            assert {"pass", "fail" if rule.may_fail else "review"} <= outcomes[rule.id], rule.id
