"""The rule kind `claim_results`: what the text says of the results of cases, against the columns of results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal

from pydantic import Field

from gouji import (
    Claim,
    ColumnId,
    Figure,
    Finding,
    NotApplicable,
    Observation,
    Parameters,
    Place,
    Polarity,
    Report,
    RowId,
    Satisfied,
    State,
    Table,
    TableId,
    Text,
)
from gouji_plugins.locales.zh.claims.evidence import evidence_of, in_digits, with_doubt
from gouji_plugins.locales.zh.claims.percentages import is_share, percent

_WHOLE = Decimal(100)
_NAMED = 3
"""Groups of cells that a message names."""
_SEVERAL = Text("正文所指案件范围不明", "it is not clear which cases are meant")
_UNREAD = Text("有单元格无法读出", "cells cannot be read")


class Results(Parameters):
    """How words for the results of cases stand to the columns of a table."""

    table: TableId = Field(description="The table.")
    cases: Mapping[str, tuple[RowId, ...]] = Field(description="The rows of each kind of case.")
    results: Mapping[str, tuple[ColumnId, ...]] = Field(description="The columns that a number of each result counts.")
    every: Mapping[str, tuple[ColumnId, ...]] = Field(
        description="The columns that must be 0 where all cases are said to have that result."
    )
    none: Mapping[str, tuple[ColumnId, ...]] = Field(description="Those that must be 0 where no case is.")
    shares: Mapping[str, tuple[ColumnId, ...]] = Field(
        {}, description="The columns of which a percentage is the share among all cases, or those closed."
    )
    open: tuple[ColumnId, ...] = Field((), description="The columns of cases that are not closed.")
    rates: Mapping[str, tuple[str, ...]] = Field(
        {}, description="Those that must be 0 where a rate is said to be 100 %."
    )


def check_results(report: Report, parameters: Results) -> Iterator[Observation]:
    """Compare every claim on results with the table."""
    table = report.table(parameters.table)
    checked = False
    for claim in report.claims:
        rows = [parameters.cases.get(case, ()) for case in claim.of]
        if claim.subjects and any(rows):
            told = {
                c for other in report.claims if other.text == claim.text for c in _counted_columns(other, parameters)
            }
            for observation in _compared(table, claim, rows, told, parameters):
                checked = True
                yield observation
    if not checked:
        raise NotApplicable(Text("正文没有写复议、诉讼的结果", "the text says nothing of the results of cases"))


def _compared(
    table: Table, claim: Claim, rows: Sequence[Sequence[str]], told: Set[str], parameters: Results
) -> Iterator[Observation]:
    """Compare one claim; what is said of the rest leaves out the columns told in numbers beside it."""
    if claim.polarity is Polarity.COUNT and set(claim.subjects) <= parameters.shares.keys():
        yield from _shared(table, claim, [row for some in rows for row in some], parameters)
        return
    columns = _counted_columns(claim, parameters)
    if columns:
        yield from _counted(table, claim, rows, columns)
        return
    columns = [c for subject in claim.subjects for c in _forbidding(claim, parameters).get(subject, ())]
    figures = _figures(table, [row for some in rows for row in some], columns)
    against = [figure for figure in figures if figure.value and not (claim.doubt and figure.column in told)]
    if not columns or not figures:
        return
    yield _contradicted(table, claim, against) if against else Satisfied()


def _counted_columns(claim: Claim, parameters: Results) -> list[str]:
    if claim.polarity is not Polarity.COUNT:
        return []
    return [column for subject in claim.subjects for column in parameters.results.get(subject, ())]


def _forbidding(claim: Claim, parameters: Results) -> Mapping[str, tuple[str, ...]]:
    """Return the columns that must be 0 by what the claim says of its subjects."""
    match claim.polarity:
        case Polarity.ALL:
            return parameters.every
        case Polarity.NONE:
            return parameters.none
        case Polarity.COUNT:
            return parameters.rates if claim.value == _WHOLE else {}


def _counted(
    table: Table, claim: Claim, rows: Sequence[Sequence[str]], columns: Sequence[str]
) -> Iterator[Observation]:
    """Compare a number with all cases together, or with those of one kind."""
    choices = [[row for some in rows for row in some], *(rows if len(rows) > 1 else ())]
    figures = [_figures(table, some, columns) for some in choices]
    sums = [sum((f.value or Decimal(0) for f in some), Decimal(0)) for some in figures]
    if not figures[0]:
        return
    if claim.value in sums:
        yield Satisfied()
        return
    unread = any(f.state is State.TEXT and f.value is None for f in figures[0])
    doubt = claim.doubt or (_SEVERAL if len(rows) > 1 else _UNREAD if unread else None)
    message = Text(
        f"正文称“{claim.words}”，{table.form.title}{_labels(table, figures[0])}为 {in_digits(sums[0])}",
        f"the text says “{claim.words}”, {table.form.name.en} has {in_digits(sums[0])} in {table.names_of(figures[0], _NAMED).en}",
    )
    yield Finding(
        with_doubt(message, doubt), at=[evidence_of(claim), *figures[0]],
        expected=in_digits(sums[0]), actual=in_digits(claim.value), review=doubt is not None,
    )  # fmt: skip


def _shared(table: Table, claim: Claim, rows: Sequence[str], parameters: Results) -> Iterator[Observation]:
    """Compare a percentage with the share among all cases, or those closed."""
    columns = [column for subject in claim.subjects for column in parameters.shares[subject]]
    parts = _figures(table, rows, columns)
    every = [f for f in table.figures.values() if f.row in rows and not table.form.columns[f.column].total]
    wholes = [_sum(every), _sum([f for f in every if f.column not in parameters.open])]
    if not parts or not wholes[0]:
        return
    part = _sum(parts)
    if any(whole and is_share(part, whole, claim.value or Decimal(0), claim.near) for whole in wholes):
        yield Satisfied()
        return
    exact = percent(part, wholes[0])
    message = Text(
        f"正文称“{claim.words}”，按{table.form.title}计为 {exact}",
        f"the text says “{claim.words}”, {table.form.name.en} gives {exact}",
    )
    yield Finding(
        with_doubt(message, claim.doubt), at=[evidence_of(claim), *parts], expected=exact, actual=f"{in_digits(claim.value)}%",
        review=claim.doubt is not None,
    )  # fmt: skip


def _sum(figures: Sequence[Figure]) -> Decimal:
    return sum((figure.value or Decimal(0) for figure in figures), Decimal(0))


def _figures(table: Table, rows: Sequence[str], columns: Sequence[str]) -> list[Figure]:
    return [figure for row in rows for column in columns if (figure := table.figure(row, column))]


def _contradicted(table: Table, claim: Claim, against: Sequence[Figure]) -> Finding:
    counts = "、".join(f"{_labels(table, [figure])} {in_digits(figure.value)} 件" for figure in against)
    cells = ", ".join(_cell_en(table, figure) for figure in against)
    message = Text(
        f"正文称“{claim.words}”，而{table.form.title}有{counts}",
        f"the text says “{claim.words}”, while the table has {cells}",
    )
    actual = in_digits(sum((figure.value or Decimal(0) for figure in against), Decimal(0)))
    places: list[Place] = [evidence_of(claim), *against]
    return Finding(with_doubt(message, claim.doubt), at=places, expected="0", actual=actual, review=bool(claim.doubt))


def _cell_en(table: Table, figure: Figure) -> str:
    row, column = table.form.rows[figure.row].name.en, table.form.columns[figure.column].name.en
    return f"{in_digits(figure.value)} under “{column}” of “{row}”"


def _labels(table: Table, figures: Sequence[Figure]) -> str:
    rows = dict.fromkeys(table.form.rows[figure.row].full_label for figure in figures)
    columns = dict.fromkeys(table.form.columns[figure.column].label for figure in figures)
    return f"“{'、'.join(rows)}”{'、'.join(columns)}"
