"""The rule kind `table_rows`: every row of the form, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gouji import Finding, Observation, PrintedLabel, Report, Satisfied, Table, TableLayout, Text, TextLine
from gouji_plugins.kinds.tables.other_form import OfTheYear, settled
from gouji_plugins.kinds.tables.presence import doubt_of, present, with_reason


def check_rows(report: Report, parameters: OfTheYear) -> Iterator[Observation]:
    """Compare the rows of each table with the form's: none missing, none besides."""
    for table in present(report, parameters):
        yield from settled(report, table, _rows_of(report, table), parameters.table_form)


def _rows_of(report: Report, table: Table) -> Iterator[Observation]:
    printed = {row.id for row in table.rows}
    standing_in = {wanted for row in printed if row for wanted in table.form.rows[row].accepted_for}
    yield Satisfied(sum(row.id in printed for row in table.form.required_rows))
    for row in table.form.required_rows:
        if row.id not in printed and row.id not in standing_in:
            message = Text(
                f"{table.form.title}缺少“{row.full_label}”行", f"{table.form.name.en} lacks the row “{row.name.en}”"
            )
            reason = doubt_of(report, table.id, row=row.id)
            unsure = reason is not None or any(label.id is None for label in table.rows)
            yield Finding(with_reason(message, reason), at=table, expected=row.full_label, review=unsure)
    yield from (_stray_row(table, label) for label in table.rows if _is_stray(table, label))
    yield from _out_of_order(table)


def _out_of_order(table: Table) -> Iterator[Finding]:
    """Report known rows that stand before one that the form has above them, in one and the same grid."""
    if table.form.layout is TableLayout.LINE or table.form.open:
        return
    order = {row: place for place, row in enumerate(table.form.rows)}
    first = {label.id: label for label in reversed(table.rows) if label.id}
    known = [label for label in table.rows if label.id and first[label.id] is label and label.doubt is None]
    moved = [
        (before, label)
        for before, label in pairwise(known)
        if _grid(before) == _grid(label) and order[label.id or ""] < order[before.id or ""]
    ]
    if moved:
        lines = [TextLine("".join(label.label.split()), label.at) for pair in moved for label in pair]
        rightly = [table.form.rows[label.id or ""].label for pair in moved for label in reversed(pair)]
        message = Text(
            f"{table.form.title}的行序与规定不同：“{lines[1].text}”应在“{lines[0].text}”之前",
            f"the rows of {table.form.name.en} stand in another order: “{_row_en(table, moved[0][1])}” belongs before "
            f"“{_row_en(table, moved[0][0])}”",
        )
        actual = "、".join(line.text for line in lines)
        yield Finding(message, at=lines, expected="、".join(rightly), actual=actual)


def _row_en(table: Table, label: PrintedLabel) -> str:
    return table.form.rows[label.id or ""].name.en


def _grid(label: PrintedLabel) -> tuple[int | None, int | None]:
    return label.at.page, label.at.table


def _is_stray(table: Table, label: PrintedLabel) -> bool:
    return label.id is None or label.doubt is not None or bool(table.form.rows[label.id].accepted_for)


def _stray_row(table: Table, label: PrintedLabel) -> Finding:
    at = TextLine(label.label, label.at)
    words = "".join(label.label.split())
    if label.id and label.doubt is None:
        wanted = "、".join(table.form.rows[row].label for row in table.form.rows[label.id].accepted_for)
        message = Text(
            f"{table.form.title}只有一行“{words}”，规定分列：{wanted}",
            f"{table.form.name.en} prints one row “{_row_en(table, label)}” where the form has "
            f"{len(table.form.rows[label.id].accepted_for)}",
        )
        return Finding(message, at=at, expected=wanted, actual=words)
    doubt = label.doubt or Text("", "")
    message = Text(
        f"{table.form.title}的行“{words}”不在规定的行之中{'；' + doubt.zh if doubt.zh else ''}",
        f"{table.form.name.en} prints a row that the form does not know: “{words}”{'; ' + doubt.en if doubt.en else ''}",
    )
    return Finding(message, at=at, actual=words, review=label.doubt is not None)
