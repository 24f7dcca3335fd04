"""The rule kind `claim_shares`: stated percentages recompute from a whole that is stated or stands in the table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from pydantic import Field

from gouji import (
    Claim,
    Figure,
    Finding,
    NotApplicable,
    Observation,
    Parameters,
    Report,
    Satisfied,
    Share,
    Table,
    TableId,
    Text,
)
from gouji_plugins.locales.zh.claims.doubts import WHOLE
from gouji_plugins.locales.zh.claims.evidence import evidence_of, in_digits, with_doubt
from gouji_plugins.locales.zh.claims.percentages import ABOUT_POINTS, is_share, last_place, percent
from gouji_plugins.locales.zh.claims.sums import CellSum, Sum, summed

_WHOLE = 100
_NO_BASE = Text("正文未写明以何数为总数", "the text does not say of which whole")


class Shares(Parameters):
    """Of what percentages may be taken."""

    table: TableId = Field(description="The table.")
    bases: Mapping[str, tuple[CellSum, ...]] = Field(
        description="Sums of cells that percentages may be taken of, by the subject that names them."
    )
    counted: tuple[str, ...] = Field(
        (),
        description="Subjects of the table itself: a percentage of theirs that is the share of none of its totals is wrong.",
    )
    rates: Mapping[str, tuple[tuple[CellSum, CellSum], ...]] = Field(
        {}, description="Percentages in their own right, each with what may be divided and by what."
    )


def check_shares(report: Report, parameters: Shares) -> Iterator[Observation]:
    """Recompute every percentage of a counted thing."""
    table = report.table(parameters.table)
    checked = False
    for claim in report.claims:
        if claim.share and claim.value is not None and claim.share.before:
            checked = True
            yield _grown(claim, claim.value, claim.share)
        elif claim.share and claim.value is not None:
            checked = True
            yield _recomputed(table, claim, claim.share, parameters)
        elif claim.subjects and claim.subjects[0] in parameters.rates:
            ratios = _ratios(table, parameters.rates[claim.subjects[0]])
            if ratios:
                checked = True
                values = _values(report, claim)
                yield _rate(claim, ratios, values, stated=_stated(report, claim, ratios))
    if not checked:
        raise NotApplicable(Text("正文没有可核算的百分比", "the text states no percentage to recompute"))


def _recomputed(table: Table, claim: Claim, share: Share, parameters: Shares) -> Observation:
    """Compare with every whole that the words allow; where none fits and none is named, a person must say."""
    if share.bases and set(share.bases) <= set(claim.subjects) - set(parameters.counted):
        return Satisfied()
    named = [
        written for base in share.bases if base not in claim.subjects for written in parameters.bases.get(base, ())
    ]
    wide = {base: some for base, some in parameters.bases.items() if not (share.near and base in parameters.counted)}
    readings = [written for some in wide.values() for written in some]
    sums = [one for written in readings if (one := summed(table, written))]
    wholes = [share.whole] if share.whole else [*claim.wholes, *(one.value for one in sums)]
    part = claim.value or Decimal(0)
    parts = (part, *(part + sum(claim.wholes[-many:]) for many in (1, 2) if len(claim.wholes) >= many))
    others = [] if share.whole or named or share.near else _totals(table)
    tried = [*((one, whole) for one in parts for whole in wholes), *((part, whole) for whole in others)]
    if any(is_share(one, whole, share.value, share.near) for one, whole in tried):
        return Satisfied()
    base = next((one for written in named if (one := summed(table, written)) and one.value), None)
    counted = bool(claim.subjects) and set(claim.subjects) <= set(parameters.counted)
    known = share.plain and counted and part in _totals(table)
    known = known or not any(
        is_share(one, whole, share.value, share.near) for one in parts for whole in _possible(one, share)
    )
    doubt = claim.doubt or (None if base or claim.of or share.whole or known else _NO_BASE)
    places: list[Figure] = list(base.figures) if base else []
    stated = [share.whole] if share.whole else [*reversed(claim.wholes), *(one.value for one in sums)]
    whole = base.value if base else next((whole for whole in stated if whole and whole >= part), None)
    exact = percent(part, whole) if whole else f"≤{_WHOLE}%"
    zh = f"正文称“{claim.words}”占 {share.raw}，" + (
        f"按{base.label} {in_digits(base.value)} 计为 {exact}" if base else "按正文和表中各种总数均算不出"
    )
    en = f"the text calls “{claim.words}” {share.raw}, " + (
        f"it is {exact} of {in_digits(base.value)}" if base else "which is the share of no whole"
    )
    return Finding(
        with_doubt(Text(zh, en), doubt), at=[evidence_of(claim, share.span), *places],
        expected=exact, actual=share.raw, review=doubt is not None,
    )  # fmt: skip


def _possible(part: Decimal, share: Share) -> list[Decimal]:
    """List the whole numbers of which a part may be so many percent."""
    if not share.value:
        return [part]
    near = (part * 100 / share.value).to_integral_value()
    return [near - 1, near, near + 1]


def _totals(table: Table) -> list[Decimal]:
    """List the totals of rows, and of rows that belong together: what a percentage may be taken of where no whole is named."""
    groups: dict[str, Decimal] = {}
    totals: list[Decimal] = []
    for figure in table.figures.values():
        if figure.value is not None and table.form.columns[figure.column].total:
            totals.append(figure.value)
            if group := table.form.rows[figure.row].group:
                groups[group] = groups.get(group, Decimal(0)) + figure.value
    return [*totals, *groups.values()]


def _grown(claim: Claim, value: Decimal, share: Share) -> Observation:
    """Recompute growth from the numbers that the sentence gives."""
    rates = [abs(now - before) * 100 / before for now in (value, *claim.wholes) for before in share.before]
    within = ABOUT_POINTS if share.near else last_place(share.value)
    if any(abs(rate - share.value) < within for rate in rates):
        return Satisfied()
    exact = f"{rates[0].quantize(Decimal('0.01')):f}%"
    base = in_digits(share.before[0])
    message = Text(
        f"正文“{claim.words}”与 {base} 相比增减 {share.raw}，按两数计为 {exact}",
        f"the text calls the change from {base} to {in_digits(value)} {share.raw}; it is {exact}",
    )
    return Finding(
        with_doubt(message, claim.doubt),
        at=evidence_of(claim, share.span),
        expected=exact,
        actual=share.raw,
        review=claim.doubt is not None,
    )


def _ratios(table: Table, rates: Sequence[tuple[str, str]]) -> list[tuple[Sum, Sum]]:
    pairs = [(summed(table, divided), summed(table, by)) for divided, by in rates]
    return [(divided, by) for divided, by in pairs if divided and by and by.value]


def _values(report: Report, claim: Claim) -> set[Decimal]:
    """Return the numbers of its paragraph."""
    return {other.value for other in report.claims if other.text == claim.text and other.value}


def _stated(report: Report, claim: Claim, ratios: Sequence[tuple[Sum, Sum]]) -> bool:
    """Tell whether the paragraph itself states both numbers of a rate."""
    values = _values(report, claim)
    return any(values >= {divided.value, by.value} for divided, by in ratios)


def _rate(claim: Claim, ratios: Sequence[tuple[Sum, Sum]], values: Collection[Decimal], *, stated: bool) -> Observation:
    """Recompute a rate; 100 % is another rule's."""
    rate = claim.value or Decimal(0)
    if rate == 100 or any(is_share(divided.value, by.value, rate, claim.near) for divided, by in ratios):
        return Satisfied()
    if (claim.doubt or claim.near) and any(
        is_share(divided.value, whole, rate) for divided, _ in ratios for whole in values
    ):
        return Satisfied()
    divided, by = ratios[0]
    exact = percent(divided.value, by.value)
    message = Text(
        f"正文称“{claim.words}”，按表计算为 {exact}", f"the text says “{claim.words}”, the table gives {exact}"
    )
    places: Sequence[Figure] = [*divided.figures, *by.figures]
    doubt = None if stated and claim.doubt == WHOLE else claim.doubt or (None if stated or not claim.near else _NO_BASE)
    return Finding(
        with_doubt(message, doubt),
        at=[evidence_of(claim), *places],
        expected=exact,
        actual=f"{in_digits(rate)}%",
        review=doubt is not None,
    )
