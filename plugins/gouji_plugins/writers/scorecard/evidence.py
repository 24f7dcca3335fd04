"""Evidence as shown: what the source says, where it stands and how sure the reading is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gouji import Evidence, EvidenceKind, Finding, Form, Rule, Table
from gouji_plugins.writers.scorecard.grids import LONGEST_CELL, Drawing, Key, anchor, draw_excerpt
from gouji_plugins.writers.scorecard.labels import Label, column_label, row_labels, section_label, table_label
from gouji_plugins.writers.scorecard.legible import LONGEST_SAID, Stretch, clip, stretches
from gouji_plugins.writers.scorecard.page_image import Camera
from gouji_plugins.writers.scorecard.verdict import percent
from gouji_plugins.writers.scorecard.words import Words

MOST_STRETCHES = 41
"""A text is cut after so many marked and unmarked stretches."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the pieces of a page share: the rules, form and tables of the report, if any, where its paragraphs stand.

    The camera pictures its original. `decided` says what people decided on a finding, by its fingerprint.
    """

    words: Words
    rules: Mapping[str, Rule]
    form: Form | None = None
    tables: Mapping[str, Table] = field(default_factory=dict)
    camera: Camera | None = None
    paragraphs: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    decided: Callable[[str], str] = lambda fingerprint: ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence as shown; the marked stretches are what matters in its text."""

    kind: str
    kind_name: str
    place: tuple[Label, ...]
    stretches: tuple[Stretch, ...]
    blank: bool
    details: tuple[str, ...]
    doubt: str
    target: str


def pieces(finding: Finding, reading: Reading, most: int) -> tuple[Piece, ...]:
    """Show at most so many pieces of a finding's evidence; places in one and the same text are marked in one piece."""
    kept = [evidence for evidence in finding.evidence[:most] if not _bare(evidence)]
    return tuple(_piece(same, reading) for same in _by_text(kept))


def _by_text(evidence: Sequence[Evidence]) -> Iterator[list[Evidence]]:
    texts: dict[object, list[Evidence]] = {}
    for index, each in enumerate(evidence):
        told = each.kind is EvidenceKind.TEXT
        texts.setdefault((each.raw, each.page, each.line, each.section, each.doubt) if told else index, []).append(each)
    yield from texts.values()


def _bare(evidence: Evidence) -> bool:
    """Tell whether a piece names a whole table or row, which the drawing shows better."""
    return evidence.kind is EvidenceKind.CELL and not evidence.column and not evidence.raw


def _piece(same: Sequence[Evidence], reading: Reading) -> Piece:
    words, evidence = reading.words, same[0]
    cell = evidence.kind is EvidenceKind.CELL
    return Piece(
        kind=evidence.kind.value,
        kind_name=words(evidence.kind.value),
        place=_place(evidence, reading),
        stretches=_shown(same, words, LONGEST_CELL if cell else LONGEST_SAID),
        blank=cell and not evidence.raw.strip(),
        details=details(evidence, words),
        doubt=words.of(evidence.doubt),
        target=_target(evidence, reading),
    )


def _shown(same: Sequence[Evidence], words: Words, longest: int) -> tuple[Stretch, ...]:
    spans = [each.span for each in same if each.span and each.kind is not EvidenceKind.CELL]
    split = stretches(same[0].raw, spans)[:MOST_STRETCHES]
    return tuple(Stretch(clip(each.text, words("truncated"), longest), each.marked) for each in split)


def details(evidence: Evidence, words: Words) -> tuple[str, ...]:
    """Say on which page and line a piece stands and how sure its reading is, as far as known."""
    said = []
    if evidence.page is not None:
        said.append(words("page", n=evidence.page))
    if evidence.line is not None:
        said.append(words("line", n=evidence.line))
    if evidence.confidence < 1:
        said.append(words("confidence", share=percent(evidence.confidence * 100)))
    return tuple(said)


def _place(evidence: Evidence, reading: Reading) -> tuple[Label, ...]:
    words, of_report = reading.words, reading.form
    if evidence.table is None:
        if evidence.section is None or evidence.kind is EvidenceKind.SECTION:
            return ()
        return (section_label(of_report, evidence.section, words) if of_report else Label(evidence.section),)
    form = next((form for form in of_report.tables if form.id == evidence.table), None) if of_report else None
    if form is None:
        return tuple(Label(part) for part in (evidence.table, evidence.row, evidence.column) if part)
    place = [] if evidence.row or evidence.column else [table_label(form, words)]
    if evidence.row:
        place.extend(row_labels(form, evidence.row, words))
    if evidence.column:
        place.append(column_label(form, evidence.row, evidence.column, words))
    return tuple(place)


def _target(evidence: Evidence, reading: Reading) -> str:
    if evidence.table is not None and evidence.table in reading.tables:
        if evidence.row and evidence.column and evidence.row in reading.tables[evidence.table].form.rows:
            return anchor(evidence.table, evidence.row, evidence.column)
        return f"table-{evidence.table}"
    section = reading.sections.get(evidence.section or "", "")
    return reading.paragraphs.get(evidence.raw, section)


def cited_cells(numbered: list[tuple[int, Finding]]) -> dict[str, dict[Key, tuple[int, ...]]]:
    """Return for each table its cited cells with the numbers of the findings; ("", "") cites the table itself."""
    cited: dict[str, dict[Key, tuple[int, ...]]] = {}
    for number, finding in numbered:
        for piece in finding.evidence:
            if piece.table is None:
                continue
            cells = cited.setdefault(piece.table, {})
            key = (piece.row or "", piece.column or "")
            if number not in cells.get(key, ()):
                cells[key] = (*cells.get(key, ()), number)
    return cited


def drawings(numbered: list[tuple[int, Finding]], reading: Reading, *, marks: bool) -> tuple[Drawing, ...]:
    """Draw the parts of the tables that findings cite; `marks` numbers the cells."""
    drawn = []
    for table_id, cells in cited_cells(numbered).items():
        table = reading.tables.get(table_id)
        known = {key: cells[key] for key in cells if any(key)}
        if table is not None and known:
            drawn.append(draw_excerpt(table, known, reading.words, numbered=marks))
    return tuple(drawing for drawing in drawn if drawing.bands)
