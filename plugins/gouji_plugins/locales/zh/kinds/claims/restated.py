"""The rule kind `claim_restated`: one figure stated twice has one value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import Field

from gouji import Claim, Finding, NotApplicable, Observation, Parameters, Polarity, Report, Satisfied, TableId, Text
from gouji_plugins.locales.zh.claims.evidence import evidence_of, in_digits


class Restated(Parameters):
    """What has one value however often it is stated."""

    subjects: tuple[str, ...] = Field(description="The subjects compared.")
    tables: Mapping[TableId, tuple[str, ...]] = Field(
        {}, description="Subjects compared where the report lacks the table; else the table decides."
    )


def check_restated(report: Report, parameters: Restated) -> Iterator[Observation]:
    """Compare the sure statements of each subject with one another."""
    missing = [subject for table, some in parameters.tables.items() if table not in report.tables for subject in some]
    compared = {*parameters.subjects, *missing}
    stated: dict[tuple[str, ...], list[Claim]] = {}
    for claim in report.claims:
        if (
            claim.subjects
            and set(claim.subjects) <= compared
            and claim.polarity is not Polarity.ALL
            and not claim.doubt
        ):
            stated.setdefault(claim.subjects, []).append(claim)
    repeated = [claims for claims in stated.values() if len(claims) > 1]
    if not repeated:
        raise NotApplicable(Text("正文没有重复写明同一数字", "the text states no figure twice"))
    for claims in repeated:
        other = next((claim for claim in claims if claim.value != claims[0].value), None)
        yield _finding(claims[0], other) if other else Satisfied()


def _finding(first: Claim, other: Claim) -> Finding:
    message = Text(
        f"正文前后不一：“{first.words}”与“{other.words}”",
        f"the text states one figure twice: “{first.words}” and “{other.words}”",
    )
    places = [evidence_of(first), evidence_of(other)]
    return Finding(message, at=places, expected=in_digits(first.value), actual=in_digits(other.value))
