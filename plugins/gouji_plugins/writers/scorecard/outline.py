"""The report as read: its sections with their prose, its tables whole, and the doubts of the reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gouji import Doubt, Report, Section, Table, TextLine
from gouji_plugins.writers.scorecard.evidence import Reading
from gouji_plugins.writers.scorecard.grids import Drawing, Marks, anchor, draw_whole
from gouji_plugins.writers.scorecard.labels import Label, column_label, row_labels, table_label
from gouji_plugins.writers.scorecard.legible import LONGEST
from gouji_plugins.writers.scorecard.words import Words

MOST_TEXT = 60_000
"""Characters of prose shown on a page, over all sections."""
MOST_DOUBTS = 300


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph and its place on the page."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section as read; `known` is False where the form has none such, `cut` where paragraphs are left out."""

    anchor: str
    section: str
    heading: str
    known: bool
    page: int | None
    characters: int
    passages: tuple[Passage, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class DoubtNote:
    """A doubt of the reading with the cell that it concerns."""

    message: str
    place: tuple[Label, ...]
    target: str


def chapters(report: Report, words: Words) -> tuple[Chapter, ...]:
    """Return preamble and sections with as much of their prose as a page can hold."""
    left = MOST_TEXT
    count = 0
    found = []
    preamble = [Section("", "", words("preamble"), report.preamble)] if report.preamble else []
    for index, section in enumerate((*preamble, *report.sections), start=1):
        shown = _fitting(section.lines, left)
        left -= sum(_room(line) for line in shown)
        passages = tuple(Passage(f"line-{count + at}", line.text) for at, line in enumerate(shown, start=1))
        count += len(shown)
        found.append(_chapter(f"section-{index}", section, passages))
    return tuple(found)


def _chapter(name: str, section: Section, passages: tuple[Passage, ...]) -> Chapter:
    return Chapter(
        anchor=name,
        section=section.id or "",
        heading=section.printed,
        known=section.id is not None,
        page=section.at.page,
        characters=sum(len(line.text) for line in section.lines),
        passages=passages,
        cut=len(passages) < len(section.lines),
    )


def _room(line: TextLine) -> int:
    return min(len(line.text), LONGEST) + 20


def _fitting(lines: Sequence[TextLine], left: int) -> Sequence[TextLine]:
    for index, line in enumerate(lines):
        left -= _room(line)
        if left < 0:
            return lines[:index]
    return lines


def reading_of(report: Report, read: Sequence[Chapter], words: Words) -> Reading:
    """Note where each paragraph and section stands, so that evidence can point there."""
    paragraphs: dict[str, str] = {}
    sections: dict[str, str] = {}
    for chapter in read:
        paragraphs.setdefault(chapter.heading, chapter.anchor)
        if chapter.section:
            sections.setdefault(chapter.section, chapter.anchor)
        for passage in chapter.passages:
            paragraphs.setdefault(passage.text, passage.anchor)
    return Reading(words, report, None, paragraphs, sections)


def whole_tables(report: Report, cited: dict[str, Marks], words: Words) -> tuple[Drawing, ...]:
    """Draw all tables in the order of the form, cited cells marked."""
    known = [report.tables[form.id] for form in report.form.tables if form.id in report.tables]
    return tuple(draw_whole(table, cited.get(table.id, {}), words) for table in known)


def doubt_notes(report: Report, words: Words) -> tuple[DoubtNote, ...]:
    """Show the doubts of the reading, each with its place where one is known."""
    return tuple(_doubt_note(doubt, report, words) for doubt in report.doubts[:MOST_DOUBTS])


def _doubt_note(doubt: Doubt, report: Report, words: Words) -> DoubtNote:
    table = report.tables.get(doubt.table) if doubt.table else None
    place = [words("page", n=doubt.at.page)] if doubt.at.page is not None else []
    if table is None:
        return DoubtNote(words.of(doubt.message), tuple(Label(said) for said in place), "")
    labels = (*_labels(table, doubt, words), *(Label(said) for said in place))
    target = f"table-{table.id}"
    if doubt.row in table.form.rows and doubt.column in table.form.columns:
        target = anchor(table.id, doubt.row, doubt.column)
    return DoubtNote(words.of(doubt.message), labels, target)


def _labels(table: Table, doubt: Doubt, words: Words) -> list[Label]:
    labels = [table_label(table.form, words)]
    if doubt.row:
        labels.extend(row_labels(table.form, doubt.row, words))
    if doubt.column:
        labels.append(column_label(table.form, doubt.row, doubt.column, words))
    return labels
