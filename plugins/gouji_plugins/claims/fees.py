"""Rule kinds on the fee for processing requests: sums, requests dropped unpaid, amounts that the tariff cannot give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from gouji import Claim, Finding, NotApplicable, Observation, Report, Satisfied, Text
from gouji_plugins.claims.parts import compared_sum
from gouji_plugins.claims.readings import summed
from gouji_plugins.claims.words import evidence_of, number, with_doubt

_SILENT = Text("正文没有写信息处理费", "the text says nothing of the fee")


class FeeSums(BaseModel):
    """Parameters: the subjects whose parts are added, and a `whole` that the subjects `parts` add up to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    subjects: tuple[str, ...]
    whole: str
    parts: tuple[str, ...]


class Dropouts(BaseModel):
    """Parameters: the cells that count requests dropped unpaid, and the subjects that tell of a fee."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: str
    dropped: str
    subjects: tuple[str, ...]


class Plausible(BaseModel):
    """Parameters: the subject, the step in yuan of the tariff, the most that a person would not look at, the requests there were."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: str
    step: Decimal
    most: Decimal
    table: str
    requests: str


def check_fee_sums(report: Report, parameters: FeeSums) -> Iterator[Observation]:
    """Add up the parts of amounts, and the kinds of cases."""
    checked = False
    for claim in _about(report.claims, parameters.subjects):
        if len(claim.parts) > 1:
            for observation in compared_sum(claim, ()):
                checked = True
                yield observation
    whole = list(_about(report.claims, (parameters.whole,)))
    parts = [list(_about(report.claims, (subject,))) for subject in parameters.parts]
    if len(whole) == 1 and all(len(some) == 1 for some in parts):
        checked = True
        yield _cases(whole[0], [some[0] for some in parts])
    if not checked:
        raise NotApplicable(Text("正文没有可以相加的收费数字", "the text states no fees that add up"))


def _cases(whole: Claim, parts: list[Claim]) -> Observation:
    total = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    if total == whole.value:
        return Satisfied()
    doubt = next((claim.doubt for claim in (whole, *parts) if claim.doubt), None)
    terms = "＋".join(number(part.value) for part in parts)
    message = Text(
        f"正文“{whole.words}”，而{terms}＝{number(total)}",
        f"the text says “{whole.words}”, but its parts sum to {number(total)}",
    )
    return Finding(
        with_doubt(message, doubt), at=[evidence_of(claim) for claim in (whole, *parts)],
        expected=number(whole.value), actual=number(total), review=doubt is not None,
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
        f"{dropped.table.form.title}{dropped.label}为 {number(dropped.value)}，而正文称“{claims[0].words}”，请核对是否发出过收费通知",
        f"{number(dropped.value)} requests were dropped unpaid, while the text says “{claims[0].words}”; was a fee ever asked for?",
    )
    yield Finding(message, at=[evidence_of(claims[0]), *dropped.figures], actual=number(dropped.value), review=True)


def check_plausible(report: Report, parameters: Plausible) -> Iterator[Observation]:
    """Look at amounts that the tariff cannot give."""
    claims = list(_about(report.claims, (parameters.subject,)))
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
        yield Finding(message, at=evidence_of(claim), actual=number(claim.value), review=True)


def _implausible(value: Decimal, parameters: Plausible, *, none: bool) -> Text | None:
    if value and none:
        return Text("而本年度没有收到申请", "there were no requests")
    if value % parameters.step:
        step = number(parameters.step)
        return Text(f"收费标准均为{step}元的整数倍，请核对", f"the tariff only gives multiples of {step} yuan")
    if value > parameters.most:
        return Text("金额偏大，请核对单位", "a large amount; please check the unit")
    return None


def _about(claims: Iterable[Claim], subjects: Iterable[str]) -> Iterator[Claim]:
    wanted = set(subjects)
    return (claim for claim in claims if claim.subjects and set(claim.subjects) <= wanted and claim.value is not None)
