"""The report's prose cut into its top-level sections, by numbering and wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from gouji.binding.labels import FormLabels
from gouji.model.document import Block, Grid, Heading, Location
from gouji.model.form import Form, SectionForm
from gouji.model.report import Section, TextLine
from gouji.wording import chinese_number, key, similarity

_CHINESE = "一二三四五六七八九十"
_TOP = re.compile(rf"^\s*(?:第\s*)?([{_CHINESE}]{{1,3}})\s*(?:部分|章)?\s*[、.．，,：:\s]\s*(.+)$")
_OTHER = re.compile(rf"^\s*(?:[（(]\s*([{_CHINESE}]{{1,3}})\s*[)）]|(\d{{1,2}})\s*[、.．])\s*(.+)$")
_FIRST_CLAUSE = re.compile(r"[。：:；;\n]|\s{2,}")
_LONGEST_HEADING = 40
ALIKE_HEADING = 0.6


class Style(IntEnum):
    """How a candidate heading is set, the surest first."""

    TOP = 0
    BARE = 1
    OTHER = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that may open a section: `rest` is prose that follows the heading in the same paragraph."""

    index: int
    style: Style
    numeral: str
    heading: str
    rest: str
    section: str | None
    exact: bool


def split_sections(blocks: Sequence[Block], labels: FormLabels) -> tuple[int, tuple[Section, ...]]:
    """Return the index of the first section's block and the sections in printed order."""
    candidates = [c for i, block in enumerate(blocks) if (c := _candidate(i, block, labels))]
    chosen = _choose(candidates, len(blocks))
    if not chosen:
        return len(blocks), ()
    ends = [candidate.index for candidate in chosen[1:]] + [len(blocks)]
    return chosen[0].index, tuple(_section(c, blocks, end) for c, end in zip(chosen, ends, strict=True))


def _candidate(index: int, block: Block, labels: FormLabels) -> Candidate | None:
    if isinstance(block, Grid) or not block.text.strip() or labels.row_of(block.text[:80]):
        return None
    text = block.text.strip()
    top = _TOP.match(text)
    if top:
        return _numbered(index, top[1], top[2], labels.form)
    other = _OTHER.match(text)
    numeral, words = (other[1] or other[2], other[3]) if other else ("", text)
    if len(words) > _LONGEST_HEADING:
        return None
    section = _exact(words, labels.form)
    style = Style.OTHER if other else Style.BARE
    if section:
        return Candidate(index, style, numeral, words, "", section.id, True)
    if isinstance(block, Heading) and not other and (alike := _alike(words, labels.form)):
        return Candidate(index, style, numeral, words, "", alike.id, False)
    return None


def _numbered(index: int, numeral: str, words: str, form: Form) -> Candidate | None:
    section = _exact(words, form)
    if section:
        return Candidate(index, Style.TOP, numeral, words, "", section.id, True)
    for form_section in form.sections:
        for wording in (form_section.heading, *form_section.also):
            length = _prefix(words, key(wording))
            if length and words[length : length + 1] in "。：:；; \u3000无本":
                heading, rest = words[:length], words[length:].lstrip("。：:；; \u3000")
                return Candidate(index, Style.TOP, numeral, heading, rest, form_section.id, True)
    heading = _FIRST_CLAUSE.split(words, maxsplit=1)[0]
    if len(heading) > _LONGEST_HEADING:
        return None
    rest = words[len(heading) :].lstrip("。：:；; \n")
    alike = _alike(heading, form)
    return Candidate(index, Style.TOP, numeral, heading, rest, alike.id if alike else None, False)


def _prefix(words: str, wording: str) -> int:
    """Return how many characters of the words spell the wording's key, 0 where they do not begin with it."""
    end = 0
    spelt = ""
    while end < len(words) and len(spelt) < len(wording):
        spelt += key(words[end])
        end += 1
    return end if spelt == wording else 0


def _exact(words: str, form: Form) -> SectionForm | None:
    wanted = key(words)
    return next((s for s in form.sections if wanted in {key(w) for w in (s.heading, *s.also)}), None)


def _alike(words: str, form: Form) -> SectionForm | None:
    """Return the section whose heading is most like the words, where one is alike enough."""
    wanted = key(words)
    if len(wanted) < 4:
        return None
    scored = [(max(similarity(wanted, key(w)) for w in (s.heading, *s.also)), s) for s in form.sections]
    score, best = max(scored, key=lambda pair: pair[0])
    return best if score >= ALIKE_HEADING else None


def _choose(candidates: Sequence[Candidate], end: int) -> list[Candidate]:
    """Keep one candidate for each section of the form, and unknown headings that carry the numbering on."""
    best: dict[str, Candidate] = {}
    for section in dict.fromkeys(c.section for c in candidates if c.section):
        own = [c for c in candidates if c.section == section]
        best[section] = min(own, key=lambda c: (not c.exact, c.style, -_length(c, candidates, end)))
    known = {c.index for c in best.values()}
    if not any(c.style is Style.TOP for c in best.values()):
        return sorted(best.values(), key=lambda c: c.index)
    chosen: list[Candidate] = []
    for candidate in candidates:
        number = chinese_number(candidate.numeral) if candidate.style is Style.TOP else None
        last = chinese_number(chosen[-1].numeral) if chosen else 0
        goes_on = candidate.section is None and number is not None and last is not None and number == last + 1
        if candidate.index in known or (goes_on and chosen and not _taken_later(candidate, best)):
            chosen.append(candidate)
    return chosen


def _taken_later(candidate: Candidate, best: dict[str, Candidate]) -> bool:
    """Tell whether a known section with the same number follows: then this is only a list item before it."""
    return any(c.numeral == candidate.numeral and c.index > candidate.index for c in best.values())


def _length(candidate: Candidate, candidates: Sequence[Candidate], end: int) -> int:
    """Return how many blocks follow before the next candidate: few in a table of contents."""
    return next((c.index for c in candidates if c.index > candidate.index), end) - candidate.index


def _section(candidate: Candidate, blocks: Sequence[Block], end: int) -> Section:
    at: Location = blocks[candidate.index].at
    lines = [TextLine(candidate.rest, at)] if candidate.rest else []
    for block in blocks[candidate.index + 1 : end]:
        if not isinstance(block, Grid) and block.text.strip():
            lines.append(TextLine(block.text.strip(), block.at))
    return Section(candidate.section, candidate.numeral, candidate.heading.rstrip("。：: "), tuple(lines), at)
