"""Numbers that belong together: a whole with its parts, a number with its percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from gouji import Claim, Text, TextLine
from gouji_plugins.locales.zh.claims.differences import differences
from gouji_plugins.locales.zh.claims.doubts import TOPIC
from gouji_plugins.locales.zh.claims.paragraphs import Paragraph
from gouji_plugins.locales.zh.claims.pieces import PERCENT_SIGN, Piece
from gouji_plugins.locales.zh.claims.shares import of_whole, shared, with_share
from gouji_plugins.locales.zh.claims.stated import Stated, plain

_WAYS = re.compile("渠道|途径|方式|类型|类别|相加|^[两二三四五六七八九十几][种类项者]?$")
"""What is counted together: 三类渠道相加共100件."""
_AND = ("和", "与", "及", "以及", "加", "连同")
_IS = ("为", "是")
_MOST_LISTS = 4
"""Lists of parts of one number that are looked at."""
_MOST_PIECES = 300
"""Pieces of one paragraph that are held against one another: no paragraph of a report has as many."""
_MOST_ADDED = 30
"""Numbers before a total that it may add up."""
_PART_OF_UNKNOWN = Text("所属总数不明", "it is not clear what it is a part of")


@dataclass(frozen=True, slots=True)
class _List:
    """Places of a whole, of its parts and of other numbers that might be the whole.

    `named` says that 其中 or the like opens it, `behind` that the whole stands behind its parts, `joined` are further numbers that
    make up the whole with it.
    """

    whole: int
    parts: tuple[int, ...]
    others: tuple[int, ...]
    complete: bool
    named: bool
    behind: bool = False
    joined: tuple[int, ...] = ()


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
    lists = list(_lists(stated, paragraph.text))
    lists += _added(stated, {place for found in lists for place in found.parts})
    lists += _compared(stated, paragraph.text)
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
            total = sum((_value(stated[n]) for n in found.joined), _value(stated[found.whole]))
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


def _lists(stated: Sequence[Stated], text: str) -> Iterator[_List]:
    """Find the lists that open with 其中 or with a bracket right behind a number."""
    taken: set[int] = set()
    for index, opening in enumerate(stated):
        before = stated[index - 1] if index else opening
        bracket = before.counts and (
            opening.piece.depth > before.piece.depth or (before.piece.mark in ":：" and before.piece.mark != "")
        )
        roles = opening.piece.roles.keys()
        among = "among" in roles and opening.counts
        if index in taken or not (
            among
            or "part" in roles
            or _by_channel(stated, index)
            or _by_kind(stated, index)
            or _by_turns(stated, index)
            or (bracket and not roles & {"ever", "doubtful"})
        ):
            continue
        wholes = [index] if among else _wholes(stated, index, taken)
        parts = _members(stated, index + among, stated[wholes[-1]]) if wholes and index + among < len(stated) else ()
        if (
            parts
            and bracket
            and "part" not in roles
            and max(_value(stated[p]) for p in parts) > _value(stated[wholes[-1]])
        ):
            continue
        if parts:
            taken.update(parts)
            complete = _complete(stated[parts[0] : parts[-1] + 1], text)
            named = among or not bracket or "part" in roles
            joined = _joined(stated, wholes[-1], text)
            others = tuple(n for n in wholes[:-1] if n not in joined)
            yield _List(wholes[-1], parts, others, complete, named, joined=joined)


def _joined(stated: Sequence[Stated], whole: int, text: str) -> tuple[int, ...]:
    """Find the numbers that 和 or the like joins to a whole: 新收的100件和结转的5件中."""
    found: list[int] = []
    for index in range(whole, 0, -1):
        piece, before = stated[index].piece, stated[index - 1]
        joins = text.startswith(_AND, piece.start) and before.piece.sentence == piece.sentence
        if not (joins and before.counts and _unit(before) == _unit(stated[whole])):
            break
        found.append(index - 1)
    return tuple(found)


def _by_channel(stated: Sequence[Stated], index: int) -> bool:
    """Tell whether channels are listed behind what was received, without a word such as 其中."""
    opening = stated[index]
    if not (opening.counts and "channel" in opening.piece.roles):
        return False
    level = [s for s in stated[:index] if s.piece.place == opening.piece.place and s.piece.depth == opening.piece.depth]
    before = next((s for s in reversed(level) if s.counts), None)
    return before is not None and bool(before.claims) and "channel" not in before.piece.roles


def _by_kind(stated: Sequence[Stated], index: int) -> bool:
    """Tell whether kinds that leave no other are listed right behind what they are kinds of: 工作人员7名，专职1名，兼职6名."""
    opening, before = stated[index], stated[index - 1]
    follows = index > 0 and before.counts and before.piece.place == opening.piece.place
    return opening.counts and "kind" in opening.piece.roles and follows and "kind" not in before.piece.roles


def _by_turns(stated: Sequence[Stated], index: int) -> bool:
    """Tell whether 分别为 and numbers of the unit of the one before open here: 收取460元，分别为按件收取300元、按量收取160元."""
    opening, before = stated[index], stated[index - 1]
    follows = (
        index > 0
        and before.counts
        and before.piece.place == opening.piece.place
        and "respectively" not in before.piece.roles
    )
    lists = opening.piece.roles.get("respectively", "").endswith(_IS)
    return lists and opening.counts and follows and _unit(opening) == _unit(before)


def _added(stated: Sequence[Stated], parts: Set[int]) -> Iterator[_List]:
    """Find the totals that stand behind what they add up, where these are no `parts` yet: 新收100件，上年结转5件，合计105件."""
    for index, item in enumerate(stated):
        piece = item.piece
        rest = [words for words in piece.rest if not _WAYS.search(words)]
        if not (item.counts and item.adds and "sum" in piece.roles and not rest and len(set(piece.terms)) <= 1):
            continue
        before = [n for n in range(index) if stated[n].counts and stated[n].piece.place == piece.place]
        before = [n for n in before if _unit(stated[n]) == _unit(item) and stated[n].piece.depth == piece.depth]
        before = before[-_MOST_ADDED:]
        fitting = [
            before[n:] for n in range(len(before) - 1) if sum(_value(stated[k]) for k in before[n:]) == _value(item)
        ]
        listed = any(stated[n].piece.sentence == piece.sentence for n in parts if n < index)
        if len(before) > 1 and not listed:
            yield _List(
                index, tuple(fitting[0] if fitting else before), (), True, bool(fitting) or len(before) < 4, True
            )


def _compared(stated: Sequence[Stated], text: str) -> Iterator[_List]:
    """Take the larger of two numbers for the sum of the smaller one and of what they are said to differ by."""
    for now, before, apart in differences(stated, text):
        smaller, larger = sorted((now, before), key=lambda place: _value(stated[place]))
        yield _List(larger, (smaller, apart), (), True, True, True)


def _complete(listed: Sequence[Stated], text: str) -> bool:
    """Tell whether the last of a list are all the others: not an 等 behind them, and none before in another unit."""
    last = listed[-1].piece
    if len(listed) < 2 or last.number is None or "rest" not in last.roles or text.startswith("等", last.number.end):
        return False
    return all(_unit(i) == last.number.unit for i in listed if i.counts and i.piece.depth == listed[0].piece.depth)


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
        sentence = [other for other in sentence if _unit(other) == _unit(item) and not other.piece.depth]
        here = next((n for n, other in enumerate(sentence) if other is item), len(sentence))
        wholes = [_value(other) for other in sentence[:here] if other.subjects & item.partly]
        total, unknown = _value(item), False
        for other in sentence[here + 1 :]:
            total, unknown = total + _value(other), unknown or not other.claims
            if unknown and total in (*wholes, sum(wholes)):
                yield index


def _wholes(stated: Sequence[Stated], index: int, taken: set[int]) -> list[int]:
    """Return the numbers that may be the whole, the nearest last; none where a new sentence leaves a choice."""
    opening = stated[index].piece
    before = [n for n in range(index) if stated[n].counts and n not in taken]
    while before and "except" in stated[before[-1]].piece.roles:
        before.pop()
    if index and opening.depth > stated[index - 1].piece.depth:
        return before[-1:] if before and before[-1] == index - 1 else []
    level = [n for n in before if stated[n].piece.depth == opening.depth]
    here = [n for n in level if stated[n].piece.sentence == opening.sentence]
    here = [n for n in here if stated[n].piece.segment == opening.segment] or here[-1:]
    if here:
        unit = _unit(stated[here[-1]])
        return [n for n in here if _unit(stated[n]) == unit]
    first = next((item for item in stated[index:] if item.counts), stated[index])
    last = [n for n in level if stated[n].piece.sentence == opening.sentence - 1 and _unit(stated[n]) == _unit(first)]
    return last if len(last) == 1 else []


def _members(stated: Sequence[Stated], index: int, whole: Stated) -> tuple[int, ...]:
    """Collect the parts: numbers of the whole's unit, as long as the marks between them carry the list on."""
    opening = stated[index].piece
    parts: list[int] = []
    mark = ""
    for place in range(index, len(stated)):
        item = stated[place]
        piece = item.piece
        if _ends(stated, parts, index, place, mark):
            break
        if piece.depth > opening.depth or not item.counts:
            mark = piece.mark if parts and piece.mark in ",;" and piece.depth == opening.depth else mark
            continue
        if _unit(item) == _unit(whole):
            if parts and _outgrown(item, whole, opening, mark):
                break
            parts.append(place)
        mark = piece.mark
    return tuple(parts)


def _ends(stated: Sequence[Stated], parts: Sequence[int], index: int, place: int, mark: str) -> bool:
    """Tell whether a list that opens at an index is over at a place behind it."""
    opening, item = stated[index].piece, stated[place]
    piece = item.piece
    if piece.sentence != opening.sentence or piece.depth < opening.depth:
        return True
    if place > index and piece.depth == opening.depth and piece.roles.keys() & {"part", "apart"}:
        return True
    if not parts:
        return piece.segment != opening.segment
    between = stated[parts[0]].piece.mark
    broken = (mark == ";" and between != ";") or (mark == "," and between == "、")
    flows = bool(item.claims) and not (stated[parts[0]].claims or stated[index].claims)
    another = bool(item.claims) and item.adds and not stated[parts[0]].adds and mark != "、"
    return broken or ((flows or another) and item.counts)


def _outgrown(item: Stated, whole: Stated, opening: Piece, mark: str) -> bool:
    """Tell whether a number behind a comma or semicolon is more than the whole, and so begins another matter."""
    assert item.piece.number is not None
    assert whole.piece.number is not None
    more = item.piece.number.value > whole.piece.number.value
    return more and mark != "、" and "kind" not in item.piece.roles and opening.depth <= whole.piece.depth


def _value(stated: Stated) -> Decimal:
    return stated.piece.number.value if stated.piece.number else Decimal(0)


def _unit(stated: Stated) -> str:
    return stated.piece.number.unit if stated.piece.number else ""
