"""The rule kind `table_columns`: the headers of the form, in its words and order."""

from __future__ import annotations

from collections.abc import Iterator

from gouji import (
    BlockForm,
    Finding,
    Layout,
    Observation,
    PrintedLabel,
    Report,
    Satisfied,
    Table,
    TableForm,
    Text,
    TextLine,
    key,
)  # fmt: skip
from gouji_plugins.tables.other_form import OfTheYear, settled
from gouji_plugins.tables.presence import present


def check_columns(report: Report, parameters: OfTheYear) -> Iterator[Observation]:
    """Compare the printed column headers of each block with the form's, words and order."""
    for table in present(report, parameters):
        yield from settled(table, _columns_of(table), parameters.table_form)


def _columns_of(table: Table) -> Iterator[Observation]:
    for block, printed in zip(table.form.blocks, table.headers, strict=True):
        wanted = _prescribed(table.form, block)
        if not printed:
            where = block.caption or table.form.title
            message = Text(f"“{where}”没有读到表头", f"no column headers were read for {where}")
            yield Finding(message, at=table, expected="、".join(wanted.values()), actual="", review=True)
            continue
        yield from _compare(table, wanted, printed)


def _prescribed(form: TableForm, block: BlockForm) -> dict[str, str]:
    """Return label by id as in the printed headers: for a table on one line each column once for each row."""
    if form.layout is Layout.LINE:
        return {f"{row.id}.{column.id}": column.label for row in block.rows for column in block.columns}
    return {column.id: column.label for column in block.columns}


def _compare(table: Table, wanted: dict[str, str], printed: tuple[PrintedLabel, ...]) -> Iterator[Observation]:
    ids = [label.id for label in printed if label.id]
    for name, label in wanted.items():
        if name not in ids:
            message = Text(f"{table.form.title}缺少“{label}”列", f"table {table.id} lacks the column {name}")
            yield Finding(message, at=table, expected=label, actual="")
    rightly = [name for name in wanted if name in ids]
    if list(dict.fromkeys(ids)) != rightly:
        order, found = "、".join(wanted[name] for name in rightly), "、".join(_words(p) for p in printed)
        message = Text(
            f"{table.form.title}各列的顺序与规定不同", f"the columns of table {table.id} stand in another order"
        )
        yield Finding(message, at=[TextLine(_words(p), p.at) for p in printed], expected=order, actual=found)
    for header in printed:
        if header.id and key(header.label) in _accepted(table.form, header.id):
            yield Satisfied()
        else:
            yield _other_words(table, header, wanted.get(header.id or "", ""))


def _other_words(table: Table, label: PrintedLabel, expected: str) -> Finding:
    at = TextLine(_words(label), label.at)
    if label.id is None:
        message = Text(
            f"{table.form.title}多出“{_words(label)}”列", f"table {table.id} prints a column that the form lacks"
        )
    else:
        message = Text(
            f"{table.form.title}的表头“{_words(label)}”应为“{expected}”",
            f"column header “{_words(label)}” of table {table.id} should read “{expected}”",
        )
    return Finding(message, at=at, expected=expected, actual=_words(label))


def _accepted(form: TableForm, name: str) -> set[str]:
    """Return the keys of all right wordings of a column in whichever block it stands."""
    column = name.rpartition(".")[2]
    found = [c for block in form.blocks for c in block.columns if c.id == column]
    return {key(words) for c in found for words in (c.label, *c.also)}


def _words(label: PrintedLabel) -> str:
    return "".join(label.label.split())
