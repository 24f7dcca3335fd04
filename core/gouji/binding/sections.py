"""The report's prose cut into its top-level sections, by numbering and wording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gouji.binding.headings import Candidate, Style, Wording, find_candidates
from gouji.binding.labels import FormLabels, GridPlace
from gouji.model.document import Block, Grid
from gouji.model.form import Form, SectionForm
from gouji.model.locale import Locale
from gouji.model.prose import TextLine
from gouji.model.report import Section

_STOPS = "。：: "
"""What may end a heading that stands before its prose."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A heading that opens a section; `section` is None where the form has no such section."""

    heading: Candidate
    section: str | None
    number: int | None
    """The printed number, None where none is printed."""


def split_sections(
    blocks: Sequence[Block], labels: FormLabels
) -> tuple[int, tuple[Section, ...], dict[int, GridPlace]]:
    """Return the index of the first section's block, the sections in printed order, and the place of each grid by its id."""
    candidates = find_candidates(blocks, labels)
    openings = list(_openings(candidates, _known(candidates, len(blocks), labels.form), labels.locale))
    if not openings:
        return len(blocks), (), dict(_places(blocks, None, labels))
    ends = [opening.heading.index for opening in openings[1:]] + [len(blocks)]
    present = {opening.section for opening in openings}
    sections = []
    grids = dict(_places(blocks[: openings[0].heading.index], None, labels))
    for opening, end in zip(openings, ends, strict=True):
        inside = blocks[opening.heading.index + 1 : end]
        section = opening.section or _named_by_table(opening.heading, inside, present, labels)
        sections.append(_section(opening.heading, section, inside, labels.locale))
        grids.update(_places(inside, section, labels))
    return openings[0].heading.index, tuple(sections), grids


def _places(blocks: Sequence[Block], section: str | None, labels: FormLabels) -> Iterator[tuple[int, GridPlace]]:
    """Yield the id of each grid with its place."""
    caption = ""
    for block in blocks:
        if isinstance(block, Grid):
            yield id(block), GridPlace(section, caption)
        elif block.text.strip():
            caption = labels.fold(block.text)


def _known(candidates: Sequence[Candidate], end: int, form: Form) -> dict[str, Candidate]:
    """Choose one candidate for each section of the form: right wordings first, then what only one section can mean."""
    lengths = _lengths(candidates, end)
    ranked = sorted(candidates, key=lambda c: (c.wording, c.style, not c.in_place, -lengths[c.index]))
    known: dict[str, Candidate] = {}
    for candidate in ranked:
        free = (section for section in candidate.sections if section.id not in known)
        section = next((s for s in free if _may_be(candidate, s, known, form)), None)
        if section:
            known[section.id] = candidate
    return known


def _may_be(candidate: Candidate, section: SectionForm, known: Mapping[str, Candidate], form: Form) -> bool:
    """Tell whether faint words may mean a section: only in order among the sections already known."""
    numbered = candidate.style is Style.TOP and candidate.wording is Wording.SIGN
    if candidate.wording is Wording.RIGHT or numbered or not any(c.style is Style.TOP for c in known.values()):
        return True
    order = [s.id for s in form.sections]
    place = order.index(section.id)
    return all((order.index(s) < place) == (c.index < candidate.index) for s, c in known.items())


def _lengths(candidates: Sequence[Candidate], end: int) -> dict[int, int]:
    """Return how many blocks follow each before the next candidate: few in a table of contents."""
    starts = sorted({candidate.index for candidate in candidates})
    return {start: after - start for start, after in pairwise([*starts, end])}


def _openings(candidates: Sequence[Candidate], known: Mapping[str, Candidate], locale: Locale) -> Iterator[Opening]:
    """Yield the known headings, and unknown ones that carry the numbering on and belong to no list in a section.

    A list counts from one again; what follows its last item under the next number is one of its items.
    """
    sections = {candidate.index: section for section, candidate in known.items()}
    numbered = not known or any(candidate.style is Style.TOP for candidate in known.values())
    last, listed = None, 0
    for candidate in candidates:
        number = locale.numeral(candidate.numeral)
        if candidate.index in sections:
            last, listed = Opening(candidate, sections[candidate.index], number), 0
            yield last
        elif number is None or candidate.style not in (Style.TOP, Style.LABEL) or candidate.wording is Wording.RIGHT:
            continue
        elif last and number == listed + 1:
            listed = number
        elif numbered and candidate.style is Style.TOP and _goes_on(candidate, number, last, known, not listed):
            last = Opening(candidate, None, number)
            yield last


def _goes_on(
    candidate: Candidate, number: int, last: Opening | None, known: Mapping[str, Candidate], repeats: bool
) -> bool:
    """Tell whether an unknown heading carries the numbering on, or `repeats` a number and is set like a heading."""
    later = any(c.numeral == candidate.numeral and c.index > candidate.index for c in known.values())
    if last is None:
        return number == 1 and not later and candidate.plain
    if last.number is None or number not in (last.number, last.number + 1):
        return False
    return (repeats and candidate.plain) or (number == last.number + 1 and not later)


def _named_by_table(
    heading: Candidate, inside: Sequence[Block], present: set[str | None], labels: FormLabels
) -> str | None:
    """Return the section of the heading's number where none has been found and its table stands under the heading."""
    for table in labels.form.tables:
        if not table.section or table.section in present:
            continue
        if labels.form.section(table.section).numeral == heading.numeral and any(
            table in labels.signs.get(labels.fold(cell.text), ())
            for block in inside if isinstance(block, Grid) for cell in block.cells
        ):  # fmt: skip
            return table.section
    return None


def _section(heading: Candidate, section: str | None, inside: Sequence[Block], locale: Locale) -> Section:
    lines = [TextLine(heading.rest, heading.at)] if heading.rest else []
    for block in inside:
        if not isinstance(block, Grid) and block.text.strip():
            lines.append(TextLine(block.text.strip(), block.at))
    title = _without_stop(heading.heading)
    printed = locale.numbered(heading.numeral, title) if heading.numeral else title
    return Section(section, heading.numeral, title, tuple(lines), heading.at, printed)


def _without_stop(heading: str) -> str:
    """Return a heading without the stops and spaces at its end."""
    return heading.rstrip(_STOPS)
