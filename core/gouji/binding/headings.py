"""Which paragraphs may be headings of top-level sections, and which sections of the form their words mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import groupby

from gouji.binding.labels import FormLabels, is_caption
from gouji.model.document import Block, Cell, Grid, Heading, Location, Paragraph
from gouji.model.form import Form, SectionForm
from gouji.text import heading_key, key

_CHINESE = "一二三四五六七八九十"
_TOP = re.compile(rf"^\s*(?:第\s*+)?([{_CHINESE}]{{1,3}})\s{{0,8}}(?:部分|章)?\s{{0,8}}[、.．，,：:\s]\s*+(.+)$")
_OTHER = re.compile(rf"^\s*(?:[（(]\s*([{_CHINESE}]{{1,3}})\s*[)）]|(\d{{1,2}})\s*[、.．])\s*(.+)$")
_FIRST_CLAUSE = re.compile(r"[。：:；;\n]|\s{2,}")
_AFTER_HEADING = "。：:；; \u3000\n"
_SENTENCE = re.compile(r"[。；，,！!]")
_NO_PROSE = ("表", "图", "的", "见", "如")
_LONGEST_HEADING = 40
_LONGEST_PLAIN_HEADING = 25


class Style(IntEnum):
    """How a candidate heading is set, the surest first."""

    TOP = 0
    BARE = 1
    OTHER = 2
    LABEL = 3
    """A numbered row label of a table that was printed as lines: it opens nothing, but counts as an item of a list."""


class Wording(IntEnum):
    """How the words tell the section, the surest first."""

    RIGHT = 0
    SIGN = 1
    IN_PLACE = 2
    UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that may open a section: `rest` is prose that follows the heading in the same paragraph.

    `sections` are those that the words may mean, the likeliest first.
    """

    index: int
    at: Location
    style: Style
    numeral: str
    heading: str
    rest: str
    sections: tuple[SectionForm, ...]
    wording: Wording

    @property
    def in_place(self) -> bool:
        """Tell whether it is numbered as the form numbers the section."""
        return bool(self.sections) and self.numeral == self.sections[0].numeral

    @property
    def is_heading_alone(self) -> bool:
        """Tell whether the paragraph is set like a heading: short, no sentence, nothing behind it."""
        words = self.heading + self.rest
        return not self.rest and len(words) <= _LONGEST_PLAIN_HEADING and not _SENTENCE.search(words)


def find_candidates(blocks: Sequence[Block], labels: FormLabels) -> list[Candidate]:
    """Return every paragraph that may open a section, in printed order."""
    return [found for i, block in enumerate(blocks) if (found := _candidate(i, block, labels))]


def with_headings_of_tables(blocks: Iterable[Block], labels: FormLabels) -> list[Block]:
    """Put the section headings that are printed as rows of a table, and the prose between them, in front of it."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid):
            found.extend(_headings_in(block, labels))
        found.append(block)
    return found


def _headings_in(grid: Grid, labels: FormLabels) -> Iterator[Paragraph]:
    """Yield the lone cells of a grid from its first section heading on, where it has one."""
    opened = False
    for alone in _lone_cells(grid):
        if alone is None:
            if not opened or any(table.open for table in labels.form.tables):
                return
            continue
        words = alone.text.strip()
        heading = _TOP.match(words)
        opened = opened or bool(heading and _right(heading[2], labels.form))
        if opened and not is_caption(key(words)) and labels.row_of(words[:80]) is None:
            yield Paragraph(" ".join(words.split("\n")), alone.at)


def _lone_cells(grid: Grid) -> Iterator[Cell | None]:
    """Yield for each row its cell where it is the only one with words, None for any other row that has words."""
    for _, row in groupby(grid.cells, key=lambda cell: cell.row):
        printed = [cell for cell in row if cell.text.strip()]
        if printed:
            yield printed[0] if len(printed) == 1 and printed[0].rowspan == 1 and printed[0].column == 0 else None


def _candidate(index: int, block: Block, labels: FormLabels) -> Candidate | None:
    if isinstance(block, Grid) or not block.text.strip():
        return None
    text = block.text.strip()
    top = _TOP.match(text)
    if labels.row_of(block.text[:80]) or (top and labels.is_piece_of_row(text[:80])):
        return Candidate(index, block.at, Style.LABEL, top[1], top[2], "", (), Wording.UNKNOWN) if top else None
    if top:
        return _numbered(index, block.at, top[1], top[2], labels.form)
    other = _OTHER.match(text)
    numeral, words = (other[1] or other[2], other[3]) if other else ("", text)
    if len(words) > _LONGEST_HEADING:
        return None
    style = Style.OTHER if other else Style.BARE
    section = _right(words, labels.form)
    if section:
        return Candidate(index, block.at, style, numeral, words, "", (section,), Wording.RIGHT)
    if isinstance(block, Heading) and not other:
        sections, wording = _meant(words, "", labels.form)
        return Candidate(index, block.at, style, "", words, "", sections, wording) if sections else None
    return None


def _numbered(index: int, at: Location, numeral: str, words: str, form: Form) -> Candidate | None:
    section = _right(words, form)
    if section:
        return Candidate(index, at, Style.TOP, numeral, words, "", (section,), Wording.RIGHT)
    found = _right_with_prose(words, numeral, form)
    if found:
        section, length, wording = found
        rest = words[length:].lstrip(_AFTER_HEADING)
        return Candidate(index, at, Style.TOP, numeral, words[:length], rest, (section,), wording)
    heading = _FIRST_CLAUSE.split(words, maxsplit=1)[0]
    if len(heading) > _LONGEST_HEADING:
        return None
    rest = words[len(heading) :].lstrip(_AFTER_HEADING)
    section = _right(heading, form)
    sections, wording = ((section,), Wording.RIGHT) if section else _meant(heading, numeral, form)
    if rest and not section:
        sections = tuple(section for section in sections if section.numeral == numeral)
    return Candidate(index, at, Style.TOP, numeral, heading, rest, sections, wording if sections else Wording.UNKNOWN)


def _right(words: str, form: Form) -> SectionForm | None:
    return right_wordings(form).get(heading_key(words))


@lru_cache(maxsize=64)
def right_wordings(form: Form) -> dict[str, SectionForm]:
    """Return the sections of a form by the keys of their right headings."""
    return {heading_key(wording): section for section in form.sections for wording in section.wordings}


def _right_with_prose(words: str, numeral: str, form: Form) -> tuple[SectionForm, int, Wording] | None:
    """Find a right wording that the paragraph begins with; with no mark behind it, only under the section's own number."""
    for section in form.sections:
        for wording in section.wordings:
            length = _prefix(words, key(wording))
            after = words[length:] if length else ""
            if after and after[0] in _AFTER_HEADING + "无本":
                return section, length, Wording.RIGHT
            if after and section.numeral == numeral and _SENTENCE.search(after) and not after.startswith(_NO_PROSE):
                return section, length, Wording.SIGN
    return None


def _prefix(words: str, wording: str) -> int:
    """Return how many characters of the words spell the wording's key, 0 where they do not begin with it."""
    end = 0
    spelt = ""
    while end < len(words) and len(spelt) < len(wording):
        spelt += key(words[end])
        if not wording.startswith(spelt):
            return 0
        end += 1
    return end if spelt == wording else 0


def _meant(words: str, numeral: str, form: Form) -> tuple[tuple[SectionForm, ...], Wording]:
    """Return the sections that the words may mean: the last of the form with a sign in them, then the one of the number."""
    wanted = "" if _SENTENCE.search(words) else heading_key(words)
    signed = [section for section in form.sections if section.signs and _pattern(section.signs).search(wanted)]
    if signed:
        return (signed[-1], *(s for s in signed[:-1] if s.numeral == numeral)), Wording.SIGN
    own = [section for section in form.sections if section.numeral == numeral and section.in_place]
    placed = tuple(section for section in own if _pattern(section.in_place).search(wanted))
    return placed, Wording.IN_PLACE if placed else Wording.UNKNOWN


@lru_cache(maxsize=256)
def _pattern(signs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(signs))
