"""The rule kind `claim_everything`: 均已办结 and the like, against what is left over, or against nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from gouji import (
    Claim,
    Finding,
    NotApplicable,
    Observation,
    Parameters,
    Place,
    Polarity,
    Report,
    Satisfied,
    TableId,
    Text,
)
from gouji_plugins.locales.zh.claims.evidence import evidence_of, in_digits, with_doubt
from gouji_plugins.locales.zh.claims.sums import CellSum, Sum, summed

_WHOLE = Decimal(100)


class Everything(Parameters):
    """What is said to be done altogether, and the cells that tell."""

    table: TableId = Field(description="The table.")
    subjects: tuple[str, ...] = Field(description="What is said of all cases.")
    rates: tuple[str, ...] = Field((), description="Rates that say the same where they are 100 %.")
    nothing_in: CellSum | None = Field(None, description="Cells that must add up to 0.")
    something_in: CellSum | None = Field(None, description="Cells that must not add up to 0.")
    done: CellSum | None = Field(
        None, description="Cells of which a number right before the claim names all there are: 101件申请全部办结."
    )
    beside: tuple[str, ...] = Field(
        (), description="Subjects with a number of which in its paragraph the claim speaks of the rest."
    )


def check_everything(report: Report, parameters: Everything) -> Iterator[Observation]:
    """Look at every claim that all is done."""
    table = report.table(parameters.table)
    cells = summed(table, parameters.nothing_in or parameters.something_in or "")
    claims = [claim for claim in report.claims if _speaks_of_all(claim, parameters)]
    if not claims or cells is None:
        raise NotApplicable(Text("正文没有“全部办结”一类的表述", "the text does not say that all was done"))
    for claim in claims:
        broken = cells.value > 0 if parameters.nothing_in else cells.value == 0
        if broken and not (
            _counts_done(report, claim, parameters)
            or _told_beside(report, claim, cells, parameters)
            or _told_none(report, claim, cells)
        ):
            yield _finding(claim, cells, left=bool(parameters.nothing_in))
        else:
            yield Satisfied()


def _speaks_of_all(claim: Claim, parameters: Everything) -> bool:
    if claim.polarity is Polarity.ALL:
        return claim.subjects[0] in parameters.subjects
    return claim.value == _WHOLE and bool(set(claim.subjects) & set(parameters.rates))


def _told_beside(report: Report, claim: Claim, cells: Sum, parameters: Everything) -> bool:
    """Tell whether the paragraph states what is left over, by its words or by the very number."""
    beside = set(parameters.beside)
    return any(
        other.text == claim.text and other.value and (beside & set(other.subjects) or other.value == cells.value)
        for other in report.claims
    )


def _counts_done(report: Report, claim: Claim, parameters: Everything) -> bool:
    """Tell whether a number right before the claim says how many were done altogether."""
    done = summed(report.table(parameters.table), parameters.done) if parameters.done else None
    return done is not None and any(
        other.text == claim.text and other.span[1] == claim.span[0] and done.equals(other.value)
        for other in report.claims
        if other.polarity is Polarity.COUNT
    )


def _told_none(report: Report, claim: Claim, cells: Sum) -> bool:
    """Tell whether the paragraph states the very 0 of which all is said to be done."""
    same = (other for other in report.claims if other.text == claim.text and other.polarity is Polarity.COUNT)
    return cells.value == 0 and any(other.subjects and other.value == 0 for other in same)


def _finding(claim: Claim, cells: Sum, *, left: bool) -> Finding:
    value = in_digits(cells.value)
    message = Text(
        f"正文称“{claim.words}”，而{cells.table.form.title}{cells.label}为 {value}",
        f"the text says “{claim.words}”, while the table has {value} {'left over' if left else 'received'}",
    )
    doubt = claim.doubt or (None if cells.complete else Text("表中有缺行", "rows are missing from the table"))
    places: list[Place] = [evidence_of(claim), *cells.figures]
    return Finding(
        with_doubt(message, doubt), at=places, expected="0" if left else ">0", actual=value, review=doubt is not None
    )
