"""Lists of a whole and its parts: behind 其中, in a bracket, by channels or kinds, or before their sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from gouji_plugins.locales.zh.claims.differences import differences
from gouji_plugins.locales.zh.claims.pieces import Piece
from gouji_plugins.locales.zh.claims.stated import Stated

_WAYS = re.compile("渠道|途径|方式|类型|类别|相加|^[两二三四五六七八九十几][种类项者]?$")
"""What is counted together: 三类渠道相加共100件."""
_AND = ("和", "与", "及", "以及", "加", "连同")
_IS = ("为", "是")
_MOST_ADDED = 30
"""Numbers before a total that it may add up."""


@dataclass(frozen=True, slots=True)
class Listed:
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


def lists_of(stated: Sequence[Stated], text: str) -> list[Listed]:
    """List the wholes with their parts: those opened by a word or a mark, sums behind what they add up, differences."""
    found = list(_opened(stated, text))
    found += _added(stated, {place for one in found for place in one.parts})
    return [*found, *_compared(stated, text)]


def _opened(stated: Sequence[Stated], text: str) -> Iterator[Listed]:
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
            and max(value_of(stated[p]) for p in parts) > value_of(stated[wholes[-1]])
        ):
            continue
        if parts:
            taken.update(parts)
            complete = _complete(stated[parts[0] : parts[-1] + 1], text)
            named = among or not bracket or "part" in roles
            joined = _joined(stated, wholes[-1], text)
            others = tuple(n for n in wholes[:-1] if n not in joined)
            yield Listed(wholes[-1], parts, others, complete, named, joined=joined)


def _joined(stated: Sequence[Stated], whole: int, text: str) -> tuple[int, ...]:
    """Find the numbers that 和 or the like joins to a whole: 新收的100件和结转的5件中."""
    found: list[int] = []
    for index in range(whole, 0, -1):
        piece, before = stated[index].piece, stated[index - 1]
        joins = text.startswith(_AND, piece.start) and before.piece.sentence == piece.sentence
        if not (joins and before.counts and unit_of(before) == unit_of(stated[whole])):
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
    return (
        opening.counts
        and "kind" in opening.piece.roles
        and not opening.piece.roles.keys() & {"apart", "others"}
        and follows
        and "kind" not in before.piece.roles
    )


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
    return lists and opening.counts and follows and unit_of(opening) == unit_of(before)


def _added(stated: Sequence[Stated], parts: Set[int]) -> Iterator[Listed]:
    """Find the totals that stand behind what they add up, where these are no `parts` yet: 新收100件，上年结转5件，合计105件."""
    for index, item in enumerate(stated):
        piece = item.piece
        rest = [words for words in piece.rest if not _WAYS.search(words)]
        if not (item.counts and item.adds and "sum" in piece.roles and not rest and len(set(piece.terms)) <= 1):
            continue
        before = [n for n in range(index) if stated[n].counts and stated[n].piece.place == piece.place]
        before = [n for n in before if unit_of(stated[n]) == unit_of(item) and stated[n].piece.depth == piece.depth]
        before = before[-_MOST_ADDED:]
        fitting = [
            before[n:] for n in range(len(before) - 1) if sum(value_of(stated[k]) for k in before[n:]) == value_of(item)
        ]
        listed = any(stated[n].piece.sentence == piece.sentence for n in parts if n < index)
        if len(before) > 1 and not listed:
            yield Listed(
                index, tuple(fitting[0] if fitting else before), (), True, bool(fitting) or len(before) < 4, True
            )


def _compared(stated: Sequence[Stated], text: str) -> Iterator[Listed]:
    """Take the larger of two numbers for the sum of the smaller one and of what they are said to differ by."""
    for now, before, apart in differences(stated, text):
        smaller, larger = sorted((now, before), key=lambda place: value_of(stated[place]))
        yield Listed(larger, (smaller, apart), (), True, True, True)


def _complete(listed: Sequence[Stated], text: str) -> bool:
    """Tell whether the last of a list are all the others: not an 等 behind them, and none before in another unit."""
    last = listed[-1].piece
    if len(listed) < 2 or last.number is None or "rest" not in last.roles or text.startswith("等", last.number.end):
        return False
    return all(unit_of(i) == last.number.unit for i in listed if i.counts and i.piece.depth == listed[0].piece.depth)


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
        unit = unit_of(stated[here[-1]])
        return [n for n in here if unit_of(stated[n]) == unit]
    first = next((item for item in stated[index:] if item.counts), stated[index])
    last = [
        n for n in level if stated[n].piece.sentence == opening.sentence - 1 and unit_of(stated[n]) == unit_of(first)
    ]
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
        if unit_of(item) == unit_of(whole):
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


def value_of(stated: Stated) -> Decimal:
    """Return its number, 0 where it holds none."""
    return stated.piece.number.value if stated.piece.number else Decimal(0)


def unit_of(stated: Stated) -> str:
    """Return the unit of its number."""
    return stated.piece.number.unit if stated.piece.number else ""
