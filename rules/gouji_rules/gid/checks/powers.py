"""What an agency may make: 规章 and normative documents."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from gouji import (
    ColumnId,
    Figure,
    Finding,
    NotApplicable,
    NotChecked,
    Observation,
    Parameters,
    Report,
    RowId,
    Satisfied,
    TableId,
    Text,
)
from gouji_plugins.locales.zh import AgencyKind, Level, agency_of


class RulePower(Parameters):
    """What counts 规章, and who may make them."""

    table: TableId = Field(description="The table.")
    row: RowId = Field(description="The row that counts 规章.")
    levels: tuple[Level, ...] = Field(description="The levels whose governments may make them.")
    governments: tuple[AgencyKind, ...] = Field(description="The kinds of agency that are governments.")
    zones: tuple[AgencyKind, ...] = Field(description="The kinds that may act for one of several levels.")


class DocumentPower(Parameters):
    """What counts normative documents, and who may make none."""

    table: TableId = Field(description="The table.")
    row: RowId = Field(description="The row of normative documents.")
    column: ColumnId = Field(description="The column of those made within the year.")
    kinds: tuple[AgencyKind, ...] = Field(description="The kinds of agency that may make none.")
    endings: tuple[str, ...] = Field(description="What the names of other bodies that may make none end in.")


def check_rule_power(report: Report, parameters: RulePower) -> Iterator[Observation]:
    """Look at the numbers of 规章 of an agency that may not make them."""
    counted = _counted(report, parameters.table, parameters.row)
    if not counted:
        yield Satisfied()
        return
    agency = agency_of(report.agency, "".join(line.text for line in report.lines))
    if not agency.levels or agency.kind is AgencyKind.UNKNOWN:
        raise NotChecked(Text("看不出机关的层级", "the agency's level is not clear"))
    zone = agency.kind in parameters.zones
    governs = zone or agency.kind in parameters.governments
    may = set(parameters.levels) & set(agency.levels)
    if Level.STATE in agency.levels or (governs and (len(may) == len(agency.levels) or (zone and may))):
        yield Satisfied()
        return
    level = Text("机关层级不明，", "level open, ") if governs and may else Text("", "")
    message = Text(
        f"{report.agency}填报规章{counted[0].raw}件，{level.zh}请核对是否有规章制定权（也可能把规范性文件计为规章）",
        f"{report.agency} counts {counted[0].raw} regulations; {level.en}please see whether it may make any",
    )
    yield Finding(message, at=counted, actual=counted[0].raw, review=True)


def check_document_power(report: Report, parameters: DocumentPower) -> Iterator[Observation]:
    """Look at normative documents made by a sub-district office or a body within an agency."""
    agency = agency_of(report.agency)
    if agency.kind not in parameters.kinds and not agency.name.endswith(parameters.endings):
        raise NotApplicable(
            Text("不是街道办事处或内设机构", "neither a sub-district office nor a body within an agency")
        )
    figure = report.table(parameters.table).figure(parameters.row, parameters.column)
    if figure is None or not figure.value:
        yield Satisfied()
        return
    message = Text(
        f"{report.agency}填报制发行政规范性文件{figure.raw}件，请核对制定主体",
        f"{report.agency} counts {figure.raw} normative documents of its own; please see who made them",
    )
    yield Finding(message, at=figure, actual=figure.raw, review=True)


def _counted(report: Report, table: str, row: str) -> list[Figure]:
    figures = report.table(table).figures
    return [figure for (name, _), figure in figures.items() if name == row and figure.value and figure.value > 0]
