"""What the kinds about prose share: the lines read, and text that is visibly abridged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pydantic import Field

from gouji import Parameters, Pattern, Report, Section, Text, TextLine

ABRIDGED = Text("（文件正文有删节，请核对原件）", " (the file's text is abridged; please see the original)")

CUT = Text(
    "文件正文有删节，未印出的内容无法核查，请核对原件",
    "the file's text is abridged, and what is left out cannot be checked; please see the original",
)


class Abridgeable(Parameters):
    """How a text shows that it is cut."""

    abridged: Pattern = Field(
        "", description="Marks of text left out, after which nothing absent can be held against a report."
    )

    def is_abridged(self, report: Report) -> bool:
        """Tell whether the report's text is visibly cut."""
        return bool(self.abridged) and re.search(self.abridged, report.prose.text) is not None


def holds(text: str, words: Iterable[str]) -> bool:
    """Tell whether one of the words stands in a text, in whatever case."""
    folded = text.casefold()
    return any(word.casefold() in folded for word in words)


def lines_of(report: Report, sections: Sequence[str]) -> Sequence[TextLine]:
    """Return the lines of these sections, of the whole report where none is named; NotApplicable where all are missing."""
    if not sections:
        return report.lines
    found: list[Section] = [section for section in report.sections if section.id in sections]
    if not found:
        report.section(sections[0])
    return [line for section in found for line in section.lines]
