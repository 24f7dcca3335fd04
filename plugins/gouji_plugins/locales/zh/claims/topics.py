"""What the words are about, from piece to piece of a paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from gouji_plugins.locales.zh.claims.lexicon import Lexicon
from gouji_plugins.locales.zh.claims.matching import OTHER, Match
from gouji_plugins.locales.zh.claims.pieces import Piece, Place


@dataclass(slots=True)
class Topic:
    """The topic that was named last: None where none is, OTHER for something that the vocabulary does not count.

    `aside` is the segment in which something else was named outright, so that an outcome there is no outcome of a request. `real`
    is the last topic that the vocabulary counts, `left` the segment in which the words turned to something else. `vague` says that
    the topic need not hold here: unknown words stand where it was named, or a list lies between.
    """

    lexicon: Lexicon
    now: str | None = None
    aside: Place | None = None
    vague: bool = False
    real: str | None = None
    before_bracket: tuple[str | None, Place | None, bool] | None = None
    before_list: tuple[Place, str | None] | None = None
    left: Place | None = None

    def enter(self, piece: Piece) -> None:
        """Go back to what was spoken of before a bracket, and with less certainty before a list in its segment."""
        if piece.depth and self.before_bracket is None:
            self.before_bracket = self.now, self.aside, self.vague
        elif not piece.depth and self.before_bracket is not None:
            self.now, self.aside, self.vague = self.before_bracket
            self.before_bracket = None
        if self.before_list and self.before_list[0] != piece.place:
            _, topic = self.before_list
            if self.now == OTHER and topic != OTHER:
                self.now, self.vague = topic, True
            self.before_list = None
        if "part" in piece.roles and not piece.depth and self.before_list is None:
            self.before_list = piece.place, self.now

    def turn(self, piece: Piece, found: Match | None, *, known: bool) -> None:
        """Keep what the words are about; an unknown thing counted in the same unit is another topic."""
        topics = [term for term in piece.terms if term in self.lexicon.topics]
        if "topics" in piece.roles:
            self._leave(None if topics else piece.place)
            self.real = topics[-1] if topics else self.real
        elif topics and (found or not piece.number):
            self._take(topics[-1], vague=not known and piece.number is not None)
        elif found and self._tells(found):
            self._take(found.subjects[0].topics[0], vague=not known)
        elif piece.terms and piece.number and not found and piece.number.unit != "%":
            alone = len(topics) == len(piece.terms) and not piece.rest
            if alone and self.aside != piece.place:
                self._take(topics[-1], vague=False)
            elif topics and self.before_list == (piece.place, topics[-1]):
                self._take(topics[-1], vague=True)
            else:
                self._leave(None if self.lexicon.dealings.intersection(piece.terms) else piece.place)
        elif found is None and piece.number and not piece.depth and not piece.roles.keys() & {"part", "share"}:
            same_unit = piece.number.unit in self.lexicon.units_on.get(self.now or OTHER, ())
            if "sorting" in piece.roles:
                self.vague = True
            elif same_unit and not piece.terms and any(words not in self.lexicon.channels for words in piece.rest):
                self.now, self.left = OTHER, piece.place

    def _tells(self, found: Match) -> bool:
        """Tell whether what was found is said of its topic alone."""
        subject = found.subjects[0]
        named = not found.bare or (subject.telling and self.now is None)
        return named and subject.flow and bool(subject.topics)

    def lose(self) -> None:
        """Forget a topic after words that are not clear."""
        self.now = OTHER if self.now == OTHER else None

    def _take(self, topic: str, *, vague: bool) -> None:
        self.now, self.aside, self.vague, self.real = topic, None, vague, topic

    def _leave(self, aside: Place | None) -> None:
        self.now, self.left = OTHER, aside or self.left
        self.aside = aside or self.aside
