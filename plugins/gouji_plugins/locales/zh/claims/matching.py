"""What a piece of a sentence speaks of, by the phrases of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gouji import Polarity
from gouji_plugins.locales.zh.claims.bounds import COUNTED, PEOPLE
from gouji_plugins.locales.zh.claims.lexicon import Index, Lexicon
from gouji_plugins.locales.zh.claims.pieces import PERCENT_SIGN, Piece
from gouji_plugins.locales.zh.claims.subject import Subject

OTHER = ""
"""The topic of words about something that the vocabulary does not count."""
_PERCENT = frozenset((PERCENT_SIGN,))
_NOT = "未"
"""The word of absence that makes an outcome of another: 未予公开."""
_MOSTLY = re.compile("主要|居多|大多|多为|为主")
"""Words behind a number that name only most of what is counted."""
_JOINED = "joined"
"""Says that 和 or 、 stands between the words of a piece."""
_Pairs = list[tuple[frozenset[str], Subject]]
_OUTCOMES, _APPLICANTS = ("outcomes", "results"), ("applicants",)


@dataclass(frozen=True, slots=True)
class Match:
    """The subjects of a piece: `of` are the wider ones that they are a part of, or whose results they tell.

    `bare` says that the words name no object, `mixed` that words stand by that belong to something else, `people` that those are
    counted who asked.
    """

    polarity: Polarity
    subjects: tuple[Subject, ...]
    of: tuple[str, ...] = ()
    bare: bool = False
    mixed: bool = False
    words: frozenset[str] = frozenset()
    people: bool = False

    @property
    def flow(self) -> bool:
        """Whether it counts what came in or went out as a whole."""
        return self.subjects[0].flow


def match(piece: Piece, lexicon: Lexicon, topic: str | None, *, aside: bool = False) -> Match | None:
    """Return what a piece speaks of after words on a topic; None where that is nothing, or not clear.

    Where something else was named just before (`aside`), words that do not name their own topic speak of that.
    """
    polarity = _polarity(piece)
    if polarity is None:
        return None
    if piece.number and piece.number.unit in PEOPLE:
        found = match(replace(piece, number=replace(piece.number, unit=COUNTED)), lexicon, topic, aside=aside)
        if found is None or "topics" in piece.roles:
            return None
        asking = found.subjects[0].group in _APPLICANTS or bool(lexicon.topics.intersection(piece.terms))
        return replace(found, people=True) if asking and not found.subjects[0].context else None
    if polarity is Polarity.ALL:
        pairs = [pair for pair in _phrases(piece.terms, lexicon.every) if _on_topic(pair[1], topic, *piece.terms)]
        found = _resolved(piece.terms, _with_cases(piece, pairs, lexicon), polarity, lexicon, bare=False)
        return None if found is None or found.mixed else found
    found = _counted(piece, piece.terms[: piece.before], lexicon, topic, polarity, aside=aside) if piece.led else None
    if found is None or len(piece.terms) > piece.before:
        whole = _counted(piece, piece.terms, lexicon, topic, polarity, aside=aside)
        mostly = found is not None and any(_MOSTLY.search(words) for words in piece.rest[piece.ahead :])
        finer = whole and not mostly and (whole.subjects[0].group in _OUTCOMES or _narrows(whole, found))
        found = whole if found is None or found.subjects[0].noun or finer else found
    if (
        found
        and polarity is Polarity.NONE
        and (found.mixed or not all(_may_lack(s, piece, lexicon) for s in found.subjects))
    ):
        return None
    return found


def _narrows(whole: Match, found: Match | None) -> bool:
    """Tell whether words behind a number make its noun a kind of it: 行政诉讼2件为直接起诉."""
    own = found is not None and whole.words > found.words and found.flow
    return own and len(whole.subjects) == 1 and bool(whole.subjects[0].context) and not whole.flow


def _may_lack(subject: Subject, piece: Piece, lexicon: Lexicon) -> bool:
    """Tell whether 未, 无 or the like says that there were none: 未予公开 is an outcome, 未出现不予公开 is none."""
    asked = subject.group in _APPLICANTS and bool(set(piece.terms) & lexicon.topics)
    plain = (
        all(len(words) == 1 for words in piece.rest)
        and set(piece.terms) <= lexicon.endings | lexicon.topics | lexicon.supporting
    )
    return subject.absent or asked or (piece.roles["none"] != _NOT and plain)


def _counted(
    piece: Piece, terms: Sequence[str], lexicon: Lexicon, topic: str | None, polarity: Polarity, *, aside: bool
) -> Match | None:
    unit = piece.number.unit if piece.number else None
    shared = bool(piece.cuts) and (polarity is Polarity.NONE or "each" in piece.roles)
    pairs = _phrases(terms, lexicon.phrases, unit, shared=shared)
    if aside and any(subject.topics and not _on_topic(subject, *piece.terms) for _, subject in pairs):
        return None
    bare = [] if pairs else _bare(terms, lexicon, topic, unit)
    found = _with_cases(piece, pairs, lexicon) or bare
    roles = frozenset((*piece.roles, *((_JOINED,) if piece.cuts else ())))
    return _resolved(terms, found, polarity, lexicon, bare=bool(bare), roles=roles)


def named(piece: Piece, lexicon: Lexicon, topic: str | None) -> tuple[str, ...]:
    """Return the subjects that a piece names, whatever it says of them."""
    pairs = _phrases(piece.terms, lexicon.phrases) or _bare(piece.terms, lexicon, topic)
    return tuple(subject.id for _, subject in pairs)


def carries(piece: Piece, lexicon: Lexicon) -> bool:
    """Tell whether a year in the piece says from or to which year something is carried."""
    found = [subject for index in (lexicon.phrases, lexicon.bare) for _, subject in _phrases(piece.terms, index)]
    return any(subject.last_year for subject in found) and not any(subject.context for subject in found)


def at_year(subject: Subject, years: Sequence[int], year: int | None) -> str:
    """Return the subject's id, or what a carried number is by the year named beside it."""
    if not years or year is None or years[-1] == year:
        return subject.id
    return (subject.next_year if years[-1] > year else subject.last_year) or subject.id


def _polarity(piece: Piece) -> Polarity | None:
    """Settle how a piece speaks; that there are no others (未发生其他) says nothing of those told before."""
    if piece.number:
        said = piece.roles.keys() - ({"all"} if "within" in piece.roles else set())
        return None if said & {"none", "all"} else Polarity.COUNT
    if "none" in piece.roles:
        return None if piece.roles.keys() & {"timely", "rest"} else Polarity.NONE
    return Polarity.ALL if "all" in piece.roles else None


def _phrases(terms: Sequence[str], index: Index, unit: str | None = None, *, shared: bool = False) -> _Pairs:
    """List the phrases of things counted in a unit that stand among terms, the longest first, each word used once.

    Words may be `shared` by several that are joined: 未制发规章和规范性文件.
    """
    if not terms:
        return []
    left = set(terms)
    pairs = [pair for term in dict.fromkeys(terms) for pair in index.get(term, ()) if pair[0] <= left]
    pairs = [pair for pair in pairs if _counted_in(unit, *pair)]
    found: _Pairs = []
    used: set[str] = set()
    for phrase, subject in sorted(pairs, key=lambda pair: (-len(pair[0]), pair[1].plain)) if len(pairs) > 1 else pairs:
        if phrase <= left and not phrase <= used:
            left -= frozenset() if shared else phrase.difference(subject.topics) or phrase
            used |= phrase
            found.append((phrase, subject))
    return found


def _counted_in(unit: str | None, phrase: frozenset[str], subject: Subject) -> bool:
    """Tell whether a subject may be counted in a unit, or without one: a percentage never is."""
    if not unit:
        return subject.units != _PERCENT
    return unit in subject.units and not (len(phrase) == 1 and unit in subject.loose)


def _with_cases(piece: Piece, pairs: _Pairs, lexicon: Lexicon) -> _Pairs:
    """Add the cases that are named beside results: they need not be counted in the same unit, or at all."""
    about = {name for _, subject in pairs for name in subject.about}
    if not about:
        return pairs
    return pairs + [p for p in _phrases(piece.terms, lexicon.phrases) if p[1].id in about and p not in pairs]


def _bare(terms: Sequence[str], lexicon: Lexicon, topic: str | None, unit: str | None = None) -> _Pairs:
    index = {
        word: tuple(pair for pair in pairs if _on_topic(pair[1], topic) or topic is None)
        for word, pairs in lexicon.bare.items()
        if word in terms
    }
    found = _phrases(terms, index, unit)
    sure = topic is not None or all(subject.flow for _, subject in found)
    return found if sure and len({subject.topics for _, subject in found}) == 1 else []


def _on_topic(subject: Subject, *topics: str | None) -> bool:
    return not subject.topics or any(topic in subject.topics for topic in topics)


def _resolved(
    terms: Sequence[str],
    pairs: _Pairs,
    polarity: Polarity,
    lexicon: Lexicon,
    *,
    bare: bool,
    roles: frozenset[str] = frozenset(),
) -> Match | None:
    """Settle what several phrases mean together; words that belong to none of them leave it open."""
    if not pairs:
        return None
    subjects = tuple(subject for _, subject in pairs)
    used = frozenset(word for phrase, _ in pairs for word in phrase)
    left = set(terms) - used - {topic for s in subjects for topic in s.topics} - lexicon.supporting
    together = _JOINED in roles and "sum" in roles and all(subject.flow and not subject.group for subject in subjects)
    results = tuple(subject for subject in subjects if subject.about)
    of = tuple(subject.id for subject in subjects if results and not subject.about)
    if of and not set(of) & set(results[0].about) and all(lexicon.by_id[name].group == "decisions" for name in of):
        pairs = [pair for pair in pairs if not pair[1].about]
        found = _resolved(terms, pairs, polarity, lexicon, bare=bare, roles=roles)
        return replace(found, mixed=True) if found else None
    if results and all(case in results[0].about for case in of):
        subjects = results
    else:
        subjects, of = _finest(terms, pairs, together=together)
        left -= lexicon.dealings if subjects[0].group in (*_OUTCOMES, *_APPLICANTS) else frozenset()
    if (
        len(subjects) > 1
        and not together
        and "each" not in roles
        and not (polarity is Polarity.NONE and _JOINED in roles)
        and (len({s.group for s in subjects}) > 1 or not subjects[0].group)
    ):
        return None
    if subjects[0].group in _APPLICANTS and not of:
        of = _flow_beside(terms, lexicon)
    return Match(polarity, subjects, of, bare, bool(left), used)


def _finest(terms: Sequence[str], pairs: _Pairs, *, together: bool) -> tuple[tuple[Subject, ...], tuple[str, ...]]:
    """Take an outcome before applicants before what came in: the others are what it is a part of; of two flows the nearer one.

    Flows that 和 joins, to be added up `together`, stay together.
    """
    subjects = tuple(subject for _, subject in pairs)
    cases = tuple(subject for subject in subjects if subject.context)
    if cases and any(subject.group in _APPLICANTS for subject in subjects):
        return cases, ()
    for groups in (_OUTCOMES, _APPLICANTS):
        fine = tuple(subject for subject in subjects if subject.group in groups)
        if fine:
            return fine, tuple(subject.id for subject in subjects if subject.group not in groups)
    if len(subjects) > 1 and not together and all(subject.flow and not subject.group for subject in subjects):
        pairs = [pair for pair in pairs if not pair[1].plain] or pairs
        last = max(pairs, key=lambda pair: _last_place(terms, pair))
        put_off = next((pair for pair in pairs if pair[1].last_year), None)
        if put_off and last[1].every and _last_place(terms, put_off) < _last_place(terms, last):
            last = put_off
        return (last[1],), tuple(subject.id for subject in subjects if subject is not last[1])
    return subjects, ()


def _flow_beside(terms: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Return what a word without its object says was done with the requests of some: 自然人申请办结80件."""
    found = {
        s.id for term in terms for phrase, s in lexicon.bare.get(term, ()) if s.every and s.flow and phrase == {term}
    }
    return tuple(found) if len(found) == 1 else ()


def _last_place(terms: Sequence[str], pair: tuple[frozenset[str], Subject]) -> int:
    """Return where the last word of a phrase stands that says what was done: not the noun that others share."""
    own = pair[0].difference(pair[1].topics) or pair[0]
    return max(n for n, term in enumerate(terms) if term in own)
