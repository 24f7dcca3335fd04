"""The rule kind `row_labels`: the words of row labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji import Finding, Observation, PrintedLabel, Report, RowForm, Satisfied, Table, Text, TextLine
from gouji_plugins.kinds.tables.presence import Tables, present
from gouji_plugins.locales.zh import key

_NUMBERING = re.compile(r"^[一二三四五六七八九十\d]+")
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
_MISREAD = re.compile("[\u2e80-\u2eff\u2f00-\u2fdf\ue000-\uf8ff\ufffd]")


def check_labels(report: Report, parameters: Tables) -> Iterator[Observation]:
    """Compare the words of each known row's label; numbering, punctuation and remarks in brackets do not matter.

    A row that no label names is a matter of `table_rows`. Characters that only a broken font produces are for review.
    """
    for table in present(report, parameters):
        for label in table.rows:
            if label.id and label.doubt is None:
                row = table.form.rows[label.id]
                yield Satisfied() if _right(label.label, row) else _finding(table, label, row)


def _right(printed: str, row: RowForm) -> bool:
    """Tell whether a label ends in one of the row's wordings: its group may stand before it."""
    if key(printed) == key(row.label):
        return True
    wordings = {_bare(words) for words in (row.label, *row.also)}
    return any(_bare(words).endswith(tuple(wordings)) for words in (printed, _BRACKETED.sub("", printed)))


def _bare(words: str) -> str:
    return _NUMBERING.sub("", key(words))


def _finding(table: Table, label: PrintedLabel, row: RowForm) -> Finding:
    words = "".join(label.label.split())
    misread = _MISREAD.search(words) is not None
    message = Text(
        f"{table.form.title}的行名“{words}”应为“{row.label}”{'（个别字可能系读取所致）' if misread else ''}",
        f"row label “{words}” of table {table.id} should read “{row.label}”"
        + (" (some characters may be misread)" if misread else ""),
    )
    return Finding(message, at=TextLine(words, label.at), expected=row.label, actual=words, review=misread)
