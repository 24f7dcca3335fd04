"""How a rule ended for a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from gouji.model.finding import Finding
from gouji.model.rule import Severity
from gouji.model.text import Text


class Outcome(StrEnum):
    """How a rule ended for a report.

    >>> name_of(Outcome.REVIEW).en
    'To review'
    """

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHECKED = "not_checked"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Result:
    """How one rule ended for one report: `rule` is its id, `failed` of `checks` checks did not hold.

    `severity` is the one that applied when the report was judged. A rule across reports names in `reports` the sources that it
    looked at: first the report that the result counts for, if any, then those that it was compared with.

    >>> result = result_of("gid/requests-row-total", report)
    >>> result.outcome.value, result.failed, result.checks
    ('fail', 1, 25)
    >>> result.findings[0].expected, result.findings[0].actual
    ('0', '5')
    """

    rule: str
    severity: Severity
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    checks: int = 0
    failed: int = 0
    note: Text | None = None
    traceback: str = field(default="", compare=False)
    reports: tuple[str, ...] = ()

    def __repr__(self) -> str:
        counted = f"{self.failed} of {self.checks} checks failed"
        told = [*(finding.words.en for finding in self.findings[:1]), *([self.note.en] if self.note else [])]
        return f"Result({self.rule!r}, {': '.join([f'{self.outcome.value}, {counted}', *told])})"

    @property
    def is_grave(self) -> bool:
        """Whether it has a finding that is certain and grave."""
        return any(finding.grave and not finding.review for finding in self.findings)

    @property
    def places(self) -> int:
        """How many places it found something at."""
        return len(self.findings)
