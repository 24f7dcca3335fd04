"""The cases that results belong to, and whether they are about what the report is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from gouji import Polarity
from gouji_plugins.locales.zh.claims.lexicon import Lexicon
from gouji_plugins.locales.zh.claims.matching import OTHER, Match
from gouji_plugins.locales.zh.claims.pieces import Piece, Place

_DECIDING = {"reconsiderations": ("复议",), "litigations": ("法院", "诉讼", "判", "胜诉", "败诉")}
"""Words by which results alone tell whose they are."""
_EARLIER: Place = (-1, 0)
"""Stands for the paragraph before."""


class Bearing(Enum):
    """How sure it is that words speak of cases about disclosure: an agency has others too."""

    SURE = "sure"
    UNSURE = "unsure"
    OTHER = "other"


@dataclass(slots=True)
class Cases:
    """What is remembered of cases from piece to piece, and from line to line of a section.

    `told` says that the cases spoken of are about disclosure, `requests` that requests for disclosure were counted before,
    `sure` that the line before was about disclosure, `terse` that a few words go on with it, `reviews` that the section is on such
    cases; `doubtful` names the places where it is not sure, `deciding` the one where the agency is the one that decides, `carried` that
    some of the year before were counted.
    """

    lexicon: Lexicon
    named: dict[Place, list[str]] = field(default_factory=dict)
    doubtful: set[Place] = field(default_factory=set)
    told: bool = False
    requests: bool = False
    sure: bool = False
    terse: bool = False
    reviews: bool = False
    deciding: Place | None = None
    carried: bool = False

    def begin(self, *headings: str, short: bool) -> None:
        """Turn to a new paragraph under these headings."""
        if _EARLIER in self.doubtful or self.doubtful & self.named.keys():
            self.doubtful = {_EARLIER}
        self.named = {_EARLIER: [case for cases in self.named.values() for case in cases]}
        self.told = self.told or any(self._titled(heading) for heading in headings)
        self.requests, self.terse, self.deciding = False, self.sure and short, None
        self.carried = False

    def end(self, *, stated: bool, sure: bool) -> None:
        """Forget a paragraph that stated nothing, or nothing for sure."""
        self.told, self.sure = self.told and sure, sure
        if not stated:
            self.named, self.doubtful = {}, set()

    def hear(self, piece: Piece, clause: str) -> None:
        """Take a clause whose words are all known for what the next ones are about."""
        context, topics, _ = self.lexicon.cases
        if any(word in clause for word in context):
            self.told = self.told or not topics.isdisjoint(piece.terms)

    def count(self, found: Match) -> None:
        """Take a number for whether requests for disclosure are spoken of."""
        self.requests = self.requests or (found.flow and not found.subjects[0].context)

    def bearing(self, piece: Piece, found: Match, text: str, later: Sequence[Piece]) -> Bearing:
        """Tell whether the cases of a piece are the agency's own about disclosure."""
        if self.deciding == piece.place and any(s.context or s.about for s in found.subjects):
            return Bearing.OTHER
        if self._carried_in(piece, found):
            self.carried = True
            return Bearing.OTHER
        bearing = self._about(piece, found, text, later)
        if self.carried and found.subjects[0].about and bearing is Bearing.SURE:
            return Bearing.OTHER if found.polarity is Polarity.ALL else Bearing.UNSURE
        return Bearing.UNSURE if bearing is Bearing.SURE and decided(piece, found, text) else bearing

    def _carried_in(self, piece: Piece, found: Match) -> bool:
        """Tell whether cases of the year before are counted: 上年结转行政复议案件1件."""
        return bool(found.subjects[0].context) and not self.lexicon.carried.isdisjoint(piece.terms)

    def _about(self, piece: Piece, found: Match, text: str, later: Sequence[Piece]) -> Bearing:
        """Tell whether they are about disclosure: by the piece's clause, by what was said before, by its paragraph."""
        subjects = (*found.subjects, *(self.lexicon.by_id[name] for name in found.of))
        context = {word for subject in subjects for word in subject.context}
        if not context or any(word in text[piece.start : piece.end] for word in context):
            return Bearing.SURE
        mentioned = any(word in text for word in context)
        if found.polarity is Polarity.NONE:
            return Bearing.SURE if self.told or mentioned else Bearing.UNSURE
        if _wider(piece, context, text, later):
            return Bearing.OTHER
        against = any(word in text[piece.start : piece.end] for subject in subjects for word in subject.against)
        if self.told or self.terse or (self.requests and against):
            return Bearing.SURE
        return Bearing.UNSURE if mentioned or self.requests or against else Bearing.OTHER

    def add(self, piece: Piece, ids: Sequence[str], bearing: Bearing) -> None:
        """Keep the cases that a piece counts."""
        self.named.setdefault(piece.place, []).extend(
            (OTHER,) if bearing is Bearing.OTHER and not self.carried else ids
        )
        if bearing is Bearing.UNSURE:
            self.doubtful.add(piece.place)

    @property
    def named_any(self) -> bool:
        """Whether any cases were named."""
        return any(self.named.values())

    def name(self, piece: Piece, ids: Sequence[str], clause: str) -> None:
        """Keep cases about disclosure that are named without a number: results behind them are theirs."""
        for subject in (self.lexicon.by_id[name] for name in ids):
            if subject.context and subject.flow and (self.reviews or any(word in clause for word in subject.context)):
                self.named.setdefault(piece.place, []).append(subject.id)

    def of(self, piece: Piece, found: Match, clause: str) -> tuple[tuple[str, ...], bool]:
        """Return the cases that a result speaks of: named beside it, in its segment, or last before it; and whether it is sure."""
        about = {name for subject in found.subjects for name in subject.about}
        if not about or found.of:
            return found.of, True
        for place in (piece.place, *reversed(self.named)):
            if OTHER in self.named.get(place, ()):
                break
            here = [name for name in self.named.get(place, ()) if name in about]
            if here:
                return tuple(dict.fromkeys(here)), place not in self.doubtful
        deciding = tuple(name for name, words in _DECIDING.items() if name in about and any(w in clause for w in words))
        if any(OTHER in names for names in self.named.values()) or not (self.reviews or deciding or self.named_any):
            return (), True
        return deciding or tuple(_DECIDING), bool(deciding) and self.reviews

    def _titled(self, heading: str) -> bool:
        context, _, spellings = self.lexicon.cases
        return any(word in heading for word in context) and any(spelling in heading for spelling in spellings)


def decided(piece: Piece, found: Match, text: str) -> bool:
    """Tell whether the agency may be the one that decides the cases counted, not the one that they are against."""
    return any(word in text[piece.start : piece.end] for subject in found.subjects for word in subject.decides)


def _wider(piece: Piece, context: set[str], text: str, later: Sequence[Piece]) -> bool:
    """Tell whether a part of what was counted is told to be about disclosure, so that the whole is not."""
    for place, part in enumerate(later):
        if part.sentence > piece.sentence + 1:
            break
        if "subset" in part.roles and part.number and not part.led:
            return any(word in text[part.start : part.end] for word in context)
        if "part" in part.roles:
            last = later[place + 1] if part.number is None and place + 1 < len(later) else part
            return any(word in text[part.start : last.end] for word in context)
    return False
