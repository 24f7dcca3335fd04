"""Tables printed twice: both prints must say the same."""

from __future__ import annotations

from collections.abc import Iterator

from gouji import Figure, Finding, NotApplicable, Observation, Report, Satisfied, Table, Text
from gouji_plugins.kinds.tables.presence import Tables


def check_repeated(report: Report, parameters: Tables) -> Iterator[Observation]:
    """Report every cell that the report prints twice with different values; neither is taken for the right one."""
    tables = [table for table in report.tables.values() if not parameters.only or table.id in parameters.only]
    if not tables:
        raise NotApplicable(Text("没有读到规定的表格", "none of the prescribed tables was read"))
    for table in tables:
        yield from (_differing(table, first, second) for first, second in table.repeated)
        if not table.repeated:
            yield Satisfied()


def _differing(table: Table, first: Figure, second: Figure) -> Finding:
    row, column = table.form.rows[first.row].name, table.form.column(first.row, first.column).name
    shown = [figure.raw or "空白" for figure in (first, second)]
    printed = " and ".join(figure.raw or "blank" for figure in (first, second))
    message = Text(
        f"{table.form.title}“{row.zh}”行“{column.zh}”列两处印出的数字不同：{shown[0]}、{shown[1]}",
        f"{table.form.name.en}, row “{row.en}”, column “{column.en}” is printed twice, as {printed}",
    )
    return Finding(message, at=[first, second], expected=first.raw or None, actual=second.raw or None)
