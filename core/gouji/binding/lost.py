"""What is printed but was not read as a table: words of a table that stand in the prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gouji.model.document import Block, Grid
from gouji.model.form import Form, Layout
from gouji.model.report import Doubt, Section, Table
from gouji.model.text import Text
from gouji.wording import key

_LOST_LABELS = 4
_SHORTEST_LABEL = 4


def lost_tables(blocks: Iterable[Block], form: Form, tables: Mapping[str, Table]) -> Iterator[Doubt]:
    """Doubt tables whose labels stand in the prose: they are printed, but their layout was lost."""
    missing = [table for table in form.tables if table.id not in tables]
    prose = key("".join(block.text for block in blocks if not isinstance(block, Grid))) if missing else ""
    for table in missing:
        words = table.signs if table.layout is Layout.LINE else [row.label for row in table.rows.values()]
        if sum(key(word) in prose for word in words) >= min(_LOST_LABELS, len(words)):
            message = Text(
                f"{table.title}：文字在，表格结构已丢失，数字未能读入",
                f"{table.id}: its words are there, but the layout is lost, so no figures were read",
            )
            yield Doubt(message, table.id)


def lost_labels(sections: Sequence[Section], tables: Mapping[str, Table]) -> Iterator[Doubt]:
    """Doubt rows and columns that are missing from a table while a line beside it prints their labels."""
    for table in tables.values():
        beside = [key(line.text) for section in sections if section.id == table.form.section for line in section.lines]
        printed = {row.id for row in table.rows}
        for row in table.form.required_rows:
            if row.id not in printed and any(line.startswith(key(row.label)) for line in beside):
                yield Doubt(_lost(row.label), table.id, row.id)
        for block, header in zip(table.form.blocks, table.headers, strict=True):
            known = {(label.id or "").rpartition(".")[2] for label in header}
            for column in block.columns:
                words = key(column.label)
                if column.id not in known and len(words) >= _SHORTEST_LABEL and any(words in line for line in beside):
                    yield Doubt(_lost(column.label), table.id, None, column.id)


def _lost(label: str) -> Text:
    return Text(
        f"“{label}”印在表格之外，表格结构可能已丢失",
        f"“{label}” is printed beside the table, whose layout may be lost",
    )
