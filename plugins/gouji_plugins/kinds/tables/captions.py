"""The rule kind `table_captions`: the captions of the blocks of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from pydantic import Field

from gouji import (
    BlockForm,
    Finding,
    Grid,
    Locale,
    NotApplicable,
    Observation,
    Pattern,
    Report,
    Satisfied,
    Table,
    Text,
    TextLine,
)
from gouji_plugins.kinds.tables.other_form import other_form
from gouji_plugins.kinds.tables.presence import Tables, exactly_read, wanted, with_reason

_SHORTEST_CAPTION, _LONGEST_CAPTION = 6, 40
_OTHER_FORM = Text("该表用的是其他年度的表式", "the table follows the form of other years")
_PASTED = Text(
    "文本的表格可能丢失标题行，请核对原文", "tables in text may have lost such lines; please compare with the source"
)


class Captions(Tables):
    """The tables looked at, and how their captions may be printed."""

    marks: tuple[str, ...] = Field((), description="Characters of which one stands in every caption; empty: any.")
    like: Pattern = Field("", description="What a line resembles that stands in the place of a caption.")
    same: dict[str, str] = Field({}, description="Spellings that are read alike, replaced one after the other.")

    def spelt(self, folded: str) -> str:
        """Return a caption's fold in the spelling by which captions are compared."""
        words = folded
        for spelling, meant in self.same.items():
            words = words.replace(spelling, meant)
        return words

    @cached_property
    def marked(self) -> re.Pattern[str]:
        """What finds one of the marks, quicker than to look for each."""
        return re.compile("|".join(map(re.escape, self.marks)))

    @cached_property
    def resembling(self) -> re.Pattern[str]:
        """What a caption's fold is like."""
        return re.compile(self.like)

    def resembles(self, text: str, locale: Locale) -> bool:
        """Tell whether a line is a caption or stands in the place of one."""
        return self.marked.search(text) is not None and self.resembling.search(locale.fold(text)) is not None


def check_captions(report: Report, parameters: Captions) -> Iterator[Observation]:
    """Look for the caption of every block of which rows are printed, in the grids and beside them."""
    captioned = [form.id for form in wanted(report, parameters) if any(block.caption for block in form.blocks)]
    tables = [report.tables[table] for table in captioned if table in report.tables]
    if not tables:
        report.assure_read(captioned)
        raise NotApplicable(Text("没有读到带条款标题的表格", "no table with captions was read"))
    printed = list(_captions(report, parameters))
    for table in tables:
        yield from _compared(report, table, printed, parameters)
    report.assure_read(captioned)


def _compared(report: Report, table: Table, printed: list[TextLine], parameters: Captions) -> Iterator[Observation]:
    rows = {label.id for label in table.rows}
    blocks = [b for b in table.form.blocks if b.caption and any(row.id in rows for row in b.rows)]
    right = [parameters.spelt(report.locale.fold(block.caption)) for block in blocks]
    found = [parameters.spelt(report.locale.fold(line.text)) for line in printed]
    missing = [block for block, words in zip(blocks, right, strict=True) if not any(words in line for line in found)]
    yield Satisfied(len(blocks) - len(missing))
    wrong = [line for line, words in zip(printed, found, strict=True) if not any(caption in words for caption in right)]
    instead = _instead(blocks, missing, printed, wrong)
    for block in missing:
        line = instead.get(block.caption)
        lost = None if line or exactly_read(report) else _PASTED
        yield _finding(table, block, line, _OTHER_FORM if other_form(table, report.locale) else lost)


def _instead(
    blocks: Sequence[BlockForm], missing: Sequence[BlockForm], printed: Sequence[TextLine], wrong: Sequence[TextLine]
) -> dict[str, TextLine]:
    """Return the line in the place of each missing caption: of as many as the blocks, or those that are none of the form's."""
    if len(printed) == len(blocks):
        return {block.caption: line for block, line in zip(blocks, printed, strict=True)}
    if len(wrong) != len(missing):
        return {}
    return {block.caption: line for block, line in zip(missing, wrong, strict=True)}


def _finding(table: Table, block: BlockForm, printed: TextLine | None, reason: Text | None) -> Finding:
    if printed is None:
        message = Text(
            f"{table.form.title}缺少“{block.caption}”标题行", f"{table.form.name.en} lacks the caption {block.caption}"
        )
        return Finding(with_reason(message, reason), at=table, expected=block.caption, review=reason is not None)
    words = "".join(printed.text.split())
    message = Text(
        f"{table.form.title}的标题行“{words}”应为“{block.caption}”",
        f"the caption “{words}” in {table.form.name.en} should read “{block.caption}”",
    )
    return Finding(
        with_reason(message, reason), at=printed, expected=block.caption, actual=words, review=reason is not None
    )


def _captions(report: Report, parameters: Captions) -> Iterator[TextLine]:
    """Yield what is or resembles a caption, a page break may have put it beside its grid."""
    for block in report.document.blocks:
        for place in block.cells if isinstance(block, Grid) else (block,):
            text = place.text
            if _SHORTEST_CAPTION <= len(text) <= _LONGEST_CAPTION and parameters.resembles(text, report.locale):
                yield TextLine(text, place.at)
