"""From pieces of sentences to claims: what each number is said of, for whom, for which year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gouji.claims.lexicon import Lexicon
from gouji.claims.matching import OTHER, Match, at_year, carries, match, named
from gouji.claims.parts import Stated, with_parts
from gouji.claims.pieces import Paragraph, Piece, cut
from gouji.model.claim import Claim, Polarity
from gouji.model.report import Section, TextLine
from gouji.model.text import Text

_LONGEST_UNKNOWN = 8
_LONGEST_HEADING = 24
_SCOPE = Text("统计范围与报告主体可能不同", "it may count for others than the agency")
_TOPIC = Text("上文未写明所指事项", "the words before it do not say what it counts")
_CONTEXT = Text("未写明与政府信息公开有关", "it does not say that the cases are about disclosure")
_CARRIED = Text("未写明结转的方向", "it does not say from or to which year")


def find_claims(lexicon: Lexicon, sections: Iterable[Section], agency: str, year: int | None) -> tuple[Claim, ...]:
    """Read all claims of the sections' prose, in order."""
    if not lexicon:
        return ()
    found: list[Claim] = []
    for section in sections:
        reader = _Reader(lexicon, section, agency, year)
        for line in section.lines:
            found += reader.read(line)
    return tuple(found)


@dataclass(slots=True)
class _Reader:
    """What is remembered from piece to piece of a line, and from line to line of a section."""

    lexicon: Lexicon
    section: Section
    agency: str
    year: int | None
    before: str = ""
    sure: bool = False
    topic: str | None = None
    stated_year: int | None = None
    scope: str = ""
    foreign: bool = False
    bases: tuple[str, ...] = ()
    cases: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    def read(self, line: TextLine) -> list[Claim]:
        """Read one paragraph."""
        paragraph = Paragraph.of(line.text)
        self.topic = self.stated_year = None
        self.cases = {(-1, 0): [case for cases in self.cases.values() for case in cases]}
        stated: list[Stated] = []
        for pieces in cut(paragraph.text, self.lexicon):
            self.scope, self.foreign, self.bases = "", False, ()
            planned = any("plans" in piece.roles for piece in pieces)
            for piece in pieces:
                claims = self._claims(piece, line, paragraph)
                told = not planned and self._told(piece)
                stated.append(Stated(piece, tuple(claims) if told else (), self.bases, told))
        claims = with_parts(stated, line, paragraph, self.section.id)
        self._leave(line, claims)
        return claims

    def _leave(self, line: TextLine, claims: Sequence[Claim]) -> None:
        """Keep what the next line may lean on: a short heading, or what was surely said."""
        heading = len(line.text) <= _LONGEST_HEADING and not claims
        self.before = line.text if heading else ""
        self.sure = not heading and any(claim.subjects and not claim.doubt for claim in claims)
        self.cases = self.cases if claims else {}

    def _claims(self, piece: Piece, line: TextLine, paragraph: Paragraph) -> list[Claim]:
        self._remember(piece)
        topic = self.topic
        if not self._told(piece):
            self._turn(piece, None)
            return []
        found = match(piece, self.lexicon, topic) if piece.terms else None
        self._turn(piece, found)
        if found is None or not self._clear(piece, found):
            return []
        return self._made(piece, found, (line, paragraph), topic)

    def _clear(self, piece: Piece, found: Match) -> bool:
        """Tell whether a piece may be a claim: its words are known but for a few in front, its number is exact and of this year."""
        unknown = self._unknown(piece)
        if unknown and (piece.inner or found.bare or piece.number is None or len(unknown) > _LONGEST_UNKNOWN):
            self.topic = OTHER if self.topic == OTHER else None
            return False
        near = piece.number is not None and piece.number.near
        return not near and ("doubtful" not in piece.roles or self.stated_year is not None)

    def _told(self, piece: Piece) -> bool:
        """Tell whether a piece speaks of the year reported on, and not of a change against another."""
        return "compares" not in piece.roles and (
            None in (self.stated_year, self.year) or self.stated_year == self.year
        )

    def _remember(self, piece: Piece) -> None:
        """Keep year, scope and the whole that is named, which hold for the pieces behind."""
        if piece.years and not carries(piece, self.lexicon):
            self.stated_year = piece.years[-1]
        if "scope" in piece.roles:
            self.scope = piece.roles["scope"]
            self.foreign = bool(self.agency) and not self.lexicon.scope_of[self.scope].search(self.agency)
        if "within" in piece.roles or (piece.number and piece.number.unit == "%" and piece.terms):
            self.bases = named(piece, self.lexicon, self.topic) or self.bases

    def _turn(self, piece: Piece, found: Match | None) -> None:
        """Keep what the words are about; an unknown thing counted in the same unit is another topic."""
        topics = [term for term in piece.terms if term in self.lexicon.topics]
        if "topics" in piece.roles:
            self.topic = OTHER
        elif topics and (found or not piece.number):
            self.topic = topics[-1]
        elif piece.terms and piece.number and not found and piece.number.unit != "%":
            alone = len(topics) == len(piece.terms) and not piece.rest
            self.topic = topics[-1] if alone else OTHER
        elif found is None and piece.number and not piece.depth and not piece.roles.keys() & {"part", "share"}:
            same_unit = piece.number.unit in self.lexicon.units_on.get(self.topic or OTHER, ())
            self.topic = OTHER if same_unit and piece.rest and not piece.terms else self.topic

    def _unknown(self, piece: Piece) -> str:
        """Return the words that neither the vocabulary nor the agency's name explains."""
        return "…".join(words for words in piece.rest if words not in self.agency)

    def _made(self, piece: Piece, found: Match, place: tuple[TextLine, Paragraph], topic: str | None) -> list[Claim]:
        ids = tuple(at_year(subject, piece.years, self.year) for subject in found.subjects)
        of = self._of(piece, found)
        if found.subjects[0].about and not of:
            return []
        line, paragraph = place
        context = self._in_context(found, line)
        if found.polarity is Polarity.COUNT and not found.subjects[0].about:
            self.cases.setdefault((piece.sentence, piece.segment), []).extend(ids if context else (OTHER,))
        if not context and found.polarity is Polarity.COUNT:
            return []
        doubt = self._doubt(piece, found, topic, context=context)
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

    def _of(self, piece: Piece, found: Match) -> tuple[str, ...]:
        """Return the subjects that a result speaks of: named beside it, in its segment, or last before it."""
        about = {name for subject in found.subjects for name in subject.about}
        if not about or found.of:
            return found.of
        places = [(piece.sentence, piece.segment), *reversed(self.cases)]
        for place in places:
            if OTHER in self.cases.get(place, ()):
                return ()
            named_there = [name for name in self.cases.get(place, ()) if name in about]
            if named_there:
                return tuple(dict.fromkeys(named_there))
        return ()

    def _in_context(self, found: Match, line: TextLine) -> bool:
        """Tell whether paragraph, heading or the line before say that it is about what the report is about."""
        context = {word for subject in found.subjects for word in subject.context}
        around = (line.text, self.before, self.section.heading)
        return not context or self.sure or any(word in text for word in context for text in around)

    def _doubt(self, piece: Piece, found: Match, topic: str | None, *, context: bool) -> Text | None:
        unknown = self._unknown(piece)
        doubts = (
            (self.foreign, _SCOPE),
            (bool(unknown), Text(f"含义不明：{unknown}", f"not clear what is meant by {unknown}")),
            (found.bare and topic is None, _TOPIC),
            (not context, _CONTEXT),
            (any(s.next_year and at_year(s, piece.years, self.year) == s.id for s in found.subjects), _CARRIED),
        )
        return next((words for holds, words in doubts if holds), None)
