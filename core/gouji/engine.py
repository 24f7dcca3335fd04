"""Runs every rule over one report and draws the outcome from what it observed."""

from __future__ import annotations

import gc
import operator
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import GeneratorType
from typing import NamedTuple

from gouji.alarm import Rung, alarm
from gouji.errors import NotApplicable, NotChecked
from gouji.fingerprints import Fingerprints, subject_of
from gouji.limits import Limits
from gouji.model.finding import Evidence, EvidenceKind, Finding, Observation, Satisfied
from gouji.model.report import Report
from gouji.model.result import Outcome, Result
from gouji.model.rule import Rule, Scope, Severity
from gouji.model.text import Text
from gouji.tracebacks import harmless_repr, place_in_plugin, told_traceback
from gouji.wellformed import well_made

Begins = Callable[[str], None]
"""Hears of each rule, by its id, that is about to begin."""

RULE_SECONDS = Limits().rule_seconds
_NO_RULES: Mapping[str, Text] = {}
_OBSERVED = Finding, Satisfied

_MOST_CHECKS = 1_000_000_000
"""More than any report has figures, and no more than any reader of JSON takes for a number."""
_UNPROVEN = Text("没有给出证据的位置，不作为不符合", "no place is given as evidence, so that it is left to a person")

_DOUBTFUL = Text(
    "读取存疑（不是对报告的判定），请人工核对原文：",
    "the reading is in doubt, not the report; please compare with the source: ",
)


def run_rules(
    report: Report, rules: Iterable[Rule], seconds: float = RULE_SECONDS, begins: Begins | None = None,
    without: Mapping[str, Text] = _NO_RULES,
) -> tuple[Result, ...]:  # fmt: skip
    """Run all rules that speak of the report's form; each one's failure stays its own, and it is cut off when it hangs.

    Rules across reports are left for when all are checked. Rules of `without` do not run: they are an error, for the reason given.
    """
    results: dict[str, Result] = {}
    waiting = iter([rule for rule in rules if rule.scope is Scope.REPORT])
    judged = _judged_by_itself(report)
    rule: Rule | None = None
    while True:
        try:
            with alarm(seconds) as anew, _uncollected():
                for rule in waiting:
                    anew()
                    reason = without.get(rule.id)
                    if begins is not None and reason is None:
                        begins(rule.id)
                    results[rule.id] = _ran(report, rule, judged) if reason is None else _left_out(report, rule, reason)
            return tuple(results.values())
        except TimeoutError:
            if rule is None:
                continue
            if rule.id not in results:
                results[rule.id] = broke(rule, rule.severity_for(report.year), took_too_long(seconds))


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


def run_rule(report: Report, rule: Rule, seconds: float = RULE_SECONDS) -> Result:
    """Run one rule: what it raises becomes an outcome, never an exception, and it is cut off when it hangs."""
    return run_rules(report, [rule], seconds)[0]


def took_too_long(seconds: float) -> Text:
    """Say that a rule was cut off."""
    return Text(f"超过 {seconds:g} 秒未结束", f"no end after {seconds:g} s")


def _left_out(report: Report, rule: Rule, reason: Text) -> Result:
    if not rule.applies_to(report.form.id):
        return _without_checks(rule, report.year, Outcome.NOT_APPLICABLE, other_form(report.form.name))
    return broke(rule, rule.severity_for(report.year), reason)


def _judged_by_itself(report: Report) -> Judged:
    doubt = Text.both(report.document.doubts[0]) if report.document.doubts else None
    return Judged(subject_of(report), report.year, doubt)


def _ran(report: Report, rule: Rule, judged: Judged) -> Result:
    if not rule.applies_to(report.form.id):
        return _without_checks(rule, report.year, Outcome.NOT_APPLICABLE, other_form(report.form.name))
    return observed(rule, report, judged)


class Judged(NamedTuple):
    """The report that a result is about: what its findings are known by, its year, and what its reader doubts as a whole.

    `whose` tells of evidence in other reports whose these are, by source; `unsure` says why nothing can be held against it.
    """

    subject: tuple[str, ...]
    year: int | None
    doubt: Text | None = None
    whose: Mapping[str, str] = {}
    unsure: Text | None = None


def observed(rule: Rule, looked_at: object, judged: Judged) -> Result:
    """Return what a rule observes; what it raises becomes an outcome, never an exception."""
    try:
        return _tried(rule, looked_at, judged)
    except Rung:
        raise
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            raise
        place = place_in_plugin(error)
        said = Text.of(f"{harmless_repr(error)} ({place})" if place else harmless_repr(error))
        return broke(rule, rule.severity_for(judged.year), said, told_traceback(error))


def _tried(rule: Rule, looked_at: object, judged: Judged) -> Result:
    try:
        return _result(rule, rule.check(looked_at), judged)
    except NotApplicable as reason:
        return _without_checks(rule, judged.year, Outcome.NOT_APPLICABLE, _reason(reason))
    except NotChecked as reason:
        return _without_checks(rule, judged.year, Outcome.NOT_CHECKED, _reason(reason))


def _without_checks(rule: Rule, year: int | None, outcome: Outcome, note: Text) -> Result:
    return Result(rule.id, rule.severity_for(year), outcome, note=note)


@cache
def other_form(form: Text) -> Text:
    """Say that a rule does not speak of reports of a form."""
    return Text(f"不适用于“{form.zh}”", f"not for reports of this form: {form.en}")


def broke(rule: Rule, severity: Severity, said: Text, traceback: str = "") -> Result:
    """Return the result of a rule that came to no result."""
    note = Text(
        f"规则自身出错（插件 {rule.plugin}），与报告无关：{said.zh}",
        f"the rule itself broke (plugin {rule.plugin}); the report is not to blame: {said.en}",
    )
    return Result(rule.id, severity, Outcome.ERROR, note=note, traceback=traceback)


def _result(rule: Rule, observations: Iterable[Observation], judged: Judged) -> Result:
    findings: list[Finding] = []
    notes: dict[Text, None] = {}
    checks = 0
    if type(observations) is not GeneratorType:
        _refuse_others(observations)
    try:
        for item in observations:
            if isinstance(item, Satisfied):
                checks += _counted(item.checks)
                if item.note is not None:
                    notes[Text.of(item.note)] = None
            elif isinstance(item, Finding):
                findings.append(well_made(item))
            else:
                raise _not_observed(item, observations)
    except NotChecked as reason:
        if not findings:
            raise
        notes[_reason(reason)] = None
    settled = _settled(rule, findings, judged) if findings else ()
    if rule.may_fail and any(not (finding.evidence or finding.review) for finding in findings):
        notes[_UNPROVEN] = None
    failed = sum(not finding.review for finding in settled)
    outcome = Outcome.FAIL if failed else Outcome.REVIEW if findings else Outcome.PASS
    note = Text("；".join(n.zh for n in notes), "; ".join(n.en for n in notes)) if notes else None
    severity = rule.severity_for(judged.year, grave=any(found.grave and not found.review for found in settled))
    return Result(rule.id, severity, outcome, settled, checks + len(findings), failed, note)


def _refuse_others(observations: object) -> None:
    """Raise TypeError, in the words of an author, for what holds no observations."""
    if not isinstance(observations, Iterable) or isinstance(observations, str | bytes):
        raise TypeError(f"a check yields Finding or Satisfied; this one returned {type(observations).__name__}")


def _not_observed(item: object, observations: object) -> TypeError:
    return TypeError(f"a check yields Finding or Satisfied, not {type(item).__name__}{_yielded_at(observations)}")


def _yielded_at(observations: object) -> str:
    """Say in which line a check stands that yields one after the other."""
    if not isinstance(observations, GeneratorType) or observations.gi_frame is None:
        return ""
    return f" ({Path(observations.gi_code.co_filename).name}:{observations.gi_frame.f_lineno})"


def _counted(checks: int) -> int:
    if not 0 <= operator.index(checks) <= _MOST_CHECKS:
        raise ValueError(
            "fewer than no checks were made" if checks < 0 else f"more than {_MOST_CHECKS:,} checks were made"
        )
    return checks


def _settled(rule: Rule, findings: Iterable[Finding], judged: Judged) -> tuple[Finding, ...]:
    """Decide which findings are breaches, and mark all so that they can be followed over time and waived while they stand."""
    settled = []
    marks = Fingerprints(judged.subject, rule.first_id, judged.whose)
    for found in findings:
        message, review = _judged(found, rule, judged)
        mark, evidence_mark = marks.of(found)
        settled.append(
            Finding(
                message, None, found.expected, found.actual, review, found.evidence, mark, evidence_mark,
                found.told_by, found.grave,
            )
        )  # fmt: skip
    return tuple(settled)


def _judged(finding: Finding, rule: Rule, judged: Judged) -> tuple[Text | str, bool]:
    """Return a finding's message, and whether it is a matter for review: the rule may not fail or the reading is in doubt.

    In a document whose reader has doubts (scanned pages, lost characters) only figures read with certainty prove a breach.
    """
    doubt = next((piece.doubt for piece in finding.evidence if piece.doubt is not None), None)
    if doubt is None and judged.doubt is not None and not all(_is_figure(piece) for piece in finding.evidence):
        doubt = judged.doubt
    if doubt is None and judged.unsure is not None:
        return Text(f"{finding.words.zh}（{judged.unsure.zh}）", f"{finding.words.en} ({judged.unsure.en})"), True
    if doubt is None:
        return finding.message, finding.review or not rule.may_fail or not finding.evidence
    words = finding.words
    return Text(f"{_DOUBTFUL.zh}{doubt.zh}。{words.zh}", f"{_DOUBTFUL.en}{doubt.en}. {words.en}"), True


def _is_figure(piece: Evidence) -> bool:
    return piece.kind is EvidenceKind.CELL and piece.row is not None


def _reason(error: Exception) -> Text:
    words = error.args[0] if error.args else ""
    return words if isinstance(words, Text) else Text.of(str(words))
