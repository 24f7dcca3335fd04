"""What the prose of a report states in numbers, so that it can be held against the tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from gouji.model.document import Location
from gouji.model.text import Text


class Polarity(StrEnum):
    """How a statement speaks of its subject.

    >>> report.claims[0].polarity.value
    'count'
    """

    COUNT = "count"
    """With a number."""
    NONE = "none"
    """As absent (未, 无, 没有): the number is 0."""
    ALL = "all"
    """As true of every case (均, 全部), without a number of its own."""


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage stated of a counted thing.

    `bases` are the subjects that the words name as the whole, empty if none, `whole` is the number that they give for it. `before`
    are the numbers from which it may have grown or fallen by so much, empty for a share. `near` is a word that makes it only
    about right, `plain` tells that no words beside it name another whole.

    >>> from decimal import Decimal
    >>> Share(Decimal("0.5"), "50%", (0, 3)).value
    Decimal('0.5')
    """

    value: Decimal
    raw: str
    span: tuple[int, int]
    bases: tuple[str, ...] = ()
    whole: Decimal | None = None
    before: tuple[Decimal, ...] = ()
    near: str = ""
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of the prose.

    `subjects` are ids of the pack's vocabulary, several where one number counts them together, none for a number that only
    has parts. `value` is in plain units (3.5万元 is 35000 of `unit` 元), None with Polarity.ALL. `words` is the statement as
    printed, at `span` of the paragraph `text`; `number` is the place of the number, or of the whole statement. `of` are the subjects
    that a result speaks of, `wholes` other numbers stated before it. `parts` follow 其中 or stand in brackets; `complete` tells that
    they leave nothing out, `settled` that no other number could be their whole. `near` are words that make the number only about
    right; a claim that counts `at_most` the subject counts a part of it. A claim with a `doubt` never supports a `fail`.

    >>> claim = report.claims[0]
    >>> claim.value, claim.subjects, claim.section
    (Decimal('5'), ('received',), 'overview')
    """

    subjects: tuple[str, ...]
    polarity: Polarity
    value: Decimal | None
    unit: str
    words: str
    text: str
    span: tuple[int, int]
    number: tuple[int, int]
    at: Location
    section: str | None = None
    scope: str = ""
    of: tuple[str, ...] = ()
    wholes: tuple[Decimal, ...] = ()
    share: Share | None = None
    parts: tuple[Claim, ...] = ()
    complete: bool = False
    settled: bool = True
    near: str = ""
    at_most: bool = False
    doubt: Text | None = None

    def doubted(self, doubt: Text) -> Claim:
        """Return the same claim in doubt; an earlier doubt stays."""
        return self if self.doubt else replace(self, doubt=doubt)
