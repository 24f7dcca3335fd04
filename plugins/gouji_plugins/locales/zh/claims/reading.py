"""From pieces of sentences to claims: what each number is said of, for whom, for which year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji import Claim, Polarity, Section, Text, TextLine
from gouji_plugins.locales.zh.claims.cases import Bearing, Cases, decided
from gouji_plugins.locales.zh.claims.lexicon import Lexicon
from gouji_plugins.locales.zh.claims.matching import OTHER, Match, at_year, carries, match, named
from gouji_plugins.locales.zh.claims.parts import Stated, with_parts
from gouji_plugins.locales.zh.claims.pieces import Paragraph, Piece, Place, cut
from gouji_plugins.locales.zh.claims.topics import Topic

_LONGEST_UNKNOWN = 8
_LONGEST_HEADING = 24
_SCOPE = Text("统计范围与报告主体可能不同", "it may count for others than the agency")
_TOPIC = Text("上文未写明所指事项", "the words before it do not say what it counts")
_CONTEXT = Text("未写明与政府信息公开有关", "it does not say that the cases are about disclosure")
_CARRIED = Text("未写明结转的方向", "it does not say from or to which year")
_REST = Text("只说其余的，除外的未写明", "it speaks of the rest only")
_DECIDES = Text("可能是本机关作为复议机关办理的案件", "they may be cases that the agency decides itself")
_DUE = Text("可能只指已到期限的", "it may speak only of those that were due")


def find_claims(lexicon: Lexicon, sections: Iterable[Section], agency: str, year: int | None) -> tuple[Claim, ...]:
    """Read all claims of the sections' prose, in order."""
    if not lexicon:
        return ()
    found: list[Claim] = []
    for section in sections:
        reader = _Reader(lexicon, section, agency, year, Topic(lexicon), Cases(lexicon))
        for line in section.lines:
            found += reader.read(line)
    return tuple(found)


@dataclass(slots=True)
class _Reader:
    """What is remembered from piece to piece of a line, and from line to line of a section.

    `until` says that the year last named only ends a span, `summed` where numbers count several years, `rest` where the
    words turned to the others, `unread` that a list joined by 、 opens with something unknown.
    """

    lexicon: Lexicon
    section: Section
    agency: str
    year: int | None
    topic: Topic
    cases: Cases
    before: str = ""
    stated_year: int | None = None
    until: bool = False
    summed: Place | None = None
    scope: str = ""
    foreign: bool = False
    bases: tuple[str, ...] = ()
    rest: Place | None = None
    unread: bool = False

    def read(self, line: TextLine) -> list[Claim]:
        """Read one paragraph."""
        paragraph = Paragraph.of(line.text, self.agency)
        self.topic, self.stated_year, self.rest, self.summed = Topic(self.lexicon), None, None, None
        self.cases.begin(self.section.heading, self.before, short=len(line.text) <= _LONGEST_HEADING)
        sentences = list(cut(paragraph.text, self.lexicon))
        later = [piece for pieces in sentences for piece in pieces]
        stated: list[Stated] = []
        for pieces in sentences:
            self.scope, self.foreign, self.bases = "", False, ()
            planned = any("plans" in piece.roles for piece in pieces)
            for piece in pieces:
                self._list(piece, stated[-1] if stated else None)
                later = later[1:]
                claims = self._claims(piece, (line, paragraph), later)
                told = not planned and self._told(piece)
                partly = {name for claim in claims for s in claim.subjects for name in self.lexicon.by_id[s].partly}
                stated.append(Stated(piece, tuple(claims) if told else (), self.bases, told, frozenset(partly)))
        claims = with_parts(stated, line, paragraph, self.section.id)
        self._leave(line, claims)
        return claims

    def _list(self, piece: Piece, last: Stated | None) -> None:
        """Keep whether the list that a piece stands in opens with a number of something unknown."""
        if last is None or last.piece.mark != "、" or last.piece.sentence != piece.sentence:
            self.unread = False
        elif not self.unread:
            self.unread = last.counts and not last.claims and bool(last.piece.rest)

    def _leave(self, line: TextLine, claims: Sequence[Claim]) -> None:
        """Keep what the next line may lean on: a short heading, or what was surely said."""
        heading = len(line.text) <= _LONGEST_HEADING and not claims
        self.before = line.text if heading else ""
        self.cases.end(stated=bool(claims), sure=any(claim.subjects and not claim.doubt for claim in claims))

    def _claims(self, piece: Piece, place: tuple[TextLine, Paragraph], later: Sequence[Piece]) -> list[Claim]:
        self.topic.enter(piece)
        self._remember(piece)
        topic = None if self.topic.vague and self.topic.now != OTHER else self.topic.now
        unknown = self._unknown(piece)
        found = self._found(piece, unknown)
        self.topic.turn(piece, found, known=not unknown)
        claims = self._made(piece, found, place, topic, later) if found and self._clear(piece, found) else []
        _, paragraph = place
        if not unknown and self._told(piece):
            self.cases.hear(piece, paragraph.text[piece.start : piece.end], found)
        return claims

    def _found(self, piece: Piece, unknown: str) -> Match | None:
        """Return what a piece speaks of, if of this year."""
        if not piece.terms or not self._told(piece):
            return None
        found = match(piece, self.lexicon, self.topic.now, aside=self.topic.aside == piece.place)
        plain = found is not None and any(subject.plain for subject in found.subjects)
        return None if plain and (unknown or self.foreign) else found

    def _clear(self, piece: Piece, found: Match) -> bool:
        """Tell whether a piece may be a claim: its words are known but for a few in front, its number is exact and of this year.

        What came in by one channel is none of what came in.
        """
        if "channel" in piece.roles and "channels" not in piece.roles and found.subjects[0].flow:
            self.topic.vague = True
            return False
        unknown = self._unknown(piece)
        if unknown and (piece.inner or found.bare or piece.number is None or len(unknown) > _LONGEST_UNKNOWN):
            self.topic.lose()
            return False
        near = piece.number is not None and piece.number.near
        summed = "doubtful" in piece.roles and any(subject.lasting for subject in found.subjects)
        return not (near or summed or self.summed == piece.place)

    def _told(self, piece: Piece) -> bool:
        """Tell whether a piece speaks of the year reported on, and not of a change against another."""
        return "compares" not in piece.roles and (
            None in (self.stated_year, self.year) or self.stated_year == self.year
        )

    def _remember(self, piece: Piece) -> None:
        """Keep year, scope and the whole that is named, which hold for the pieces behind."""
        if piece.years and not carries(piece, self.lexicon):
            self.stated_year, self.until = piece.years[-1], "until" in piece.roles
            self.summed = self.summed if self.until else None
        open_ended = "within_year" not in piece.roles and (self.stated_year is None or self.until)
        if "ever" in piece.roles or ("doubtful" in piece.roles and open_ended):
            self.summed = piece.place
        if "scope" in piece.roles:
            self.scope = piece.roles["scope"]
            self.foreign = bool(self.agency) and not self.lexicon.scope_of[self.scope].search(self.agency)
        if "within" in piece.roles or (piece.number and piece.number.unit == "%" and piece.terms):
            self.bases = named(piece, self.lexicon, self.topic.now) or self.bases
        if piece.roles.keys() & {"rest", "except"}:
            self.rest = piece.place

    def _unknown(self, piece: Piece) -> str:
        """Return the words that neither the vocabulary nor the agency's name explains."""
        return "…".join(words for words in piece.rest if words not in self.agency)

    def _made(
        self, piece: Piece, found: Match, place: tuple[TextLine, Paragraph], topic: str | None, later: Sequence[Piece]
    ) -> list[Claim]:
        ids = tuple(at_year(subject, piece.years, self.year) for subject in found.subjects)
        of, sure = self.cases.of(piece, found)
        if found.subjects[0].about and not of:
            return []
        line, paragraph = place
        bearing = self.cases.bearing(piece, found, paragraph.text, later)
        if found.polarity is Polarity.COUNT and not found.subjects[0].about:
            self.cases.add(piece, ids, bearing)
        if bearing is Bearing.OTHER:
            return []
        own = decided(piece, found, paragraph.text)
        doubt = self._doubt(piece, found, topic, context=sure and bearing is Bearing.SURE, own=own)
        span = paragraph.printed(piece.start, piece.end)
        number = paragraph.printed(piece.number.start, piece.number.end) if piece.number else span
        value = None if found.polarity is Polarity.ALL else piece.number.value if piece.number else Decimal(0)
        apart = found.polarity is not Polarity.COUNT or "each" in piece.roles
        return [
            Claim(
                subjects=subjects, polarity=found.polarity, value=value, unit=piece.number.unit if piece.number else "",
                words=line.text[slice(*span)].strip(), text=line.text, span=span, number=number, at=line.at,
                section=self.section.id, scope=self.scope, of=of, doubt=doubt,
            )
            for subjects in ([(name,) for name in ids] if apart else [ids])
        ]  # fmt: skip

    def _doubt(self, piece: Piece, found: Match, topic: str | None, *, context: bool, own: bool) -> Text | None:
        unknown = self._unknown(piece)
        every = found.polarity is Polarity.ALL
        owned = any(topic in piece.terms for subject in found.subjects for topic in subject.topics)
        needing = found.bare or (every and any(subject.topics for subject in found.subjects))
        doubts = (
            (self.foreign, _SCOPE),
            (bool(unknown), Text(f"含义不明：{unknown}", f"not clear what is meant by {unknown}")),
            (not owned and (self.unread or (topic is None and needing)), _TOPIC),
            (own, _DECIDES),
            (not context, _CONTEXT),
            (any(s.next_year and at_year(s, piece.years, self.year) == s.id for s in found.subjects), _CARRIED),
            (every and self.rest == piece.place, _REST),
            ("timely" in piece.roles and (every or "part" in piece.roles), _DUE),
        )
        return next((words for holds, words in doubts if holds), None)
