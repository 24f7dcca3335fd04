"""Claims as evidence and in messages."""

from __future__ import annotations

from decimal import Decimal

from gouji import Claim, Evidence, EvidenceKind, Text


def evidence_of(claim: Claim, span: tuple[int, int] | None = None) -> Evidence:
    """Return the paragraph with the claim's number marked, or another stretch of it."""
    at = claim.at
    return Evidence(
        EvidenceKind.TEXT, claim.text, section=claim.section, page=at.page, bbox=at.bbox, line=at.line,
        span=span or claim.number,
    )  # fmt: skip


def in_digits(value: Decimal | None) -> str:
    """Write a number without exponent and trailing zeros."""
    return "" if value is None else f"{value.normalize():f}"


def with_doubt(message: Text, doubt: Text | None) -> Text:
    """Say why a person must look."""
    if doubt is None:
        return message
    return Text(f"{message.zh}（{doubt.zh}，请人工核对）", f"{message.en} ({doubt.en}; please look)")
