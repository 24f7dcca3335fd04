"""Tables drawn with upright strokes: Markdown, and boxes of line-drawing characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji_plugins.readers.text.rows import Line, Run

_STROKE = re.compile(r"(?<!\\)[|│┃║｜]")
_RULE = re.compile(r"^[\s|│┃║｜:+=\-─━═┄┈┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╭╮╯╰┠┨┯┷┿╂]+$")


def pipe_runs(group: Sequence[Line]) -> Iterator[Run]:
    """Yield the runs of drawn rows; those with as many cells in each row know their columns."""
    start: int | None = None
    for index in range(len(group) + 1):
        drawn = index < len(group) and _is_drawn(group[index].text)
        if drawn and start is None:
            start = index
        elif not drawn and start is not None:
            run = _run(group, start, index)
            if run:
                yield run
            start = None


def _is_drawn(text: str) -> bool:
    return len(_STROKE.findall(text)) >= 2 or (_RULE.match(text) is not None and any(c in text for c in "┌└├┬┴┼━─+"))


def _run(group: Sequence[Line], start: int, end: int) -> Run | None:
    kept = [line for line in group[start:end] if not _RULE.match(line.text)]
    drawn = [_STROKE.split(line.text.strip()) for line in kept]
    opened, closed = (all(not row[end].strip() for row in drawn) for end in (0, -1))
    rows = [_cells(row, opened, closed) for row in drawn]
    if len(rows) < 2 and len(kept) == end - start:
        return None
    if not rows:
        return None
    exact = len({len(row) for row in rows}) == 1
    return Run(start, end, rows, [line.number for line in kept], exact)


def _cells(drawn: Sequence[str], opened: bool, closed: bool) -> list[str]:
    """Return the cells between strokes; where all rows of a table begin or end with a stroke, nothing stands outside it."""
    cells = drawn[1:] if opened else drawn
    cells = cells[:-1] if closed else cells
    return [_plain(cell.replace("\\|", "|")) for cell in cells]


def _plain(cell: str) -> str:
    return cell.strip().replace("**", "").replace("<br>", "\n").replace("<br/>", "\n")
