"""What the kinds about prose share: the lines read, and text that is visibly abridged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from gouji import Report, Section, Text, TextLine


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]

ABRIDGED = Text("（文件正文有删节，请核对原件）", " (the file's text is abridged; please see the original)")


class Abridgeable(BaseModel):
    """Parameters: `abridged` matches marks of text left out, after which nothing absent can be held against a report."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    abridged: Pattern = ""

    def is_abridged(self, report: Report) -> bool:
        """Tell whether the report's text is visibly cut."""
        return bool(self.abridged) and re.search(self.abridged, report.prose.text) is not None


def words_of(lines: Iterable[TextLine], set_aside: str = "") -> str:
    """Return the lines' text without white space and without what a pattern sets aside."""
    text = "".join("".join(line.text.split()) + "\n" for line in lines)
    return re.sub(set_aside, "", text) if set_aside else text


def lines_of(report: Report, sections: Sequence[str]) -> Sequence[TextLine]:
    """Return the lines of these sections, of the whole report where none is named; NotApplicable where all are missing."""
    if not sections:
        return report.lines
    found: list[Section] = [section for section in report.sections if section.id in sections]
    if not found:
        report.section(sections[0])
    return [line for section in found for line in section.lines]
