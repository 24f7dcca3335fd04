"""Rule kinds for the prescribed tables: printed as tables, with the prescribed rows and columns."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from gouji import (
    BlockForm,
    Finding,
    Layout,
    NotApplicable,
    Observation,
    PrintedLabel,
    Report,
    RuleKind,
    Satisfied,
    Table,
    TableForm,
    Text,
    TextLine,
    hookimpl,
    key,
)  # fmt: skip


class Tables(BaseModel):
    """Parameters: `only` limits the check to these table ids, empty takes all of the form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    only: tuple[str, ...] = ()


@hookimpl
def rule_kinds() -> list[RuleKind]:
    """Bring the kinds `required_tables`, `table_rows` and `table_columns`."""
    return [
        RuleKind("required_tables", Tables, check_required),
        RuleKind("table_rows", Tables, check_rows),
        RuleKind("table_columns", Tables, check_columns),
    ]


def check_required(report: Report, parameters: Tables) -> Iterator[Observation]:
    """Look for every prescribed table; one whose words are there without a layout is a doubt of reading."""
    for form in _wanted(report, parameters):
        if form.id in report.tables:
            yield Satisfied()
            continue
        doubt = next((doubt for doubt in report.doubts if doubt.table == form.id), None)
        place = next((section for section in report.sections if section.id == form.section), report)
        if doubt:
            yield Finding(doubt.message, at=place, expected=form.title, actual="", review=True)
        else:
            message = Text(f"没有“{form.title}”的表格", f"table {form.id} is missing, or is not printed as a table")
            yield Finding(message, at=place, expected=form.title, actual="")


def check_rows(report: Report, parameters: Tables) -> Iterator[Observation]:
    """Compare the rows of each table with the form's: none missing, none besides."""
    tables = _present(report, parameters)
    for table in tables:
        printed = {row.id for row in table.rows}
        standing_in = {wanted for row in printed if row for wanted in table.form.rows[row].accepted_for}
        for row in table.form.required_rows:
            if row.id in printed:
                yield Satisfied()
            elif row.id not in standing_in:
                message = Text(
                    f"{table.form.title}缺少“{row.full_label}”行", f"table {table.id} lacks the row {row.id}"
                )
                unsure = any(label.id is None for label in table.rows)
                yield Finding(message, at=table, expected=row.full_label, actual="", review=unsure)
        yield from (_stray_row(table, label) for label in table.rows if _is_stray(table, label))


def _is_stray(table: Table, label: PrintedLabel) -> bool:
    return label.id is None or label.doubt is not None or bool(table.form.rows[label.id].accepted_for)


def _stray_row(table: Table, label: PrintedLabel) -> Finding:
    at = TextLine(label.label, label.at)
    words = "".join(label.label.split())
    if label.id and label.doubt is None:
        wanted = "、".join(table.form.rows[row].label for row in table.form.rows[label.id].accepted_for)
        message = Text(
            f"{table.form.title}只有一行“{words}”，规定分列：{wanted}",
            f"table {table.id} prints one row {label.id} where the form has {len(table.form.rows[label.id].accepted_for)}",
        )
        return Finding(message, at=at, expected=wanted, actual=words)
    doubt = label.doubt or Text("", "")
    message = Text(
        f"{table.form.title}的行“{words}”不在规定的行之中{'；' + doubt.zh if doubt.zh else ''}",
        f"table {table.id} prints a row that the form does not know: {words}{'; ' + doubt.en if doubt.en else ''}",
    )
    return Finding(message, at=at, expected="", actual=words, review=label.doubt is not None)


def check_columns(report: Report, parameters: Tables) -> Iterator[Observation]:
    """Compare the printed column headers of each block with the form's, words and order."""
    for table in _present(report, parameters):
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


def _wanted(report: Report, parameters: Tables) -> list[TableForm]:
    return [form for form in report.form.tables if not parameters.only or form.id in parameters.only]


def _present(report: Report, parameters: Tables) -> list[Table]:
    tables = [report.tables[form.id] for form in _wanted(report, parameters) if form.id in report.tables]
    if not tables:
        raise NotApplicable(Text("没有读到规定的表格", "none of the prescribed tables was read"))
    return tables
