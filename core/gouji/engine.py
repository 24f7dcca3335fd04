"""Runs every rule over one report and draws the outcome from what it observed."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from gouji.alarm import alarm
from gouji.errors import NotApplicable, NotChecked
from gouji.fingerprints import Fingerprints
from gouji.model.finding import Evidence, EvidenceKind, Finding, Observation
from gouji.model.report import Report
from gouji.model.result import Outcome, Result
from gouji.model.rule import Rule
from gouji.model.text import Text
from gouji.tracebacks import harmless_repr, told_traceback

RULE_SECONDS = 10.0
"""A rule that takes longer is cut off, where the platform has an alarm (POSIX, main thread)."""

_DOUBTFUL = Text(
    "读取存疑（不是对报告的判定），请人工核对原文：",
    "the reading is in doubt, not the report; please compare with the source: ",
)


def run_rules(report: Report, rules: Iterable[Rule]) -> tuple[Result, ...]:
    """Run all rules that speak of the report's form; each one's failure stays its own.

    All rules together take a few milliseconds: only where they do not end in the time of one, each gets an alarm of its own.
    """
    rules = tuple(rules)
    try:
        with alarm(RULE_SECONDS), _uncollected():
            return tuple(_ran(report, rule) for rule in rules)
    except TimeoutError:
        return tuple(run_rule(report, rule) for rule in rules)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the collector of cycles back: rules make many short-lived objects, and looking through them costs a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def run_rule(report: Report, rule: Rule) -> Result:
    """Run one rule: what it raises becomes an outcome, never an exception, and it is cut off when it hangs."""
    try:
        with alarm(RULE_SECONDS):
            return _ran(report, rule)
    except TimeoutError as error:
        return _broke(report, rule, error)


def _ran(report: Report, rule: Rule) -> Result:
    if not rule.applies_to(report.form.id):
        return _without_checks(report, rule, Outcome.NOT_APPLICABLE, _other_form(report.form.name))
    try:
        return _result(report, rule, rule.check(report))
    except NotApplicable as reason:
        return _without_checks(report, rule, Outcome.NOT_APPLICABLE, _reason(reason))
    except NotChecked as reason:
        return _without_checks(report, rule, Outcome.NOT_CHECKED, _reason(reason))
    except Exception as error:
        return _broke(report, rule, error)


def _without_checks(report: Report, rule: Rule, outcome: Outcome, note: Text) -> Result:
    return Result(rule.id, rule.severity_for(report.year), outcome, note=note)


@cache
def _other_form(form: Text) -> Text:
    return Text(f"不适用于“{form.zh}”", f"not for reports of this form: {form.en}")


def _broke(report: Report, rule: Rule, error: Exception) -> Result:
    said = harmless_repr(error)
    note = Text(
        f"规则自身出错（插件 {rule.plugin}），与报告无关：{said}",
        f"the rule itself broke (plugin {rule.plugin}); the report is not to blame: {said}",
    )
    severity = rule.severity_for(report.year)
    return Result(rule.id, severity, Outcome.ERROR, note=note, traceback=told_traceback(error))


def _result(report: Report, rule: Rule, observations: Iterable[Observation]) -> Result:
    findings: list[Finding] = []
    notes: dict[Text, None] = {}
    checks = 0
    try:
        for item in observations:
            if isinstance(item, Finding):
                findings.append(item)
            else:
                checks += item.checks
                if item.note is not None:
                    notes[item.note] = None
    except NotChecked as reason:
        if not findings:
            raise
        notes[_reason(reason)] = None
    settled = _settled(report, rule, findings) if findings else ()
    failed = sum(not finding.review for finding in settled)
    outcome = Outcome.FAIL if failed else Outcome.REVIEW if findings else Outcome.PASS
    note = Text("；".join(n.zh for n in notes), "; ".join(n.en for n in notes)) if notes else None
    severity = rule.severity_for(report.year, grave=any(found.grave and not found.review for found in settled))
    return Result(rule.id, severity, outcome, settled, checks + len(findings), failed, note)


def _settled(report: Report, rule: Rule, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Decide which findings are breaches, and mark all so that they can be followed over time and waived while they stand."""
    settled = []
    marks = Fingerprints(report, rule.id)
    for found in findings:
        message, review = _judged(found, rule, report)
        mark, evidence_mark = marks.of(found)
        settled.append(
            Finding(
                message, None, found.expected, found.actual, review, found.evidence, mark, evidence_mark,
                found.told_by, found.grave,
            )
        )  # fmt: skip
    return tuple(settled)


def _judged(finding: Finding, rule: Rule, report: Report) -> tuple[Text | str, bool]:
    """Return a finding's message, and whether it is a matter for review: the rule may not fail or the reading is in doubt.

    In a document whose reader has doubts (scanned pages, lost characters) only figures read with certainty prove a breach.
    """
    doubt = next((piece.doubt for piece in finding.evidence if piece.doubt is not None), None)
    if doubt is None and report.document.doubts and not all(_is_figure(piece) for piece in finding.evidence):
        doubt = Text.both(report.document.doubts[0])
    if doubt is None:
        return finding.message, finding.review or not rule.may_fail or not finding.evidence
    words = finding.words
    return Text(f"{_DOUBTFUL.zh}{doubt.zh}。{words.zh}", f"{_DOUBTFUL.en}{doubt.en}. {words.en}"), True


def _is_figure(piece: Evidence) -> bool:
    return piece.kind is EvidenceKind.CELL and piece.row is not None


def _reason(error: Exception) -> Text:
    words = error.args[0] if error.args else ""
    return words if isinstance(words, Text) else Text.of(str(words))
