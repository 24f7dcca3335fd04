"""The rule kind `table_shift`: figures that would add up one row or column further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from gouji import Finding, Observation, Report, Satisfied, Table, Text

Cells = Mapping[tuple[str, str], Decimal]

_STEPS = {
    (1, 0): Text("下移一行", "one row further down"),
    (-1, 0): Text("上移一行", "one row further up"),
    (0, 1): Text("右移一列", "one column further right"),
    (0, -1): Text("左移一列", "one column further left"),
}


class Balance(BaseModel):
    """Names of rows or columns, or of sums of the form, that add up to the same on both sides."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    left: tuple[str, ...]
    right: tuple[str, ...]


class Shift(BaseModel):
    """Parameters: the table, what balances `down` each column and `across` each row, the `fewest` figures other than 0."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: str
    down: tuple[Balance, ...]
    across: tuple[Balance, ...]
    fewest: int = 4


def check_shift(report: Report, parameters: Shift) -> Iterator[Observation]:
    """Where figures do not add up under their labels, try whether they would one row or column from there."""
    table = report.table(parameters.table)
    printed = {label.id for label in table.rows}
    rows = [row for row in table.form.rows if row in printed]
    columns = list(table.form.columns)
    values = {cell: figure.value for cell, figure in table.figures.items() if figure.value}
    step = _step(table, parameters, values, (rows, columns)) if len(values) >= parameters.fewest else None
    if step is None:
        yield Satisfied()
        return
    message = Text(
        f"{table.form.title}的数字按现有行列对不上，整体{step.zh}看则能对上，可能填错行列，请核对",
        f"the figures of table {table.id} do not add up under their labels, but would if they stood {step.en}",
    )
    yield Finding(message, at=[table.figures[cell] for cell in values], review=True)


def _step(table: Table, parameters: Shift, values: Cells, lines: tuple[Sequence[str], Sequence[str]]) -> Text | None:
    """Return the step after which everything adds up that now does not, None where there is none."""
    rows, columns = lines
    adds_up = {True: _hold(table, parameters.down, values, True), False: _hold(table, parameters.across, values, False)}
    for (down, across), words in _STEPS.items():
        if adds_up[bool(down)]:
            continue
        moved = {
            (rows[r + down], columns[c + across]): value
            for (row, column), value in values.items()
            if 0 <= (r := rows.index(row)) + down < len(rows)
            and 0 <= (c := columns.index(column)) + across < len(columns)
        }
        balances = parameters.down if down else parameters.across
        if len(moved) >= parameters.fewest and _hold(table, balances, moved, bool(down)):
            return words
    return None


def _hold(table: Table, balances: Iterable[Balance], values: Cells, down: bool) -> bool:
    """Tell whether all balances hold in all lines with figures, columns where `down`, else rows; False without figures."""
    lines: dict[str, dict[str, Decimal]] = {}
    for (row, column), value in values.items():
        line, member = (column, row) if down else (row, column)
        lines.setdefault(line, {})[member] = value
    sides = [(_members(table, balance.left), _members(table, balance.right)) for balance in balances]
    return bool(lines) and all(
        _sum(left, cells) == _sum(right, cells) for left, right in sides for cells in lines.values()
    )


def _members(table: Table, names: Iterable[str]) -> set[str]:
    return {member for name in names for member in table.form.sums.get(name, (name,))}


def _sum(members: set[str], cells: Mapping[str, Decimal]) -> Decimal:
    return sum([value for member, value in cells.items() if member in members], Decimal(0))
