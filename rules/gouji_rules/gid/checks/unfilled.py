"""Tables that were printed and never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from gouji import (
    Finding,
    NotApplicable,
    Observation,
    Parameters,
    Pattern,
    Report,
    Satisfied,
    State,
    Table,
    TableId,
    Text,
)


class Unfilled(Parameters):
    """The tables that cannot be left blank, and those that can where the text says that there was nothing."""

    always: tuple[TableId, ...] = Field(description="Tables that are filled in whatever happened in the year.")
    unless_none: tuple[TableId, ...] = Field((), description="Tables that may be blank where the text says so.")
    none: Pattern = Field(
        "(?!)", description="What says, in such a table's section or in the overview, that there was nothing."
    )


def check_unfilled(report: Report, parameters: Unfilled) -> Iterator[Observation]:
    """Look for tables without a single filled cell; one that may rightly be blank is for a person to see."""
    wanted = (*parameters.always, *parameters.unless_none)
    tables = [report.tables[name] for name in wanted if name in report.tables and report.tables[name].figures]
    if not tables:
        report.assure_read(wanted)
        raise NotApplicable(Text("没有表格数字", "there are no figures in tables"))
    blank = [table for table in tables if all(f.state is State.BLANK for f in table.figures.values())]
    yield Satisfied(len(tables) - len(blank))
    everywhere = len(blank) == len(report.form.tables)
    for table in blank:
        if table.id in parameters.always:
            yield _finding(table, everywhere=everywhere)
        elif not everywhere and not _says_none(report, table, parameters.none):
            yield _finding(table, unsure=True)
    report.assure_read(wanted)


def _says_none(report: Report, table: Table, none: str) -> bool:
    sections = [section for section in report.sections if section.id in (table.form.section, "overview")]
    return any(re.search(none, section.prose.compact()) for section in sections)


def _finding(table: Table, *, everywhere: bool = False, unsure: bool = False) -> Finding:
    count, name = len(table.figures), table.form.name
    also = Text("，其他各表也是空的", ", and so are the other tables") if everywhere else Text("", "")
    asked = Text("，正文也没有写明未发生，请人工确认", ", and the text does not say that there was nothing; please see")
    more = asked if unsure else also
    message = Text(f"{name.zh}全部 {count} 格空白{more.zh}", f"{name.en}: all {count} cells are blank{more.en}")
    doubted = unsure or any(figure.doubt for figure in table.figures.values())
    return Finding(message, at=table, review=doubted)
