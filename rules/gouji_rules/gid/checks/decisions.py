"""Administrative decisions that agencies of some duties must have made within a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from gouji import (
    ColumnId,
    Finding,
    NotApplicable,
    Observation,
    Parameters,
    Pattern,
    Report,
    RowId,
    Satisfied,
    TableId,
    Text,
)


class AllZero(Parameters):
    """The cells of which one at least is not 0, and for whom."""

    table: TableId = Field(description="The table.")
    column: ColumnId = Field(description="The column that counts decisions.")
    rows: tuple[RowId, ...] = Field(description="The rows, one for each kind of decision.")
    agencies: Pattern = Field(description="A pattern that finds agencies that must have made some by their names.")


def check_all_zero(report: Report, parameters: AllZero) -> Iterator[Observation]:
    """Look for a decision other than 0 in the report of an agency that must have made some."""
    if not re.search(parameters.agencies, report.agency):
        raise NotApplicable(Text("不是必有此类决定的机关", "not an agency that must have made such decisions"))
    table = report.table(parameters.table)
    figures = [f for row in parameters.rows if (f := table.figure(row, parameters.column))]
    if not figures:
        raise NotApplicable(Text("没有读到处理决定数量", "no numbers of decisions were read"))
    if any(figure.value for figure in figures):
        yield Satisfied()
        return
    labels = "、".join(table.form.rows[figure.row].label for figure in figures)
    message = Text(
        f"{report.agency}全年{labels}均为 0 或空白，与职责不相称，请核实",
        f"{report.agency} reports no decision of any kind in the year, which its duties make unlikely",
    )
    yield Finding(message, at=figures, expected="> 0", actual="0", review=True)
