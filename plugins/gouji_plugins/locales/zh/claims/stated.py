"""What a piece of a sentence states alone."""

from __future__ import annotations

from dataclasses import dataclass

from gouji import Claim, Polarity, Text, TextLine
from gouji_plugins.locales.zh.claims.paragraphs import Paragraph
from gouji_plugins.locales.zh.claims.pieces import PERCENT_SIGN, Piece


@dataclass(frozen=True, slots=True)
class Stated:
    """A piece with the claims that it makes alone, and the subjects named as the whole of percentages.

    `told` is False for plans, comparisons and other years; `partly` are subjects that its parts may count only in part; `own` says
    that it names the agency itself, `narrow` that it counts a part with a name of its own, of which no table tells,
    `adds` that it may be the sum of those before it.
    """

    piece: Piece
    claims: tuple[Claim, ...]
    bases: tuple[str, ...] = ()
    told: bool = True
    partly: frozenset[str] = frozenset()
    own: bool = False
    narrow: bool = False
    adds: bool = True

    @property
    def counts(self) -> bool:
        """Whether it holds a number other than a percentage."""
        return self.told and self.piece.number is not None and self.piece.number.unit != PERCENT_SIGN

    @property
    def subjects(self) -> set[str]:
        """The subjects of its claims."""
        return {subject for claim in self.claims for subject in claim.subjects}


def plain(stated: Stated, line: TextLine, paragraph: Paragraph, section: str | None) -> Claim:
    """Make the claim of a number whose subject the vocabulary does not know."""
    number = stated.piece.number
    assert number is not None
    span = paragraph.printed(stated.piece.start, stated.piece.end)
    near = Text("原文为约数", "the number is only approximate") if number.near else None
    return Claim(
        (), Polarity.COUNT, number.value, number.unit, line.text[slice(*span)].strip(), line.text, span,
        paragraph.printed(number.start, number.end), line.at, section, stated.piece.roles.get("scope", ""), doubt=near,
    )  # fmt: skip
