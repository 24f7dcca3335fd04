"""A report as its author knows it, before any format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from gouji_rules.gid.testing.agencies import Kind

Figures = Mapping[str, Mapping[str, Mapping[str, str]]]


@dataclass(frozen=True)
class LawfulSection:
    """A section's heading as printed, and its paragraphs; tables follow the paragraphs."""

    id: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class LawfulReport:
    """One report; `figures[table][row][column]` is the text of the cell.

    Rows left out of `figures` are not printed. `relabelled` gives row labels printed otherwise than the form has
    them, for samples with faults. `signed` puts agency and date at the end, else the date stands under the title.
    """

    agency: str
    kind: Kind
    year: int
    title: str
    published: date
    form: str
    preamble: tuple[str, ...]
    sections: tuple[LawfulSection, ...]
    figures: Figures
    signed: bool = False
    relabelled: Mapping[str, str] = field(default_factory=dict)

    def section(self, section: str) -> LawfulSection:
        """Return a section by its id."""
        return next(candidate for candidate in self.sections if candidate.id == section)

    def prose(self) -> Iterator[str]:
        """Yield every paragraph in order, without headings."""
        yield from self.preamble
        for section in self.sections:
            yield from section.paragraphs

    def published_words(self) -> str:
        """Return the date of publication as an official letter has it."""
        return f"{self.published.year}年{self.published.month}月{self.published.day}日"
