"""The pieces of sentences, each with one statement at most."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

PERCENT_SIGN = "%"
Place = tuple[int, int]
"""A sentence and a segment of it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit: value in the plain unit, the words that make it only about right, and where it stands."""

    value: Decimal
    unit: str
    near: str
    start: int
    end: int


@dataclass(slots=True)
class Piece:
    """A stretch of a sentence with at most one number.

    `roles` and `terms` are what its words do and mean, `before` how many terms stand in front of the number. `rest` are the words
    that the vocabulary does not know, `ahead` of them in front of the number; `joined` stand right before a term that they may
    narrow, `gap` between the terms and the number, where they may be what is counted; `inner` tells whether any stands behind a
    term, `relative` that 的 leads to the number, `adjoined` that no mark parts it from the piece before. `cuts` says after how many
    terms 、 or 和 stands. `mark` is the mark that ends it, `depth` the number of brackets round it; segments end at semicolons.
    """

    start: int
    depth: int
    segment: int
    sentence: int
    end: int = 0
    mark: str = ""
    number: Number | None = None
    terms: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    years: list[int] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    joined: dict[str, str] = field(default_factory=dict)
    gap: str = ""
    ahead: int = 0
    relative: bool = False
    inner: bool = False
    before: int = 0
    adjoined: bool = False
    cuts: list[int] = field(default_factory=list)

    @property
    def led(self) -> bool:
        """Whether words of the vocabulary stand before the number."""
        return self.number is not None and self.before > 0

    @property
    def place(self) -> Place:
        """Its sentence and segment."""
        return self.sentence, self.segment

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.number or self.terms or self.roles.keys() - {"within_year"} or self.years or self.rest)
