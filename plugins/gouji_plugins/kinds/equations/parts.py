"""The rule kind `printed_parts`, for tables whose rows vary: what is printed must add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pydantic import Field

from gouji import (
    Figure,
    Finding,
    NotApplicable,
    Observation,
    Parameters,
    Report,
    RowId,
    Satisfied,
    State,
    Table,
    TableId,
    Text,
)


class Sum(Parameters):
    """A row and the rows that add up to it."""

    whole: RowId = Field(description="The row that is the sum.")
    parts: tuple[RowId, ...] = Field(description="The rows that add up to it.")
    also: tuple[RowId, ...] = Field((), description="Parts that not every variant of the table prints.")
    rest: RowId = Field(
        "", description="The part that holds whatever the others do not: where it is printed, no part is missing."
    )
    overlapping: bool = Field(
        False, description="Whether one case may count in several parts, so that they may sum to more."
    )

    @property
    def members(self) -> tuple[str, ...]:
        """All rows that are added, as far as they are printed."""
        return (*self.parts, *self.also, *([self.rest] if self.rest else ()))


class PrintedParts(Parameters):
    """The table and its sums."""

    table: TableId = Field(description="The table, whose rows may vary.")
    sums: tuple[Sum, ...] = Field(description="The sums that must hold in every column.")


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
        column = Text(f"（{table.form.columns[whole.column].label}）", f" ({table.form.columns[whole.column].name.en})")
    row = table.form.rows[whole.row].name.en
    return Finding(
        Text(
            f"{table.form.title}“{label}”{column.zh}为 {value:f}，各分项之和为 {terms or '0'}＝{found:f}{doubt.zh if doubt else ''}",
            f"{table.form.name.en}: “{row}”{column.en} is {value:f}, its parts sum to {found:f}{doubt.en if doubt else ''}",
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
