"""Several reports in one file: nothing of it could be laid to the charge of either."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.binding.labels import FormLabels
from gouji.binding.tables import bind_tables
from gouji.errors import UnreadableReport
from gouji.model.document import Block, Grid
from gouji.model.locale import Title
from gouji.model.prose import TextLine

_FEWEST_TABLES = 2
"""Tables that stand on each side of a second title where it opens a second report; a single one may be an annex."""


def refuse_several(body: Sequence[Block], first: Title | None, labels: FormLabels, phrases: Sequence[str]) -> None:
    """Raise UnreadableReport where another report begins below the first one, with a title and tables of its own."""
    if first is None or sum(isinstance(block, Grid) for block in body) < 2 * len(labels.form.tables):
        return
    fewest = min(_FEWEST_TABLES, len(labels.form.tables))
    prose = [(i, block) for i, block in enumerate(body) if not isinstance(block, Grid) and block.text.strip()]
    lines = [TextLine(block.text.strip(), block.at) for _, block in prose]
    for title in labels.locale.titles(lines, phrases):
        if not (title.agency and title.year) or (title.agency, title.year) == (first.agency, first.year):
            continue
        begins = prose[title.line][0]
        if all(_tables(part, labels) >= fewest for part in (body[:begins], body[begins:])):
            names = f"{first.text}；{title.text}"
            zh = f"文件里有两份报告，请分开保存后再核查：{names}"
            raise UnreadableReport(zh, zh, f"the file holds two reports; save each by itself: {names}")


def _tables(part: Sequence[Block], labels: FormLabels) -> int:
    return len(bind_tables([block for block in part if isinstance(block, Grid)], labels)[0])
