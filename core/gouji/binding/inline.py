"""Section headings that stand in the middle of a paragraph, cut off where number and wording are the form's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.binding.headings import right_wordings
from gouji.binding.labels import FormLabels
from gouji.model.document import Block, Grid
from gouji.model.form import SectionForm
from gouji.model.locale import Numbering

_ENDS = "。！？.!?)）”0123456789"
"""What stands before a heading that follows a sentence or a figure; in a list of the sections other marks part them."""
_GOES_ON = "，、；,;"
"""How a list of the sections goes on behind one of them."""
_FAR = 4
"""Characters before a number among which the end of the sentence stands, spaces behind it."""
_LONGEST = 120
"""Characters behind a number that are compared with the wordings."""


def with_headings_of_paragraphs(blocks: Sequence[Block], labels: FormLabels) -> list[Block]:
    """Cut paragraphs before the headings in them of sections that have no paragraph of their own."""
    texts = [block.text for block in blocks if not isinstance(block, Grid)]
    begun = {section.id for text in texts if (section := _opens(text, labels))}
    missing = [section for section in labels.form.sections if section.numeral and section.id not in begun]
    if not missing:
        return list(blocks)
    cut: list[Block] = []
    for block in blocks:
        cut += (
            [block]
            if isinstance(block, Grid)
            else [replace(block, text=t) for t in _pieces(block.text, missing, labels)]
        )
    return cut


def _pieces(text: str, missing: Sequence[SectionForm], labels: FormLabels) -> Iterator[str]:
    start = 0
    for place in sorted({place for section in missing for place in _places(text, section, labels)}):
        yield text[start:place].strip()
        start = place
    yield text[start:].strip() if start else text


def _places(text: str, section: SectionForm, labels: FormLabels) -> Iterator[int]:
    """Yield where a heading of the section stands behind the end of a sentence."""
    place = text.find(section.numeral, 1)
    while place > 0:
        before = text[max(place - _FAR, 0) : place].rstrip()
        if before and before[-1] in _ENDS and _opens(text[place : place + _LONGEST], labels) is section:
            yield place
        place = text.find(section.numeral, place + 1)


def _opens(text: str, labels: FormLabels) -> SectionForm | None:
    """Return the section under whose number and right wording a text begins."""
    locale = labels.locale
    parts = locale.heading(text[:_LONGEST])
    if parts.numbering is not Numbering.TOP:
        return None
    section = next((s for s in labels.form.sections if s.numeral == parts.number), None)
    if section is None:
        return None
    right = right_wordings(labels.form, locale)
    longest = max(map(len, section.wordings)) * 3 // 2
    for end in range(min(len(parts.title), longest), 0, -1):
        if right.get(locale.fold_heading(parts.title[:end])) is section:
            return None if parts.title[end:].lstrip()[:1] in tuple(_GOES_ON) else section
    return None
