"""Results as columns: of a rule that passed only its id, checks and note remain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any

from gouji.model.checked_table import CheckedTable
from gouji.model.columns import Data, Pool, text_data, text_of
from gouji.model.finding import Evidence, EvidenceKind, Finding
from gouji.model.result import Outcome, Result
from gouji.model.rule import Severity
from gouji.model.table import Figure
from gouji.model.text import Text

_LAST = (None, None, None, None, None, None, None, None, 1.0, None, "")
"""What a piece of evidence mostly ends in; the parts after kind and text from which on it is so are left out."""
_NO_NOTE = (None, None)
_KINDS = {kind.value: kind for kind in EvidenceKind}
_SEVERITIES = {severity.value: severity for severity in Severity}
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}


class Cited:
    """The figures of a report by their numbers, counted through all its tables, which are made when the first is cited."""

    def __init__(self, tables: Iterable[CheckedTable]) -> None:
        self._tables = list(tables)
        self._made: dict[int, Evidence] = {}

    def number(self, piece: Evidence) -> int | None:
        """Return the number of the figure that a piece of evidence is, None where it is none, or differs from it."""
        if piece.kind is not EvidenceKind.CELL or piece.row is None:
            return None
        number = self._numbers.get(piece[2:5])
        return number if number is not None and self.evidence(number) == piece else None

    def evidence(self, number: int) -> Evidence:
        """Return a figure as evidence."""
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = Evidence.of(self._figures[number])
        return made

    @cached_property
    def _figures(self) -> list[Figure]:
        return [figure for table in self._tables for figure in table.figures.values()]

    @cached_property
    def _numbers(self) -> dict[tuple[str | None, ...], int]:
        cells = ((table.id, *cell) for table in self._tables for cell in table.cells)
        return {cell: number for number, cell in enumerate(cells)}


def results_data(results: Sequence[Result], cited: Cited, pool: Pool) -> Data:
    """Return results; evidence that is one of the report's figures stands as its number among them."""
    data: Data = {
        "rule": [result.rule for result in results],
        "severity": [result.severity for result in results],
        "outcome": [result.outcome for result in results],
        "checks": [result.checks for result in results],
        "failed": {},
        "note": {},
        "traceback": {},
        "findings": {},
    }
    notes: dict[Text, int] = {}
    for number, result in enumerate(results):
        if result.note is not None:
            data["note"][str(number)] = notes.setdefault(result.note, len(notes))
        if result.failed:
            data["failed"][str(number)] = result.failed
        if result.traceback:
            data["traceback"][str(number)] = result.traceback
        if result.reports:
            data.setdefault("reports", {})[str(number)] = list(result.reports)
        if result.findings:
            data["findings"][str(number)] = [_finding_data(each, cited, pool) for each in result.findings]
    data["notes"] = [text_data(note) for note in notes]
    return data


def results_of(data: Data, cited: Cited, texts: Sequence[str]) -> tuple[Result, ...]:
    """Return what `results_data` was given."""
    notes, failed, tracebacks, findings = (data[part] for part in ("note", "failed", "traceback", "findings"))
    reports = data.get("reports", {})
    results = []
    heads = zip(data["rule"], data["severity"], data["outcome"], data["checks"], strict=True)
    for number, head in enumerate(heads):
        at = str(number)
        note = data["notes"][notes[at]] if at in notes else _NO_NOTE
        bare = _bare(*head, failed.get(at, 0), *note)
        if at in findings or at in tracebacks or at in reports:
            told = tuple(_finding_of(each, cited, texts) for each in findings.get(at, ()))
            bare = replace(bare, findings=told, traceback=tracebacks.get(at, ""), reports=tuple(reports.get(at, ())))
        results.append(bare)
    return tuple(results)


@lru_cache(maxsize=8192)
def _bare(rule: str, severity: str, outcome: str, checks: int, failed: int, zh: str | None, en: str | None) -> Result:
    """Return a result without findings; the same ones recur in every report."""
    note = None if zh is None or en is None else Text(zh, en)
    return Result(rule, _SEVERITIES[severity], _OUTCOMES[outcome], (), checks, failed, note)


def _finding_data(finding: Finding, cited: Cited, pool: Pool) -> list[Any]:
    last = [finding.told_by, 1] if finding.grave else [finding.told_by] if finding.told_by else []
    return [
        _plain(finding.message), _plain(finding.expected), finding.actual,
        int(finding.review), finding.fingerprint, finding.evidence_fingerprint,
        [_evidence_data(piece, cited, pool) for piece in finding.evidence], *last,
    ]  # fmt: skip


def _plain(words: Text | str | None) -> str | list[str] | None:
    return text_data(words) if isinstance(words, Text) else words


def _words(data: str | list[str]) -> Text | str:
    return data if isinstance(data, str) else Text(*data)


def _evidence_data(piece: Evidence, cited: Cited, pool: Pool) -> int | list[Any]:
    number = cited.number(piece)
    if number is not None:
        return number
    *parts, doubt, source = piece[2:]
    last = [*parts, text_data(doubt), source]
    while last and last[-1] == _LAST[len(last) - 1]:
        last.pop()
    return [piece.kind, pool.number(piece.raw), *last]


def _finding_of(data: list[Any], cited: Cited, texts: Sequence[str]) -> Finding:
    message, expected, actual, review, mark, evidence_mark, pieces, *last = data
    due = None if expected is None else _words(expected)
    evidence = tuple(cited.evidence(each) if isinstance(each, int) else _evidence_of(each, texts) for each in pieces)
    told_by, grave = last[0] if last else "", len(last) > 1
    return Finding(_words(message), None, due, actual, bool(review), evidence, mark, evidence_mark, told_by, grave)


def _evidence_of(data: list[Any], texts: Sequence[str]) -> Evidence:
    kind, raw, *told = data
    whole: list[Any] = [*told, *_LAST[len(told) :]]
    table, row, column, section, page, bbox, line, span, confidence, doubt, source = whole
    return Evidence(
        _KINDS[kind], texts[raw], table, row, column, section, page, bbox and tuple(bbox), line, span and tuple(span),
        confidence, text_of(doubt), source,
    )  # fmt: skip
