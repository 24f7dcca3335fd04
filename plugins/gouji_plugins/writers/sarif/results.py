"""Findings as SARIF results: where, what, and the marks by which they are followed over time."""

from __future__ import annotations

from typing import Any

from gouji import Decision, Evidence, EvidenceKind, Finding, Run, Standing
from gouji_plugins.writers.sarif.rules import LEVELS, Clauses, Json, message
from gouji_plugins.writers.shared.decisions import decision_said
from gouji_plugins.writers.shared.places import place
from gouji_plugins.writers.shared.rows import Found
from gouji_plugins.writers.shared.words import Words

MOST_LOCATIONS = 100
WAITING = (Standing.PENDING, Standing.CONTESTED)
VOID = (Standing.STALE, Standing.EXPIRED, Standing.REFUSED)


def result(found: Found, artifact: Json | None, rule_index: int, clauses: Clauses, run: Run, words: Words) -> Json:
    """Return one finding; what a person must look at has the kind `review` and, as the standard asks, no level."""
    finding = found.finding
    locations = [_location(piece, artifact, words) for piece in finding.evidence[: MOST_LOCATIONS + 1]]
    marks = {"gouji/v1": finding.fingerprint, "evidence": finding.evidence_fingerprint}
    known = {name: mark for name, mark in marks.items() if mark}
    taxa = clauses.of_one_form(found.rule, found.basis)
    return {
        "ruleId": found.rule.id,
        "ruleIndex": rule_index,
        "kind": "review" if found.review else "fail",
        "level": "none" if found.review else LEVELS[found.result.severity],
        "message": message(words.of(finding.words) or words.of(found.rule.title)),
        "locations": locations[:1] or ([{"physicalLocation": {"artifactLocation": artifact}}] if artifact else []),
        **({"relatedLocations": locations[1:]} if locations[1:] else {}),
        **({"partialFingerprints": known} if known else {}),
        **({"taxa": taxa} if taxa else {}),
        **_baseline_state(finding, run),
        "suppressions": _suppressions(run.decision_of(finding), words),
        "properties": _properties(found, words),
    }


def _baseline_state(finding: Finding, run: Run) -> Json:
    """Return whether a finding is new since the baseline, as it was, or has other values; nothing without a baseline."""
    if run.baseline is None:
        return {}
    before = run.baseline.get(finding.fingerprint)
    if before is None:
        return {"baselineState": "new"}
    return {"baselineState": "unchanged" if before == finding.evidence_fingerprint else "updated"}


def _suppressions(made: Decision | None, words: Words) -> list[Json]:
    """Return the decision that takes a finding away, or would: one that waits is under review, one that is void is rejected."""
    if made is None or not (made.takes_away or made.standing in (*WAITING, *VOID)):
        return []
    status = "accepted" if made.takes_away else "underReview" if made.standing in WAITING else "rejected"
    return [{"kind": "external", "status": status, "justification": decision_said(made, words)}]


def _properties(found: Found, words: Words) -> Json:
    finding = found.finding
    about: dict[str, Any] = {"severity": found.result.severity.value}
    if finding.expected is not None:
        about["expected"] = words.of(finding.due)
    if finding.actual is not None:
        about["actual"] = words.show(finding.actual)
    where = place(finding, found.form, words)
    if where:
        about["place"] = where
    unlisted = len(finding.evidence) - MOST_LOCATIONS - 1
    return about | ({"locationsLeftOut": unlisted} if unlisted > 0 else {})


def _location(piece: Evidence, artifact: Json | None, words: Words) -> Json:
    logical = _logical(piece, words)
    about = _about(piece, words)
    return {
        **({"physicalLocation": _physical(piece, artifact, words)} if artifact else {}),
        **({"logicalLocations": [logical]} if logical else {}),
        **({"properties": about} if about else {}),
    }


def _physical(piece: Evidence, artifact: Json, words: Words) -> Json:
    if piece.line is None or piece.line < 1:
        return {"artifactLocation": artifact}
    snippet = {"snippet": {"text": words.show(piece.raw)}} if piece.raw else {}
    return {"artifactLocation": artifact, "region": {"startLine": piece.line, **snippet}}


def _logical(piece: Evidence, words: Words) -> Json | None:
    if piece.table:
        name = ".".join(part for part in (piece.table, piece.row, piece.column) if part)
        return {"fullyQualifiedName": words.show(name), "kind": "cell" if piece.row and piece.column else "table"}
    if piece.section:
        return {"fullyQualifiedName": words.show(piece.section), "kind": "section"}
    if piece.kind is EvidenceKind.DOCUMENT and piece.raw:
        return {"fullyQualifiedName": words.show(piece.raw), "kind": "document"}
    return None


def _about(piece: Evidence, words: Words) -> Json:
    about: dict[str, Any] = {}
    if piece.raw:
        about["raw"] = words.show(piece.raw)
    if piece.page is not None:
        about["page"] = piece.page
    if piece.bbox is not None:
        about["bbox"] = list(piece.bbox)
    if piece.confidence < 1:
        about["confidence"] = piece.confidence
    return about
