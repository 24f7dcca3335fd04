"""Answers to requests in the statistics that reports carried before the forms of today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from gouji import (
    ColumnId,
    Finding,
    NotApplicable,
    Observation,
    Parameters,
    Pattern,
    Place,
    Report,
    RowId,
    Satisfied,
    TableId,
    Text,
    TextLine,
)


class AnswersBound(Parameters):
    """The numbers compared, and how the prose states what was carried in."""

    table: TableId = Field(description="The table.")
    column: ColumnId = Field(description="The column that holds the numbers.")
    answers: RowId = Field(description="The row of requests answered.")
    received: RowId = Field(description="The row of requests received.")
    carried: tuple[Pattern, ...] = Field(
        description="Patterns of the prose without spaces, with the number of requests carried in as first group, which is empty "
        "where the words deny any."
    )


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
