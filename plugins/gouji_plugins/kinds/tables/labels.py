"""The rule kind `row_labels`: the words of row labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from gouji import (
    Finding,
    Observation,
    Pattern,
    PrintedLabel,
    Report,
    RowForm,
    Satisfied,
    Table,
    Text,
    TextLine,
    key,
)  # fmt: skip
from gouji_plugins.kinds.tables.presence import Tables, present

_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
_MISREAD = re.compile("[\u2e80-\u2eff\u2f00-\u2fdf\ue000-\uf8ff\ufffd]")


class Labels(Tables):
    """The tables looked at, and how their rows are numbered."""

    numbering: Pattern = Field(r"^\d+", description="The number before a label, which does not matter.")


def check_labels(report: Report, parameters: Labels) -> Iterator[Observation]:
    """Compare the words of each known row's label; numbering, punctuation and remarks in brackets do not matter.

    A row that no label names is a matter of `table_rows`. Characters that only a broken font produces are for review.
    """
    for table in present(report, parameters):
        for label in table.rows:
            if label.id and label.doubt is None:
                row = table.form.rows[label.id]
                yield Satisfied() if _right(label.label, row, parameters.numbering) else _finding(table, label, row)


def _right(printed: str, row: RowForm, numbering: str) -> bool:
    """Tell whether a label ends in one of the row's wordings: its group may stand before it."""
    if key(printed) == key(row.label):
        return True
    wordings = {_bare(words, numbering) for words in (row.label, *row.also)}
    return any(_bare(words, numbering).endswith(tuple(wordings)) for words in (printed, _BRACKETED.sub("", printed)))


def _bare(words: str, numbering: str) -> str:
    return re.sub(numbering, "", key(words))


def _finding(table: Table, label: PrintedLabel, row: RowForm) -> Finding:
    words = "".join(label.label.split())
    misread = _MISREAD.search(words) is not None
    message = Text(
        f"{table.form.title}的行名“{words}”应为“{row.label}”{'（个别字可能系读取所致）' if misread else ''}",
        f"row label “{words}” of table {table.id} should read “{row.label}”"
        + (" (some characters may be misread)" if misread else ""),
    )
    return Finding(message, at=TextLine(words, label.at), expected=row.label, actual=words, review=misread)
