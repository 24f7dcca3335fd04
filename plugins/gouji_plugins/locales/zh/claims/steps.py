"""Numbers of one sentence that count the same requests: those received, those with what was carried in, or those processed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gouji import Claim, Finding, Polarity, Text
from gouji_plugins.locales.zh.claims.evidence import evidence_of, in_digits, with_doubt
from gouji_plugins.locales.zh.claims.sums import Sum

_STOP = "。"
_APART = Text("各数须按同一口径计算", "all must count the same requests")
_Sentence = tuple[str, int, tuple[str, ...], str]


@dataclass
class Steps:
    """The numbers of each sentence that are right by themselves, and by which of the sums of their subject."""

    told: dict[_Sentence, list[tuple[Claim, Sequence[Sum]]]] = field(default_factory=dict)

    def add(self, claim: Claim, sums: Sequence[Sum]) -> None:
        """Take a number that is exactly one of the sums of its subject."""
        plain = claim.polarity is Polarity.COUNT and not (claim.doubt or claim.near or claim.at_most)
        if plain and any(one.equals(claim.value) for one in sums):
            sentence = claim.text.count(_STOP, 0, claim.span[0])
            self.told.setdefault((claim.text, sentence, claim.of, claim.scope), []).append((claim, sums))

    def broken(self) -> Iterator[Finding]:
        """Yield a finding for each sentence whose numbers are right in no reading together; one that tells a subject twice tells of two."""
        for told in self.told.values():
            subjects = [claim.subjects for claim, _ in told]
            together = set.intersection(*(_fitting(claim, sums) for claim, sums in told))
            if not together and len(subjects) == len(set(subjects)):
                yield _apart(told)


def _fitting(claim: Claim, sums: Sequence[Sum]) -> set[int]:
    return {place for place, one in enumerate(sums) if one.equals(claim.value)}


def _apart(told: Sequence[tuple[Claim, Sequence[Sum]]]) -> Finding:
    """Say which readings one of the numbers has that the first has not."""
    first, other = told[0], next(pair for pair in told[1:] if not _fitting(*pair) & _fitting(*told[0]))
    own = [next(one for one in sums if one.equals(claim.value)) for claim, sums in (first, other)]
    message = Text(
        f"正文称“{first[0].words}”“{other[0].words}”，前者为{own[0].label}，后者为{own[1].label}",
        f"the text says “{first[0].words}” and “{other[0].words}”, which the table has in different rows",
    )
    figures = [figure for one in own for figure in one.figures]
    return Finding(
        with_doubt(message, _APART), at=[evidence_of(first[0]), evidence_of(other[0]), *figures],
        expected=in_digits(other[1][min(_fitting(*first))].value), actual=in_digits(other[0].value), review=True,
    )  # fmt: skip
