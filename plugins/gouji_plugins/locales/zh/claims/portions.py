"""What numbers and percentages may be a part of: those who asked, one of two portions, something that no table tells."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from gouji import Claim
from gouji_plugins.locales.zh.claims import bounds
from gouji_plugins.locales.zh.claims.lexicon import Lexicon
from gouji_plugins.locales.zh.claims.matching import Match, named
from gouji_plugins.locales.zh.claims.pieces import PERCENT_SIGN, Piece, Place

_UNKNOWN = ""
"""Stands for something counted that has no group."""
_SOME = "some"
"""Stands for a part of the requests that no table tells."""


@dataclass(slots=True)
class Portions:
    """What a sentence named before.

    `among` are those that the outcomes behind are of, or the other way round, `wholes` the groups of what percentages behind may be of,
    without a name what no table tells, `turned` says that more was named than requests and their receipt, `portion` where one of the
    two portions to be dealt with was counted, `asker` where some of those who asked were named,
    `excepted` where some outcomes were left out.
    """

    lexicon: Lexicon
    among: tuple[str, ...] = ()
    wholes: frozenset[str] = frozenset()
    turned: bool = False
    portion: tuple[Place, tuple[str, ...]] | None = None
    asker: Place | None = None
    excepted: Place | None = None

    def begin(self, pieces: Sequence[Piece]) -> None:
        """Turn to a new sentence, which may go on with a list."""
        self.wholes = self.wholes if pieces and "part" in pieces[0].roles else frozenset()
        self.among, self.turned = (), False
        self.portion = self.asker = self.excepted = None

    def name(self, piece: Piece, topic: str | None) -> None:
        """Keep those of whom a clause says that what follows is of them: 自然人申请中, 对自然人提出的申请."""
        if "except" in piece.roles:
            self.excepted = piece.place
        if piece.number is None and self.lexicon.asking.intersection(piece.terms):
            self.asker = piece.place
        if "within" in piece.roles or self._names_askers(piece):
            groups = {name: self.lexicon.by_id[name].group for name in named(piece, self.lexicon, topic)}
            self.among = tuple(name for name, group in groups.items() if group in bounds.CROSSED)

    def count(self, piece: Piece, found: Match | None, flows: Set[str]) -> None:
        """Keep one of the two portions to be dealt with, which numbers behind it speak of: 本年新收的100件，96件于年内办结."""
        if piece.number:
            some = found is not None and piece.relative and flows == {found.subjects[0].id} <= set(bounds.PORTIONS)
            self.portion = (piece.place, (found.subjects[0].id,)) if found and some else None

    def hear(self, piece: Piece, claims: Sequence[Claim]) -> None:
        """Keep what else a piece names."""
        self.wholes |= self._wholes(piece, claims)
        self.turned = self.turned or bool(set(piece.terms) - self.lexicon.asked)

    def narrowed(self, piece: Piece, found: Match) -> Match:
        """Take an outcome for that of those who were named before, and the other way round; what was done, for what became of a portion."""
        subject = found.subjects[0]
        if subject.every and subject.flow and self.portion and self.portion[0] == piece.place and not found.of:
            return replace(found, of=self.portion[1])
        same = any(self.lexicon.by_id[name].group == subject.group for name in self.among)
        crossed = subject.group in bounds.CROSSED and not same and "within" not in piece.roles
        return replace(found, of=self.among) if crossed and self.among else found

    def of_some(self, piece: Piece) -> bool:
        """Tell whether a percentage is said of a part with a name of its own: 线上申请办结率98%."""
        return _SOME in self.wholes or bool(piece.roles.keys() & bounds.PARTIAL)

    def of_another(self, piece: Piece, topic: str | None) -> bool:
        """Tell whether a percentage may be of something else than of all requests."""
        groups = {self.lexicon.by_id[name].group for name in named(piece, self.lexicon, topic)}
        return bool(self.wholes - groups.difference({_UNKNOWN}))

    def all_who_ask(self, piece: Piece, found: Match, clause: str) -> bool:
        """Tell whether all who asked are said to be some: not what becomes of these, nor who asked for a part."""
        behind = clause.partition(piece.roles["all"])[2]
        told = any(spelling in behind for spelling, term in self.lexicon.terms.items() if term in found.words)
        plain = not piece.rest and set(piece.terms) - found.words <= self.lexicon.asked
        return told and plain and not (self.wholes or self.turned)

    def _names_askers(self, piece: Piece) -> bool:
        """Tell whether a clause does nothing but name some of those who asked."""
        if piece.number or piece.rest or piece.roles.keys() - bounds.PLAIN_ROLES or not piece.terms:
            return False
        asking = self.lexicon.asking
        return bool(asking.intersection(piece.terms)) and set(piece.terms) <= asking | self.lexicon.asked

    def _wholes(self, piece: Piece, claims: Sequence[Claim]) -> set[str]:
        subjects = [self.lexicon.by_id[name] for claim in claims for name in claim.subjects]
        if piece.roles.keys() & bounds.PARTIAL or self.lexicon.cases[1].intersection(piece.terms):
            return {_SOME}
        if piece.number is None:
            own = set(piece.terms) <= self.lexicon.dealings | set(self.lexicon.sections.values())
            return {_SOME} if "within" in piece.roles and (piece.rest or not own) else set()
        if piece.number.unit == PERCENT_SIGN:
            return set()
        if "within" in piece.roles and any(not s.flow or s.id == bounds.CARRIED_IN for s in subjects):
            return {_SOME}
        if not subjects or any(claim.at_most or claim.doubt for claim in claims):
            return {_UNKNOWN}
        return {s.group for s in subjects if not s.flow or s.id == bounds.CARRIED_IN}
