"""Who reports on which year, under which title, published when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gouji.model.document import NOWHERE, Block, Document, Grid, Location
from gouji.model.locale import Locale, Title
from gouji.model.prose import TextLine
from gouji.text import plain

_OPENING_BLOCKS = 40
"""Blocks at the head of a document among which its title is looked for."""
_CLOSE_BELOW = 6
"""Blocks below a title without an agency within which one that names it is looked for."""


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """The report's title and the number of blocks up to its end; 0 where it does not stand in the text."""

    title: Title
    blocks: int = 0

    @property
    def text(self) -> str:
        """The title's words."""
        return self.title.text

    @property
    def at(self) -> Location:
        """Where it stands."""
        return self.title.at


def find_title(
    document: Document, blocks: Sequence[Block], locale: Locale, phrases: Sequence[str]
) -> FoundTitle | None:
    """Find the title before the first section, which may be set on two or three lines; else the file's or the index box's.

    A heading that names the year alone gives way to a title of the same year with the agency close below it.
    """
    prose = [(i, b) for i, b in enumerate(blocks) if not isinstance(b, Grid) and b.text.strip()][:_OPENING_BLOCKS]
    lines = [TextLine(block.text.strip(), block.at) for _, block in prose]
    titles = (FoundTitle(title, prose[title.line + title.lines - 1][0] + 1) for title in locale.titles(lines, phrases))
    without_year = None
    for found in titles:
        if found.title.year:
            return found if found.title.agency else _fuller(found, titles)
        without_year = without_year or found
    if without_year:
        return without_year
    cells = (c for block in blocks[:_OPENING_BLOCKS] if isinstance(block, Grid) for c in block.cells if plain(c.text))
    elsewhere = [TextLine(document.title, NOWHERE)] if document.title else []
    for line in (*elsewhere, *(TextLine(cell.text, cell.at) for cell in cells)):
        if title := next(iter(locale.titles([line], phrases)), None):
            return FoundTitle(title)
    return None


def _fuller(first: FoundTitle, others: Iterable[FoundTitle]) -> FoundTitle:
    """Return the shortest title close below the first that names the agency for the same year, else the first."""
    close = [found for found in others if found.blocks <= first.blocks + _CLOSE_BELOW]
    fuller = [found for found in close if found.title.agency and found.title.year == first.title.year]
    return min(fuller, key=lambda found: len(found.text), default=first)


def find_published(
    document: Document, lines: Sequence[TextLine], locale: Locale
) -> tuple[date | None, TextLine | None]:
    """Return the date of publication and the words that state it: the page's own, else the date under title or text."""
    stated = document.metadata.get("published", "")
    found = locale.first_date(stated)
    if found:
        return found, TextLine(stated)
    return locale.publication(lines) or (None, None)


def year_of(
    title: Title | None, lines: Sequence[TextLine], published: date | None, locale: Locale
) -> tuple[int | None, bool]:
    """Return the year reported on, and whether it is sure: the one that most of title, period and publication point to.

    Among equals the title's, so that a wrong period or a wrong title does not put the whole report into a wrong year.
    Without a year in the title, where the report did not come out in the year after the period's, it is in doubt: the one
    of both that the text names more often.
    """
    in_title = title.year if title else None
    period = locale.period(lines)
    before = published.year - 1 if published else None
    if in_title is None and period and before not in (None, period):
        named = Counter(year for line in lines for year in locale.years(line.text))
        return max((period, before or period), key=lambda year: named[year]), False
    if in_title is None:
        return period, period is not None
    votes = [year for year in (in_title, period, before) if year is not None]
    return max((in_title, *votes), key=votes.count), True
