"""Runs every rule over one report and draws the outcome from what it observed."""

from __future__ import annotations

import hashlib
import signal
import threading
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from gouji.errors import NotApplicable, NotChecked
from gouji.model.report import Report
from gouji.model.result import Evidence, Finding, Observation, Outcome, Result, Satisfied
from gouji.model.rule import Rule
from gouji.model.text import Text

RULE_SECONDS = 10.0
"""A rule that takes longer is cut off, where the platform has an alarm (POSIX, main thread)."""

_DOUBTFUL = Text(
    "所据单元格读取存疑（不是对报告的判定），请人工核对原文：",
    "the reading of these cells is in doubt, not the report; please compare with the source: ",
)


def run_rules(report: Report, rules: Iterable[Rule]) -> tuple[Result, ...]:
    """Run all rules that speak of the report's form; each one's failure stays its own."""
    return tuple(run_rule(report, rule) for rule in rules)


def run_rule(report: Report, rule: Rule) -> Result:
    """Run one rule: what it raises becomes an outcome, never an exception."""
    severity = rule.severity_for(report.year)
    if not rule.applies_to(report.form.id):
        note = Text(f"不适用于 {report.form.id} 表式", f"not for reports of form {report.form.id}")
        return Result(rule, severity, Outcome.NOT_APPLICABLE, note=note)
    try:
        with _alarm(RULE_SECONDS):
            observations = list(rule.check(report))
        return _result(report, rule, observations)
    except NotApplicable as reason:
        return Result(rule, severity, Outcome.NOT_APPLICABLE, note=_reason(reason))
    except NotChecked as reason:
        return Result(rule, severity, Outcome.NOT_CHECKED, note=_reason(reason))
    except Exception as error:
        note = Text(
            f"规则自身出错（插件 {rule.plugin}），与报告无关：{error!r}",
            f"the rule itself broke (plugin {rule.plugin}); the report is not to blame: {error!r}",
        )
        return Result(rule, severity, Outcome.ERROR, note=note, traceback=traceback.format_exc())


def _result(report: Report, rule: Rule, observations: Sequence[Observation]) -> Result:
    findings = [_settled(item, rule) for item in observations if isinstance(item, Finding)]
    satisfied = [item for item in observations if isinstance(item, Satisfied)]
    checks = len(findings) + sum(item.checks for item in satisfied)
    failed = sum(not finding.review for finding in findings)
    outcome = Outcome.FAIL if failed else Outcome.REVIEW if findings else Outcome.PASS
    notes = list(dict.fromkeys(item.note for item in satisfied if item.note))
    note = Text("；".join(n.zh for n in notes), "; ".join(n.en for n in notes)) if notes else None
    marked = tuple(_with_fingerprints(report, rule, findings))
    return Result(rule, rule.severity_for(report.year), outcome, marked, checks, failed, note)


def _settled(finding: Finding, rule: Rule) -> Finding:
    """Turn a breach into a matter for review where the rule may not fail or the reading is in doubt."""
    if finding.doubtful:
        doubt = finding.doubtful[0].doubt or Text("", "")
        words = Text(f"{_DOUBTFUL.zh}{doubt.zh}。{finding.words.zh}", f"{_DOUBTFUL.en}{doubt.en}. {finding.words.en}")
        return replace(finding, message=words, at=None, review=True)
    if not rule.may_fail or not finding.evidence:
        return replace(finding, at=None, review=True)
    return finding


def _with_fingerprints(report: Report, rule: Rule, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Mark findings so that they can be followed over time (place) and waived while they stand (place and values)."""
    seen: dict[str, int] = {}
    for finding in findings:
        place = [rule.id, report.agency, str(report.year), *(_place(piece) for piece in finding.evidence)]
        mark = _digest(place)
        seen[mark] = seen.get(mark, 0) + 1
        if seen[mark] > 1:
            mark = _digest([*place, str(seen[mark])])
        values = [mark, finding.expected or "", finding.actual or "", *(piece.raw for piece in finding.evidence)]
        yield replace(finding, at=None, fingerprint=mark, evidence_fingerprint=_digest(values))


def _place(piece: Evidence) -> str:
    return "/".join(part or "" for part in (piece.kind, piece.table, piece.row, piece.column, piece.section))


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _reason(error: Exception) -> Text:
    words = error.args[0] if error.args else ""
    return words if isinstance(words, Text) else Text.of(str(words))


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in a rule that hangs; elsewhere than on POSIX's main thread it runs unbounded."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise TimeoutError(f"no end after {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
