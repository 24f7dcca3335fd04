"""The rule kind `table_captions`: the captions of blocks, 第二十条第（n）项."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji import BlockForm, Finding, Grid, NotApplicable, Observation, Report, Satisfied, Table, Text, TextLine
from gouji_plugins.kinds.tables.other_form import other_form
from gouji_plugins.kinds.tables.presence import Tables, exactly_read, present, with_reason
from gouji_plugins.locales.zh import key

_LIKE_CAPTION = re.compile(r"(?:二十|20)[条項项第].{0,4}[项款]|条第?.{1,3}项$")
_SHORTEST_CAPTION, _LONGEST_CAPTION = 6, 40
_OTHER_FORM = Text("该表用的是其他年度的表式", "the table follows the form of other years")
_PASTED = Text(
    "文本的表格可能丢失标题行，请核对原文", "tables in text may have lost such lines; please compare with the source"
)
_DIGITS = str.maketrans("123456789", "一二三四五六七八九")


def check_captions(report: Report, parameters: Tables) -> Iterator[Observation]:
    """Look for the caption of every block of which rows are printed, in the grids and beside them."""
    tables = [table for table in present(report, parameters) if any(block.caption for block in table.form.blocks)]
    if not tables:
        raise NotApplicable(Text("没有读到带条款标题的表格", "no table with captions was read"))
    printed = list(_captions(report))
    for table in tables:
        yield from _compare(report, table, printed)


def _compare(report: Report, table: Table, printed: list[TextLine]) -> Iterator[Observation]:
    rows = {label.id for label in table.rows}
    blocks = [b for b in table.form.blocks if b.caption and any(row.id in rows for row in b.rows)]
    missing = [block for block in blocks if not any(_spelt(block.caption) in _spelt(line.text) for line in printed)]
    yield Satisfied(len(blocks) - len(missing))
    instead = _instead(blocks, missing, printed)
    for block in missing:
        line = instead.get(block.caption)
        lost = None if line or exactly_read(report) else _PASTED
        yield _finding(table, block, line, _OTHER_FORM if other_form(table) else lost)


def _instead(
    blocks: Sequence[BlockForm], missing: Sequence[BlockForm], printed: Sequence[TextLine]
) -> dict[str, TextLine]:
    """Return the line in the place of each missing caption: of as many as the blocks, or those that are none of the form's."""
    if len(printed) == len(blocks):
        return {block.caption: line for block, line in zip(blocks, printed, strict=True)}
    wrong = [line for line in printed if not any(_spelt(block.caption) in _spelt(line.text) for block in blocks)]
    if len(wrong) != len(missing):
        return {}
    return {block.caption: line for block, line in zip(missing, wrong, strict=True)}


def _finding(table: Table, block: BlockForm, printed: TextLine | None, reason: Text | None) -> Finding:
    if printed is None:
        message = Text(
            f"{table.form.title}缺少“{block.caption}”标题行", f"table {table.id} lacks the caption {block.caption}"
        )
        return Finding(
            with_reason(message, reason), at=table, expected=block.caption, actual="", review=reason is not None
        )
    words = "".join(printed.text.split())
    message = Text(
        f"{table.form.title}的标题行“{words}”应为“{block.caption}”",
        f"the caption “{words}” in table {table.id} should read “{block.caption}”",
    )
    return Finding(
        with_reason(message, reason), at=printed, expected=block.caption, actual=words, review=reason is not None
    )


def _captions(report: Report) -> Iterator[TextLine]:
    """Yield what is or resembles a caption, a page break may have put it beside its grid."""
    for block in report.document.blocks:
        for place in block.cells if isinstance(block, Grid) else (block,):
            if (
                _SHORTEST_CAPTION <= len(place.text) <= _LONGEST_CAPTION
                and ("项" in place.text or "款" in place.text)
                and _LIKE_CAPTION.search(key(place.text))
            ):
                yield TextLine(place.text, place.at)


def _spelt(text: str) -> str:
    """Return a caption's key with Chinese digits, so that 第20条第1项 is read like 第二十条第一项."""
    return key(text).replace("20条", "二十条").translate(_DIGITS)
