"""What a piece of a sentence speaks of, by the phrases of the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gouji import Polarity
from gouji_plugins.locales.zh.claims.lexicon import Index, Lexicon, Subject
from gouji_plugins.locales.zh.claims.pieces import Piece

OTHER = ""
"""The topic of words about something that the vocabulary does not count."""
_Pairs = list[tuple[frozenset[str], Subject]]


@dataclass(frozen=True, slots=True)
class Match:
    """The subjects of a piece: `of` are those whose results it tells, `bare` that the words name no object."""

    polarity: Polarity
    subjects: tuple[Subject, ...]
    of: tuple[str, ...] = ()
    bare: bool = False


def match(piece: Piece, lexicon: Lexicon, topic: str | None, *, aside: bool = False) -> Match | None:
    """Return what a piece speaks of after words on a topic; None where that is nothing, or not clear.

    Where something else was named just before (`aside`), words that do not name their own topic speak of that.
    """
    polarity = _polarity(piece)
    if polarity is None:
        return None
    unit = piece.number.unit if piece.number else None
    if polarity is Polarity.ALL:
        pairs = [pair for pair in _phrases(piece, lexicon.every) if _on_topic(pair[1], topic, *piece.terms)]
        found = _resolved(piece, _with_cases(piece, pairs, lexicon), polarity, bare=False)
    else:
        pairs = _phrases(piece, lexicon.phrases, unit)
        if aside and any(subject.topics and not _on_topic(subject, *piece.terms) for _, subject in pairs):
            return None
        bare = [] if pairs else _bare(piece, lexicon, topic, unit)
        found = _resolved(piece, _with_cases(piece, pairs, lexicon) or bare, polarity, bare=bool(bare))
    if found is None or (polarity is Polarity.NONE and not all(subject.absent for subject in found.subjects)):
        return None
    return found


def named(piece: Piece, lexicon: Lexicon, topic: str | None) -> tuple[str, ...]:
    """Return the subjects that a piece names, whatever it says of them."""
    pairs = _phrases(piece, lexicon.phrases) or _bare(piece, lexicon, topic)
    return tuple(subject.id for _, subject in pairs)


def carries(piece: Piece, lexicon: Lexicon) -> bool:
    """Tell whether a year in the piece says from or to which year something is carried."""
    return any(subject.next_year for index in (lexicon.phrases, lexicon.bare) for _, subject in _phrases(piece, index))


def at_year(subject: Subject, years: Sequence[int], year: int | None) -> str:
    """Return the subject's id, or what a carried number is by the year named beside it."""
    if not subject.next_year or not years or year is None or years[-1] == year:
        return subject.id
    return subject.next_year if years[-1] > year else subject.last_year


def _polarity(piece: Piece) -> Polarity | None:
    """Settle how a piece speaks; that there are no others (未发生其他) says nothing of those told before."""
    if piece.number:
        return None if piece.roles.keys() & {"none", "all", "rest"} else Polarity.COUNT
    if "none" in piece.roles:
        return None if piece.roles.keys() & {"timely", "rest"} else Polarity.NONE
    return Polarity.ALL if "all" in piece.roles else None


def _phrases(piece: Piece, index: Index, unit: str | None = None) -> _Pairs:
    """List the phrases of things counted in a unit that stand in a piece, the longest first, each word used once."""
    left = set(piece.terms)
    pairs = [pair for term in dict.fromkeys(piece.terms) for pair in index.get(term, ()) if pair[0] <= left]
    if unit is not None:
        pairs = [pair for pair in pairs if unit in pair[1].units]
    found = []
    for phrase, subject in sorted(pairs, key=lambda pair: -len(pair[0])) if len(pairs) > 1 else pairs:
        if phrase <= left:
            left -= phrase
            found.append((phrase, subject))
    return found


def _with_cases(piece: Piece, pairs: _Pairs, lexicon: Lexicon) -> _Pairs:
    """Add the cases that are named beside results: they need not be counted in the same unit, or at all."""
    about = {name for _, subject in pairs for name in subject.about}
    if not about:
        return pairs
    return pairs + [p for p in _phrases(piece, lexicon.phrases) if p[1].id in about and p not in pairs]


def _bare(piece: Piece, lexicon: Lexicon, topic: str | None, unit: str | None = None) -> _Pairs:
    index = {
        word: tuple(pair for pair in pairs if _on_topic(pair[1], topic) or topic is None)
        for word, pairs in lexicon.bare.items()
        if word in piece.terms
    }
    found = _phrases(piece, index, unit)
    sure = topic is not None or all(subject.flow for _, subject in found)
    return found if sure and len({subject.topics for _, subject in found}) == 1 else []


def _on_topic(subject: Subject, *topics: str | None) -> bool:
    return not subject.topics or any(topic in subject.topics for topic in topics)


def _resolved(piece: Piece, pairs: _Pairs, polarity: Polarity, *, bare: bool) -> Match | None:
    """Settle what several phrases mean together; words that belong to none of them leave it open."""
    if not pairs:
        return None
    subjects = tuple(subject for _, subject in pairs)
    used = {word for phrase, _ in pairs for word in phrase} | {topic for s in subjects for topic in s.topics}
    if set(piece.terms) - used:
        return None
    results = tuple(subject for subject in subjects if subject.about)
    cases = tuple(subject.id for subject in subjects if results and not subject.about)
    if results and all(case in results[0].about for case in cases):
        subjects = results
    if len(subjects) > 1 and (len({s.group for s in subjects}) > 1 or not subjects[0].group):
        return None
    return Match(polarity, subjects, cases, bare)
