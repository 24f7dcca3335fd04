"""Words and numbers that a bracket or a comma parts: 80件（80%）出自自然人, 一百件，这是全年收到的申请量."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gouji_plugins.locales.zh.claims.lexicon import Lexicon
from gouji_plugins.locales.zh.claims.pieces import Piece

_IS = re.compile("这?(?:就)?[是为]")
_UNTOLD = "average"
_TOLD = {"all", "none", "timely", "plans", "others", "topics", "average", "compares", "things"}
_SETTLED = {"now", "sum"}
"""Roles of numbers that are said of what stands before them."""


def rejoin(pieces: Sequence[Piece], text: str) -> None:
    """Give a number that stands alone the words behind its bracket, or behind the comma where these say what it is."""
    for place, piece in enumerate(pieces):
        if piece.number is None or piece.terms or piece.rest:
            continue
        behind = next((p for p in pieces[place + 1 :] if p.depth <= piece.depth), None)
        if behind is None or behind.number is not None or behind.place != piece.place:
            continue
        told = piece.mark == "," and not piece.roles.keys() & _SETTLED and _IS.match(text, behind.start)
        if not (told or piece.mark == "("):
            continue
        if behind.terms:
            piece.terms, piece.joined, piece.gap = list(behind.terms), dict(behind.joined), "".join(behind.rest)
            behind.terms.clear()
        elif told:
            piece.roles[_UNTOLD] = text[behind.start]


def follow(pieces: Sequence[Piece], lexicon: Lexicon) -> None:
    """Give some of what a noun names the words behind a comma that say what became of it: 4件申请因涉及第三方，顺延至下年."""
    for place, piece in enumerate(pieces):
        if (
            piece.number is None
            or piece.led
            or piece.roles.keys() & _TOLD
            or not set(piece.terms) <= lexicon.topics | lexicon.asked
        ):
            continue
        if not piece.terms and "sum" in piece.roles:
            continue
        for behind in pieces[place + 1 :]:
            if behind.number or behind.place != piece.place or behind.depth != piece.depth:
                break
            if behind.roles.keys() & _TOLD and (behind.terms or behind.roles.keys() & _TOLD != {"none"}):
                break
            if set(behind.terms) & lexicon.endings:
                piece.terms += [term for term in behind.terms if term in lexicon.endings]
                piece.years += behind.years
                piece.roles["some"] = ""
                behind.terms.clear()
                break


def rest_of(pieces: Sequence[Piece]) -> None:
    """Give the number of the rest what is said of all of it: 其余100件均已答复."""
    for piece, behind in pairwise(pieces):
        every = behind.adjoined and behind.number is None and "all" in behind.roles
        if every and piece.number and "rest" in piece.roles and not piece.terms:
            piece.terms = list(behind.terms)
            behind.terms.clear()


def first_of(pieces: Sequence[Piece], lexicon: Lexicon) -> None:
    """Give a number with a word such as 公开 what this means before others on its topic: 公开46件、部分公开9件."""
    for piece, behind in pairwise(pieces):
        word, subject = lexicon.briefly.get(piece.roles.get("shown", ""), ("", None))
        if not subject or piece.number is None or piece.terms or piece.rest or behind.number is None:
            continue
        if any(s.group == subject.group for term in behind.terms for _, s in lexicon.phrases.get(term, ())):
            piece.terms, piece.before = [word], 1


def leave_out(pieces: Sequence[Piece]) -> None:
    """Mark what a segment says to have nothing to do with the subject: 与政府信息公开无关."""
    unrelated = {piece.place for piece in pieces if "unrelated" in piece.roles}
    for piece in pieces:
        if piece.place in unrelated:
            piece.roles["others"] = piece.roles.get("unrelated", "")
