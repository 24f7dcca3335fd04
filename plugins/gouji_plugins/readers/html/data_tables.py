"""Tables told apart: those that hold data and those that only arrange a page."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

Row = list[etree._Element]

_LONG_LINE = 80
_LONG_CELL = 200


def own_rows(table: etree._Element) -> list[list[Row]]:
    """Return a table's rows by group in the order shown: head, bodies, foot; rows without a group as they stand."""
    head: list[list[Row]] = []
    bodies: list[list[Row]] = []
    foot: list[list[Row]] = []
    loose: list[Row] | None = None
    for child in table:
        if child.tag == "tr":
            if loose is None:
                loose = []
                bodies.append(loose)
            loose.append(_cells(child))
        elif child.tag in ("tbody", "thead", "tfoot"):
            loose = None
            group = [_cells(row) for row in child.iterchildren("tr")]
            (head if child.tag == "thead" else foot if child.tag == "tfoot" else bodies).append(group)
    return [*head, *bodies, *foot]


def _cells(row: etree._Element) -> Row:
    return list(row.iterchildren("td", "th"))


def is_layout(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a table only arranges: it has one column, or most of its words are prose in cells."""
    if max(map(len, rows), default=0) <= 1:
        return True
    texts = [text for row in rows for text in row if text]
    prose = sum(len(text) for text in texts if len(text) > _LONG_LINE and _is_prose(text))
    return prose * 2 > sum(map(len, texts))


def _is_prose(text: str) -> bool:
    return len(text) > _LONG_CELL or any(len(line) > _LONG_LINE and "。" in line for line in text.split("\n"))
