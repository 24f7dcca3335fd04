"""Rule kinds that hold single figures against last year's: stocks out of nothing, jumps, copied tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pydantic import Field

from gouji import (
    Brief,
    CellId,
    ColumnId,
    Evidence,
    Figure,
    Finding,
    History,
    NotApplicable,
    Observation,
    Parameters,
    RowId,
    Satisfied,
    TableId,
    Text,
)
from gouji_plugins.kinds.years.explained import Break, Explained, told

_NOTHING = Text("两年没有可比的数据", "the two years have no figures to compare")


class Appearing(Explained):
    """A stock that grows only by what is made, and ends only by what is repealed."""

    table: TableId = Field(description="The table.")
    rows: tuple[RowId, ...] = Field(description="The rows of the stocks.")
    stock: tuple[ColumnId, ...] = Field(description="The column of the stock, by whichever name the form has it.")
    made: tuple[ColumnId, ...] = Field(description="The columns of what is added, as far as the form has them.")
    repealed: ColumnId | None = Field(
        default=None, description="The column of what is taken away, if the form has one."
    )


def check_appearing(history: History, parameters: Appearing) -> Iterator[Observation]:
    """Look for stocks that are there where none was and nothing was made, and the reverse."""
    report, last = history.report, history.last_of_form()
    now, before = report.table(parameters.table), last.table(parameters.table)
    compared = 0
    for row in parameters.rows:
        stock = next((each for each in parameters.stock if now.figure(row, each)), "")
        here, there = now.figure(row, stock), before.figure(row, stock)
        if here is None or there is None or here.value is None or there.value is None:
            continue
        compared += 1
        appears = here.value > 0 and there.value == 0
        gone = there.value > 0 and here.value == 0
        movers = parameters.made if appears else (parameters.repealed or "",)
        moved = [figure for column in movers if (figure := now.figure(row, column))]
        if (appears or gone) and moved and not any(figure.value for figure in moved):
            words = _appeared(report, last, (here, there, moved[0]))
            yield told(words, report, last, parameters.explained)
        else:
            yield Satisfied()
    if not compared:
        raise NotApplicable(_NOTHING)


def _appeared(report: Brief, last: Brief, figures: tuple[Figure, Figure, Figure]) -> Break:
    here, there, moved = figures
    name, raw = report.name_of(here), moved.raw.strip() or "空白"
    other = report.name_of(moved)
    zh = f"{last.year}年{name.zh}为{there.raw}，{report.year}年为{here.raw}，而{other.zh}为{raw}"
    en = f"{name.en}: {there.raw} in {last.year}, {here.raw} in {report.year}, but {other.en} is {raw}"
    evidence = (last.cite(there), report.cite(here), report.cite(moved))
    return Break(Text(zh, en), evidence, there.raw, here.raw, moved.value is None)


class Steady(Parameters):
    """Figures of one table that change little from one year to the next."""

    table: TableId = Field(description="The table.")
    cells: tuple[CellId, ...] = Field(description="The cells, row.column.")


class Outlier(Explained):
    """Figures that change little from one year to the next."""

    steady: tuple[Steady, ...] = Field(description="The cells by table, as far as the form has them.")
    times: Decimal = Field(default=Decimal(5), description="How many times as large or small strikes.")
    least: Decimal = Field(default=Decimal(50), description="The larger of both must be at least so large.")


def check_outlier(history: History, parameters: Outlier) -> Iterator[Observation]:
    """Compare figures with last year's by their ratio."""
    report, last = history.report, history.last
    compared = steady = 0
    for table, row, column in _cells(parameters.steady):
        both = table in report.tables and table in last.tables
        if both and _is_steady(
            report.tables[table].whole(row, column), last.tables[table].whole(row, column), parameters
        ):
            compared += 1
            steady += 1
            continue
        here, there = (brief.figure(table, row, column) if both else None for brief in (report, last))
        if here is None or there is None or here.value is None or there.value is None:
            continue
        compared += 1
        if _is_steady(here.value, there.value, parameters):
            steady += 1
            continue
        small, large = sorted((here.value, there.value))
        name = report.name_of(here)
        words = Text(
            f"{name.zh}由{last.year}年的{there.raw}变为{report.year}年的{here.raw}，相差{large / small:.1f}倍，请核实",
            f"{name.en} was {there.raw} in {last.year} and is {here.raw} in {report.year}, "
            f"a factor of {large / small:.1f}; please verify",
        )
        found = Break(words, (last.cite(there), report.cite(here)), None, here.raw)
        yield told(found, report, last, parameters.explained)
    if steady:
        yield Satisfied(steady)
    if not compared:
        report.table(parameters.steady[0].table), last.table(parameters.steady[0].table)
        raise NotApplicable(_NOTHING)


def _is_steady(here: Decimal | int | None, there: Decimal | int | None, parameters: Outlier) -> bool:
    """Tell whether two numbers are known, and one is no outlier beside the other."""
    if here is None or there is None:
        return False
    small, large = min(here, there), max(here, there)
    return small <= 0 or large < parameters.least or large < parameters.times * small


def _cells(steady: Iterable[Steady]) -> Iterator[tuple[str, str, str]]:
    for each in steady:
        for cell in each.cells:
            row, _, column = cell.partition(".")
            yield each.table, row, column


class Copied(Parameters):
    """Tables whose figures are new each year."""

    tables: tuple[TableId, ...] = Field(description="The tables.")
    leave_out: tuple[ColumnId, ...] = Field(
        default=(), description="Columns that may rightly stay the same, such as stocks."
    )
    share: float = Field(default=0.8, gt=0, le=1, description="Share of the figures other than 0 that are the same.")
    fewest: int = Field(default=6, description="So many such figures at least.")
    distinct: int = Field(default=3, description="So many different numbers among them at least.")
    digits: int = Field(
        default=8, description="Fewer figures are enough where the different numbers have so many digits."
    )
    least_digits: int = Field(
        default=5, description="So many digits must the different numbers have in any case: small ones recur by chance."
    )


def check_copied(history: History, parameters: Copied) -> Iterator[Observation]:
    """Look for tables in which most figures other than 0 are those of last year."""
    report, last = history.report, history.last
    looked = [name for name in parameters.tables if name in report.tables and name in last.tables]
    compared = 0
    for name in looked:
        now, before = report.table(name), last.table(name)
        figures = {cell: raw for cell, raw in now.amounts.items() if cell[1] not in parameters.leave_out}
        others = before.amounts
        same = [cell for cell, raw in figures.items() if others.get(cell) == raw]
        distinct = {figures[cell] for cell in same}
        digits = sum(map(_digits, distinct))
        telling = digits >= (parameters.least_digits if len(same) >= parameters.fewest else parameters.digits)
        compared += len(figures) >= parameters.distinct
        if not telling or len(same) < parameters.share * len(figures) or len(distinct) < parameters.distinct:
            yield Satisfied()
            continue
        title = report.prescribed.table(name).name if report.prescribed else Text.of(name)
        words = Text(
            f"{title.zh}中不为0的{len(figures)}个数有{len(same)}个与{last.year}年相同，请核实是否沿用了上年数据",
            f"of {len(figures)} figures other than 0 in {title.en}, {len(same)} are those of {last.year}; "
            "please see whether last year's were copied",
        )
        shown = [f for cell in same[: parameters.fewest] if (f := now.figure(*cell))]
        cited = [piece for figure in shown for piece in _both(report, last, figure)]
        yield Finding(words, cited, review=True)
    if not compared:
        raise NotApplicable(Text("不为0的数太少，无法比对", "too few figures other than 0 to compare"))


def _digits(raw: str) -> int:
    return sum(map(str.isdigit, raw))


def _both(report: Brief, last: Brief, figure: Figure) -> Iterator[Evidence]:
    yield report.cite(figure)
    other = last.figure(figure.table, figure.row, figure.column)
    if other is not None:
        yield last.cite(other)
