"""The rule kind `magnitude`: an amount that is unlikely for the kind of agency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from gouji import (
    ColumnId,
    Finding,
    NotApplicable,
    NotChecked,
    Observation,
    Parameters,
    Pattern,
    Report,
    RowId,
    Satisfied,
    Table,
    TableId,
    Text,
)


class Most(Parameters):
    """The largest likely value for a kind of agency."""

    agencies: Pattern = Field(description="A pattern that finds such agencies by their names.")
    value: Decimal = Field(description="The largest value that needs no look.")


class Magnitude(Parameters):
    """A cell that holds an amount, and what is likely in it."""

    table: TableId = Field(description="The table.")
    row: RowId = Field(description="The row of the amount.")
    column: ColumnId = Field(description="The column of the amount.")
    unit: str = Field(description="The unit that the header prints.")
    mistaken_for: str = Field(description="The smaller unit in which the amount may have been given.")
    per_unit: Decimal = Field(description="How many of the smaller unit make one of the header's.")
    most: tuple[Most, ...] = Field(description="The largest likely values; the first that fits the agency applies.")


def check_magnitude(report: Report, parameters: Magnitude) -> Iterator[Observation]:
    """Compare an amount with the largest that is likely for the kind of agency."""
    table = report.table(parameters.table)
    figure = table.figure(parameters.row, parameters.column)
    if figure is None or figure.value is None:
        raise NotApplicable(Text("没有填金额", "no amount is given"))
    if _is_headed(table, parameters.column, parameters.mistaken_for, parameters.unit):
        raise NotApplicable(Text(f"表头印作{parameters.mistaken_for}", f"the header gives {parameters.mistaken_for}"))
    most = next((limit.value for limit in parameters.most if re.search(limit.agencies, report.agency)), None)
    if most is None:
        raise NotChecked(Text("没有适合该机关的参考上限", "no limit is known for this kind of agency"))
    if figure.value <= most:
        yield Satisfied()
        return
    smaller = figure.value / parameters.per_unit
    message = Text(
        f"金额 {figure.raw}（{parameters.unit}）远超同类机关的常见水平，请核实是否把{parameters.mistaken_for}当作{parameters.unit}"
        f"（若是，应为 {smaller:f}{parameters.unit}）",
        f"{figure.raw} {parameters.unit} is far above what such agencies report; please see whether it is given in "
        f"{parameters.mistaken_for} (then {smaller:f} {parameters.unit})",
    )
    yield Finding(message, at=figure, expected=f"≤ {most:f}", actual=figure.raw, review=True)


def _is_headed(table: Table, column: str, unit: str, other: str) -> bool:
    """Tell whether the printed header of a column names a unit and not the other, longer one."""
    words = "".join(label.label for block in table.headers for label in block if label.id == column)
    return unit in words.replace(other, "")
