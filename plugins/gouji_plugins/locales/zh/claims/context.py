"""For whom and for which time the words of a paragraph speak, from piece to piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gouji_plugins.locales.zh.claims.lexicon import Lexicon
from gouji_plugins.locales.zh.claims.matching import carries
from gouji_plugins.locales.zh.claims.pieces import Piece, Place

_SAME_TIME = "同期"


def _of_last_year(piece: Piece) -> bool:
    """Tell whether a piece states what there was the year before: 上年同期受理98件."""
    said = piece.roles.get("compares") == _SAME_TIME and "last_year" in piece.roles
    return said and bool(piece.terms) and piece.number is not None


@dataclass(slots=True)
class Context:
    """Year, part of the year and body that hold for a piece and those behind it.

    `until` says that the year last named only ends a span, `summed` where numbers count several years, `perhaps_summed` that they may,
    `span` that a part of the
    year was named, `planned` that what follows is still to come. `scope` are the words for whom it counts, `foreign` that these need
    not be the agency, `others` that they are not. `untold` is the depth of a piece that does not speak of the year.
    """

    lexicon: Lexicon
    agency: str
    year: int | None
    stated_year: int | None = None
    until: bool = False
    summed: Place | None = None
    perhaps_summed: Place | None = None
    span: bool = False
    planned: bool = False
    scope: str = ""
    foreign: bool = False
    others: bool = False
    untold: int | None = None
    place: Place = (0, 0)
    counted: bool = False
    before_bracket: tuple[int | None, bool, bool] | None = None

    def begin(self, pieces: Sequence[Piece]) -> None:
        """Turn to a new sentence, which names years and subjects of its own unless it goes on with a list."""
        self.scope, self.foreign, self.others = "", False, False
        self.span = self.planned = False
        self.untold = self.before_bracket = None
        self.counted, self.perhaps_summed = False, None
        if pieces and not ("part" in pieces[0].roles or self.until):
            self.stated_year = None

    def hear(self, piece: Piece) -> None:
        """Keep what a piece says of time and of bodies; a year in a bracket behind a number holds for that: 25%（上年80件）."""
        if piece.depth and self.before_bracket is None and self.counted:
            self.before_bracket = self.stated_year, self.until, self.span
        elif not piece.depth and self.before_bracket is not None:
            (self.stated_year, self.until, self.span), self.before_bracket = self.before_bracket, None
        self.counted = piece.number is not None
        self._time(piece)
        if "scope" in piece.roles:
            self.scope, self.others = piece.roles["scope"], False
            self.foreign = bool(self.agency) and not self.lexicon.scope_of[self.scope].search(self.agency)
        self.others = "others" in piece.roles or (self.others and piece.place == self.place)
        self.place = piece.place

    def told(self, piece: Piece) -> bool:
        """Tell whether a piece speaks of the whole year reported on, and not of a change against another."""
        told = self._told(piece)
        self.untold = None if told else piece.depth
        return told

    @property
    def spanned(self) -> bool:
        """Whether nothing but a part of the year named keeps the words from speaking of the whole year."""
        other = None not in (self.stated_year, self.year) and self.stated_year != self.year
        return self.span and not (other or self.planned)

    def own(self, piece: Piece) -> bool:
        """Tell whether a piece names the agency itself."""
        return "scope" in piece.roles and not self.foreign

    def _told(self, piece: Piece) -> bool:
        roles = piece.roles
        if ("compares" in roles or "average" in roles) and "now" not in roles:
            return False
        if self.untold is not None and (piece.depth > self.untold or (piece.adjoined and "now" not in roles)):
            return False
        other = None not in (self.stated_year, self.year) and self.stated_year != self.year
        return not (other or self.span or self.planned)

    def _time(self, piece: Piece) -> None:
        roles = piece.roles
        if not (roles or piece.years):
            return
        compared = "compares" in roles and "now" not in roles and not _of_last_year(piece)
        if "last_year" in roles and not piece.years and self.year and not compared:
            piece.years = [self.year - 1]
        if piece.years and not compared and not (piece.terms and carries(piece, self.lexicon)):
            self.stated_year, self.until, self.span = piece.years[-1], "until" in roles, False
            self.summed = self.summed if self.until else None
        if roles.keys() & {"within_year", "this_year", "now"}:
            self.span = False
            if not (piece.years or self.until or "now" in roles):
                self.stated_year = self.year
        whole = "within_year" in roles or (self.year is not None and self.stated_year == self.year)
        earlier = "since" in roles and bool(piece.years) and piece.years[0] != self.year
        self.span = self.span or "span" in roles or ("since" in roles and not whole) or earlier
        self.planned = self.planned or "plans" in roles
        open_ended = "within_year" not in roles and (self.stated_year is None or self.until)
        if "ever" in roles:
            self.summed = piece.place
        if "doubtful" in roles and self.until and open_ended:
            self.perhaps_summed = piece.place
