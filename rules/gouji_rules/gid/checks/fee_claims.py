"""What the text states of fees for processing requests: sums, requests dropped unpaid, amounts that the tariff cannot give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from pydantic import Field

from gouji import Claim, Finding, NotApplicable, Observation, Parameters, Report, Satisfied, TableId, Text
from gouji_plugins.locales.zh import CellSum, compared_sum, evidence_of, in_digits, summed, with_doubt

_SILENT = Text("正文没有写明信息处理费的件数或金额", "the text states no number or amount of the fee")


class FeeSums(Parameters):
    """What the text states of fees, and what adds up to what."""

    subjects: tuple[str, ...] = Field(description="Subjects whose parts are added.")
    whole: str = Field(description="The subject that is the sum of the parts.")
    parts: tuple[str, ...] = Field(description="The subjects that add up to it.")
    cases: str = Field("", description="The subject that counts the cases charged.")
    tariffs: tuple[str, ...] = Field(
        (),
        description="Subjects that leave nothing out: together they are the cases charged, and no more than the whole.",
    )


class Dropouts(Parameters):
    """The requests dropped unpaid, and what tells of a fee."""

    table: TableId = Field(description="The table.")
    dropped: CellSum = Field(description="The cells that count requests dropped unpaid.")
    subjects: tuple[str, ...] = Field(description="The subjects that tell of a fee.")


class Plausible(Parameters):
    """What the tariff can give."""

    subjects: tuple[str, ...] = Field(description="The subjects that state an amount.")
    step: Decimal = Field(description="The step of the tariff, in yuan.")
    most: Decimal = Field(description="The most, in yuan, that needs no look.")
    table: TableId = Field(description="The table of requests.")
    requests: CellSum = Field(description="The cells that count the requests there were.")


def check_fee_sums(report: Report, parameters: FeeSums) -> Iterator[Observation]:
    """Add up the parts of amounts, and the kinds of cases."""
    checked = False
    for claim in _about(report.claims, parameters.subjects):
        tariffs = [_beside(report, claim, tariff) for tariff in parameters.tariffs]
        for observation in (*_amounts(claim, tariffs), *_tariffs(claim, tariffs, parameters)):
            checked = True
            yield observation
    whole = list(_about(report.claims, (parameters.whole,)))
    parts = [list(_about(report.claims, (subject,))) for subject in parameters.parts]
    if len(whole) == 1 and all(len(some) == 1 for some in parts):
        checked = True
        yield _cases(whole[0], [some[0] for some in parts])
    if not checked:
        raise NotApplicable(Text("正文没有可以相加的收费数字", "the text states no fees that add up"))


def _beside(report: Report, claim: Claim, tariff: str) -> list[Claim]:
    """List what the paragraph states of a tariff behind a claim."""
    return [c for c in _about(report.claims, (tariff,)) if c.text == claim.text and c.span[0] > claim.span[0]]


def _amounts(claim: Claim, tariffs: list[list[Claim]]) -> Iterable[Observation]:
    if len(claim.parts) < 2:
        return ()
    every = bool(tariffs) and all(tariffs)
    return compared_sum(replace(claim, complete=True) if every else claim, ())


def _tariffs(claim: Claim, tariffs: list[list[Claim]], parameters: FeeSums) -> Iterable[Observation]:
    """Add up the cases of all tariffs, each stated once."""
    counted = [[tariff for tariff in some if tariff.unit == claim.unit] for some in tariffs]
    counts = claim.unit != "元" and bool(counted) and all(len(some) == 1 for some in counted)
    if not counts or not set(claim.subjects) <= {parameters.whole, parameters.cases}:
        return
    total = sum((some[0].value or Decimal(0) for some in counted), Decimal(0))
    if parameters.cases in claim.subjects or total > (claim.value or Decimal(0)):
        yield _cases(claim, [some[0] for some in counted])


def _cases(whole: Claim, parts: list[Claim]) -> Observation:
    total = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    if total == whole.value:
        return Satisfied()
    doubt = next((claim.doubt for claim in (whole, *parts) if claim.doubt), None)
    terms = "＋".join(in_digits(part.value) for part in parts)
    message = Text(
        f"正文“{whole.words}”，而{terms}＝{in_digits(total)}",
        f"the text says “{whole.words}”, but its parts sum to {in_digits(total)}",
    )
    return Finding(
        with_doubt(message, doubt), at=[evidence_of(claim) for claim in (whole, *parts)],
        expected=in_digits(whole.value), actual=in_digits(total), review=doubt is not None,
    )  # fmt: skip


def check_dropouts(report: Report, parameters: Dropouts) -> Iterator[Observation]:
    """Hold requests dropped unpaid against a text that knows of no fee."""
    dropped = summed(report.table(parameters.table), parameters.dropped)
    claims = list(_about(report.claims, parameters.subjects))
    if dropped is None or not claims:
        raise NotApplicable(_SILENT)
    if not dropped.value or any(claim.value for claim in claims):
        yield Satisfied()
        return
    message = Text(
        f"{dropped.table.form.title}{dropped.label}为 {in_digits(dropped.value)}，而正文称“{claims[0].words}”，请核对是否发出过收费通知",
        f"{in_digits(dropped.value)} requests were dropped unpaid, while the text says “{claims[0].words}”; was a fee ever asked for?",
    )
    yield Finding(message, at=[evidence_of(claims[0]), *dropped.figures], actual=in_digits(dropped.value), review=True)


def check_plausible(report: Report, parameters: Plausible) -> Iterator[Observation]:
    """Look at amounts that the tariff cannot give."""
    claims = list(_about(report.claims, parameters.subjects))
    if not claims:
        raise NotApplicable(_SILENT)
    table = report.tables.get(parameters.table)
    requests = summed(table, parameters.requests) if table else None
    for claim in claims:
        reason = _implausible(claim.value or Decimal(0), parameters, none=bool(requests and not requests.value))
        if reason is None:
            yield Satisfied()
            continue
        message = Text(f"正文称“{claim.words}”，{reason.zh}", f"the text says “{claim.words}”: {reason.en}")
        yield Finding(message, at=evidence_of(claim), actual=in_digits(claim.value), review=True)


def _implausible(value: Decimal, parameters: Plausible, *, none: bool) -> Text | None:
    if value and none:
        return Text("而本年度没有收到申请", "there were no requests")
    if value % parameters.step:
        step = in_digits(parameters.step)
        return Text(f"收费标准均为{step}元的整数倍，请核对", f"the tariff only gives multiples of {step} yuan")
    if value > parameters.most:
        return Text("金额偏大，请核对单位", "a large amount; please check the unit")
    return None


def _about(claims: Iterable[Claim], subjects: Iterable[str]) -> Iterator[Claim]:
    wanted = set(subjects)
    return (claim for claim in claims if claim.subjects and set(claim.subjects) <= wanted and claim.value is not None)
