"""Two fees that are easily mixed up: the one for processing requests, and the charges counted in table two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from gouji import (
    Claim,
    ColumnId,
    Evidence,
    Figure,
    Finding,
    NotApplicable,
    Observation,
    Parameters,
    Pattern,
    Report,
    RowId,
    Satisfied,
    SectionId,
    TableId,
    Text,
)
from gouji_plugins.locales.zh import evidence_of


class TwoFees(Parameters):
    """The cell of the charges, and what the text states of the fee."""

    table: TableId = Field(description="The table.")
    row: RowId = Field(description="The row of the charges.")
    column: ColumnId = Field(description="The column of their amount.")
    section: SectionId = Field(description="The section that reports the fee.")
    subjects: tuple[str, ...] = Field(description="Subjects that state an amount of the fee.")
    none: Pattern = Field(description="What says, in that section, that nothing at all was charged.")


def check_two_fees(report: Report, parameters: TwoFees) -> Iterator[Observation]:
    """Hold a fee beside no charges, and the words that nothing was charged beside charges: one may stand for the other."""
    figure = report.table(parameters.table).figure(parameters.row, parameters.column)
    section = report.section(parameters.section)
    charged = [c for c in report.claims if c.subjects and set(c.subjects) <= set(parameters.subjects) and c.value]
    denied = next((line for line in section.lines if re.search(parameters.none, "".join(line.text.split()))), None)
    if figure is None or not (charged or denied):
        raise NotApplicable(Text("没有可以对照的收费情况", "there are no fees to compare"))
    if charged and not figure.value:
        yield _fee_alone(charged[0], figure)
    elif denied and figure.value:
        yield _charges_alone(Evidence.of(denied), figure)
    else:
        yield Satisfied()


def _fee_alone(claim: Claim, figure: Figure) -> Finding:
    message = Text(
        f"正文称“{claim.words}”，而表二行政事业性收费为0；两项费用不同，请核对是否混填",
        f"the text says “{claim.words}”, while table 2 has no administrative charges: two different fees, please see whether they "
        "were mixed up",
    )
    return Finding(message, at=[evidence_of(claim), figure], review=True)


def _charges_alone(line: Evidence, figure: Figure) -> Finding:
    message = Text(
        f"正文称没有收取任何费用，而表二行政事业性收费为 {figure.raw} 万元；两项费用不同，请核对表述",
        f"the text says that nothing at all was charged, while table 2 has administrative charges of {figure.raw} (10,000 yuan): "
        "two different fees, please see what is meant",
    )
    return Finding(message, at=[line, figure], actual=figure.raw, review=True)
