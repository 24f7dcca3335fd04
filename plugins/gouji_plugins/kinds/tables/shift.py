"""The rule kind `table_shift`: figures that would add up one row or column further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pydantic import Field

from gouji import Finding, LineId, NotChecked, Observation, Parameters, Report, Satisfied, Table, TableId, Text

Cells = Mapping[tuple[str, str], Decimal]
Sides = tuple[frozenset[str], frozenset[str]]
"""The rows or columns on both sides of a sum."""

_STEPS = {
    (1, 0): Text("下移一行", "one row further down"),
    (-1, 0): Text("上移一行", "one row further up"),
    (0, 1): Text("右移一列", "one column further right"),
    (0, -1): Text("左移一列", "one column further left"),
}


class Balance(Parameters):
    """Two sides that add up to the same."""

    left: tuple[LineId, ...] = Field(description="Rows or columns, or sums of the form, on one side.")
    right: tuple[LineId, ...] = Field(description="Those on the other.")


class Shift(Parameters):
    """The table and the sums that tell whether its figures stand where they belong."""

    table: TableId = Field(description="The table.")
    down: tuple[Balance, ...] = Field(description="What balances in each column.")
    across: tuple[Balance, ...] = Field(description="What balances in each row.")
    fewest: int = Field(4, description="The fewest figures other than 0 that tell anything.")


def check_shift(report: Report, parameters: Shift) -> Iterator[Observation]:
    """Where figures do not add up under their labels, try whether they would one row or column from there."""
    table = report.table(parameters.table)
    if not table.unread.isdisjoint(table.amounts):
        raise NotChecked(Text("数字所在的行列读取存疑", "the reading leaves in doubt where figures stand"))
    printed = {label.id for label in table.rows}
    rows = [row for row in table.form.rows if row in printed]
    columns = list(table.form.columns)
    values = table.amounts
    step = _step(table, parameters, values, (rows, columns)) if len(values) >= parameters.fewest else None
    if step is None:
        yield Satisfied()
        return
    message = Text(
        f"{table.form.title}的数字按现有行列对不上，整体{step.zh}看则能对上，可能填错行列，请核对",
        f"the figures of {table.form.name.en} do not add up under their labels, but would if they stood {step.en}",
    )
    yield Finding(message, at=[table.figures[cell] for cell in values], review=True)


def _step(table: Table, parameters: Shift, values: Cells, lines: tuple[Sequence[str], Sequence[str]]) -> Text | None:
    """Return the step after which everything adds up that now does not, None where there is none."""
    sides = {True: _sides(table, parameters.down), False: _sides(table, parameters.across)}
    failing = {down: [pair for pair in pairs if not _hold([pair], values, down)] for down, pairs in sides.items()}
    for (down, across), words in _STEPS.items():
        broken = failing[bool(down)]
        if broken and _mended(parameters, sides[bool(down)], broken, values, lines, (down, across)):
            return words
    return None


def _mended(
    parameters: Shift, sides: Sequence[Sides], broken: Sequence[Sides], values: Cells,
    lines: tuple[Sequence[str], Sequence[str]], step: tuple[int, int],
) -> bool:  # fmt: skip
    """Tell whether all sums hold after a step: with what leaves at one edge taken up at the other, as in a turned row or column.

    Where nothing but zeros leaves, the line at the other edge may have been lost before: then the sums that it is part of
    are left out, and those that tell must be among the broken ones and made of more than a few figures.
    """
    down = bool(step[0])
    moved = _moved(values, lines, step)
    if len(moved) >= parameters.fewest and _hold(sides, moved, down):
        return True
    axis = 0 if down else 1
    lost = lines[axis][0] if 1 in step else lines[axis][-1]
    if any(cell[axis] == lost for cell in moved):
        return False
    left = [pair for pair in sides if lost not in pair[0] | pair[1]]
    parts = sum(any(cell[axis] in pair[0] for pair in left) for cell in moved)
    return any(pair in broken for pair in left) and parts >= parameters.fewest and _hold(left, moved, down)


def _moved(values: Cells, lines: tuple[Sequence[str], Sequence[str]], step: tuple[int, int]) -> Cells:
    """Move figures by a step, those that leave the table at one edge to the other."""
    rows, columns = ({name: place for place, name in enumerate(names)} for names in lines)
    return {
        (lines[0][(rows[row] + step[0]) % len(rows)], lines[1][(columns[column] + step[1]) % len(columns)]): value
        for (row, column), value in values.items()
        if row in rows
    }


def _hold(sides: Iterable[Sides], values: Cells, down: bool) -> bool:
    """Tell whether all sums hold in all lines with figures, columns where `down`, else rows; False without figures."""
    lines: dict[str, dict[str, Decimal]] = {}
    for (row, column), value in values.items():
        line, member = (column, row) if down else (row, column)
        lines.setdefault(line, {})[member] = value
    return bool(lines) and all(
        _sum(left, cells) == _sum(right, cells) for left, right in sides for cells in lines.values()
    )


def _sides(table: Table, balances: Iterable[Balance]) -> list[Sides]:
    return [(_members(table, balance.left), _members(table, balance.right)) for balance in balances]


def _members(table: Table, names: Iterable[str]) -> frozenset[str]:
    return frozenset(member for name in names for member in table.form.sums.get(name, (name,)))


def _sum(members: frozenset[str], cells: Mapping[str, Decimal]) -> Decimal:
    return sum([value for member, value in cells.items() if member in members], Decimal(0))
