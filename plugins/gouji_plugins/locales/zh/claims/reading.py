"""From pieces of sentences to claims: what each number is said of, for whom, for which year."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gouji import Claim, Polarity, Section, Text, TextLine
from gouji_plugins.locales.zh.claims import bounds, doubts
from gouji_plugins.locales.zh.claims.cases import Bearing, Cases, decided
from gouji_plugins.locales.zh.claims.context import Context
from gouji_plugins.locales.zh.claims.cutting import cut
from gouji_plugins.locales.zh.claims.doubts import narrow, of_another, of_contents, unclear
from gouji_plugins.locales.zh.claims.lending import Lender
from gouji_plugins.locales.zh.claims.lexicon import Lexicon
from gouji_plugins.locales.zh.claims.matching import OTHER, Match, at_year, match, named
from gouji_plugins.locales.zh.claims.paragraphs import Paragraph
from gouji_plugins.locales.zh.claims.parts import with_parts
from gouji_plugins.locales.zh.claims.pieces import PERCENT_SIGN, Piece, Place
from gouji_plugins.locales.zh.claims.portions import Portions
from gouji_plugins.locales.zh.claims.rejoining import first_of, follow, leave_out, rejoin, rest_of
from gouji_plugins.locales.zh.claims.respectively import respectively
from gouji_plugins.locales.zh.claims.stated import Stated
from gouji_plugins.locales.zh.claims.topics import Topic

_AND_MORE = "等"


@dataclass(slots=True)
class Reader:
    """Reads a section: what is remembered from piece to piece of a line, and from line to line.

    `titled` is the topic of a short heading, the line before. `rest` says where the words turned to the others, `unread` that a list joined
    by 、 opens with something unknown, `narrowed` that it opens with a part of something, `counted` that a number was told before in the
    sentence, `untold` that one of another time was, `another` where another body or object was named, `some` where some kind only was,
    `part` where a part was counted, and whether it has a name, `flows` what these counted, `listed` that 、 leads to the piece, `contents`
    where it is told what requests ask for.
    """

    lexicon: Lexicon
    section: Section
    context: Context
    topic: Topic
    cases: Cases
    lender: Lender
    portions: Portions
    line: TextLine = field(default_factory=lambda: TextLine(""))
    paragraph: Paragraph = field(default_factory=lambda: Paragraph("", ()))
    before: str = ""
    titled: str | None = None
    bases: tuple[str, ...] = ()
    rest: Place | None = None
    unread: bool = False
    narrowed: bool = False
    counted: bool = False
    untold: bool = False
    another: Place | None = None
    some: Place | None = None
    part: tuple[Place, bool] | None = None
    flows: set[str] = field(default_factory=set)
    flows_at: Place | None = None
    listed: bool = False
    contents: Place | None = None

    def read(self, line: TextLine) -> list[Claim]:
        """Read one paragraph."""
        self.line, self.paragraph = line, Paragraph.of(line.text, self.context.agency)
        self.topic, self.rest = Topic(self.lexicon, self._about() or self.titled), None
        self.context.stated_year = self.context.summed = None
        self.context.until = False
        self.cases.begin(self.section.heading, self.before, short=len(line.text) <= bounds.LONGEST_HEADING)
        sentences = list(cut(self.paragraph.text, self.lexicon))
        later = [piece for pieces in sentences for piece in pieces]
        stated: list[Stated] = []
        for pieces in sentences:
            self.context.begin(pieces)
            self.lender.begin()
            self.bases, self.narrowed, self.counted, self.flows = (), False, False, set()
            self.portions.begin(pieces)
            self.untold, self.another = False, None
            respectively(pieces, self.lexicon)
            rejoin(pieces, self.paragraph.text)
            follow(pieces, self.lexicon)
            rest_of(pieces)
            first_of(pieces, self.lexicon)
            leave_out(pieces)
            for piece in pieces:
                self._list(piece, stated[-1] if stated else None)
                later = later[1:]
                stated.append(self._stated(piece, later))
        claims = with_parts(stated, line, self.paragraph, self.section.id)
        self._leave(line, claims)
        return claims

    def _stated(self, piece: Piece, later: Sequence[Piece]) -> Stated:
        self.topic.enter(piece)
        if not (piece.number or piece.terms or piece.roles or piece.years):
            return Stated(piece, (), self.bases, self.context.told(piece))
        self.context.hear(piece)
        if "deciding" in piece.roles:
            self.cases.deciding = piece.place
        self._remember(piece)
        told = self.context.told(piece)
        claims = self._claims(piece, later, told=told)
        self.portions.hear(piece, claims)
        self.lender.wait(piece, told=told)
        narrow = bool(piece.terms) or "channel" in piece.roles or "subset" in piece.roles or self.context.others
        self.counted = self.counted or (told and bool(piece.number))
        self.untold = self.untold or (not told and bool(claims or piece.terms) and bool(piece.number))
        own = self.context.own(piece) or (
            bool(claims) and "part" in piece.roles and self.lender.in_context(self._clause(piece))
        )
        counts = told or ("span" in piece.roles and not (self.context.planned or "average" in piece.roles))
        subjects = [self.lexicon.by_id[name] for claim in claims for name in claim.subjects]
        partly = frozenset(name for subject in subjects for name in subject.partly) if subjects else frozenset()
        adds = all(subject.flow or subject.noun for subject in subjects)
        return Stated(piece, tuple(claims), self.bases, counts, partly, own, narrow, adds)

    def _list(self, piece: Piece, last: Stated | None) -> None:
        """Keep whether the list that a piece stands in opens with a number of something unknown."""
        self.listed = last is not None and last.piece.mark == "、" and last.piece.sentence == piece.sentence
        if last is None or not self.listed:
            self.unread = self.narrowed = False
        elif not self.unread:
            self.unread = last.counts and not last.claims and bool(last.piece.rest)

    def _leave(self, line: TextLine, claims: Sequence[Claim]) -> None:
        """Keep what the next line may lean on: a short heading, or what was surely said."""
        heading = len(line.text) <= bounds.LONGEST_HEADING and not claims
        self.before, self.titled = (line.text, self.topic.now or None) if heading else ("", None)
        self.cases.end(stated=bool(claims), sure=any(claim.subjects and not claim.doubt for claim in claims))

    def _remember(self, piece: Piece) -> None:
        """Keep the whole that is named, which holds for the pieces behind."""
        if "within" in piece.roles or (piece.number and piece.number.unit == PERCENT_SIGN and piece.terms):
            self.bases = named(piece, self.lexicon, self.topic.now) or self.bases
        self.portions.name(piece, self.topic.now)
        if piece.roles.keys() & {"rest", "except"}:
            self.rest = piece.place
        said = self.paragraph.text[piece.start : piece.end]
        if of_contents(said) and any(
            about == self._about() or about in said for about in self.lexicon.sections.values()
        ):
            self.contents = piece.place
        if piece.number is None and (of_another(piece) or ("some" in piece.roles and piece.terms)):
            self.another = piece.place

    def _claims(self, piece: Piece, later: Sequence[Piece], *, told: bool) -> list[Claim]:
        topic = None if self.topic.vague and self.topic.now != OTHER else self.topic.now
        unknown = self._unknown(piece)
        found = self._found(piece, unknown)
        if told or found:
            self.topic.turn(piece, found, known=not unknown)
        claims: list[Claim] = []
        told = told or (found is not None and self._of_a_day(found) and self._now(piece))
        if told and found and self._clear(piece, found):
            part = narrow(piece, found, self.lexicon, whole=_of_all(piece, later)) or self.narrowed
            part = part or (piece.relative and self.some == piece.place and _a_whole_group(found))
            self.narrowed = part
            if part and found.flow:
                self.topic.vague = True
            claims = self._made(piece, found, topic, later, part=part) if self._speaks(piece, found) else []
        self.portions.count(piece, found, self.flows)
        if found and found.bare and piece.gap:
            self.another = piece.place
        if told and piece.number:
            self._part(piece, found)
        self.lender.keep(piece, found, told=told)
        if piece.number or "subset" in piece.roles:
            self.some = None if piece.number else piece.place
        if told and piece.terms and not piece.number:
            self.cases.name(piece, named(piece, self.lexicon, None), self._clause(piece))
        if not unknown and told:
            self.cases.hear(piece, self._clause(piece))
        if found and told:
            self.cases.count(found)
        return claims

    def _part(self, piece: Piece, found: Match | None) -> None:
        """Keep where a part was counted, which the numbers behind it may be of."""
        assert piece.number is not None
        if piece.relative and piece.number.unit in bounds.CASES and _of_a_part(piece, found):
            self.part = piece.place, found is not None
        if found and not self.counted and _in_part(piece, found, self.lexicon.topics):
            self.part = piece.place, False

    @staticmethod
    def _of_a_day(found: Match) -> bool:
        """Tell whether a number is one of a day, whatever part of the year is named beside it: left at the end, or there at the beginning."""
        return found.subjects[0].at_end or found.subjects[0].id == bounds.CARRIED_IN

    def _now(self, piece: Piece) -> bool:
        """Tell whether what is left is told of a part of the year, or with what is to come of it: 4件在办申请将于次年办结."""
        return self.context.spanned or ("plans" in piece.roles and piece.number is not None and not piece.led)

    def _speaks(self, piece: Piece, found: Match) -> bool:
        """Tell whether what is said of all is said of the year's: not where only those carried in, or a part, were counted before."""
        if found.polarity is Polarity.COUNT:
            flows = {at_year(subject, piece.years, self.context.year) for subject in found.subjects}
            self.flows = (self.flows if self.flows_at == piece.place else set()) | flows
            self.flows_at = piece.place
            return True
        if found.polarity is not Polarity.ALL:
            return True
        return not (self.untold and not self.counted) and not (
            found.flow and self.flows == {bounds.CARRIED_IN} and self.flows_at == piece.place
        )

    def _found(self, piece: Piece, unknown: str) -> Match | None:
        """Return what a piece speaks of: by its words, those before it that wait for a number, or the number that it is a part of."""
        if piece.terms and piece.number and not unknown:
            self.lender.lend(piece, self.topic.now, known=True)
        elif piece.number:
            known = not unknown
            if piece.number.unit != PERCENT_SIGN and self.lender.goes_on(
                piece, self._clause(piece), known=known, own=self.context.own(piece)
            ):
                return self.lender.last
            self.lender.lend(piece, self.topic.now, known=known)
        if not piece.terms:
            return None
        aside = self._aside(piece)
        found = match(piece, self.lexicon, self.topic.now, aside=aside)
        if found and found.subjects[0].plain and unknown and set(piece.terms) & self.lexicon.topics:
            terms = [term for term in piece.terms if term in self.lexicon.topics]
            found = match(
                replace(piece, terms=terms, before=min(piece.before, len(terms))),
                self.lexicon,
                self.topic.now,
                aside=aside,
            )
        if found is None and self.topic.now == OTHER and not unknown and not piece.roles.keys() & {"topics", "things"}:
            found = match(piece, self.lexicon, self.topic.real or self._about())
            turned = "within_year" in piece.roles and self.topic.left not in (None, piece.place)
            found = replace(found, mixed=True) if found and found.bare and (turned or not found.flow) else None
        if found is None or self._elsewhere(piece, found, unknown):
            return None
        return self.portions.narrowed(piece, self._otherwise(found))

    def _elsewhere(self, piece: Piece, found: Match, unknown: str) -> bool:
        """Tell whether words plain enough to mean something else stand beside something else."""
        subject = found.subjects[0]
        if (
            subject.group == "applicants"
            and self.topic.real in self.lexicon.cases[1]
            and self.cases.named.get(piece.place)
        ):
            return True
        if (
            subject.group == "applicants"
            and self.topic.now in (OTHER, self.topic.real)
            and self.topic.real in self.lexicon.decided
            and not self.lexicon.asked & set(piece.terms)
        ):
            return True
        if "against" in piece.roles and subject.topics and not subject.context:
            return True
        if subject.about and not (found.of or self.cases.named_any) and not self._may_have_results():
            return True
        if subject.group == "outcomes" and self.cases.reviews and self.cases.named_any:
            return self.lexicon.topics.isdisjoint(piece.terms)
        others = piece.roles.get("rest") in bounds.OTHERS and found.flow
        if others or ("rest" in piece.roles and piece.number and not (found.flow or subject.group in bounds.REMAINING)):
            return True
        if subject.noun and (_counts_something_else(piece) or self._aside(piece)):
            return True
        return subject.plain and bool(unknown or self.context.foreign)

    def _may_have_results(self) -> bool:
        """Tell whether the words are about cases, about requests, or about nothing yet."""
        flows = {topic for subject in self.lexicon.subjects if subject.flow for topic in subject.topics}
        return self.topic.now is None or self.topic.now in flows

    def _aside(self, piece: Piece) -> bool:
        """Tell whether something else was named in the segment, and the piece does not name its own topic in full."""
        return self.topic.aside == piece.place and "named" not in piece.roles

    def _otherwise(self, found: Match) -> Match:
        """Take results for those of requests where no cases are named and requests are spoken of: 审结101件."""
        other = self.lexicon.by_id.get(found.subjects[0].otherwise)
        if other is None or found.of or self.cases.named_any or self.topic.now not in other.topics:
            return found
        return replace(found, subjects=(other,), bare=True)

    def _about(self) -> str | None:
        """Return what the section is about before its words say so."""
        return self.lexicon.sections.get(self.section.id or "")

    def _clear(self, piece: Piece, found: Match) -> bool:
        """Tell whether a piece may be a claim: of the agency, and not of something else that has a name of its own."""
        if self.context.others or (found.subjects[0].group == "decisions" and self.contents == piece.place):
            return False
        elsewhere = "topics" in piece.roles or "things" in piece.roles
        if "modified" in piece.roles and self._of_another_kind(found):
            self.topic.now, self.topic.real = OTHER, None
            return False
        if (elsewhere and (found.bare or piece.gap)) or (
            piece.gap and piece.number and piece.number.unit not in bounds.CASES
        ):
            return False
        every = found.polarity is Polarity.ALL
        joined = any(len(words) > 1 for term, words in piece.joined.items() if term in found.words)
        row = found.polarity is Polarity.NONE and found.subjects[0].group == "outcomes"
        if found.polarity is not Polarity.COUNT and ((piece.inner and not every) or joined) and not row:
            self.topic.lose()
            return False
        if found.bare and "sorting" in piece.roles:
            return False
        if (
            every
            and found.subjects[0].group == "applicants"
            and not self.portions.all_who_ask(piece, found, self._clause(piece))
        ):
            return False
        if (
            piece.number
            and piece.number.unit == PERCENT_SIGN
            and (self._unclear(piece, found) or _names_whole(piece) or self.portions.of_some(piece))
        ):
            return False
        if found.bare and self.topic.now is None and self._unclear(piece, found):
            return bounds.DISCLOSURE in self._clause(piece)
        summed = "doubtful" in piece.roles and any(subject.lasting for subject in found.subjects)
        return not (summed or self.context.summed == piece.place)

    def _of_another_kind(self, found: Match) -> bool:
        """Tell whether words right before a topic's noun make something else of it: 开办申请."""
        subject = found.subjects[0]
        if subject.group in ("applicants", "decisions"):
            return subject.group == "applicants" and self._about() is None
        return bool(subject.topics) and self._about() not in subject.topics

    def _made(
        self, piece: Piece, found: Match, topic: str | None, later: Sequence[Piece], *, part: bool
    ) -> list[Claim]:
        ids = tuple(at_year(subject, piece.years, self.context.year) for subject in found.subjects)
        of, sure = self.cases.of(piece, found, self._clause(piece))
        if found.subjects[0].about and not of:
            return []
        bearing = self.cases.bearing(piece, found, self.paragraph.text, later)
        if found.polarity is Polarity.COUNT and not found.subjects[0].about:
            self.cases.add(piece, ids, bearing)
        elif of and of == found.of:
            self.cases.add(piece, of, bearing)
        if bearing is Bearing.OTHER or (part and found.polarity is not Polarity.COUNT):
            return []
        doubt = self._doubt(piece, found, topic, context=sure and bearing is Bearing.SURE, part=part)
        span = self.paragraph.printed(piece.start, piece.end)
        printed = piece.number
        number = self.paragraph.printed(printed.start, printed.end) if printed else span
        value = None if found.polarity is Polarity.ALL else printed.value if printed else Decimal(0)
        apart = found.polarity is not Polarity.COUNT or "each" in piece.roles
        together = () if apart or of else self.lexicon.joined.get(frozenset(ids), ())
        return [
            Claim(
                subjects=subjects, polarity=found.polarity, value=value, unit=printed.unit if printed else "",
                words=self.line.text[slice(*span)].strip(), text=self.line.text, span=span, number=number, at=self.line.at,
                section=self.section.id, scope=self.context.scope, of=of, doubt=doubt, near=printed.near if printed else "",
                at_most=part,
            )
            for subjects in ([(name,) for name in ids] if apart else [(together,) if together else ids])
        ]  # fmt: skip

    def _doubt(self, piece: Piece, found: Match, topic: str | None, *, context: bool, part: bool) -> Text | None:
        words = self._unclear(piece, found)
        every = found.polarity is Polarity.ALL
        percentage = piece.number is not None and piece.number.unit == PERCENT_SIGN
        owned = any(topic in piece.terms for s in found.subjects if s.group != "decisions" for topic in s.topics)
        unnamed = found.bare and not found.subjects[0].telling
        needing = unnamed or (every and any(subject.topics for subject in found.subjects))
        reasons = (
            (self.context.foreign or (found.bare and self.another == piece.place), doubts.SCOPE),
            (
                not owned
                and found.subjects[0].group == "outcomes"
                and (self.another == piece.place or self.cases.reviews),
                doubts.TOPIC,
            ),
            (self.context.perhaps_summed == piece.place, doubts.SUMMED),
            (found.subjects[0].group == "applicants" and self._may_ask_for_else(piece, found, topic), doubts.TOPIC),
            (self._of_part(piece, found), doubts.PART),
            (found.flow and not found.of and self.portions.asker == piece.place and not every, doubts.PART),
            (not self.counted and _in_part(piece, found, self.lexicon.topics), doubts.PART),
            (bool(found.subjects[0].others) and self.portions.excepted == piece.place, doubts.REST),
            (("each" in piece.roles or self.listed) and self._behind_results(found), doubts.PART),
            (part and (unnamed or "subset" in piece.roles or (piece.relative and not found.flow)), doubts.PART),
            (bool(words), doubts.misunderstood(words)),
            (found.mixed, doubts.MIXED),
            (len(found.subjects) > 1 and _AND_MORE in self._clause(piece), doubts.MORE),
            (found.people, doubts.PEOPLE),
            ("unnamed" in piece.roles or (found.flow and doubts.of_service(piece)), doubts.TOPIC),
            ("shown" in piece.roles and any(s.shown for s in found.subjects), doubts.SHOWN),
            (not owned and (self.unread or (topic is None and needing)), doubts.TOPIC),
            (decided(piece, found, self.paragraph.text), doubts.DECIDES),
            (not context, doubts.CONTEXT),
            (every and self.rest == piece.place, doubts.REST),
            ("rest" in piece.roles and not self.counted, doubts.REST),
            ("timely" in piece.roles and (every or "part" in piece.roles), doubts.DUE),
            (percentage and self.portions.of_another(piece, self.topic.now), doubts.WHOLE),
        )
        return next((words for holds, words in reasons if holds), None)

    def _of_part(self, piece: Piece, found: Match) -> bool:
        """Tell whether a number may be of the part counted before: 上年结转的5件，自然人4件."""
        group = found.subjects[0].group
        return (group == "outcomes" and self.part in ((piece.place, False), (piece.place, True))) or (
            group == "applicants" and self.part == (piece.place, True)
        )

    def _behind_results(self, found: Match) -> bool:
        """Tell whether cases may be those of a result told before: 尚未审结2件，复议、诉讼各1件; 尚未审结的复议1件、诉讼1件."""
        last = self.lender.last
        return bool(found.subjects[0].context) and last is not None and bool(last.subjects[0].about)

    def _may_ask_for_else(self, piece: Piece, found: Match, topic: str | None) -> bool:
        """Tell whether those who ask may ask for something else: 受理企业申请412件 where nothing says for disclosure."""
        about = set(self.lexicon.sections.values())
        dealt = self.lexicon.dealings.intersection(piece.terms) - found.words
        return bool(dealt) and topic not in about and self._about() not in about and about.isdisjoint(piece.terms)

    def _unclear(self, piece: Piece, found: Match) -> str:
        return unclear(piece, found, self.lexicon, self.context.agency)

    def _unknown(self, piece: Piece) -> str:
        """Return the words that neither the vocabulary nor the agency's name explains."""
        return "…".join(words for words in piece.rest if words not in self.context.agency)

    def _clause(self, piece: Piece) -> str:
        return self.paragraph.text[piece.start : piece.end]


def _names_whole(piece: Piece) -> bool:
    """Tell whether the words of a percentage say of what it is, not what: 占无法提供的87%."""
    return "share" in piece.roles and "sharer" not in piece.roles


def _of_a_part(piece: Piece, found: Match | None) -> bool:
    """Tell whether a part was counted, which the numbers behind it may be of: one without a name, or what was carried over."""
    if "among" in piece.roles:
        return False
    return found is None or found.subjects[0].id == bounds.CARRIED_IN or bool(found.subjects[0].last_year)


def _in_part(piece: Piece, found: Match, topics: Set[str]) -> bool:
    """Tell whether requests are said to touch on what a row is about, and not that this became of them: 涉及第三方权益的申请14件."""
    return found.subjects[0].group == "outcomes" and "subset" in piece.roles and len(found.words - topics) == 1


def _a_whole_group(found: Match) -> bool:
    """Tell whether all outcomes of a kind are meant, not a row of the table that has words of its own."""
    return found.subjects[0].group == "outcomes" and not found.subjects[0].absent


def _of_all(piece: Piece, later: Sequence[Piece]) -> bool:
    """Tell whether a number before its noun is said to be all that there are: 全年100件申请, 100件申请均已答复."""
    if len(piece.rest) > piece.ahead and not piece.led:
        return False
    behind = later[0] if later and later[0].place == piece.place and later[0].number is None else piece
    return bool({"sum", "within_year", "all", "among", "within"} & (piece.roles.keys() | behind.roles.keys()))


def _counts_something_else(piece: Piece) -> bool:
    """Tell whether words between a noun and its number are what is counted: 依申请公开咨询电话3个, but not 依申请公开业务量100件."""
    return bool(piece.gap) and (len(piece.gap) > 2 or piece.number is None or piece.number.unit != bounds.COUNTED)
