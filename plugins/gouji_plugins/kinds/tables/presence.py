"""The rule kind `required_tables`, and which tables a rule speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from gouji import (
    Finding,
    Grid,
    NotApplicable,
    Observation,
    Parameters,
    Pattern,
    Report,
    RuleId,
    Satisfied,
    Table,
    TableForm,
    TableId,
    Text,
)


class Tables(Parameters):
    """The tables of the form that are looked at."""

    only: tuple[TableId, ...] = Field((), description="The tables looked at; empty: all of the form.")


class Required(Tables):
    """The tables that must be there, and what a missing one may follow from."""

    required_sections: RuleId | None = Field(
        None,
        description="The rule that reports missing sections: the table of such a section is missing with it, which is left to a "
        "person and points to that rule.",
    )
    told: Pattern = Field(
        "",
        description="What finds, in the prose of a table's section, that the contents are told in words: without them a missing "
        "table is a grave breach.",
    )


def check_required(report: Report, parameters: Required) -> Iterator[Observation]:
    """Look for every prescribed table; one whose words are there without a layout is a doubt of reading."""
    for form in wanted(report, parameters):
        if form.id in report.tables:
            yield Satisfied()
        else:
            yield _missing(report, form, parameters)


def _missing(report: Report, form: TableForm, parameters: Required) -> Finding:
    section = next((section for section in report.sections if section.id == form.section), None)
    if doubt := doubt_of(report, form.id):
        return Finding(doubt, at=section or report, expected=form.title, review=True)
    if section is None and form.section and parameters.required_sections:
        message = Text(f"没有“{form.title}”的表格，所在部分也没有", f"{form.name.en} is missing with its section")
        rule = parameters.required_sections
        return Finding(message, at=report, expected=form.title, review=True, told_by=rule)
    message = Text(f"没有“{form.title}”的表格", f"{form.name.en} is missing, or is not printed as a table")
    untold = section is None or not re.search(parameters.told, section.prose.compact())
    return Finding(message, at=section or report, expected=form.title, grave=bool(parameters.told) and untold)


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
