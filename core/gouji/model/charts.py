"""Which figures pages show beside the findings."""

from __future__ import annotations

from dataclasses import dataclass

from gouji.model.text import UNSAID, Text


@dataclass(frozen=True, slots=True)
class Volume:
    """The figure by which it is measured how much an agency has to do."""

    table: str
    row: str
    column: str
    title: Text = UNSAID


@dataclass(frozen=True, slots=True)
class YearsLine:
    """What a page puts side by side of an agency's years: the totals of some rows, added up."""

    id: str
    label: Text
    table: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Charts:
    """The table [charts] of a pack."""

    volume: Volume | None = None
    years: tuple[YearsLine, ...] = ()
