"""Numbers that stand together behind what they count: 受理、办结、结转数分别为100件、101件、4件."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gouji_plugins.locales.zh.claims.bounds import OTHERS
from gouji_plugins.locales.zh.claims.lexicon import Lexicon
from gouji_plugins.locales.zh.claims.pieces import Piece


def respectively(pieces: Sequence[Piece], lexicon: Lexicon) -> None:
    """Give each number of a sentence behind 分别 its own words, or its own year; where they do not pair up, it has none."""
    for place, piece in enumerate(pieces):
        if "respectively" not in piece.roles:
            continue
        listed = _listed(pieces, place)
        if len(listed) < 2:
            continue
        years = _years(pieces[: place + 1], len(listed))
        groups = _groups(piece, lexicon)
        if len(groups) == len(listed) - 1:
            groups += _others(piece, groups, lexicon)
        if len(years) == len(listed) and len(groups) == 1:
            for year, one in zip(years, listed, strict=True):
                one.years, one.terms, one.before = [year], list(piece.terms), len(piece.terms)
            for earlier in pieces[:place]:
                earlier.years = []
        elif len(groups) == len(listed):
            _hand_out(listed, groups, lexicon)
        else:
            for one in listed:
                one.roles["average"] = "分别"


def _years(pieces: Sequence[Piece], count: int) -> list[int]:
    """List the years that the sentence names, from the first to the last where it names these of as many as are counted."""
    years = [year for piece in pieces for year in piece.years if piece.sentence == pieces[-1].sentence]
    if len(years) == 2 and years[1] - years[0] + 1 == count:
        return list(range(years[0], years[1] + 1))
    return years


def _others(piece: Piece, groups: Sequence[Sequence[str]], lexicon: Lexicon) -> list[list[str]]:
    """Return what 其他 means behind the words of a group: 维持、纠正、其他分别为5件、1件、2件."""
    if not (groups and piece.rest and piece.rest[-1] in OTHERS):
        return []
    named = {s.group for term in groups[-1] for _, s in lexicon.phrases.get(term, ()) if s.group}
    return [[lexicon.others[name][0]] for name in named if name in lexicon.others]


def _hand_out(listed: Sequence[Piece], groups: Sequence[list[str]], lexicon: Lexicon) -> None:
    """Give each number its words; one with nothing but the topic of all counts something unknown."""
    shared = len({term for group in groups for term in group if term in lexicon.topics}) == 1
    named = shared and any(not set(group) <= lexicon.topics for group in groups)
    for one, group in zip(listed, groups, strict=True):
        one.terms, one.before = group, len(group)
        if named and set(group) <= lexicon.topics:
            one.roles["average"] = "分别"


def _listed(pieces: Sequence[Piece], place: int) -> list[Piece]:
    """List the numbers: the piece of 分别 with its own, and those behind it that have no words of their own."""
    found = [pieces[place]] if pieces[place].number else []
    for piece in pieces[place + 1 :]:
        if not piece.number or piece.terms or piece.rest or (found and piece.number.unit != found[0].number.unit):  # type: ignore[union-attr]
            break
        found.append(piece)
    return found


def _groups(piece: Piece, lexicon: Lexicon) -> list[list[str]]:
    """Part the terms where 、 or 和 stood between them; a topic that the last group ends with belongs to those without one."""
    terms = piece.terms[: piece.before] if piece.led else piece.terms
    cuts = [0, *sorted({at for at in piece.cuts if 0 < at < len(terms)}), len(terms)]
    groups = [terms[start:end] for start, end in pairwise(cuts)]
    shared = [term for term in groups[-1] if term in lexicon.topics][-1:] if groups else []
    own = [any(term in lexicon.topics for term in group) for group in groups]
    return [group if named else group + shared for group, named in zip(groups, own, strict=True)]
