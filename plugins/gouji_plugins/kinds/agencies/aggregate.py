"""Rule kinds about a government's report and those of the agencies below it: sums, bounds, the wrong report of two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pydantic import Field

from gouji import (
    Branch,
    Brief,
    CellId,
    ColumnId,
    Figure,
    Finding,
    NotApplicable,
    NotChecked,
    Observation,
    Parameters,
    Pattern,
    Satisfied,
    TableId,
    Text,
)

_CITED = 6
"""Reports below that are cited for one sum."""
_SEVERAL = 2
"""Agencies below from which they may prove the whole wrong: one alone may be wrong itself."""
_FEWEST = 5
"""Figures other than 0 from which equal tables are no accident."""


class Aggregate(Parameters):
    """Tables in which the report of the upper agency adds up those below."""

    tables: tuple[TableId, ...] = Field(description="The tables.")
    own: CellId = Field(
        description="The cell, row.column of the first table, by which a report of the office alone is told."
    )
    apart: tuple[ColumnId, ...] = Field(
        default=(), description="Columns that do not add up, such as numbers of kinds and rounded amounts."
    )
    left_out: Pattern = Field(
        default="(?!)", description="Kinds of agencies below whose figures may not be in the sum."
    )


def check_sum(branch: Branch, parameters: Aggregate) -> Iterator[Observation]:
    """Add up the reports below, cell by cell, and compare with the upper one's."""
    _require(branch, parameters)
    if branch.missing:
        names = "、".join(branch.missing[:3]) + ("等" if len(branch.missing) > len(branch.missing[:3]) else "")
        raise NotChecked(
            Text(f"下级机关的报告不全，缺{names}", f"reports below are missing: {', '.join(branch.missing[:3])}")
        )
    unsure = any(re.fullmatch(parameters.left_out, child.agency.kind) for child in branch.children)
    for name in parameters.tables:
        table = branch.report.tables.get(name)
        for row in dict.fromkeys(cell[0] for cell in table.cells) if table else ():
            yield from _row_sum(branch, parameters, name, row, unsure)


def _row_sum(branch: Branch, parameters: Aggregate, table: str, row: str, unsure: bool) -> Iterator[Observation]:
    """Compare one row; the first column that differs stands for the others in the message."""
    wrong: list[tuple[Figure, Decimal, list[tuple[Brief, Figure]]]] = []
    held = 0
    for column in dict.fromkeys(cell[1] for cell in branch.report.tables[table].cells if cell[0] == row):
        if column in parameters.apart:
            continue
        own = branch.report.figure(table, row, column)
        below = [(child, child.tables[table].figure(row, column)) for child in branch.children if table in child.tables]
        parts = [(child, figure) for child, figure in below if figure is not None]
        if own is None or len(parts) < len(branch.children) or not _are_numbers([own, *(f for _, f in parts)]):
            continue
        total = sum((figure.value or Decimal(0) for _, figure in parts), Decimal(0))
        held += total == (own.value or 0)
        if total != (own.value or 0):
            wrong.append((own, total, parts))
    if held:
        yield Satisfied(held)
    if wrong:
        own, total, parts = wrong[0]
        name, more = branch.report.name_of(own), len(wrong) - 1
        words = Text(
            f"{name.zh}为{own.raw.strip() or '空白'}，下级{len(parts)}份报告合计{total:f}" + (f"（另有{more}列不符）" if more else "")
            + ("；下级中有垂直管理等可能不计入的机关，请核实" if unsure else ""),
            f"{name.en} is {own.raw.strip() or 'blank'}, the {len(parts)} reports below come to {total:f}"
            + (f" (and {more} more columns)" if more else "") + ("; some below may not be part of the sum, please verify" if unsure else ""),
        )  # fmt: skip
        largest = sorted(parts, key=lambda part: -(part[1].value or 0))[:_CITED]
        cited = [branch.report.cite(own), *(child.cite(figure) for child, figure in largest)]
        yield Finding(words, cited, f"{total:f}", own.raw.strip() or "0", review=unsure)


def check_bound(branch: Branch, parameters: Aggregate) -> Iterator[Observation]:
    """Hold each report below against the upper one: no cell of a part exceeds the whole."""
    _require(branch, parameters)
    for child in branch.children:
        if re.fullmatch(parameters.left_out, child.agency.kind):
            continue
        pairs = list(_pairs(branch.report, child, parameters.tables, parameters.apart))
        beyond = [(own, part) for own, part in pairs if (part.value or 0) > (own.value or 0)]
        if pairs and not beyond:
            yield Satisfied(len(pairs))
        if beyond:
            own, part = beyond[0]
            name, more = branch.report.name_of(own), len(beyond) - 1
            words = Text(
                f"{child.agency.name}的{name.zh}为{part.raw}，大于汇总报告的{own.raw.strip() or '空白'}"
                + (f"（另有{more}格）" if more else ""),
                f"{name.en} of {child.agency.name} is {part.raw}, more than the {own.raw.strip() or 'blank'} of the whole"
                + (f" (and {more} more cells)" if more else ""),
            )  # fmt: skip
            cited = [branch.report.cite(own), child.cite(part)]
            yield Finding(words, cited, f"≤ {own.raw.strip() or '0'}", part.raw.strip(), review=own.value is None)


def check_scope(branch: Branch, parameters: Aggregate) -> Iterator[Observation]:
    """Look for a report of the office alone in the place of the one that adds up all, and the reverse."""
    if not branch.children:
        raise NotChecked(Text("没有下级机关的报告", "there is no report of an agency below"))
    twin = _twin(branch, parameters)
    if twin is None and not _seems_own(branch, parameters):
        yield Satisfied()
        return
    other = twin or _busiest(branch, parameters)
    figures = [(brief, _figure(brief, parameters)) for brief in (branch.report, other)]
    cited = [brief.cite(figure) for brief, figure in figures if figure]
    if twin:
        words = Text(
            f"申请情况各项数据与{twin.agency.name}的报告相同，请核实是本级政府的汇总报告还是本机关的报告",
            f"all figures on requests are those of {twin.agency.name}; please see whether this is the report for all or "
            "that of the office alone",
        )
    else:
        words = Text(
            f"申请数少于{other.agency.name}等下级机关，请核实是否把本机关的报告当作了汇总报告",
            f"fewer requests than {other.agency.name} and others below report; please see whether the office's own report stands "
            "in the place of the one for all",
        )
    yield Finding(words, cited, review=True)


def _require(branch: Branch, parameters: Aggregate) -> None:
    if not branch.children:
        raise NotChecked(Text("没有下级机关的报告", "there is no report of an agency below"))
    if not any(name in branch.report.tables for name in parameters.tables):
        raise NotApplicable(Text("没有可比的表", "there is no table to compare"))
    if _seems_own(branch, parameters) or _twin(branch, parameters):
        raise NotChecked(
            Text("可能是本机关的报告，不是汇总", "this may be the office's own report, not the one for all")
        )


def _seems_own(branch: Branch, parameters: Aggregate) -> bool:
    """Tell whether several agencies below report more than the whole: then it is hardly the whole."""
    own = _figure(branch.report, parameters)
    parts = [figure for child in branch.children if (figure := _figure(child, parameters)) and figure.value]
    if own is None or own.value is None or len(parts) < _SEVERAL:
        return False
    return 2 * sum((figure.value or 0) > own.value for figure in parts) > len(parts)


def _twin(branch: Branch, parameters: Aggregate) -> Brief | None:
    """Return a report below that has the same figures in the first table, of which enough are not 0."""
    for child in branch.children if len(branch.children) > 1 else ():
        pairs = list(_pairs(branch.report, child, parameters.tables[:1], parameters.apart))
        filled = [own for own, part in pairs if own.value]
        others = any((f := _figure(each, parameters)) and f.value for each in branch.children if each is not child)
        if len(filled) >= _FEWEST and others and all(own.value == part.value for own, part in pairs):
            return child
    return None


def _busiest(branch: Branch, parameters: Aggregate) -> Brief:
    return max(branch.children, key=lambda child: _amount(child, parameters))


def _amount(brief: Brief, parameters: Aggregate) -> Decimal:
    figure = _figure(brief, parameters)
    return (figure.value if figure else None) or Decimal(0)


def _figure(brief: Brief, parameters: Aggregate) -> Figure | None:
    row, _, column = parameters.own.partition(".")
    table = brief.tables.get(parameters.tables[0])
    return table.figure(row, column) if table else None


def _pairs(whole: Brief, part: Brief, tables: Sequence[str], apart: Sequence[str]) -> Iterator[tuple[Figure, Figure]]:
    for name in tables:
        if name in whole.tables and name in part.tables:
            for cell in whole.tables[name].cells:
                if cell[1] in apart:
                    continue
                own, other = whole.tables[name].figure(*cell), part.tables[name].figure(*cell)
                if own is not None and other is not None and other.value is not None and _are_numbers([own]):
                    yield own, other


def _are_numbers(figures: Sequence[Figure]) -> bool:
    return all(figure.value is not None or not figure.raw.strip() for figure in figures)
