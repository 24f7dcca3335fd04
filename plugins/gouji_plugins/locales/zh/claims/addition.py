"""Whether the parts that a claim lists add up to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from gouji import Claim, Finding, Observation, Satisfied, Text
from gouji_plugins.locales.zh.claims.evidence import evidence_of, in_digits, with_doubt

_SEVERAL = 3
"""Parts that make a list which is meant to be whole."""
_LARGE = 100
"""The least number of which one digit says something: below it, any two are as close."""
_NEARLY_ALL = Decimal("0.9")
"""The share of a whole that a list covers which seems to name all of it."""
OPEN = Text("总数或各分项所指不明，或分项有重叠", "whole or parts are not clear, or parts overlap")


def compared_sum(
    claim: Claim, exclusive: Iterable[Sequence[str]], kinds: Iterable[Sequence[str]] = ()
) -> Iterator[Observation]:
    """Compare one whole, or all stated before its parts, with their sum, or that of the first: what follows may be no part.

    Parts never overlap that count `exclusive` subjects, or each name one of some `kinds`. A sum that falls short proves nothing,
    unless the list names all the others; one that exceeds it may count things twice, unless one digit makes the difference.
    """
    sums = list(accumulate(value_of(part) for part in claim.parts))
    wholes = (value_of(claim), *claim.wholes, value_of(claim) + sum(claim.wholes))
    subjects = {subject for part in claim.parts for subject in part.subjects or ("",)}
    apart = any(subjects <= set(group) for group in exclusive)
    apart = apart or any(all(any(word in part.words for word in some) for part in claim.parts) for some in kinds)
    if any(total in wholes for total in (sums[-1:] if apart or claim.complete else sums)):
        yield Satisfied()
        return
    slip = len(claim.parts) >= _SEVERAL and _one_digit_off([value_of(part) for part in claim.parts], value_of(claim))
    short = not claim.complete and sums[-1] < max(wholes)
    if short and not (slip and sums[-1] >= _NEARLY_ALL * max(wholes)):
        return
    sure = (
        not short
        and (claim.settled or apart)
        and not any(one.doubt for one in (claim, *claim.parts))
        and (claim.complete or apart or slip)
    )
    terms = "＋".join(in_digits(part.value) for part in claim.parts)
    message = Text(
        f"正文“{claim.words}”，所列各项 {terms}＝{in_digits(sums[-1])}",
        f"the text says “{claim.words}”, its parts {' + '.join(terms.split('＋'))} = {in_digits(sums[-1])}",
    )
    yield Finding(
        with_doubt(message, None if sure else OPEN), at=[evidence_of(claim), *(evidence_of(part) for part in claim.parts)],
        expected=in_digits(claim.value), actual=in_digits(sums[-1]), review=not sure,
    )  # fmt: skip


def _one_digit_off(parts: Sequence[Decimal], whole: Decimal) -> bool:
    """Tell whether a single digit of one number, or two that change places, make parts and whole differ: 230 for 130."""
    over = sum(parts) - whole
    if max(whole, *parts) < _LARGE:
        return False
    return any(_alike(part, part - over) for part in parts) or _alike(whole, whole + over)


def _alike(one: Decimal, other: Decimal) -> bool:
    first, second = f"{one:f}", f"{other:f}"
    if len(first) != len(second) or other < 0:
        return False
    places = [n for n, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    swapped = len(places) == 2 and places[1] == places[0] + 1 and sorted(first) == sorted(second)
    return len(places) == 1 or swapped


def value_of(claim: Claim) -> Decimal:
    """Return the number of a claim, 0 where it states none."""
    return claim.value or Decimal(0)
