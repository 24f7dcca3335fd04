"""The report as read: its sections with their prose, its tables whole, and the doubts of the reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gouji import CheckedReport, Doubt, Section, Table, TextLine
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


def chapters(checked: CheckedReport, words: Words) -> tuple[Chapter, ...]:
    """Return preamble and sections with as much of their prose as a page can hold."""
    left = MOST_TEXT
    count = 0
    found = []
    preamble = [Section("", "", words("preamble"), checked.preamble)] if checked.preamble else []
    for index, section in enumerate((*preamble, *checked.sections), start=1):
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


def places_of(read: Sequence[Chapter]) -> tuple[dict[str, str], dict[str, str]]:
    """Note where each paragraph and each section stands, so that evidence can point there."""
    paragraphs: dict[str, str] = {}
    sections: dict[str, str] = {}
    for chapter in read:
        paragraphs.setdefault(chapter.heading, chapter.anchor)
        if chapter.section:
            sections.setdefault(chapter.section, chapter.anchor)
        for passage in chapter.passages:
            paragraphs.setdefault(passage.text, passage.anchor)
    return paragraphs, sections


def whole_tables(tables: Mapping[str, Table], cited: dict[str, Marks], words: Words) -> tuple[Drawing, ...]:
    """Draw all tables, cited cells marked."""
    return tuple(draw_whole(table, cited.get(table.id, {}), words) for table in tables.values())


def doubt_notes(doubts: Sequence[Doubt], tables: Mapping[str, Table], words: Words) -> tuple[DoubtNote, ...]:
    """Show the doubts of the reading, each with its place where one is known."""
    return tuple(_doubt_note(doubt, tables, words) for doubt in doubts[:MOST_DOUBTS])


def _doubt_note(doubt: Doubt, tables: Mapping[str, Table], words: Words) -> DoubtNote:
    table = tables.get(doubt.table) if doubt.table else None
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
