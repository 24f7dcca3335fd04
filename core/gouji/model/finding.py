"""What a rule observes: findings with their evidence, and checks that held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import InitVar, dataclass
from enum import StrEnum
from typing import NamedTuple

from gouji.model.document import Box
from gouji.model.prose import TextLine
from gouji.model.report import Report, Section
from gouji.model.table import Figure, Table
from gouji.model.text import Text

_WRONG_PLACE = "`at` of a finding takes figures, sections, tables, lines or a report, not {}"


class EvidenceKind(StrEnum):
    """What a piece of evidence shows.

    >>> Evidence.of(report.section("overview")).kind.value
    'section'
    """

    CELL = "cell"
    TEXT = "text"
    SECTION = "section"
    DOCUMENT = "document"


class Evidence(NamedTuple):
    """A place in the source with what stands there, a tuple like the figures that most of it is made of.

    `raw` is the source's own text. `span` is the part of it that matters, as start and end in characters.
    `doubt` says why the reading is uncertain, None where it is not. `source` names the report that it stands in where a
    rule looked at several; it is empty for the report at hand. A line of a roster is a document whose `raw` is the agency and whose
    `row` is the year that it was to report on.

    >>> Evidence.of(report.table("requests").figure("new_received", "total"))[:5]
    (<EvidenceKind.CELL: 'cell'>, '5', 'requests', 'new_received', 'total')
    """

    kind: EvidenceKind
    raw: str = ""
    table: str | None = None
    row: str | None = None
    column: str | None = None
    section: str | None = None
    page: int | None = None
    bbox: Box | None = None
    line: int | None = None
    span: tuple[int, int] | None = None
    confidence: float = 1.0
    doubt: Text | None = None
    source: str = ""

    @property
    def member(self) -> tuple[str, int] | None:
        """The agency of a roster and the year that it was to report on, None where this is no line of a roster."""
        is_line = self.kind is EvidenceKind.DOCUMENT and self.row is not None and self.row.isdecimal()
        return (self.raw, int(self.row or 0)) if is_line else None

    @classmethod
    def of(cls, place: Place) -> Evidence:
        """Take a figure, section, table, line or report as evidence."""
        if isinstance(place, Figure):
            table, row, column, raw, _, _, at, confidence, _, doubt = place
            shown = (
                EvidenceKind.CELL, raw, table, row, column, None,
                at.page, at.bbox, at.line, None, confidence, doubt, "",
            )  # fmt: skip
            return tuple.__new__(cls, shown)
        if isinstance(place, Evidence):
            return place
        if isinstance(place, Report):
            return cls(EvidenceKind.DOCUMENT, place.title)
        if not isinstance(place, Section | Table | TextLine):
            raise TypeError(_WRONG_PLACE.format(type(place).__name__))
        at = place.at
        if isinstance(place, TextLine):
            return cls(EvidenceKind.TEXT, place.text, page=at.page, bbox=at.bbox, line=at.line)
        if isinstance(place, Table):
            return cls(EvidenceKind.CELL, "", place.id, page=at.page, bbox=at.bbox, line=at.line)
        return cls(EvidenceKind.SECTION, place.printed, section=place.id, page=at.page, bbox=at.bbox, line=at.line)

    @classmethod
    def marked(cls, line: TextLine, span: tuple[int, int]) -> Evidence:
        """Take a line as evidence, with the part of it that matters."""
        at = line.at
        return cls(EvidenceKind.TEXT, line.text, page=at.page, bbox=at.bbox, line=at.line, span=span)


Place = Evidence | Figure | Section | Table | TextLine | Report
"""What may be given as evidence of a finding.

>>> isinstance(report.section("overview"), Place)
True
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach, or with `review` one thing that a person must look at.

    `expected` and `actual` are the two figures or wordings compared; what is
    expected in words of ours, and not of the form, is a `Text`. `at` takes the places that prove it. A `grave` one takes
    the rule's graver severity. `told_by` is the full id of the rule that reports the fault, where this only follows from it.

    >>> finding = Finding("the hotline is missing", at=report.section("overview"), expected="12345", actual="")
    >>> finding.words.en, finding.evidence[0].section
    ('the hotline is missing', 'overview')
    """

    message: Text | str
    at: InitVar[Place | Iterable[Place] | None] = None
    expected: Text | str | None = None
    actual: str | None = None
    review: bool = False
    evidence: tuple[Evidence, ...] = ()
    fingerprint: str = ""
    evidence_fingerprint: str = ""
    told_by: str = ""
    grave: bool = False

    def __post_init__(self, at: Place | Iterable[Place] | None) -> None:
        if not isinstance(self.message, str | Text):
            raise TypeError(f"the message of a finding is str or Text, not {type(self.message).__name__}")
        if at is not None:
            if not isinstance(at, Place | Iterable):
                raise TypeError(_WRONG_PLACE.format(type(at).__name__))
            object.__setattr__(self, "evidence", tuple(map(Evidence.of, [at] if isinstance(at, Place) else at)))

    @property
    def words(self) -> Text:
        """The message in both languages."""
        return Text.of(self.message)

    @property
    def due(self) -> Text | None:
        """What is expected, in both languages."""
        return None if self.expected is None else Text.of(self.expected)

    @property
    def doubtful(self) -> tuple[Evidence, ...]:
        """The evidence whose reading is in doubt."""
        return tuple(piece for piece in self.evidence if piece.doubt is not None)


@dataclass(frozen=True, slots=True)
class Satisfied:
    """Checks that held; `note` says what the reader of the result must know, such as blanks counted as 0.

    >>> Satisfied(checks=3).checks
    3
    """

    checks: int = 1
    note: Text | None = None


Observation = Finding | Satisfied
"""What a rule yields.

>>> isinstance(Satisfied(), Observation)
True
"""
