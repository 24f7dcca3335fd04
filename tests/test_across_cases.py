"""Every rule across the years of an agency against the cases of its file."""

from __future__ import annotations

from typing import Any

import pytest

from across import result_of
from gouji import Scope
from gouji.host import Host
from rule_cases import cases_in, parameters


@pytest.mark.parametrize(("rule_id", "case"), parameters("cases/years"))
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
    for rule_id, case in cases_in("cases/years"):
        outcomes[rule_id].add(case["outcome"])

    for rule in host.rules:
        if rule.scope is Scope.AGENCY:
            assert {"pass", "fail" if rule.may_fail else "review"} <= outcomes[rule.id], rule.id
