"""The rule kind `required_tables`, and which tables a rule speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from gouji import Finding, NotApplicable, Observation, Report, Satisfied, Table, TableForm, Text


class Tables(BaseModel):
    """Parameters: `only` limits the check to these table ids, empty takes all of the form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    only: tuple[str, ...] = ()


def check_required(report: Report, parameters: Tables) -> Iterator[Observation]:
    """Look for every prescribed table; one whose words are there without a layout is a doubt of reading."""
    for form in wanted(report, parameters):
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


def wanted(report: Report, parameters: Tables) -> list[TableForm]:
    """List the form's tables that a rule speaks of."""
    return [form for form in report.form.tables if not parameters.only or form.id in parameters.only]


def present(report: Report, parameters: Tables) -> list[Table]:
    """List those of them that were read; NotApplicable where none was."""
    tables = [report.tables[form.id] for form in wanted(report, parameters) if form.id in report.tables]
    if not tables:
        raise NotApplicable(Text("没有读到规定的表格", "none of the prescribed tables was read"))
    return tables
