"""Lines of text sorted into paragraphs, headings and runs that print a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji import Block, Heading, Limits, Location, Paragraph, UnreadableReport
from gouji_plugins.readers.text.figures import figure_runs
from gouji_plugins.readers.text.pipes import pipe_runs
from gouji_plugins.readers.text.rows import Line, Run, grid_of
from gouji_plugins.readers.text.tabs import is_blank_row, tab_runs

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_RULE = re.compile(r"^[-=*_─━—\s]{3,}$")
_MARKS = re.compile(
    r"\*\*(?=\S)([^*]{1,500})(?<=\S)\*\*|`([^`]+)`|!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)|<((?:https?|mailto):[^<>\s]+)>"
)
_INVISIBLE = dict.fromkeys(
    (*range(9), *range(0x0C, 0x20), *range(0x7F, 0xA0), *map(ord, "\ufeff\u200b\u200c\u200d\u2060\xad\ufffe\uffff"))
)
_BREAK = re.compile("\r\n|[\r\n\x0c\x85\u2028\u2029]")
_SOFT_BREAK = "\x0b"
"""Ends a line of prose; in a row of cells it breaks the line within a cell."""
_FINDERS = (pipe_runs, tab_runs, figure_runs)

_SENTENCE_END = re.compile(r"[。！？；：…!?;:”’》）)】]$")
_FIRST_CLAUSE = re.compile(r"^[^，。；：、！？\s]{1,2}(?:[^，。；：！？]{0,8})[，。；]")
_OPENS_PARAGRAPH = re.compile(
    r"^(?:第?[一二三四五六七八九十百\d]+[、.．）)章条部]|[（(【〔]|[一二三四五六七八九]是|附|注|根据|按照|下一步|今后|同时|此外|另外|其中|为|本|我|全|"
    r"首先|其次|最后|再次|截至|截止|\d{4}\s*年|[首再最])"
)
_LONG_LINE = 40
_LONGEST_HEADING = 200


def read_lines(text: str, limits: Limits) -> tuple[Block, ...]:
    """Return the blocks of a text in its order; tables count from 1."""
    if sum(map(text.count, "\r\n\x0b\x0c\x85\u2028\u2029")) > limits.lines:
        raise UnreadableReport(f"行数过多（超过 {limits.lines} 行） / more than {limits.lines} lines")
    lines = [Line(number, raw.translate(_INVISIBLE)) for number, raw in enumerate(_parted(text), start=1)]
    blocks: list[Block] = []
    tables = cells = 0
    for part in _grouped(lines):
        if isinstance(part, Run):
            tables += 1
            cells += sum(len(row) for row in part.rows)
            if cells > limits.cells:
                raise UnreadableReport(f"单元格过多（超过 {limits.cells} 个） / more than {limits.cells} table cells")
            blocks.append(grid_of(part, tables))
        elif (block := _block(part)) is not None:
            blocks.append(block)
    return tuple(_joined(blocks))


def _parted(text: str) -> Iterator[str]:
    for line in _BREAK.split(text):
        yield from (line,) if "\t" in line else line.split(_SOFT_BREAK)


def _grouped(lines: Sequence[Line]) -> Iterator[Line | Run]:
    """Yield the table runs among neighbouring lines and the lines between them, in order."""
    group: list[Line] = []
    for line in [*lines, Line(0, "")]:
        if line.text.strip() or (group and is_blank_row(line.text)):
            group.append(line)
        elif group:
            yield from _split(group, 0)
            group = []


def _split(group: list[Line], finder: int) -> Iterator[Line | Run]:
    """Let each kind of table in turn claim runs of a group of lines without a blank one."""
    if finder == len(_FINDERS):
        yield from group
        return
    start = 0
    for run in _FINDERS[finder](group):
        yield from _split(group[start : run.start], finder + 1)
        yield run
        start = run.end
    yield from _split(group[start:], finder + 1)


def _block(line: Line) -> Block | None:
    at = Location(line=line.number)
    text = line.text.strip()
    heading = _HEADING.match(text) if len(text) <= _LONGEST_HEADING else None
    if heading:
        return Heading(_plain(heading[2]), len(heading[1]), at)
    if _RULE.match(text) or not (plain := _plain(text)):
        return None
    return Paragraph(plain, at)


def _plain(text: str) -> str:
    """Return the words without Markdown's marks and with single spaces."""
    return " ".join(_MARKS.sub(lambda mark: next(filter(None, mark.groups()), ""), text).split())


def _is_cut(before: Paragraph, after: Paragraph) -> bool:
    """Tell whether two neighbours are one sentence cut by the end of a page."""
    is_apart = (after.at.line or 0) - (before.at.line or 0) > 1
    is_open = len(before.text) >= _LONG_LINE and "，" in before.text and not _SENTENCE_END.search(before.text)
    goes_on = _FIRST_CLAUSE.match(after.text) is not None and not _OPENS_PARAGRAPH.match(after.text)
    return is_apart and is_open and goes_on


def _joined(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks, sentences that a page's end cut in two made whole."""
    last: Block | None = None
    for block in blocks:
        if isinstance(last, Paragraph) and isinstance(block, Paragraph) and _is_cut(last, block):
            last = replace(last, text=last.text + block.text)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last
