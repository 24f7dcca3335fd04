"""Numbers that belong together: a whole with its parts, a number with its percentage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji import Claim, Text, TextLine
from gouji_plugins.locales.zh.claims.doubts import TOPIC
from gouji_plugins.locales.zh.claims.lists import lists_of, unit_of, value_of
from gouji_plugins.locales.zh.claims.paragraphs import Paragraph
from gouji_plugins.locales.zh.claims.pieces import PERCENT_SIGN
from gouji_plugins.locales.zh.claims.shares import of_whole, shared, with_share
from gouji_plugins.locales.zh.claims.stated import Stated, plain

_MOST_LISTS = 4
"""Lists of parts of one number that are looked at."""
_MOST_PIECES = 300
"""Pieces of one paragraph that are held against one another: no paragraph of a report has as many."""
_PART_OF_UNKNOWN = Text("所属总数不明", "it is not clear what it is a part of")


def with_parts(stated: Sequence[Stated], line: TextLine, paragraph: Paragraph, section: str | None) -> list[Claim]:
    """Return a line's claims, wholes with their parts, counts with their shares."""
    return [claim for stretch in _stretches(stated) for claim in _with_parts(stretch, line, paragraph, section)]


def _stretches(stated: Sequence[Stated]) -> Iterator[Sequence[Stated]]:
    """Part what is too long between two sentences: what is looked up in a stretch grows with its square."""
    start = 0
    for place in range(_MOST_PIECES, len(stated)):
        new = stated[place].piece.sentence != stated[place - 1].piece.sentence
        if new and place - start >= _MOST_PIECES:
            yield stated[start:place]
            start = place
    yield stated[start:]


def _with_parts(stated: Sequence[Stated], line: TextLine, paragraph: Paragraph, section: str | None) -> list[Claim]:
    if sum(item.piece.number is not None for item in stated) < 2:
        apart = set(_orphans(stated))
        return [
            claim.doubted(_PART_OF_UNKNOWN) if place in apart else claim
            for place, item in enumerate(stated)
            for claim in item.claims
        ]
    lists = lists_of(stated, paragraph.text)
    orphans = [*_orphans(stated), *_among_others(stated)]
    percents = any(item.piece.number is not None and item.piece.number.unit == PERCENT_SIGN for item in stated)
    made = [
        (shared(stated, index, paragraph, item.claims) or with_share(stated, index, line, paragraph, section))
        if percents
        else list(item.claims)
        for index, item in enumerate(stated)
    ]
    for place in orphans:
        made[place] = [claim.doubted(_PART_OF_UNKNOWN) for claim in made[place]]
    listed = {place for found in lists for place in (found.whole, *found.parts)}
    generic = {
        place: made[place] or shared(stated, place, paragraph, [plain(stated[place], line, paragraph, section)])
        for place in listed
    }
    for found in reversed(lists):
        if not found.behind:
            for part in found.parts:
                made[part] = _within(of_whole(made[part], stated[found.whole]), stated[part], stated[found.whole])
        values = tuple(number.value for other in found.others if (number := stated[other].piece.number))
        first = replace(
            generic[found.whole][0],
            parts=tuple(claim for part in found.parts for claim in generic[part][:1]),
            complete=found.complete,
            settled=found.named and not values,
            wholes=values,
        )
        if found.joined:
            total = sum((value_of(stated[n]) for n in found.joined), value_of(stated[found.whole]))
            made[found.whole] = [*made[found.whole], replace(first, value=total, wholes=(), subjects=(), share=None)]
            continue
        if generic[found.whole][0].parts or (found.behind and first.subjects and first.doubt):
            first = replace(first, doubt=None if found.behind else first.doubt)
            made[found.whole] = [*made[found.whole], replace(first, subjects=(), share=None)][:_MOST_LISTS]
            continue
        made[found.whole] = [first, *made[found.whole][1:]]
        generic[found.whole] = made[found.whole]
    return [claim for claims in made for claim in claims]


def _within(claims: Sequence[Claim], part: Stated, whole: Stated) -> list[Claim]:
    """Return what a part says of the tables: of a whole that they tell, that it is only so much of it; of another, nothing for sure."""
    if part.own:
        return list(claims)
    some = any(claim.at_most or "requests" in claim.subjects for claim in claims)
    if (some and whole.claims) or any(claim.at_most for claim in whole.claims) or (whole.narrow and not whole.claims):
        return of_whole([replace(claim, subjects=(), at_most=False) for claim in claims[:1] if claim.share], whole)
    claims = [claim for claim in claims if not claim.at_most]
    surely = bool(whole.claims) and not any(claim.doubt and claim.doubt != TOPIC for claim in whole.claims)
    kept = [c if surely and _apart(c, whole) else replace(c.doubted(_PART_OF_UNKNOWN), at_most=True) for c in claims]
    return [
        c if c.of or set(c.subjects) & whole.subjects else replace(c, of=tuple(sorted(whole.subjects))) for c in kept
    ]


def _apart(claim: Claim, whole: Stated) -> bool:
    """Tell whether a part is counted for itself: 收到 within 收到, or 新收 within 办结, is only so much of the whole."""
    return not set(claim.subjects) & (whole.subjects | whole.partly)


def _orphans(stated: Sequence[Stated]) -> list[int]:
    """Find the parts that open a paragraph, or follow a sentence without a number."""
    found: list[int] = []
    for index, opening in enumerate(stated):
        if "part" not in opening.piece.roles:
            continue
        near = opening.piece.sentence - 1
        if not any(item.counts and item.piece.sentence >= near for item in stated[:index]):
            own, depth = opening.piece.sentence, opening.piece.depth
            inside = (n for n in range(index, len(stated)) if stated[n].piece.depth >= depth)
            found += [n for n in inside if stated[n].piece.sentence == own]
    return found


def _among_others(stated: Sequence[Stated]) -> Iterator[int]:
    """Find what is one of several: with numbers of unknown things behind it, it makes up the whole before it.

    答复7件，不予受理5件 of 12 received does not say that 7 were processed.
    """
    for index, item in enumerate(stated):
        if not (item.counts and item.partly):
            continue
        sentence = [other for other in stated if other.counts and other.piece.sentence == item.piece.sentence]
        sentence = [other for other in sentence if unit_of(other) == unit_of(item) and not other.piece.depth]
        here = next((n for n, other in enumerate(sentence) if other is item), len(sentence))
        wholes = [value_of(other) for other in sentence[:here] if other.subjects & item.partly]
        total, unknown = value_of(item), False
        for other in sentence[here + 1 :]:
            total, unknown = total + value_of(other), unknown or not other.claims
            if unknown and total in (*wholes, sum(wholes)):
                yield index
