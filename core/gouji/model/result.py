"""How a rule ended for a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from gouji.model.finding import Finding
from gouji.model.rule import Rule, Severity
from gouji.model.text import Text


class Outcome(StrEnum):
    """How a rule ended for a report."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHECKED = "not_checked"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Result:
    """How one rule ended for one report: `failed` of `checks` checks did not hold."""

    rule: Rule
    severity: Severity
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    checks: int = 0
    failed: int = 0
    note: Text | None = None
    traceback: str = field(default="", compare=False)
