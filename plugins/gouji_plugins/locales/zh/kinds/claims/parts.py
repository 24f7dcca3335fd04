"""The rule kinds `claim_parts` and `claim_part_over_whole`: what follows 其中 fits the number before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from pydantic import Field

from gouji import Claim, Evidence, Finding, NotApplicable, Observation, Parameters, Report, Satisfied, Text
from gouji_plugins.locales.zh.kinds.claims.words import evidence_of, number, with_doubt

_OPEN = Text("总数或各分项所指不明，或分项有重叠", "whole or parts are not clear, or parts overlap")
_NONE = Text("正文没有列出总数与分项", "the text states no whole with parts")


class Parts(Parameters):
    """Which parts of a whole may be added."""

    exclusive: tuple[tuple[str, ...], ...] = Field((), description="Subjects whose parts never overlap, in groups.")
    apart: tuple[str, ...] = Field((), description="Subjects that other rules look at.")


def check_parts(report: Report, parameters: Parts) -> Iterator[Observation]:
    """Compare wholes with the sums of their parts."""
    checked = False
    for claim in _wholes(report.claims, parameters):
        if len(claim.parts) > 1 and not _over(claim):
            for observation in compared_sum(claim, parameters.exclusive):
                checked = True
                yield observation
    if not checked:
        raise NotApplicable(_NONE)


def check_part_over_whole(report: Report, parameters: Parts) -> Iterator[Observation]:
    """Look for parts larger than their whole."""
    wholes = list(_wholes(report.claims, parameters))
    for claim in wholes:
        over = _over(claim)
        for part in over:
            yield _larger(claim, part)
        if not over:
            yield Satisfied()
    if not wholes:
        raise NotApplicable(_NONE)


def compared_sum(claim: Claim, exclusive: Iterable[Sequence[str]]) -> Iterator[Observation]:
    """Compare one whole, or all stated before its parts, with their sum, or that of the first: what follows may be no part.

    A sum that falls short proves nothing, unless the list names all the others; one that exceeds it may count things twice.
    """
    sums = list(accumulate(_value(part) for part in claim.parts))
    wholes = (_value(claim), *claim.wholes, _value(claim) + sum(claim.wholes))
    subjects = {subject for part in claim.parts for subject in part.subjects or ("",)}
    apart = any(subjects <= set(group) for group in exclusive)
    if any(total in wholes for total in (sums[-1:] if apart or claim.complete else sums)):
        yield Satisfied()
        return
    if not claim.complete and sums[-1] < max(wholes):
        return
    sure = claim.settled and not _doubts(claim) and (claim.complete or apart)
    terms = "＋".join(number(part.value) for part in claim.parts)
    message = Text(
        f"正文“{claim.words}”，所列各项 {terms}＝{number(sums[-1])}",
        f"the text says “{claim.words}”, its parts {' + '.join(terms.split('＋'))} = {number(sums[-1])}",
    )
    yield Finding(
        with_doubt(message, None if sure else _OPEN), at=[evidence_of(claim), *_places(claim.parts)],
        expected=number(claim.value), actual=number(sums[-1]), review=not sure,
    )  # fmt: skip


def _wholes(claims: Iterable[Claim], parameters: Parts) -> Iterator[Claim]:
    return (claim for claim in claims if claim.parts and not set(claim.subjects) & set(parameters.apart))


def _over(claim: Claim) -> list[Claim]:
    most = max(_value(claim), *claim.wholes) if claim.wholes else _value(claim)
    return [part for part in claim.parts if _value(part) > most]


def _larger(claim: Claim, part: Claim) -> Finding:
    sure = claim.settled and not (claim.doubt or part.doubt)
    message = Text(
        f"正文“{claim.words}”，其中一项“{part.words}”大于总数",
        f"the text says “{claim.words}”, and of these “{part.words}”, which is more",
    )
    return Finding(
        with_doubt(message, None if sure else _OPEN), at=[evidence_of(claim), evidence_of(part)],
        expected=f"≤{number(claim.value)}", actual=number(part.value), review=not sure,
    )  # fmt: skip


def _doubts(claim: Claim) -> bool:
    return any(one.doubt for one in (claim, *claim.parts))


def _places(claims: Iterable[Claim]) -> list[Evidence]:
    return [evidence_of(claim) for claim in claims]


def _value(claim: Claim) -> Decimal:
    return claim.value or Decimal(0)
