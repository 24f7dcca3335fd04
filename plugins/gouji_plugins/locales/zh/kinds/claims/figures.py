"""The rule kind `claim_figure`: a number of the text equals the cells that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pydantic import Field, field_validator

from gouji import Claim, Finding, NotApplicable, Observation, Parameters, Polarity, Report, Satisfied, Table, Text
from gouji_plugins.locales.zh.claims.evidence import evidence_of, in_digits, with_doubt
from gouji_plugins.locales.zh.claims.sums import Sum, parse, summed, together

_INCOMPLETE = Text("表中有缺行或无法读出的单元格", "rows are missing from the table or cells cannot be read")
_OTHERWISE = Text("按另一口径相符", "it agrees in another reading")
_BESIDE = Text("同段另有相符的数字", "another number of the paragraph agrees")
_LESS = Text("扣除所列另计的件数后相符", "it agrees without the part that need not be counted")
_PERHAPS = Text("所指不一定是表中此数", "it need not mean this figure")


class ClaimFigure(Parameters):
    """What numbers of the text may mean in a table."""

    table: str = Field(description="The table.")
    readings: Mapping[str, tuple[str, ...]] = Field(
        description="For each subject the sums of cells that its number may mean, such as `new_received.total + "
        "carried_in.total`; any of them will do."
    )
    only_reviewed: Mapping[str, tuple[str, ...]] = Field(
        {}, description="Further sums: a number that equals one of them is for a person to see."
    )
    perhaps: tuple[str, ...] = Field((), description="Subjects whose numbers need not mean these cells.")
    uncounted: tuple[str, ...] = Field((), description="Words of parts that need not be in the table.")
    polarity: tuple[Polarity, ...] = Field(
        (Polarity.COUNT, Polarity.NONE), description="Which claims are compared: `count`, `none`, `all`."
    )

    @field_validator("readings", "only_reviewed")
    @classmethod
    def _sums(cls, readings: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        for written in (one for some in readings.values() for one in some):
            parse(written)
        return readings


def check_figure(report: Report, parameters: ClaimFigure) -> Iterator[Observation]:
    """Compare every claim on the subjects with the table."""
    table = report.table(parameters.table)
    checked = False
    claims = [claim for claim in report.claims if claim.subjects and set(claim.subjects) <= parameters.readings.keys()]
    for claim in claims:
        if claim.polarity in parameters.polarity:
            sums = together(table, [parameters.readings[subject] for subject in claim.subjects])
            checked = checked or bool(sums)
            yield from _compared(table, claim, sums, _others(claim, claims), parameters) if sums else ()
    if not checked:
        raise NotApplicable(Text("正文没有可与此表核对的数字", "the text states no number to compare with this table"))


def _others(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """List what else its paragraph states of the same subjects."""
    return [c for c in claims if c is not claim and c.text == claim.text and c.subjects == claim.subjects]


def _compared(
    table: Table, claim: Claim, sums: Sequence[Sum], others: Sequence[Claim], parameters: ClaimFigure
) -> Iterator[Observation]:
    """Compare one claim; a doubtful one gives way to a sure one beside it, and may count a single row of its group."""
    value = _in_unit(table, claim, sums[0])
    figures = list(dict.fromkeys(figure for one in sums for figure in one.figures))
    row = claim.doubt is not None and any(figure.value == value for figure in figures)
    if row or any(one.equals(value) for one in sums):
        yield Satisfied()
    elif claim.doubt is None or all(other.doubt for other in others):
        doubt = claim.doubt or _doubt(table, claim, sums, others, parameters)
        yield Finding(
            with_doubt(_message(claim, sums), doubt), at=[evidence_of(claim), *figures],
            expected=in_digits(sums[0].value), actual=in_digits(value), review=doubt is not None,
        )  # fmt: skip


def _doubt(
    table: Table, claim: Claim, sums: Sequence[Sum], others: Sequence[Claim], parameters: ClaimFigure
) -> Text | None:
    """Say why a number that differs may be right all the same."""
    value = _in_unit(table, claim, sums[0])
    also = [one for subject in claim.subjects for one in parameters.only_reviewed.get(subject, ())]
    scoped = [part for part in claim.parts if part.scope]
    less = [part for part in claim.parts if any(word in part.words for word in parameters.uncounted)]
    doubts = (
        (any(not one.complete for one in sums), _INCOMPLETE),
        (any((one := summed(table, written)) and one.equals(value) for written in also), _OTHERWISE),
        (any(one.equals(_in_unit(table, other, one)) for one in sums for other in scoped), _OTHERWISE),
        (any(one.equals(_in_unit(table, other, one)) for one in sums for other in others), _BESIDE),
        (any(one.equals(value - (part.value or 0)) for one in sums for part in less), _LESS),
        (not set(claim.subjects).isdisjoint(parameters.perhaps), _PERHAPS),
    )
    return next((words for holds, words in doubts if holds), None)


def _in_unit(table: Table, claim: Claim, one: Sum) -> Decimal:
    """Return the claim's value in the unit of the table's column."""
    figure = one.figures[0]
    unit = table.form.column(figure.row, figure.column).unit
    value = claim.value or Decimal(0)
    return value / 10_000 if claim.unit == "元" and unit == "万元" else value


def _message(claim: Claim, sums: Sequence[Sum]) -> Text:
    first, others = sums[0], {in_digits(one.value): one for one in sums[1:]}
    zh = f"正文称“{claim.words}”，{first.table.form.title}{first.label}为 {in_digits(first.value)}"
    zh += "".join(f"，{one.label}为 {value}" for value, one in others.items())
    cells = ", ".join(f"{figure.table}.{figure.row}" for figure in first.figures)
    en = f"the text says “{claim.words}”, the table {in_digits(first.value)} ({cells})"
    return Text(zh, en + "".join(f", or {value} in another reading" for value in others))
