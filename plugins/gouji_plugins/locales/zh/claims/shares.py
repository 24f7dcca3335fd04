"""Percentages beside the number that they are the share of, or by which it has grown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from gouji import Claim, Share, TextLine
from gouji_plugins.locales.zh.claims.differences import changed
from gouji_plugins.locales.zh.claims.paragraphs import Paragraph
from gouji_plugins.locales.zh.claims.pieces import PERCENT_SIGN, Number, Piece
from gouji_plugins.locales.zh.claims.stated import Stated, plain


def shared(stated: Sequence[Stated], index: int, paragraph: Paragraph, claims: Sequence[Claim]) -> list[Claim]:
    """Give the claims of a count the percentage that stands right behind it, or its growth against the year before."""
    own = stated[index]
    if not claims or not own.counts:
        return list(claims)
    share = _listed(stated, index, paragraph) or _share(stated, index, paragraph) or _growth(stated, index, paragraph)
    if share is None:
        return list(claims)
    unit = claims[0].unit
    wholes = tuple(n.value for s in stated[:index] if (n := s.piece.number) and s.counts and n.unit == unit)
    beside = (n for s in stated[index + 1 :][:2] if (n := s.piece.number) and "share" in s.piece.roles)
    share = replace(share, whole=next((number.value for number in beside if number.unit == unit), None))
    return [replace(claim, share=share, wholes=wholes) for claim in claims]


def with_share(
    stated: Sequence[Stated], index: int, line: TextLine, paragraph: Paragraph, section: str | None
) -> list[Claim]:
    """Return a number of something that the vocabulary does not count, where a percentage of it is stated."""
    if not stated[index].counts or stated[index].claims:
        return []
    claims = shared(stated, index, paragraph, [plain(stated[index], line, paragraph, section)])
    return [c for c in claims if c.share and not c.share.near and (c.wholes or c.share.before)]


def of_whole(claims: Sequence[Claim], whole: Stated) -> list[Claim]:
    """Take the number that is listed in parts for the whole of their percentages, where the words name no other."""
    number = whole.piece.number
    return [
        replace(c, share=replace(c.share, whole=number.value))
        if number and c.share and not (c.subjects or c.share.bases or c.share.whole or c.share.before)
        else c
        for c in claims
    ]


def _share(stated: Sequence[Stated], index: int, paragraph: Paragraph) -> Share | None:
    """Return the percentage behind 占, or alone in brackets."""
    own, named, opened = stated[index].piece, False, False
    for behind in stated[index + 1 : index + 3]:
        number = behind.piece.number
        if behind.piece.sentence != own.sentence:
            return None
        if number is None:
            if "share" not in behind.piece.roles or behind.piece.terms:
                return None
            opened = True
            continue
        alone = behind.piece.depth > own.depth and not behind.piece.terms and not behind.piece.rest
        rated = _rated(behind.piece, own)
        alone = alone or rated
        if number.unit == PERCENT_SIGN:
            if behind.piece.roles.keys() & {"respectively", "sharer"}:
                return None
            bases = () if number.near or rated else behind.bases
            share = _of(number, paragraph, bases) if alone or named or opened or "share" in behind.piece.roles else None
            return share and replace(share, plain=not (named or bases or behind.piece.rest))
        if "share" not in behind.piece.roles or "sharer" in behind.piece.roles:
            return None
        named = True
    return None


def _rated(rate: Piece, own: Piece) -> bool:
    """Tell whether a percentage is the rate of what was counted right before: 维持5件，维持率55.6%."""
    words = rate.terms[: rate.before]
    return bool(words) and set(words) <= set(own.terms) and "rate" in rate.roles


def _listed(stated: Sequence[Stated], index: int, paragraph: Paragraph) -> Share | None:
    """Return its percentage of several that stand behind as many numbers: 46件、9件，分别占45.5%、8.9%."""
    own = stated[index].piece
    opening = next((n for n in range(index + 1, len(stated)) if "respectively" in stated[n].piece.roles), None)
    if opening is None or stated[opening].piece.place != own.place or "share" not in stated[opening].piece.roles:
        return None
    percents: list[Number] = []
    for item in stated[opening:]:
        if item.piece.number is None or item.piece.number.unit != PERCENT_SIGN or (percents and item.piece.terms):
            break
        percents.append(item.piece.number)
    counts = [n for n in range(opening) if stated[n].counts and stated[n].piece.place == own.place][-len(percents) :]
    if len(counts) != len(percents) or index not in counts:
        return None
    return _of(percents[counts.index(index)], paragraph, stated[opening].bases)


def _growth(stated: Sequence[Stated], index: int, paragraph: Paragraph) -> Share | None:
    """Return the growth told in the clauses behind a number, or before it, with the earlier number or the difference."""
    own = stated[index].piece
    assert own.number is not None
    sentence = [s for s in stated if s.piece.sentence == own.sentence]
    if not any(s.piece.number and s.piece.number.unit == PERCENT_SIGN for s in sentence):
        return None
    around = [s for s in sentence if not s.told]
    behind = [s for s in around if s.piece.start > own.start]
    alone = [s.piece for s in sentence if s.counts] == [own]
    numbers = around if "now" in own.roles or alone else behind
    is_compared = any("compares" in s.piece.roles for s in sentence)
    percent = next((s for s in numbers if is_compared and s.piece.number and s.piece.number.unit == PERCENT_SIGN), None)
    told = [s for s in stated[index + 1 :] if s.told and s.counts and s.piece.number.unit == own.number.unit]  # type: ignore[union-attr]
    if percent is None or percent.piece.number is None or any(s.piece.start < percent.piece.start for s in told):
        return None
    before: list[Decimal] = [] if alone else _in_bracket(stated, percent, own)
    for s in numbers:
        number = s.piece.number
        if number is None or number.unit != own.number.unit or (s.piece.start > percent.piece.start and not alone):
            continue
        apart = changed(s, paragraph.text)
        before += [own.number.value - number.value, own.number.value + number.value] if apart else [number.value]
    return (
        replace(_of(percent.piece.number, paragraph, ()), before=tuple(b for b in before if b > 0)) if before else None
    )


def _in_bracket(stated: Sequence[Stated], percent: Stated, own: Piece) -> list[Decimal]:
    """Return the earlier number in a bracket right behind a percentage: 增长25%（上年80件）."""
    behind = next((s for s in stated if s.piece.start > percent.piece.start), None)
    number = behind.piece.number if behind and behind.piece.depth > percent.piece.depth and not behind.told else None
    return [number.value] if number and own.number and number.unit == own.number.unit else []


def _of(number: Number, paragraph: Paragraph, bases: tuple[str, ...]) -> Share:
    span = paragraph.printed(number.start, number.end)
    return Share(number.value, paragraph.text[number.start : number.end], span, bases, near=number.near)
