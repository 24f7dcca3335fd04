"""What a piece of a sentence states alone."""

from __future__ import annotations

from dataclasses import dataclass

from gouji import Claim
from gouji_plugins.locales.zh.claims.pieces import PERCENT_SIGN, Piece


@dataclass(frozen=True, slots=True)
class Stated:
    """A piece with the claims that it makes alone, and the subjects named as the whole of percentages.

    `told` is False for plans, comparisons and other years; `partly` are subjects that its parts may count only in part; `own` says
    that it names the agency itself, `narrow` that it counts a part with a name of its own, of which no table tells.
    """

    piece: Piece
    claims: tuple[Claim, ...]
    bases: tuple[str, ...] = ()
    told: bool = True
    partly: frozenset[str] = frozenset()
    own: bool = False
    narrow: bool = False

    @property
    def counts(self) -> bool:
        """Whether it holds a number other than a percentage."""
        return self.told and self.piece.number is not None and self.piece.number.unit != PERCENT_SIGN

    @property
    def subjects(self) -> set[str]:
        """The subjects of its claims."""
        return {subject for claim in self.claims for subject in claim.subjects}
