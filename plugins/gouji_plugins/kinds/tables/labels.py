"""The rule kind `row_labels`: the words of row labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji import (
    Finding,
    Locale,
    Observation,
    PrintedLabel,
    Report,
    RowForm,
    Satisfied,
    Table,
    Text,
    TextLine,
)  # fmt: skip
from gouji_plugins.kinds.tables.presence import Tables, present

_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
_MISREAD = re.compile("[\ue000-\uf8ff\ufffd]")
_SURE = 0.8
"""Confidence of a label from which its words are taken as they were read."""


def check_labels(report: Report, parameters: Tables) -> Iterator[Observation]:
    """Compare the words of each known row's label; numbering, punctuation and remarks in brackets do not matter.

    A row that no label names is a matter of `table_rows`. Characters that only a broken font produces are for review.
    """
    for table in present(report, parameters):
        known = [(label, table.form.rows[label.id]) for label in table.rows if label.id and label.doubt is None]
        wrong = [(label, row) for label, row in known if not _right(label.label, row, report.locale)]
        yield Satisfied(len(known) - len(wrong))
        yield from (_finding(table, label, row) for label, row in wrong)


def _right(printed: str, row: RowForm, locale: Locale) -> bool:
    """Tell whether a label ends in one of the row's wordings: its group may stand before it."""
    if locale.fold(printed) == locale.fold(row.label):
        return True
    wordings = {locale.fold_label(words) for words in (row.label, *row.also)}
    return any(locale.fold_label(words).endswith(tuple(wordings)) for words in (printed, _BRACKETED.sub("", printed)))


def _finding(table: Table, label: PrintedLabel, row: RowForm) -> Finding:
    words = "".join(label.label.split())
    misread = label.confidence < _SURE or _MISREAD.search(words) is not None
    message = Text(
        f"{table.form.title}的行名“{words}”应为“{row.label}”{'（个别字可能系读取所致）' if misread else ''}",
        f"row label “{words}” of {table.form.name.en} should read “{row.label}”"
        + (" (some characters may be misread)" if misread else ""),
    )
    return Finding(message, at=TextLine(words, label.at), expected=row.label, actual=words, review=misread)
