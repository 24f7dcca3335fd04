"""The rule kind `table_columns`: the headers of the form, in its words and order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pydantic import Field

from gouji import (
    BlockForm,
    Finding,
    Locale,
    Observation,
    Pattern,
    PrintedLabel,
    Report,
    Satisfied,
    Table,
    TableForm,
    TableLayout,
    Text,
    TextLine,
)
from gouji_plugins.kinds.tables.other_form import OfTheYear, settled
from gouji_plugins.kinds.tables.presence import doubt_of, exactly_read, present, with_reason

_PASTED = Text(
    "文本的表头可能丢失合并单元格，请核对原文", "headers in text may have lost cells; please compare with the source"
)
_APART = Text("表头分印在几页，请核对原文", "the header is printed on several pages; please compare with the source")


class Columns(OfTheYear):
    """The tables looked at, and what may stand beside a header."""

    remarks: Pattern = Field(
        "", description="What may stand in a header besides its words, such as the year that is meant."
    )


def check_columns(report: Report, parameters: Columns) -> Iterator[Observation]:
    """Compare the printed column headers of each block with the form's, words and order."""
    for table in present(report, parameters):
        yield from settled(report, table, _columns_of(report, table, parameters), parameters.table_form)


def _columns_of(report: Report, table: Table, parameters: Columns) -> Iterator[Observation]:
    rows = {label.id for label in table.rows}
    for block, printed in zip(table.form.blocks, table.headers, strict=True):
        if not printed and rows.isdisjoint(row.id for row in block.rows):
            continue
        wanted = _prescribed(table.form, block)
        if not printed:
            where = block.caption or table.form.title
            where_en = block.caption or table.form.name.en
            message = Text(f"“{where}”没有读到表头", f"no column headers were read for {where_en}")
            yield Finding(message, at=table, expected="、".join(wanted.values()), review=True)
            continue
        missing = _unsure(report, table, wanted, printed)
        yield from _compared(report.locale, table, wanted, printed, missing, parameters.remarks)


def _unsure(
    report: Report, table: Table, wanted: dict[str, str], printed: tuple[PrintedLabel, ...]
) -> dict[str, Text | None]:
    """Return for each missing column why it may only not have been read: cells of headers are lost in text and on pages."""
    known = {label.id for label in printed}
    missing = [name for name in wanted if name not in known]
    lost = _APART if _is_apart(printed) else None if exactly_read(report) else _PASTED
    return {name: _doubt(report, table, name.rpartition(".")[2]) or lost for name in missing}


def _is_apart(printed: Iterable[PrintedLabel]) -> bool:
    return len({label.at.page for label in printed}) > 1


def _doubt(report: Report, table: Table, column: str) -> Text | None:
    """Return why a column may be printed all the same: figures that may be its own were read."""
    own = (figure.doubt for figure in table.figures.values() if figure.column == column and figure.doubt)
    return doubt_of(report, table.id, column=column) or next(own, None)


def _prescribed(form: TableForm, block: BlockForm) -> dict[str, str]:
    """Return label by id as in the printed headers: for a table on one line each column once for each row."""
    if form.layout is TableLayout.LINE:
        return {f"{row.id}.{column.id}": column.label for row in block.rows for column in block.columns}
    return {column.id: column.label for column in block.columns}


def _compared(
    locale: Locale, table: Table, wanted: dict[str, str], printed: tuple[PrintedLabel, ...],
    missing: dict[str, Text | None], remarks: str,
) -> Iterator[Observation]:  # fmt: skip
    """Compare words and order; where a column may only not have been read, nothing about the header is certain."""
    for label, names in _by_label(wanted, missing).items():
        reason = next((missing[name] for name in names if missing[name]), None)
        message = Text(
            f"{table.form.title}缺少“{label}”列",
            f"{table.form.name.en} lacks the column “{table.form.columns[names[0].rpartition('.')[2]].name.en}” ({label})",
        )
        yield Finding(with_reason(message, reason), at=table, expected=label, review=reason is not None)
    reason = next((reason for reason in missing.values() if reason), _APART if _is_apart(printed) else None)
    ids = [label.id for label in printed if label.id]
    rightly = [name for name in wanted if name in ids]
    if list(dict.fromkeys(ids)) != rightly:
        order, found = "、".join(wanted[name] for name in rightly), "、".join(_words(p) for p in printed)
        message = Text(
            f"{table.form.title}各列的顺序与规定不同", f"the columns of {table.form.name.en} stand in another order"
        )
        at = [TextLine(_words(p), p.at) for p in printed]
        yield Finding(with_reason(message, reason), at=at, expected=order, actual=found, review=reason is not None)
    wrong: dict[tuple[str, str], list[PrintedLabel]] = {}
    right = 0
    for header in printed:
        if header.id and _is_right(header.label, remarks, table.form, header.id.rpartition(".")[2], locale):
            right += 1
        else:
            wrong.setdefault((_words(header), wanted.get(header.id or "", "")), []).append(header)
    yield Satisfied(right)
    yield from (_other_words(table, labels, expected, reason) for (_, expected), labels in wrong.items())


def _by_label(wanted: dict[str, str], names: Iterable[str]) -> dict[str, list[str]]:
    """Put columns under one label together: a word left out over each row of a table on one line is one fault."""
    labelled: dict[str, list[str]] = {}
    for name in names:
        labelled.setdefault(wanted[name], []).append(name)
    return labelled


def _other_words(table: Table, labels: list[PrintedLabel], expected: str, reason: Text | None) -> Finding:
    """Report a header that is worded otherwise, once for all places where it stands."""
    words = _words(labels[0])
    if not expected:
        message = Text(
            f"{table.form.title}多出“{words}”列", f"{table.form.name.en} prints a column that the form lacks: “{words}”"
        )
    else:
        message = Text(
            f"{table.form.title}的表头“{words}”应为“{expected}”",
            f"column header “{words}” of {table.form.name.en} should read “{expected}”",
        )
    at = [TextLine(words, label.at) for label in labels]
    return Finding(
        with_reason(message, reason), at=at, expected=expected or None, actual=words, review=reason is not None
    )


@lru_cache(maxsize=1024)
def _is_right(label: str, remarks: str, form: TableForm, column: str, locale: Locale) -> bool:
    """Tell a right wording of a column in whichever block it stands; most tables print the same ones."""
    columns = [c for block in form.blocks for c in block.columns if c.id == column]
    wordings = {locale.fold(words) for c in columns for words in (c.label, *c.also)}
    return locale.fold(re.sub(remarks, "", label)) in wordings


def _words(label: PrintedLabel) -> str:
    return "".join(label.label.split())
