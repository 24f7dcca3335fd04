"""The rule kind `equation`: a comparison between single cells, of one table or of several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from pydantic import Field, ValidationInfo

from gouji import (
    Figure,
    Finding,
    Form,
    KnownNames,
    NotApplicable,
    Observation,
    Relation,
    Report,
    Satisfied,
    State,
    Text,
)
from gouji_plugins.kinds.equations.compared import BLANKS_COUNTED, Compared, Place
from gouji_plugins.kinds.equations.operands import NOTHING, in_digits
from gouji_plugins.kinds.equations.words import in_words

_EMPTY = (State.BLANK, State.DASH)


class CellEquation(Compared):
    """An equation between cells, which may stand in several tables."""

    equation: str = Field(
        description="A comparison with `+ - * /`, `abs`, `max`, `min` between cells, each written `table.row.column`; a sum that the "
        "form names may stand for its rows or columns.",
        examples=["review.reconsideration.total <= requests.total_processed.total"],
    )
    when: str | None = Field(
        None, description="A condition in the same terms; where it is not true, nothing is checked.",
        examples=["requests.new_received.total > 0"],
    )  # fmt: skip
    tolerance: Decimal = Field(Decimal(0), ge=0, description="How much the sides may differ.")

    @classmethod
    def require_names(cls, names: tuple[str, ...], info: ValidationInfo) -> None:
        """Refuse what is no cell, and tables, rows and columns that the rule's forms have not."""
        known = KnownNames.of(info)
        for name in names:
            if name.count(".") != 2:
                raise ValueError(f'"{name}" is no cell; write table.row.column')
            if known is not None:
                table, row, column = name.split(".")
                where, sums = f" in table {table}", known.sums(table)
                KnownNames.require("table", table, [each.id for each in known.tables()])
                KnownNames.require("row or sum", row, [*known.rows(table), *sums], where)
                KnownNames.require("column or sum", column, [*known.columns(table), *sums], where)

    def relations(self, form: Form) -> Iterator[Relation]:
        """Tell the equation, where the form has all its cells."""
        cells = {name: _cells_of(form, name) for name in self.names}
        if all(cells.values()):
            yield self.relation_of(cells)


def check_equation(report: Report, parameters: CellEquation) -> Iterator[Observation]:
    """Compare the cells; one that is not printed leaves nothing to compare, one without a number is left to a person."""
    figures = {name: _figures(report, name) for name in parameters.names}
    values = {name: sum([f.value for f in own if f.value], NOTHING) for name, own in figures.items()}
    if parameters.condition and not parameters.condition.true_for(values):
        raise NotApplicable(Text("没有适用此关系的数字", "no figures to which the relation applies"))
    equation, every = parameters.relation, [figure for own in figures.values() for figure in own]
    unread = [f for f in every if f.state is State.TEXT and f.value is None]
    if not unread and equation.holds(values, parameters.tolerance) and not any(f.doubt for f in every):
        yield Satisfied(1, BLANKS_COUNTED if any(f.state in _EMPTY for f in every) else None)
        return
    left, right = (
        in_words(tree, lambda name: _named(report, name, values[name]))
        for tree in (equation.tree.left, equation.tree.comparators[0])
    )
    message = Text(f"{left.zh}，应{equation.sign}{right.zh}", f"{left.en}, should be {equation.sign_en} {right.en}")
    one, other = equation.sides(values)
    yield Finding(message, at=every, expected=in_digits(other), actual=in_digits(one), review=bool(unread))


def _figures(report: Report, name: str) -> list[Figure]:
    """Return the printed figures of a name; raises what `report.table` does, NotApplicable where none is printed."""
    table = report.table(name.split(".")[0])
    places = _cells_of(report.form, name, table.form.sums)
    found = [figure for _, row, column in places if (figure := table.figure(row, column))]
    if not found:
        raise NotApplicable(Text("没有印出所需的单元格", "a cell that it needs is not printed"))
    return found


def _cells_of(form: Form, name: str, sums: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Place, ...]:
    """Return the cells that a name stands for: one, or those of a sum; none where the form has no such table."""
    table_id, row, column = name.split(".")
    table = next((each for each in form.tables if each.id == table_id), None)
    if table is None:
        return ()
    named = sums if sums is not None else table.sums
    rows, columns = named.get(row, (row,)), named.get(column, (column,))
    return tuple((table_id, r, c) for r in rows for c in columns)


def _named(report: Report, name: str, value: Decimal) -> Text:
    """Name a cell as a person would cite it, with its value."""
    table_id, row, column = name.split(".")
    form = report.table(table_id).form
    line = form.rows[row].name if row in form.rows else Text.of(row)
    across = form.columns[column].name if column in form.columns else Text.of(column)
    return Text(
        f"{form.title}“{line.zh}”（{across.zh}）{in_digits(value)}",
        f"{form.name.en}, “{line.en}” ({across.en}) {in_digits(value)}",
    )
