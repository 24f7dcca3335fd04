"""Results as shown: each rule with its findings and their evidence in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from gouji import EvidenceKind, Finding, Outcome, Result, Severity
from gouji_plugins.writers.scorecard.evidence import Piece, Reading, drawings, pieces
from gouji_plugins.writers.scorecard.grids import LONGEST_CELL, Drawing
from gouji_plugins.writers.scorecard.legible import LONGEST_SAID, clip
from gouji_plugins.writers.scorecard.page_image import PageImage
from gouji_plugins.writers.scorecard.words import Words

DRAWN_APART = 3
"""A rule with more findings than this gets one table with numbered marks instead of one table for each."""
MOST_FINDINGS = 120
MOST_ON_PAGE = 250
MOST_PIECES = 200

Numbered = Sequence[tuple[Result, list[tuple[int, Finding]]]]
"""Results with those of their findings that are shown, each with its number on the page."""


@dataclass(frozen=True, slots=True)
class FindingCard:
    """One finding as shown."""

    number: int
    message: str
    expected: str | None
    actual: str | None
    review: bool
    doubtful: bool
    drawings: tuple[Drawing, ...]
    pieces: tuple[Piece, ...]
    images: tuple[PageImage, ...] = ()
    decision: str = ""

    @property
    def beside(self) -> bool:
        """Whether words and table belong side by side: the text marks what the table contradicts."""
        marked = any(stretch.marked for piece in self.pieces for stretch in piece.stretches)
        return marked and len(self.drawings) == 1

    @property
    def wide(self) -> bool:
        """Whether a drawing needs the full width of the page."""
        return any(len(line.squares) > 3 for each in self.drawings for band in each.bands for line in band.lines)

    @property
    def told(self) -> tuple[Piece, ...]:
        """The pieces that are words of the report."""
        return tuple(piece for piece in self.pieces if piece.kind != EvidenceKind.CELL)

    @property
    def cells(self) -> tuple[Piece, ...]:
        """The pieces that are cells of its tables."""
        return tuple(piece for piece in self.pieces if piece.kind == EvidenceKind.CELL)


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule with its findings as shown; `drawings` and `images` are those that its findings share."""

    rule: str
    title: str
    severity: str
    outcome: str
    theme: str
    basis: str
    rationale: str
    remedy: str
    note: str
    plugin: str
    checks: int
    failed: int
    findings: tuple[FindingCard, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    images: tuple[PageImage, ...] = ()
    unlisted: int = 0
    doubtful: bool = False


def in_doubt(result: Result) -> bool:
    """Tell whether the reading, not the report, is what a person must look at."""
    return any(finding.doubtful for finding in result.findings)


def by_severity(results: Sequence[Result], outcome: Outcome) -> list[Result]:
    """Return the results of an outcome, the most severe first, else in their order."""
    order = list(Severity)
    return sorted((r for r in results if r.outcome is outcome), key=lambda result: order.index(result.severity))


def number_findings(results: Sequence[Result]) -> Numbered:
    """Give the findings that are shown their numbers, from 1 through all results."""
    numbers = iter(range(1, 1 + MOST_ON_PAGE))
    return [(result, _numbered(result, numbers)) for result in results]


def _numbered(result: Result, numbers: Iterator[int]) -> list[tuple[int, Finding]]:
    shown = result.findings[:MOST_FINDINGS]
    return list(zip(islice(numbers, len(shown)), shown, strict=False))


def rule_card(result: Result, numbered: list[tuple[int, Finding]], reading: Reading) -> RuleCard:
    """Show a result with its findings, each with its own tables or all with shared ones."""
    words, rule = reading.words, reading.rules[result.rule]
    shared = len(numbered) > DRAWN_APART
    return RuleCard(
        rule=rule.id,
        title=words.of(rule.title),
        severity=result.severity.value,
        outcome=result.outcome.value,
        theme=rule.theme,
        basis=rule.basis,
        rationale=words.of(rule.rationale),
        remedy="" if in_doubt(result) and result.outcome is Outcome.REVIEW else words.of(rule.remedy),
        note=words.of(result.note),
        plugin=rule.plugin,
        checks=result.checks,
        failed=result.failed,
        findings=tuple(_finding_card(number, finding, reading, alone=not shared) for number, finding in numbered),
        drawings=drawings(numbered, reading, marks=True) if shared else (),
        images=_images([finding for _, finding in numbered], reading) if shared else (),
        unlisted=len(result.findings) - len(numbered),
        doubtful=in_doubt(result),
    )


def _finding_card(number: int, finding: Finding, reading: Reading, *, alone: bool) -> FindingCard:
    words = reading.words
    return FindingCard(
        number=number,
        message=clip(words.of(finding.words), words("truncated"), LONGEST_SAID),
        expected=_cut(finding.expected, words),
        actual=_cut(finding.actual, words),
        review=finding.review,
        doubtful=bool(finding.doubtful),
        drawings=drawings([(number, finding)], reading, marks=False) if alone else (),
        pieces=pieces(finding, reading, MOST_PIECES if alone else 8),
        images=_images([finding], reading) if alone else (),
        decision=reading.decided(finding.fingerprint),
    )


def _images(findings: Sequence[Finding], reading: Reading) -> tuple[PageImage, ...]:
    return reading.camera.take(findings) if reading.camera is not None else ()


def _cut(figure: str | None, words: Words) -> str | None:
    return None if figure is None else clip(figure, words("truncated"), LONGEST_CELL)
