"""Lines of text put together from runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gouji.layout.letters import joined
from gouji.layout.printed import TextRun
from gouji.layout.tolerances import FAR_APART_EM, SAME_LINE_EM, SPACE_EM
from gouji.model.document import Location


class PrintedLine(NamedTuple):
    """One line of text with its box, in points from the top left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    em: float


def lines_of(runs: Iterable[TextRun]) -> list[PrintedLine]:
    """Gather runs into lines, from top to bottom and each from left to right."""
    return [line_of(row) for row in rows_of(runs)]


def rows_of(runs: Iterable[TextRun]) -> list[list[TextRun]]:
    """Gather runs that stand on one line, from top to bottom and each from left to right."""
    rows: list[list[TextRun]] = []
    base = em = 0.0
    for run in sorted(runs, key=lambda run: (run.baseline, run.starts)):
        if not rows or run.baseline - base > SAME_LINE_EM * min(em, run.em):
            rows.append([run])
            base, em = run.baseline, run.em
        else:
            rows[-1].append(run)
            base, em = (run.baseline, run.em) if run.em > em else (base, em)
    for row in rows:
        if len(row) > 1:
            row.sort(key=lambda run: run.starts)
    return rows


def line_of(row: Sequence[TextRun]) -> PrintedLine:
    """Join what stands on one line."""
    if len(row) == 1:
        run = row[0]
        return PrintedLine(run.text, run.starts[0], run.top, run.x1, run.bottom, run.em)
    main = max(row, key=lambda run: (not run.text.isascii(), len(run.text)))
    text, right = row[0].text, row[0].x1
    for run in row[1:]:
        gap = (run.starts[0] - right) / main.em
        text = f"{text} {run.text}" if gap > FAR_APART_EM else joined(text, run.text, gap > SPACE_EM)
        right = max(right, run.x1)
    top, bottom = min(run.top for run in row), max(run.bottom for run in row)
    return PrintedLine(text, row[0].starts[0], top, right, bottom, main.em)


def located(page: int, lines: Iterable[PrintedLine]) -> Location:
    """Return the box round some lines of one page."""
    lines = tuple(lines)
    box = (
        round(min(line.x0 for line in lines), 2), round(min(line.top for line in lines), 2),
        round(max(line.x1 for line in lines), 2), round(max(line.bottom for line in lines), 2),
    )  # fmt: skip
    return Location(page, box)
