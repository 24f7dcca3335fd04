"""The rule kind `required_tables`, and which tables a rule speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from gouji import (
    Finding,
    Grid,
    NotApplicable,
    Observation,
    Parameters,
    Report,
    Satisfied,
    Table,
    TableForm,
    TableId,
    Text,
)


class Tables(Parameters):
    """The tables of the form that are looked at."""

    only: tuple[TableId, ...] = Field((), description="The tables looked at; empty: all of the form.")


def check_required(report: Report, parameters: Tables) -> Iterator[Observation]:
    """Look for every prescribed table; one whose words are there without a layout is a doubt of reading."""
    for form in wanted(report, parameters):
        if form.id in report.tables:
            yield Satisfied()
            continue
        doubt = doubt_of(report, form.id)
        place = next((section for section in report.sections if section.id == form.section), report)
        if doubt:
            yield Finding(doubt, at=place, expected=form.title, actual="", review=True)
        else:
            message = Text(f"没有“{form.title}”的表格", f"table {form.id} is missing, or is not printed as a table")
            yield Finding(message, at=place, expected=form.title, actual="")


def wanted(report: Report, parameters: Tables) -> list[TableForm]:
    """List the form's tables that a rule speaks of."""
    return [form for form in report.form.tables if not parameters.only or form.id in parameters.only]


def present(report: Report, parameters: Tables) -> Iterator[Table]:
    """Yield those of them that were read, then raise NotChecked where one may be printed but was not.

    Raises NotApplicable where the report has none of them.
    """
    forms = wanted(report, parameters)
    yield from (report.tables[form.id] for form in forms if form.id in report.tables)
    report.assure_read(form.id for form in forms)
    if not any(form.id in report.tables for form in forms):
        raise NotApplicable(Text("报告没有规定的表格", "the report has none of the prescribed tables"))


def doubt_of(report: Report, table: str, *, row: str | None = None, column: str | None = None) -> Text | None:
    """Return why the layout of a table, or of a row or column that was not read, is in doubt; None where it is not."""
    places = {(None, None), (row, None), (None, column)}
    return next((d.message for d in report.doubts if d.table == table and (d.row, d.column) in places), None)


def exactly_read(report: Report) -> bool:
    """Tell whether the source itself says which cells a table has: pasted text loses some."""
    return all(block.exact for block in report.document.blocks if isinstance(block, Grid))


def with_reason(message: Text, reason: Text | None) -> Text:
    """Add to a message why it is left to a person."""
    return Text(f"{message.zh}（{reason.zh}）", f"{message.en} ({reason.en})") if reason else message
