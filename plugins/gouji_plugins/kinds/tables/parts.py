"""Rule kinds for tables whose rows vary from province to province: what is printed must add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from gouji import Figure, Finding, NotApplicable, Observation, Place, Report, Satisfied, State, Table, Text, TextLine


class Sum(BaseModel):
    """A row and the rows that add up to it; `also` are parts that not every variant prints.

    `rest` is the part that holds whatever the others do not (其他): where it is printed, no part is missing. Parts may sum to
    more where one request may count in several of them (`overlapping`).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    whole: str
    parts: tuple[str, ...]
    also: tuple[str, ...] = ()
    rest: str = ""
    overlapping: bool = False

    @property
    def members(self) -> tuple[str, ...]:
        """All rows that are added, as far as they are printed."""
        return (*self.parts, *self.also, *([self.rest] if self.rest else ()))


class PrintedParts(BaseModel):
    """Parameters: the table and its sums."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: str
    sums: tuple[Sum, ...]


class AnswersBound(BaseModel):
    """Parameters: table, column, and the rows compared.

    `carried` are regular expressions on the prose without spaces, with the number of requests carried in as first group, which
    is empty where the words deny any.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: str
    column: str
    answers: str
    received: str
    carried: tuple[str, ...]


def check_parts(report: Report, parameters: PrintedParts) -> Iterator[Observation]:
    """Compare each whole with its printed parts, in every column; parts not printed leave a smaller sum open."""
    table = report.table(parameters.table)
    checked = 0
    for total in parameters.sums:
        members = [row for row in table.form.rows if row in total.members]
        for column in table.form.columns:
            whole = table.figure(total.whole, column)
            parts = [f for row in members if (f := table.figure(row, column))]
            if whole is None or whole.value is None or sum(f.value is not None for f in parts) < 2:
                continue
            checked += 1
            yield _compared(table, total, whole, parts)
    if not checked:
        raise NotApplicable(Text("没有可以相加的分项", "no parts are printed that could be added"))


def _compared(table: Table, total: Sum, whole: Figure, parts: Sequence[Figure]) -> Observation:
    value = whole.value or Decimal(0)
    found = sum((f.value for f in parts if f.value is not None), Decimal(0))
    if found == value:
        return Satisfied()
    doubt = _why_unsure(table, total, parts, found < value)
    terms = "＋".join(f"{f.value:f}" for f in parts if f.value)
    label = next(("".join(r.label.split()) for r in table.rows if r.id == whole.row), table.form.rows[whole.row].label)
    column = Text("", "")
    if len({figure.column for figure in table.figures.values()}) > 1:
        column = Text(f"（{table.form.columns[whole.column].label}）", f" ({whole.column})")
    return Finding(
        Text(
            f"{table.form.title}“{label}”{column.zh}为 {value:f}，各分项之和为 {terms or '0'}＝{found:f}{doubt.zh if doubt else ''}",
            f"table {table.id}: {whole.row}{column.en} is {value:f}, its parts sum to {found:f}{doubt.en if doubt else ''}",
        ),
        at=[whole, *parts], expected=f"{found:f}", actual=f"{value:f}", review=doubt is not None,
    )  # fmt: skip


def _why_unsure(table: Table, total: Sum, parts: Sequence[Figure], less: bool) -> Text | None:
    """Return why parts that do not sum to their whole may yet be right, None where nothing says so."""
    printed = {f.row for f in parts}
    complete = total.rest in printed or printed.issuperset(total.parts)
    if any(f.state is State.TEXT for f in parts) or (less and not (complete and not _unknown_within(table, total))):
        return Text("；有未识别或未列出的分项，请人工核对", "; some parts are not printed or not known, please see")
    if total.overlapping and not less:
        return Text("；一件申请可能计入多项，请人工核对", "; one request may count in several of them, please see")
    return None


def _unknown_within(table: Table, total: Sum) -> bool:
    """Tell whether a row that the form does not know stands between the whole and the row after its last part."""
    ids = [label.id for label in table.rows]
    first = ids.index(total.whole)
    last = max((i for i, row in enumerate(ids) if row in total.members), default=first)
    after = next((i for i in range(last + 1, len(ids)) if ids[i]), len(ids))
    return None in ids[first:after]


def check_answers_bound(report: Report, parameters: AnswersBound) -> Iterator[Observation]:
    """Compare answers with requests received and carried in; a number carried in stands in the prose at best."""
    table = report.table(parameters.table)
    answers, received = (table.figure(row, parameters.column) for row in (parameters.answers, parameters.received))
    if answers is None or received is None or answers.value is None or received.value is None:
        raise NotApplicable(Text("没有收到和答复两个数", "received and answered are not both given"))
    if answers.value <= received.value:
        yield Satisfied()
        return
    stated, line = _carried(report, parameters)
    if stated is not None and answers.value <= received.value + stated:
        yield Satisfied(note=Text(f"含上年结转 {stated:f} 件", f"with {stated:f} carried in"))
        return
    most = received.value + (stated or Decimal(0))
    message = Text(
        f"答复 {answers.value:f} 件，多于收到 {received.value:f} 件（上年结转{'数未写明' if stated is None else f' {stated:f}'}）",
        f"{answers.value:f} answered, more than the {received.value:f} received "
        f"({'number' if stated is None else f'{stated:f}'} carried in{' not stated' if stated is None else ''})",
    )
    places: list[Place] = [answers, received, *([line] if line else [])]
    yield Finding(message, at=places, expected=f"≤ {most:f}", actual=f"{answers.value:f}", review=stated is None)


def _carried(report: Report, parameters: AnswersBound) -> tuple[Decimal | None, TextLine | None]:
    """Return the number carried in that the prose states, 0 where it denies any, None where it says nothing clear."""
    for line in report.lines:
        for pattern in parameters.carried:
            match = re.search(pattern, "".join(line.text.split()))
            if match:
                return Decimal(match[1] or 0), line
    return None, None
