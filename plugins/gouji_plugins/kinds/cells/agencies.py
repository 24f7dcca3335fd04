"""The rule kinds `magnitude` and `all_zero`: figures that are unlikely for the kind of agency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, field_validator

from gouji import Finding, NotApplicable, NotChecked, Observation, Report, Satisfied, Table, Text


class Most(BaseModel):
    """The largest likely value for agencies whose name fits a regular expression."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    agencies: str
    value: Decimal

    @field_validator("agencies")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        return compiled(pattern)


class Magnitude(BaseModel):
    """Parameters: a cell, the unit that its header prints and the one that it may have been given in, `per_unit` times smaller.

    The first of `most` that fits the agency applies.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: str
    row: str
    column: str
    unit: str
    mistaken_for: str
    per_unit: Decimal
    most: tuple[Most, ...]


class AllZero(BaseModel):
    """Parameters: the cells of a table in one column of which one at least is not 0 for agencies of these names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: str
    column: str
    rows: tuple[str, ...]
    agencies: str

    @field_validator("agencies")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        return compiled(pattern)


def compiled(pattern: str) -> str:
    """Return the pattern; ValueError where it is no regular expression."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from error
    return pattern


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
