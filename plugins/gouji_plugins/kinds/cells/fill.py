"""The rule kinds `zero_fill` and `mixed_fill`: how empty cells are filled, with zeros and the same way throughout."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from gouji import (
    Figure,
    Finding,
    NotApplicable,
    Observation,
    Parameters,
    Report,
    Satisfied,
    State,
    Table,
    TableId,
    Text,
)  # fmt: skip

_NAMED = 3


class ZeroFill(Parameters):
    """What must not stand where 0 belongs."""

    state: State = Field(State.BLANK, description="What should have been 0: `blank` or `dash`.")
    tables: tuple[TableId, ...] = Field((), description="The tables looked at; empty: all.")


class MixedFill(Parameters):
    """The tables that are compared."""

    tables: tuple[TableId, ...] = Field((), description="The tables looked at; empty: all.")


def check_zero_fill(report: Report, parameters: ZeroFill) -> Iterator[Observation]:
    """Name every cell in that state, a finding for each table; totals beside parts other than 0 are another rule's."""
    tables = _tables(report, parameters.tables)
    for table in tables:
        state, missing = parameters.state, table.open_totals
        cells = [f for cell, f in table.figures.items() if f.state is state and cell not in missing]
        filled = len(table.figures) - len(cells)
        if filled:
            yield Satisfied(filled)
        if not cells:
            continue
        certain = [cell for cell in cells if cell.doubt is None]
        doubted = [cell for cell in cells if cell.doubt is not None]
        yield from (_empty(table, parameters.state, group) for group in (certain, doubted) if group)
    report.assure_read(parameters.tables)


def _empty(table: Table, state: State, cells: list[Figure]) -> Finding:
    """Name the cells, unless the whole table is empty."""
    what, count = _how(state, cells), len(cells)
    if count == len(table.figures):
        message = Text(
            f"{table.form.title}全部 {count} 格{what.zh}，应填 0",
            f"{table.form.name.en}: all {count} cells {what.en} where 0 belongs",
        )
    else:
        named = table.names_of(cells, _NAMED)
        message = Text(
            f"{table.form.title}有 {count} 个单元格{what.zh}，应填 0：{named.zh}",
            f"{table.form.name.en}: {count} {'cell' if count == 1 else 'cells'} {what.en} where 0 belongs: {named.en}",
        )
    return Finding(message, at=cells, expected="0", actual=cells[0].raw or None)


def _how(state: State, cells: list[Figure]) -> Text:
    """Say what stands in the cells in place of 0."""
    if state is State.BLANK:
        return Text("空白", "left blank")
    marks = [f"“{raw}”" for raw in dict.fromkeys(cell.raw for cell in cells)]
    return Text(f"填{''.join(marks)}", f"filled with {', '.join(marks)}")


def check_mixed_fill(report: Report, parameters: MixedFill) -> Iterator[Observation]:
    """Compare the tables that leave every zero blank with those that print every zero."""
    tables = _tables(report, parameters.tables)
    blank, zeros = [], []
    for table in tables:
        states = {figure.state for figure in table.figures.values()}
        if State.BLANK in states and State.ZERO not in states:
            blank.append(table)
        elif State.ZERO in states and State.BLANK not in states:
            zeros.append(table)
    if not blank or not zeros:
        yield Satisfied()
        report.assure_read(parameters.tables)
        return
    names = ["、".join(table.form.title for table in group) for group in (blank, zeros)]
    message = Text(
        f"同一报告填法不一：{names[0]}留空，{names[1]}填 0",
        f"zeros are left blank in {_named_en(blank)} and printed in {_named_en(zeros)}",
    )
    first = [_first(table, State.BLANK) for table in blank] + [_first(table, State.ZERO) for table in zeros]
    yield Finding(message, at=first, expected="0")


def _named_en(tables: list[Table]) -> str:
    return ", ".join(table.form.name.en for table in tables)


def _first(table: Table, state: State) -> Figure:
    return next(figure for figure in table.figures.values() if figure.state is state)


def _tables(report: Report, only: tuple[str, ...]) -> list[Table]:
    tables = [table for table in report.tables.values() if table.figures and (not only or table.id in only)]
    if not tables:
        report.assure_read(only)
        raise NotApplicable(Text("没有表格数字", "there are no figures in tables"))
    return tables
