"""Which paragraphs may be headings of top-level sections, and which sections of the form their words mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from itertools import groupby

from gouji.binding.labels import FormLabels
from gouji.model.document import Block, Cell, Grid, Heading, Location, Paragraph
from gouji.model.form import Form, SectionForm
from gouji.model.locale import HeadingParts, Locale, Numbering

_LONGEST_HEADING = 40
"""Characters of a heading that is worded otherwise than the form; a longer wording of the form itself allows half as much again."""
_LONGEST_PLAIN_HEADING = 25
"""Characters of an unknown line that is set like a heading."""
_LONGEST_LABEL = 80
"""Characters at the head of a line that are compared with the labels of rows."""


_PIECE = re.compile(r"[A-Za-z0-9]+|.", re.DOTALL)
"""What a wording is spelt of: words in Latin letters, single characters of other scripts."""


class Style(IntEnum):
    """How a candidate heading is set, the surest first."""

    TOP = 0
    BARE = 1
    LOWER = 2
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
    plain: bool = False
    """Whether the paragraph is set like a heading: short, no sentence, nothing behind it."""
    listed: bool = False
    """Whether it is one of the points （一）, （二） of a section, counted from one."""

    @property
    def in_place(self) -> bool:
        """Tell whether it is numbered as the form numbers the section."""
        return bool(self.sections) and self.numeral == self.sections[0].numeral


def find_candidates(blocks: Sequence[Block], labels: FormLabels) -> list[Candidate]:
    """Return every paragraph that may open a section, in printed order.

    Where sections are numbered as top-level ones are, the points that count from one within them open none.
    """
    found: list[Candidate] = []
    point = 0
    for index, block in enumerate(blocks):
        if isinstance(block, Grid) or not block.text.strip():
            continue
        point = _point(labels.locale.heading(block.text), point, labels.locale)
        candidate = _candidate(index, block, labels)
        if candidate and candidate.style is Style.LOWER:
            candidate = replace(candidate, listed=point > 0)
        elif candidate:
            point = 0
        if candidate:
            found.append(candidate)
    has_top = any(candidate.style is Style.TOP and candidate.sections for candidate in found)
    return [candidate for candidate in found if not (has_top and candidate.listed)]


def _point(parts: HeadingParts, before: int, locale: Locale) -> int:
    """Return the number of a point in a list that counts from one, 0 outside one; lines without a number belong to the point."""
    if parts.numbering is Numbering.TOP:
        return 0
    number = locale.numeral(parts.number) if parts.numbering is Numbering.LOWER else None
    if number is None:
        return before if parts.numbering is Numbering.NONE else 0
    return number if number == before + 1 else 0


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
        parts = labels.locale.heading(words)
        opened = opened or bool(parts.numbering is Numbering.TOP and _right(parts.title, labels))
        if opened and not labels.is_caption(labels.fold(words)) and labels.row_of(words[:_LONGEST_LABEL]) is None:
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
    parts = labels.locale.heading(text)
    top = parts.numbering is Numbering.TOP
    if not _right(parts.title, labels) and _is_of_row(text[:_LONGEST_LABEL], top, labels):
        if not top:
            return None
        return Candidate(index, block.at, Style.LABEL, parts.number, parts.title, "", (), Wording.UNKNOWN)
    if top:
        found = _numbered(parts.number, parts.title, labels)
        return _made(index, block.at, Style.TOP, parts.number, *found, labels) if found else None
    section = _right(parts.title, labels)
    lower = parts.numbering is Numbering.LOWER
    if section:
        style = Style.LOWER if lower else Style.BARE
        return Candidate(index, block.at, style, parts.number, parts.title, "", (section,), Wording.RIGHT)
    if isinstance(block, Heading) and not lower and len(parts.title) <= _longest(labels.form):
        sections, wording = _meant(parts.title, "", labels)
        return Candidate(index, block.at, Style.BARE, "", parts.title, "", sections, wording) if sections else None
    return None


def _is_of_row(words: str, numbered: bool, labels: FormLabels) -> bool:
    """Tell whether words name a row of a table that was printed as lines, or a numbered line begins one."""
    return labels.row_of(words) is not None or (numbered and labels.is_piece_of_row(words))


_Found = tuple[str, str, tuple[SectionForm, ...], Wording]
"""A heading, the prose behind it in its paragraph, the sections that it may mean and how its words tell them."""


def _made(
    index: int, at: Location, style: Style, number: str, heading: str, rest: str, sections: tuple[SectionForm, ...],
    wording: Wording, labels: FormLabels,
) -> Candidate:  # fmt: skip
    plain = not rest and len(heading) <= _LONGEST_PLAIN_HEADING and not labels.locale.is_sentence(heading)
    return Candidate(index, at, style, number, heading, rest, sections, wording, plain)


def _numbered(number: str, words: str, labels: FormLabels) -> _Found | None:
    section = _right(words, labels)
    if section:
        return words, "", (section,), Wording.RIGHT
    found = _right_with_prose(words, number, labels)
    if found:
        return found
    heading, rest = labels.locale.first_clause(words)
    if len(heading) > _longest(labels.form):
        return None
    section = _right(heading, labels)
    sections, wording = ((section,), Wording.RIGHT) if section else _meant(heading, number, labels)
    if rest and not section:
        sections = tuple(section for section in sections if section.numeral == number)
    return heading, rest, sections, wording if sections else Wording.UNKNOWN


@lru_cache(maxsize=64)
def _longest(form: Form) -> int:
    """Return the characters of the longest heading that may mean a section of the form."""
    own = max((len(wording) for section in form.sections for wording in section.wordings), default=0)
    return max(_LONGEST_HEADING, own * 3 // 2)


def _right(words: str, labels: FormLabels) -> SectionForm | None:
    return right_wordings(labels.form, labels.locale).get(labels.locale.fold_heading(words))


@lru_cache(maxsize=64)
def right_wordings(form: Form, locale: Locale) -> dict[str, SectionForm]:
    """Return the sections of a form by the folds of their right headings."""
    return {locale.fold_heading(wording): section for section in form.sections for wording in section.wordings}


def _right_with_prose(words: str, number: str, labels: FormLabels) -> _Found | None:
    """Find a right wording that the paragraph begins with; with no mark behind it, only under the section's own number."""
    locale = labels.locale
    for section in labels.form.sections:
        for wording in section.wordings:
            length = _prefix(words, locale.fold(wording), locale)
            if not length:
                continue
            for in_place, sure in ((False, Wording.RIGHT), (True, Wording.SIGN)):
                own = not in_place or section.numeral == number
                rest = locale.prose_behind(words[length:], in_place=in_place) if own else None
                if rest is not None:
                    return words[:length], rest, (section,), sure
    return None


def _prefix(words: str, wording: str, locale: Locale) -> int:
    """Return how many characters of the words spell the wording's fold, 0 where they do not begin with it.

    A word of letters counts as a whole, since a locale may leave it out; a single idle one may stand in front.
    """
    for number, piece in enumerate(_PIECE.finditer(words)):
        spelt = locale.fold(words[: piece.end()])
        if spelt == wording:
            return piece.end()
        if len(spelt) >= len(wording) or not (number == 0 or wording.startswith(spelt)):
            return 0
    return 0


def _meant(words: str, number: str, labels: FormLabels) -> tuple[tuple[SectionForm, ...], Wording]:
    """Return the sections that the words may mean: the last of the form with a sign in them, then the one of the number."""
    wanted = "" if labels.locale.is_sentence(words) else labels.locale.fold_heading(words)
    sections = labels.form.sections
    signed = [
        section for section in sections if section.signs and _holds(words if wanted else "", wanted, section.signs)
    ]
    if signed:
        return (signed[-1], *(s for s in signed[:-1] if s.numeral == number)), Wording.SIGN
    own = [section for section in sections if section.numeral == number and section.in_place]
    placed = tuple(section for section in own if _holds(words if wanted else "", wanted, section.in_place))
    return placed, Wording.IN_PLACE if placed else Wording.UNKNOWN


def _holds(words: str, folded: str, signs: tuple[str, ...]) -> bool:
    """Tell whether a heading holds one of the signs; a sign with a space in it is looked for in the printed words."""
    spaced = any(" " in sign for sign in signs)
    return _pattern(signs).search(f"{folded}\n{words}" if spaced else folded) is not None


@lru_cache(maxsize=256)
def _pattern(signs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(signs), re.IGNORECASE)
