"""The rule kind `share`: a part that is usually small in its whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from gouji import (
    CellId,
    Figure,
    Finding,
    NotApplicable,
    NotChecked,
    Observation,
    Parameters,
    Report,
    Satisfied,
    Table,
    TableId,
    Text,
)


class Share(Parameters):
    """A part and its whole, each a sum of cells; cells that are not printed are left out."""

    table: TableId = Field(description="The table.")
    part: tuple[CellId, ...] = Field(description="The cells of the part, written `row.column`, with `*` for every row.")
    whole: tuple[CellId, ...] = Field(description="The cells of the whole, written alike.")
    most: Decimal = Field(ge=0, le=1, description="The largest share that needs no look, such as 0.2.")
    at_least: Decimal = Field(description="The smallest whole of which a share says anything.")
    part_name: Text = Field(description="What the part is called.")
    whole_name: Text = Field(description="What the whole is called.")


def check_share(report: Report, parameters: Share) -> Iterator[Observation]:
    """Compare the share of the part with the usual limit."""
    table = report.table(parameters.table)
    part, whole = _cells(table, parameters.part), _cells(table, parameters.whole)
    total, value = _sum(whole), _sum(part)
    if total < parameters.at_least:
        raise NotApplicable(Text("件数太少，比例没有意义", "too few cases for a share to mean anything"))
    if all(figure.value is None for figure in part):
        raise NotChecked(Text("所需单元格没有数字", "the cells needed hold no number"))
    if value > total:
        raise NotChecked(
            Text("总计小于其中一项，数字有误", "the whole is smaller than its part, so one of them is wrong")
        )
    if value <= total * parameters.most:
        yield Satisfied()
        return
    share, most = f"{value * 100 / total:.1f}%", f"{parameters.most * 100:f}".rstrip("0").rstrip(".") + "%"
    message = Text(
        f"{parameters.part_name.zh} {value:f} 件，占{parameters.whole_name.zh} {total:f} 件的 {share}，超过 {most}，请了解原因",
        f"{parameters.part_name.en}: {value:f} of {total:f} {parameters.whole_name.en}, {share}, over {most}; worth a question",
    )
    yield Finding(message, at=[f for f in (*part, *whole) if f.value], expected=f"≤ {most}", actual=share, review=True)


def _cells(table: Table, names: tuple[str, ...]) -> list[Figure]:
    found: dict[tuple[str, str], Figure] = {}
    for name in names:
        row, _, column = name.partition(".")
        for each in table.form.rows if row == "*" else (row,):
            figure = table.figure(each, column)
            if figure is not None:
                found[each, column] = figure
    return list(found.values())


def _sum(figures: list[Figure]) -> Decimal:
    return sum((figure.value for figure in figures if figure.value is not None), Decimal(0))
