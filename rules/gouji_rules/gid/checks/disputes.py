"""Lawsuits that the law lets nobody bring without reconsideration first."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from gouji import Finding, NotApplicable, Observation, Parameters, Report, RowId, Satisfied, TableId, Text
from gouji_plugins.locales.zh import in_digits


class Direct(Parameters):
    """Where lawsuits brought directly are counted, and since when reconsideration comes first."""

    table: TableId = Field(description="The table.")
    row: RowId = Field(description="The row that counts lawsuits brought without reconsideration.")
    first_year: int = Field(description="The first year reported on in which reconsideration comes first.")


def check_direct(report: Report, parameters: Direct) -> Iterator[Observation]:
    """Look for lawsuits brought directly: of earlier years, or against silence, they may be right."""
    table = report.table(parameters.table)
    if report.year is None or report.year < parameters.first_year:
        raise NotApplicable(Text("该年度尚无复议前置的规定", "reconsideration did not come first in that year"))
    figures = [f for (row, _), f in table.figures.items() if row == parameters.row and f.value]
    if not figures:
        yield Satisfied()
        return
    name = table.form.rows[parameters.row].name
    count = in_digits(max(figure.value for figure in figures if figure.value))
    message = Text(
        f"“{name.zh}”有 {count} 件，而依法应先申请行政复议，请核对案件性质和起诉时间",
        f"{name.en}: {count}, while reconsideration has to come first by law; please see what these cases are and when they began",
    )
    yield Finding(message, at=figures, expected="0", actual=count, review=True)
