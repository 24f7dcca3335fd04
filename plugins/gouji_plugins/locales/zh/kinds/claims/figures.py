"""The rule kind `claim_figure`: a number of the text equals the cells that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import Field

from gouji import (
    Claim,
    Finding,
    NotApplicable,
    Observation,
    Parameters,
    Polarity,
    Report,
    Satisfied,
    State,
    Table,
    TableId,
    Text,
)
from gouji_plugins.locales.zh.claims.approximate import is_about, may_be_about
from gouji_plugins.locales.zh.claims.doubts import MORE, PART, SCOPE, SUMMED, TOPIC
from gouji_plugins.locales.zh.claims.evidence import evidence_of, in_digits, with_doubt
from gouji_plugins.locales.zh.claims.steps import Steps
from gouji_plugins.locales.zh.claims.sums import CellSum, Sum, crossing, summed, together

_INCOMPLETE = Text("表中有缺行或无法读出的单元格", "rows are missing from the table or cells cannot be read")
_OTHERWISE = Text("按另一口径相符", "it agrees in another reading")
_BESIDE = Text("同段另有相符的数字", "another number of the paragraph agrees")
_LESS = Text("扣除所列另计的件数后相符", "it agrees without the part that need not be counted")
_UNREAD = Text(
    "正文中没有读出可与此表核对的数字", "no number was read in the text that this table could be compared with"
)
_ABOUT = Text("原文为约数", "the number is only approximate")
_MOST_BESIDE = 10
"""Claims of one paragraph that are looked at beside another."""
_UNSETTLED = (TOPIC, PART, SCOPE, MORE)
"""Doubts that leave open which figure of its kind a number is; with others it is that of its own subject."""
_YEARS = 2
"""How many times the year's number one that may count earlier years is at least, if it does."""
_NAMED = 3
_PERHAPS = Text("所指不一定是表中此数", "it need not mean this figure")


class ClaimFigure(Parameters):
    """What numbers of the text may mean in a table."""

    table: TableId = Field(description="The table.")
    readings: Mapping[str, tuple[CellSum, ...]] = Field(
        description="For each subject the sums of cells that its number may mean, such as `new_received.total + "
        "carried_in.total`; any of them will do."
    )
    only_reviewed: Mapping[str, tuple[CellSum, ...]] = Field(
        {}, description="Further sums: a number that equals one of them is for a person to see."
    )
    divided: tuple[str, ...] = Field((), description="Subjects of which a number of unclear meaning may be any part.")
    perhaps: tuple[str, ...] = Field((), description="Subjects whose numbers need not mean these cells.")
    told_apart: Mapping[str, str] = Field(
        {},
        description="For a subject another one: where its paragraph states that one too, not as a part of it, "
        "only the first sum counts, and a number that equals another one is for a person to see.",
    )
    told_with: Mapping[str, str] = Field(
        {},
        description="For a subject another one: where its paragraph states that one too, the further sums are right as well.",
    )
    wholes: Mapping[str, tuple[CellSum, ...]] = Field(
        {},
        description="Sums that a number may be a part of, by the subject that names the whole; none where no cell tells it.",
    )
    uncounted: tuple[str, ...] = Field((), description="Words of parts that need not be in the table.")
    every: Mapping[str, tuple[CellSum, ...]] = Field(
        {}, description="Sums of which one must be 0 where all are said to be of a subject."
    )
    in_step: bool = Field(
        default=False,
        description="Whether numbers of one sentence must all be the same one of the sums of their subjects: the first, or the second.",
    )
    polarity: tuple[Polarity, ...] = Field(
        (Polarity.COUNT, Polarity.NONE), description="Which claims are compared: `count`, `none`, `all`."
    )


def check_figure(report: Report, parameters: ClaimFigure) -> Iterator[Observation]:
    """Compare every claim on the subjects with the table."""
    table = report.table(parameters.table)
    paragraphs = _Paragraphs.of(report.claims)
    checked = False
    steps = Steps()
    read: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Sum]] = {}
    for claim in report.claims:
        if not (claim.subjects and set(claim.subjects) <= parameters.readings.keys()):
            continue
        if claim.polarity is Polarity.ALL:
            if found := _all(table, claim, parameters):
                checked = True
                yield found
        elif claim.polarity in parameters.polarity:
            if (claim.subjects, claim.of) not in read:
                readings = [_narrowed(parameters.readings[subject], claim.of, parameters) for subject in claim.subjects]
                read[claim.subjects, claim.of] = together(table, readings) if all(readings) else []
            sums = read[claim.subjects, claim.of]
            checked = checked or bool(sums)
            yield from _compared(table, claim, sums, paragraphs, parameters) if sums else ()
            if parameters.in_step and len(sums) == len(parameters.readings[claim.subjects[0]]):
                steps.add(claim, sums)
    yield from steps.broken()
    if not checked:
        raise NotApplicable(_UNREAD)


def _all(table: Table, claim: Claim, parameters: ClaimFigure) -> Observation | None:
    """Compare what is said of all with what there is of others."""
    others = together(table, [parameters.every.get(subject, ()) for subject in claim.subjects])
    if not others or any(one.value == 0 for one in others):
        return Satisfied() if others else None
    first = others[0]
    message = Text(
        f"正文称“{claim.words}”，{first.table.form.title}{first.label}为 {in_digits(first.value)}",
        f"the text says “{claim.words}”, {first.table.form.name.en} has {in_digits(first.value)} of others",
    )
    doubt = claim.doubt or (_INCOMPLETE if not first.complete else None)
    return Finding(
        with_doubt(message, doubt), at=[evidence_of(claim), *first.figures], expected="0", actual=in_digits(first.value),
        review=doubt is not None,
    )  # fmt: skip


@dataclass(frozen=True)
class _Paragraphs:
    """What each paragraph states, by its subjects: a paragraph printed many times is looked at once."""

    same: Mapping[tuple[str, tuple[str, ...]], Sequence[Claim]]
    subjects: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> _Paragraphs:
        same: dict[tuple[str, tuple[str, ...]], list[Claim]] = {}
        for claim in claims:
            listed = same.setdefault((claim.text, claim.subjects), [])
            if len(listed) < _MOST_BESIDE:
                listed.append(claim)
        return cls(same, frozenset((c.text, subject) for c in claims if c.value for subject in c.subjects))

    def others(self, claim: Claim) -> list[Claim]:
        """List what else its paragraph states of the same subjects."""
        return [other for other in self.same[claim.text, claim.subjects] if other is not claim]

    def apart(self, claim: Claim, subject: str) -> bool:
        """Tell whether its paragraph states a subject that is no part of it."""
        told = (claim.text, subject) in self.subjects
        return told and not any(subject in part.subjects for part in claim.parts)


def _narrowed(readings: Sequence[str], of: Sequence[str], parameters: ClaimFigure) -> Sequence[str]:
    """Return the readings of a part: those of its column in the rows of its whole, or of its row in the columns of it."""
    for whole in of:
        if whole in parameters.wholes:
            crossed = [crossing(readings[0], one) for one in parameters.wholes[whole]]
            readings = [written for written in crossed if written]
    return readings


def _compared(
    table: Table, claim: Claim, sums: Sequence[Sum], paragraphs: _Paragraphs, parameters: ClaimFigure
) -> Iterator[Observation]:
    """Compare one claim; a doubtful one gives way to a sure one beside it, and may mean any other figure of its kind."""
    others = paragraphs.others(claim)
    value = _in_unit(table, claim, sums[0])
    figures = list(dict.fromkeys(figure for one in sums for figure in one.figures))
    if claim.at_most and any(value <= one.value for one in sums):
        return
    if claim.doubt == SUMMED and all(value >= _YEARS * one.value for one in sums):
        return
    apart = bool(claim.value) and any(paragraphs.apart(claim, parameters.told_apart.get(s, "")) for s in claim.subjects)
    fitting = [*(sums[:1] if apart else sums), *_told_with(table, claim, paragraphs, parameters)]
    if any(_fits(one, value, claim.near) for one in fitting) or (
        claim.doubt
        and value
        and (
            (claim.doubt in _UNSETTLED and _anywhere(table, value, sums, parameters))
            or _part_of(claim, value, sums, parameters)
        )
    ):
        yield Satisfied()
    elif claim.doubt is None or all(other.doubt for other in others):
        doubt = claim.doubt or _doubt(table, claim, sums, paragraphs, parameters)
        blank = all(figure.state is State.BLANK for figure in figures)
        expected, actual = (in_digits(value), None) if blank else (in_digits(sums[0].value), in_digits(value))
        yield Finding(
            with_doubt(_message(claim, sums, blank), doubt), at=[evidence_of(claim), *figures], expected=expected,
            actual=actual, review=doubt is not None,
        )  # fmt: skip


def _told_with(table: Table, claim: Claim, paragraphs: _Paragraphs, parameters: ClaimFigure) -> list[Sum]:
    """Return the further sums of subjects with which another one is told: of the 100 received, 96 were processed."""
    told = [s for s in claim.subjects if (claim.text, parameters.told_with.get(s, "")) in paragraphs.subjects]
    written = [one for subject in told for one in parameters.only_reviewed.get(subject, ())]
    return [one for some in written if (one := summed(table, some))]


def _fits(one: Sum, value: Decimal, near: str) -> bool:
    """Tell whether a number is a sum, or about it."""
    return one.equals(value) or (bool(near) and is_about(value, near, one.value))


def _part_of(claim: Claim, value: Decimal, sums: Sequence[Sum], parameters: ClaimFigure) -> bool:
    """Tell whether a number of unclear meaning may be a part of what its noun counts."""
    return set(claim.subjects) <= set(parameters.divided) and any(value <= one.value for one in sums)


def _anywhere(table: Table, value: Decimal, own: Sequence[Sum], parameters: ClaimFigure) -> bool:
    """Tell whether a number of unclear meaning is any figure, or any sum, that the rule knows of: of rows that belong together."""
    readings = {written for readings in parameters.readings.values() for written in readings}
    sums = [one for written in readings if (one := summed(table, written))]
    if groups := {group for one in own for group in _groups(one) if group}:
        sums = [one for one in sums if _groups(one) <= groups]
    return any(one.equals(value) or any(figure.value == value for figure in one.figures) for one in sums)


def _groups(one: Sum) -> set[str]:
    return {one.table.form.rows[figure.row].group for figure in one.figures}


def _doubt(
    table: Table, claim: Claim, sums: Sequence[Sum], paragraphs: _Paragraphs, parameters: ClaimFigure
) -> Text | None:
    """Say why a number that differs may be right all the same."""
    value, others = _in_unit(table, claim, sums[0]), paragraphs.others(claim)
    also = [one for subject in claim.subjects for one in parameters.only_reviewed.get(subject, ())]
    apart = any(paragraphs.apart(claim, parameters.told_apart.get(subject, "")) for subject in claim.subjects)
    scoped = [part for part in claim.parts if part.scope]
    less = [part for part in claim.parts if any(word in part.words for word in parameters.uncounted)]
    otherwise = any((one := summed(table, written)) and one.equals(value) for written in also)
    doubts = (
        (any(not one.complete for one in sums), _INCOMPLETE),
        (otherwise and not apart, _OTHERWISE),
        (any(one.equals(value) for one in sums), _OTHERWISE),
        (any(one.equals(_in_unit(table, other, one)) for one in sums for other in scoped), _OTHERWISE),
        (any(one.equals(_in_unit(table, other, one)) for one in sums for other in others), _BESIDE),
        (
            any(one.equals(value + _together(table, one, some)) for one in sums for some in (others, claim.parts)),
            _BESIDE,
        ),
        (any(one.equals(value - (part.value or 0)) for one in sums for part in less), _LESS),
        (bool(claim.near) and any(may_be_about(value, one.value) for one in sums), _ABOUT),
        (not set(claim.subjects).isdisjoint(parameters.perhaps), _PERHAPS),
    )
    return next((words for holds, words in doubts if holds), None)


def _together(table: Table, one: Sum, others: Sequence[Claim]) -> Decimal:
    """Add up other numbers of one paragraph."""
    return sum((_in_unit(table, other, one) for other in others), Decimal(0))


def _in_unit(table: Table, claim: Claim, one: Sum) -> Decimal:
    """Return the claim's value in the unit of the table's column."""
    figure = one.figures[0]
    unit = table.form.column(figure.row, figure.column).unit
    value = claim.value or Decimal(0)
    return value / 10_000 if claim.unit == "元" and unit == "万元" else value


def _message(claim: Claim, sums: Sequence[Sum], blank: bool) -> Text:
    """Say what the text says and what the table has; readings with one value are one."""
    first = sums[0]
    title, cells = first.table.form.title, first.table.names_of(first.figures, _NAMED).en
    name = first.table.form.name.en
    if blank:
        return Text(
            f"正文称“{claim.words}”，{title}{first.label}空白",
            f"the text says “{claim.words}”, {name} is blank in {cells}",
        )
    others = {in_digits(one.value): one for one in reversed(sums[1:]) if one.value != first.value}
    zh = f"正文称“{claim.words}”，{title}{first.label}为 {in_digits(first.value)}"
    zh += "".join(f"，{one.label}为 {value}" for value, one in others.items())
    en = f"the text says “{claim.words}”, {name} has {in_digits(first.value)} in {cells}"
    return Text(zh, en + "".join(f", or {value} in another reading" for value in others))
