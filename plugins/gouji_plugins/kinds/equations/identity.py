"""The rule kind `identity`: an equation that must hold in every row or column of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple
from weakref import WeakKeyDictionary

from pydantic import Field, ValidationInfo

from gouji import (
    Figure,
    Finding,
    Form,
    KnownNames,
    LineId,
    NotApplicable,
    Observation,
    Relation,
    Report,
    RuleId,
    Satisfied,
    Table,
    TableForm,
    TableId,
    Text,
)
from gouji_plugins.kinds.equations.compared import BLANKS_COUNTED, Compared
from gouji_plugins.kinds.equations.operands import NOTHING, Operand, in_digits, side, stated

Cells = tuple[tuple[str, str], ...]
_NAMED = 3
"""Lines that a message names."""


class Line(NamedTuple):
    """A line in which an equation must hold: the cells of every name in it, and all of them."""

    id: str
    cells: dict[str, Cells]
    all: Cells


Plan = list[Line]


class Identity(Compared):
    """An equation, and the lines of a table in which it must hold."""

    table: TableId = Field(description="The table.")
    each: Literal["row", "column"] = Field(description="Whether the equation must hold in each row or in each column.")
    equation: str = Field(
        description="A comparison such as `upheld + other == total`, with `+ - * /`, `abs`, `max`, `min`; its names are columns "
        "where it must hold in each row, rows where in each column, or sums of the form."
    )
    when: str | None = Field(
        None, description="A condition in the same terms; lines for which it is not true are left out."
    )
    only: tuple[LineId, ...] = Field((), description="The rows or columns looked at; empty: all that the form has.")
    tolerance: Decimal = Field(Decimal(0), ge=0, description="How much the sides may differ, in the unit of the table.")
    blank_totals: RuleId | None = Field(
        None,
        description="The rule that reports totals left blank: an equation that breaks only because of such a cell is left to a "
        "person and points to it.",
    )

    @classmethod
    def require_names(cls, names: tuple[str, ...], info: ValidationInfo) -> None:
        """Refuse names that a table of the rule's forms has not: columns where the equation holds in rows, else rows, or sums."""
        known = KnownNames.of(info)
        for name in names:
            if "." in name:
                raise ValueError(f'"{name}" is not allowed here; single cells are compared by the kind equation')
        for form in known.tables(info.data.get("table", "")) if known else ():
            held, what = (form.columns, "column") if info.data.get("each") == "row" else (form.rows, "row")
            for name in names:
                KnownNames.require(f"{what} or sum", name, (*held, *form.sums), f" in table {form.id}")

    def relations(self, form: Form) -> Iterator[Relation]:
        """Tell the equation in each of its lines."""
        for table in form.tables:
            if table.id == self.table:
                for line in _plan(table, self):
                    cells = {name: [(table.id, *cell) for cell in own] for name, own in line.cells.items()}
                    yield self.relation_of(cells)

    @cached_property
    def plans(self) -> WeakKeyDictionary[TableForm, Plan]:
        """What has been worked out for each form of the table that is still in use: one with repeating rows is a report's own."""
        return WeakKeyDictionary()


class Reading(NamedTuple):
    """What a line holds: the value of every name, and whether it is printed, is in doubt, or has blanks counted as 0."""

    values: dict[str, Decimal]
    printed: bool
    doubtful: bool
    blanks: bool


def check_identity(report: Report, parameters: Identity) -> Iterator[Observation]:
    """Check the equation in every row or column that the table prints.

    Lines that cannot be decided are put together into one finding for review for each reason.
    """
    table = report.table(parameters.table)
    condition, equation = parameters.condition, parameters.relation
    undecided: dict[str, list[tuple[str, Finding]]] = {}
    held = Counter[bool]()
    broken = 0
    for line, cells, every in _plan(table.form, parameters):
        reading = _read(table, cells, every)
        if not reading.printed or not (condition is None or condition.true_for(reading.values)):
            continue
        if not reading.doubtful and equation.holds(reading.values, parameters.tolerance):
            held[reading.blanks] += 1
            continue
        broken += 1
        reason, finding = _undecided_or_broken(table, parameters, line, cells)
        if reason:
            undecided.setdefault(reason, []).append((line, finding))
        else:
            yield finding
    if not held and not broken:
        raise NotApplicable(Text("没有适用此关系的数字", "no figures to which the relation applies"))
    yield from (Satisfied(count, BLANKS_COUNTED if blanks else None) for blanks, count in held.items())
    for same in undecided.values():
        yield _together(table, parameters, same)


def _read(table: Table, cells: Mapping[str, Cells], every: Cells) -> Reading:
    """Add up the figures of each name in one line; blank, dash and absent cells count as 0."""
    amounts = table.amounts
    values = {
        name: amounts.get(own[0], NOTHING)
        if len(own) == 1
        else sum([amounts[cell] for cell in own if cell in amounts], NOTHING)
        for name, own in cells.items()
    }
    printed = not table.figures.keys().isdisjoint(every)
    return Reading(values, printed, not table.unread.isdisjoint(every), not table.empty.isdisjoint(every))


def _plan(form: TableForm, parameters: Identity) -> Plan:
    """Return the lines of a form that have all cells of the equation, with these cells; worked out once for each form."""
    known = parameters.plans.get(form)
    if known is None:
        wanted = {own for name in parameters.only for own in (name, *form.sums.get(name, ()))}
        lines = [line for line in _lines(form, parameters) if not wanted or line in wanted]
        plan = [(line, {name: _cells(form, parameters, line, name) for name in parameters.names}) for line in lines]
        known = parameters.plans[form] = [
            Line(line, cells, tuple(cell for own in cells.values() for cell in own))
            for line, cells in plan
            if all(cells.values())
        ]
    return known


def _cells(form: TableForm, parameters: Identity, line: str, name: str) -> Cells:
    members = form.sums.get(name, (name,))
    cells = ((line, member) if parameters.each == "row" else (member, line) for member in members)
    return tuple(cell for cell in cells if cell in form.cells)


def _together(table: Table, parameters: Identity, same: Sequence[tuple[str, Finding]]) -> Finding:
    """Put findings for review that have one reason into one."""
    if len(same) == 1:
        return same[0][1]
    first = same[0][1].words
    lines, count = [line for line, _ in same[:_NAMED]], len(same)
    more = Text("等", ", …") if count > _NAMED else Text("", "")
    message = Text(
        f"{first.zh}（同样情形共 {count} 处：{'、'.join(_name(table, line) for line in lines)}{more.zh}）",
        f"{first.en} (the same in {count} places: {', '.join(_name_en(table, line) for line in lines)}{more.en})",
    )
    told = same[0][1].told_by
    return Finding(message, at=[piece for _, finding in same for piece in finding.evidence], review=True, told_by=told)


def _lines(form: TableForm, parameters: Identity) -> Sequence[str]:
    return list(form.rows) if parameters.each == "row" else list(form.columns)


def _operand(table: Table, parameters: Identity, name: str, cells: Cells) -> Operand:
    """Collect a name's figures, and the rows or columns that should print one and do not."""
    figures = tuple(figure for cell in cells if (figure := table.figures.get(cell)))
    if len(figures) == len(cells):
        return Operand(name, figures, ())
    if parameters.each == "row":
        columns = (column for row, column in cells if not table.figure(row, column))
        return Operand(name, figures, tuple(column for column in columns if not table.form.columns[column].optional))
    standing_in = {wanted for f in figures for wanted in table.form.rows[f.row].accepted_for}
    required = [(row, column) for row, column in cells if not table.form.rows[row].accepted_for]
    absent = [row for row, column in required if not table.figure(row, column) and row not in standing_in]
    return Operand(name, figures, tuple(absent))


def _undecided_or_broken(
    table: Table, parameters: Identity, line: str, cells: Mapping[str, Cells]
) -> tuple[str, Finding]:
    """Say what is wrong with one line, and why it cannot be decided, empty where it can."""
    operands = {name: _operand(table, parameters, name, own) for name, own in cells.items()}
    figures = [f for operand in operands.values() for f in operand.figures]
    doubtful = [f for f in figures if (f.row, f.column) in table.unread]
    if doubtful:
        return "doubt", Finding(_unreadable(table, parameters, line, doubtful), at=doubtful, review=True)
    return _broken(table, parameters, line, operands)


def _broken(table: Table, parameters: Identity, line: str, operands: dict[str, Operand]) -> tuple[str, Finding]:
    equation = parameters.relation
    left, right = equation.sides({name: operand.value for name, operand in operands.items()})
    figures = [f for operand in operands.values() for f in operand.figures if f.value or _is_total(table, f)]
    places = figures or [f for operand in operands.values() for f in operand.figures]
    words = _compared(table, parameters, operands, (left, right))
    zh, en = f"{_where(table, parameters, line)}：{words.zh}", f"{_where_en(table, parameters, line)}: {words.en}"
    absent = [name for operand in operands.values() for name in operand.absent]
    if parameters.blank_totals and _holds_with_totals(table, parameters, operands):
        zh += "；只因合计格空白而不等，已另行指出"
        en += "; only because a total is blank, which is reported by itself"
        told = parameters.blank_totals
        return "blank", Finding(Text(zh, en), at=places, expected=in_digits(left), review=True, told_by=told)
    if absent:
        across = Text("列", "columns") if parameters.each == "row" else Text("行", "rows")
        zh += f"；表中缺少{across.zh}：{'、'.join(_name(table, name) for name in absent)}"
        en += f"; {across.en} missing from the table: {', '.join(_name_en(table, name) for name in absent)}"
        return "absent", Finding(Text(zh, en), at=places, review=True)
    empty = [f for operand in operands.values() if equation.by_size and operand.empty for f in operand.figures]
    if empty:
        message = Text(f"{zh}；空白不是数字，无法比较", f"{en}; a blank is no number that could be compared")
        return "empty", Finding(message, at=[*empty, *(f for f in places if f not in empty)], review=True)
    return "", Finding(Text(zh, en), at=places, expected=in_digits(left), actual=in_digits(right))


def _compared(
    table: Table, parameters: Identity, operands: dict[str, Operand], values: tuple[Decimal, Decimal]
) -> Text:
    """Say what both sides come to, and that they should not differ, or how they should stand to each other."""
    equation = parameters.relation
    trees = (equation.tree.left, equation.tree.comparators[0])
    write = side if equation.by_size or equation.sign != "＝" else stated
    one, other = (write(table, operands, tree, value) for tree, value in zip(trees, values, strict=True))
    if write is stated:
        return Text(f"{one.zh}，{other.zh}，不一致", f"{one.en}, but {other.en}")
    return Text(f"{one.zh}，应{equation.sign}{other.zh}", f"{one.en}, should be {equation.sign_en} {other.en}")


def _holds_with_totals(table: Table, parameters: Identity, operands: dict[str, Operand]) -> bool:
    """Tell whether the equation breaks only because totals are blank: with what they should be, it would hold."""
    missing = {
        name: sum((table.open_totals.get((f.row, f.column), NOTHING) for f in operand.figures), NOTHING)
        for name, operand in operands.items()
    }
    filled = {name: operand.value + missing[name] for name, operand in operands.items()}
    return any(missing.values()) and parameters.relation.holds(filled, parameters.tolerance)


def _is_total(table: Table, figure: Figure) -> bool:
    return (figure.row, figure.column) in table.form.totals


def _unreadable(table: Table, parameters: Identity, line: str, figures: Sequence[Figure]) -> Text:
    raws = "、".join(figure.raw or "空白" for figure in figures)
    doubted = any(figure.doubt is not None for figure in figures)
    why, why_en = ("读取存疑", "are in doubt") if doubted else ("不是数字", "hold no number")
    return Text(
        f"{_where(table, parameters, line)}：所需单元格（{raws}）{why}，未作判定",
        f"{_where_en(table, parameters, line)}: not decided, since cells it needs {why_en} ({raws})",
    )


def _name(table: Table, line: str) -> str:
    return (table.form.rows[line] if line in table.form.rows else table.form.columns[line]).name.zh


def _name_en(table: Table, line: str) -> str:
    return (table.form.rows[line] if line in table.form.rows else table.form.columns[line]).name.en


def _where(table: Table, parameters: Identity, line: str) -> str:
    return f"{table.form.title}“{_name(table, line)}”{'行' if parameters.each == 'row' else '列'}"


def _where_en(table: Table, parameters: Identity, line: str) -> str:
    return f"{table.form.name.en}, {parameters.each} “{_name_en(table, line)}”"
