"""The run as one JSON file, schema `gouji.run/1`."""

from __future__ import annotations

import json
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from typing import Any, TextIO

from gouji import (
    CheckedReport,
    Decision,
    Deduction,
    Evidence,
    Filed,
    Filing,
    Finding,
    Outcome,
    Result,
    Rule,
    Run,
    Scorecard,
    Severity,
    Status,
    Totals,
    Writer,
    hookimpl,
)

SCHEMA = "gouji.run/1"
MOST_FINDINGS = 20
"""Findings of one rule written out for one report; `places` tells how many there are, `fingerprints` names them all."""
MOST_OF_NO_REPORT = 1000
"""Findings of one rule written out that stand in no report: who of a roster has not reported."""
MOST_EVIDENCE = 50
"""Pieces of evidence of one finding written out; its evidence fingerprint follows from all."""
MOST_WORDS = 4000
"""Characters of a message, note or figure written out."""
WINDOW = 200
"""Characters of a text kept before and behind the words that matter; of one without marked words twice as many."""
PART = 5_000
"""Reports above which they stand beside `run.json`, so many in a file, one a line: a reader need not hold all of them."""
_LINES = json.JSONEncoder(ensure_ascii=False)
_NO_REPORTS = '\n "reports": []'
_NO_BATCH = '\n "batch": []'


class RunFile:
    """`run.json`, written report by report; a lone surrogate in a report's text stays as its JSON escape.

    All reports at once would take many times the memory of the run itself. Many reports stand in `reports-*.jsonl` beside it.
    """

    def __init__(self, run: Run, folder: Path) -> None:
        self._run, self._folder = run, folder
        self._file, self._part = (
            _opened(folder / "run.json"),
            None if len(run.reports) <= PART else _opened_part(folder, 1),
        )
        before, after = _frame(run).split(_NO_REPORTS, 1)
        self._between, self._after = after.split(_NO_BATCH, 1)
        self._file.write(before + _NO_REPORTS.removesuffix("]"))
        self._written = 0
        self._said: dict[tuple[object, ...], str] = {}

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Write a report."""
        self.take(self.piece(checked, card))

    def piece(self, checked: CheckedReport, card: Scorecard) -> str:
        """Return what is written of a report."""
        return _on_lines(_report(checked, card, self._run))

    def take(self, piece: str) -> None:
        """Write what was made of a report."""
        if self._part is None:
            self._file.write((",\n  " if self._written else "\n  ") + piece)
        else:
            if self._written and self._written % PART == 0:
                self._part.close()
                self._part = _opened_part(self._folder, self._written // PART + 1)
            self._part.write(piece.replace("\n", "") + "\n")
        self._written += 1

    def close(self) -> None:
        """Write the end."""
        is_listed = self._written and self._part is None
        if self._part is not None:
            self._part.close()
        self._file.write(("\n ]" if is_listed else "]") + self._between + _NO_BATCH.removesuffix("]"))
        for number, result in enumerate(self._run.batch):
            line = self._across(result).removesuffix("}") + f', "reports": {_line(list(result.reports))}}}'
            self._file.write((",\n  " if number else "\n  ") + line)
        self._file.write(("\n ]" if self._run.batch else "]") + self._after + "\n")
        self._file.close()

    def _across(self, result: Result) -> str:
        """Return what is written of a result across reports but whom it concerns; many say the same."""
        if result.findings or result.traceback:
            return _line(_result(result, "", self._run))
        same = (result.rule, result.severity, result.outcome, result.checks, result.failed, result.note)
        if same not in self._said:
            self._said[same] = _line(_result(result, "", self._run))
        return self._said[same]


def _opened(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")


def _opened_part(folder: Path, number: int) -> TextIO:
    return _opened(folder / f"reports-{number:04}.jsonl")


def _line(data: object) -> str:
    return _LINES.encode(data)


def _on_lines(report: dict[str, Any]) -> str:
    """Write a report with each result on a line of its own: four times as fast as with every value on its own."""
    results = ",\n   ".join(_line(result) for result in report["results"])
    head = _line({**report, "results": []}).removesuffix("]}")
    return f"{head}\n   {results}]}}" if results else f"{head}]}}"


def _frame(run: Run) -> str:
    """Return a run as schema `gouji.run/1`, its reports still left out."""
    started = {"started": run.started} if run.started else {}
    parts = [{"name": plugin.name, "version": plugin.version, "sha256": plugin.sha256} for plugin in run.plugins]
    data = {
        "schema": SCHEMA,
        "gouji": version("gouji"),
        **started,
        "plugins": parts,
        "packs": [{"id": pack.name, "version": pack.version, "sha256": pack.sha256} for pack in run.packs],
        "host": run.host,
        "settings": dict(run.settings),
        "reports": [],
        "batch": [],
        **({"filings": [_filing(filing) for filing in run.filings]} if run.filings else {}),
        "totals": _totals(run.totals) | ({"filings": _filed(run)} if run.filings else {}),
        "rules": {rule.id: _rule(rule, run) for rule in run.rules_run},
        "decisions": _decisions(run),
        **({"unwritten": _unwritten(run)} if run.unwritten else {}),
    }
    return json.dumps(data, ensure_ascii=False, indent=1, default=str)


def _unwritten(run: Run) -> list[dict[str, Any]]:
    """Return the formats that were not written, each with the reason."""
    versions = {plugin.name: plugin.version for plugin in run.plugins}
    return [
        {
            "format": name,
            "plugin": why.plugin,
            "version": versions.get(why.plugin),
            "reason": _cut(why.said.to(run.language)),
            "traceback": _cut(why.traceback) or None,
        }
        for name, why in sorted(run.unwritten.items())
    ]


def _filing(filing: Filing) -> dict[str, Any]:
    member = filing.member
    return {
        "id": member.id,
        "agency": member.agency,
        "year": filing.year,
        "status": filing.status.value,
        "sources": list(filing.sources),
    }


def _filed(run: Run) -> dict[str, int]:
    counts = Counter(filing.status for filing in run.filings)
    return {status.value: counts[status] for status in Filed}


def _rule(rule: Rule, run: Run) -> dict[str, Any]:
    """Return what those must know of a rule who decide on its findings."""
    return {
        "title": rule.title.to(run.language),
        "revision": rule.revision,
        "waivable": rule.waivable,
        "four_eyes": rule.four_eyes,
        **({"formerly": list(rule.names[1:])} if rule.formerly else {}),
    }


def _decisions(run: Run) -> dict[str, Any]:
    """Return how many findings stand how, and the decisions that meet none."""
    standings = Counter(decision.standing.value for decision in run.decided.all)
    return {
        "standings": dict(sorted(standings.items())),
        "unused": [
            {
                "key": each.key,
                "verb": each.verb.value,
                "rule": each.rule,
                "agency": each.agency,
                "year": each.year,
                **({"meant": near} if (near := run.decided.meant.get(each.key)) else {}),
            }
            for each in run.decided.unused
        ],
    }


def _report(checked: CheckedReport, card: Scorecard, run: Run) -> dict[str, Any]:
    done = checked.status is Status.CHECKED
    return {
        "source": checked.source,
        "sha256": checked.sha256,
        "status": checked.status.value,
        "reason": checked.reason.to(run.language) if checked.reason else None,
        **({"traceback": _cut(checked.traceback)} if checked.traceback else {}),
        "pack": checked.pack,
        "form": checked.form,
        "agency": checked.agency.name if done else None,
        **({"agency_before": checked.agency.before} if checked.agency.before else {}),
        "year": checked.year,
        "published": checked.published.isoformat() if checked.published else None,
        "address": checked.address,
        "verdict": card.verdict.value if card.verdict else None,
        "score": _rounded(card.score),
        "score_after_decisions": _rounded(card.score_after_decisions),
        "coverage": _rounded(card.coverage),
        "grade": card.grade,
        **_after(card),
        "capped_by": list(card.capped_by),
        "deductions": [_deduction(deduction) for deduction in card.deductions],
        "forgiven": _rounded(card.forgiven),
        "compared": card.compared,
        "comparable": card.comparable,
        "results": [_result(result, checked.source, run) for result in checked.results],
    }


def _after(card: Scorecard) -> dict[str, Any]:
    """Return verdict and grade after decisions, where these change something."""
    if card.decided is None:
        return {}
    verdict = card.decided.verdict
    return {"verdict_after_decisions": verdict.value if verdict else None, "grade_after_decisions": card.decided.grade}


def _deduction(deduction: Deduction) -> dict[str, Any]:
    return {
        "rule": deduction.rule,
        "severity": deduction.severity.value,
        "points": _rounded(deduction.points),
        "places": deduction.places,
        "share": deduction.share.value,
        "with_rule": deduction.with_rule or None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 2)


def _result(result: Result, source: str, run: Run) -> dict[str, Any]:
    """Return a result; its evidence stands in the report of `source` where it does not say another."""
    rule = run.rules[result.rule]
    most = MOST_FINDINGS if source or result.reports else MOST_OF_NO_REPORT
    return {
        "rule": result.rule,
        "theme": rule.theme,
        "severity": result.severity.value,
        "plugin": rule.plugin,
        "outcome": result.outcome.value,
        "checks": result.checks,
        "failed": result.failed,
        "places": result.places,
        "fingerprints": [finding.fingerprint for finding in result.findings],
        "evidence_fingerprints": [finding.evidence_fingerprint for finding in result.findings],
        "note": _cut(result.note.to(run.language)) if result.note else None,
        "traceback": _cut(result.traceback) or None,
        "findings": [_finding(finding, source, run) for finding in result.findings[:most]],
    }


def _finding(finding: Finding, source: str, run: Run) -> dict[str, Any]:
    return {
        "message": _cut(finding.words.to(run.language)),
        "expected": None if finding.due is None else _cut(finding.due.to(run.language)),
        "actual": None if finding.actual is None else _cut(finding.actual),
        "fingerprint": finding.fingerprint,
        "evidence_fingerprint": finding.evidence_fingerprint,
        "decision": _decision(run.decision_of(finding)),
        "evidence": [_evidence(piece, source) for piece in finding.evidence[:MOST_EVIDENCE]],
    }


def _decision(made: Decision | None) -> dict[str, Any] | None:
    if made is None:
        return None
    told = {"standing": made.standing.value, "verb": made.verb.value, "reason": made.reason, "by": made.by}
    names = ("day", "cause", "expires", "approver", "then", "figure", "address", "published")
    more = {name: getattr(made, name) for name in names}
    severity = {"severity": made.severity.value} if made.severity else {}
    return told | {name: str(value) for name, value in more.items() if value} | severity | {"key": made.key}


def _evidence(piece: Evidence, source: str) -> dict[str, Any]:
    return {
        "kind": piece.kind.value,
        "source": piece.source or source,
        "table": piece.table,
        "row": piece.row,
        "column": piece.column,
        "section": piece.section,
        "raw": _window(piece.raw, piece.span or (WINDOW, WINDOW)),
        "page": piece.page,
        "line": piece.line,
        "bbox": list(piece.bbox) if piece.bbox else None,
        "confidence": piece.confidence,
    }


def _cut(text: str) -> str:
    """Return words as long as anybody reads them; … stands where they were cut."""
    return text if len(text) <= MOST_WORDS else f"{text[:MOST_WORDS]}…"


def _window(text: str, span: tuple[int, int]) -> str:
    """Cut a text to what stands round its marked words; … stands where it was cut."""
    start, end = max(0, min(span) - WINDOW), min(max(span), min(span) + 4 * WINDOW) + WINDOW
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _totals(totals: Totals) -> dict[str, Any]:
    outcomes, failed = totals.tally.outcomes, totals.tally.failed
    return {
        "reports": totals.files,
        **{status.value: totals.statuses[status] for status in Status},
        "outcomes": {outcome.value: outcomes[outcome].rules for outcome in Outcome},
        "places": {outcome.value: outcomes[outcome].places for outcome in (Outcome.FAIL, Outcome.REVIEW)},
        "failed": {severity.value: failed[severity].rules for severity in Severity},
        "findings": {severity.value: failed[severity].places for severity in Severity},
    }


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `json`."""
    return [Writer("json", RunFile, tells=True)]
