"""The rule kinds `claim_parts` and `claim_part_over_whole`: what follows 其中 fits the number before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import Field

from gouji import Claim, Finding, NotApplicable, Observation, Parameters, Report, Satisfied, Text
from gouji_plugins.locales.zh.claims.addition import OPEN, compared_sum, value_of
from gouji_plugins.locales.zh.claims.evidence import evidence_of, in_digits, with_doubt

_REMARK = 20
"""Characters before and behind a list in which a remark may say that its parts overlap."""
_NONE = Text("正文没有列出总数与分项", "the text states no whole with parts")


class Parts(Parameters):
    """Which parts of a whole may be added."""

    exclusive: tuple[tuple[str, ...], ...] = Field((), description="Subjects whose parts never overlap, in groups.")
    kinds: tuple[tuple[str, ...], ...] = Field((), description="Words of parts that never overlap, in groups.")
    overlap: tuple[str, ...] = Field((), description="Words that say that parts overlap.")
    apart: tuple[str, ...] = Field((), description="Subjects that other rules look at.")


def check_parts(report: Report, parameters: Parts) -> Iterator[Observation]:
    """Compare wholes with the sums of their parts."""
    checked = False
    for claim in _wholes(report.claims, parameters):
        if len(claim.parts) > 1 and not _over(claim):
            around = claim.text[max(0, claim.span[0] - _REMARK) : claim.parts[-1].span[1] + _REMARK]
            if any(word in around for word in parameters.overlap):
                continue
            for observation in compared_sum(claim, parameters.exclusive, parameters.kinds):
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


def _wholes(claims: Iterable[Claim], parameters: Parts) -> Iterator[Claim]:
    return (claim for claim in claims if claim.parts and not set(claim.subjects) & set(parameters.apart))


def _over(claim: Claim) -> list[Claim]:
    most = max(value_of(claim), *claim.wholes) if claim.wholes else value_of(claim)
    return [part for part in claim.parts if value_of(part) > most]


def _larger(claim: Claim, part: Claim) -> Finding:
    sure = claim.settled and not (claim.doubt or part.doubt)
    message = Text(
        f"正文“{claim.words}”，其中一项“{part.words}”大于总数",
        f"the text says “{claim.words}”, and of these “{part.words}”, which is more",
    )
    return Finding(
        with_doubt(message, None if sure else OPEN), at=[evidence_of(claim), evidence_of(part)],
        expected=f"≤{in_digits(claim.value)}", actual=in_digits(part.value), review=not sure,
    )  # fmt: skip
