"""What numbers without words of their own count: words before them that wait for a number, or what was counted last."""

from __future__ import annotations

from dataclasses import dataclass, field

from gouji_plugins.locales.zh.claims import bounds
from gouji_plugins.locales.zh.claims.doubts import of_some
from gouji_plugins.locales.zh.claims.lexicon import Lexicon
from gouji_plugins.locales.zh.claims.matching import Match
from gouji_plugins.locales.zh.claims.pieces import PERCENT_SIGN, Piece


@dataclass(slots=True)
class Lender:
    """What is remembered of a sentence for the numbers that follow.

    `noun` are the terms of the clauses before that hold no number of their own, `noun_of_some` that these speak of some kind only.
    `last` is what was counted last, `listed` what was counted of each group, `last_told` whether
    this was of the year, `last_of_channel` that it came in by one channel, `behind_number` that the piece before holds a number.
    """

    lexicon: Lexicon
    noun: tuple[str, ...] = ()
    noun_of_some: bool = False
    last: Match | None = None
    last_told: bool = True
    last_of_channel: bool = False
    behind_number: bool = False
    listed: dict[str, set[str]] = field(default_factory=dict)

    def begin(self) -> None:
        """Turn to a new sentence."""
        self.noun, self.last = (), None
        self.listed.clear()

    def keep(self, piece: Piece, found: Match | None, *, told: bool) -> None:
        """Keep what a piece counts."""
        self.last = found or (None if piece.number else self.last)
        if found and piece.number and (found.subjects[0].about or not found.subjects[0].absent):
            self.listed.setdefault(found.subjects[0].group, set()).add(found.subjects[0].id)
        if piece.number:
            self.last_of_channel = "channel" in piece.roles
        self.last_told, self.behind_number = (told if piece.number else self.last_told), piece.number is not None

    def wait(self, piece: Piece, *, told: bool) -> None:
        """Keep the words that wait for a number: numbers in brackets and of other years are not theirs."""
        if "topics" in piece.roles:
            self.noun = ()
        elif piece.number is None or piece.number.unit == PERCENT_SIGN or (not told and "compares" in piece.roles):
            if self.noun and not piece.terms:
                self.noun_of_some = self.noun_of_some or (piece.number is None and of_some(piece, self.lexicon))
            if piece.terms and not (piece.depth and self.noun):
                self.noun = tuple(piece.terms)
                self.noun_of_some = "channel" in piece.roles or of_some(piece, self.lexicon)
        elif told and not piece.depth:
            self.noun = ()

    def lend(self, piece: Piece, topic: str | None, *, known: bool) -> None:
        """Give a number without terms the words that it stands for; `known` tells that it has no unknown words of its own."""
        if piece.terms:
            self._lend_noun(piece)
            return
        left = piece.roles.get("rest") in bounds.LEFT and "channel" not in piece.roles and self.lexicon.left
        brief = self._brief(piece, topic)
        if left or (known and brief):
            _give(piece, left or brief)
        elif known and self.last and piece.roles.get("rest") in bounds.OTHERS:
            _give(piece, self._others(self.last.subjects[0].group))
        elif known and self.noun and not piece.roles.keys() & {"part", "each"}:
            _give(piece, *self.noun)
            piece.roles |= {"some": ""} if self.noun_of_some else {}
        elif known and self._sums_up(piece, topic):
            _give(piece, topic or "")
            piece.gap, piece.roles["unnamed"] = "", ""

    def _lend_noun(self, piece: Piece) -> None:
        """Give words that name nothing by themselves the noun of the clause before: 行政许可方面，共作出决定3件."""
        named = self.lexicon.decided
        if (
            "shown" not in piece.roles
            and set(piece.terms) <= self.lexicon.deciding
            and set(self.noun) <= named
            and len(self.noun) == 1
        ):
            piece.terms[:0] = self.noun
            piece.before += piece.led

    def goes_on(self, piece: Piece, clause: str, *, known: bool, own: bool) -> bool:
        """Tell whether a number counts what was counted last: this year's, the agency's own, the part on disclosure."""
        if self.last is None:
            return False
        if "part" in piece.roles and self.in_context(clause):
            return True
        if "within_year" in piece.roles and known and not self.last_told:
            return True
        return ("now" in piece.roles and not self.last_of_channel) or (own and known)

    def in_context(self, clause: str) -> bool:
        """Tell whether a part is said to be of the kind that its whole is only partly of: 其中由政府信息公开引起的5件."""
        words = {word for subject in self.last.subjects for word in subject.context} if self.last else ()
        return any(word in clause for word in words)

    def _others(self, group: str) -> str:
        """Return what 其他 means where enough of a group was told before it, so that it is no rest of many: 维持5件、纠正1件、其他2件."""
        word, least = self.lexicon.others.get(group, ("", 0))
        return word if len(self.listed.get(group, ())) >= least else ""

    def _brief(self, piece: Piece, topic: str | None) -> str:
        """Return what a word of another role means behind something on its topic: 答复3件，其中公开2件."""
        word, subject = self.lexicon.briefly.get(piece.roles.get("shown", ""), ("", None))
        topics = self.last.subjects[0].topics if self.last else ()
        return word if subject and set(topics) & set(subject.topics) and topic in subject.topics else ""

    def _sums_up(self, piece: Piece, topic: str | None) -> bool:
        """Tell whether a number is said to be all of the topic's: 共105件."""
        plain = not piece.depth and piece.roles.keys() <= bounds.PLAIN_ROLES
        flows = self.last is not None and self.last.flow and not self.last.subjects[0].context
        return plain and flows and self.behind_number and topic in self.lexicon.sections.values()


def _give(piece: Piece, *words: str) -> None:
    piece.terms = [word for word in words if word]
    piece.before = len(piece.terms)
