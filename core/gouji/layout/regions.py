"""Where tables without all their rules stand on a page: lines of figures, and the lines round them that fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from gouji.layout.printed import TextRun
from gouji.layout.spacing import Word, count_figures, far_apart, words_of
from gouji.layout.tolerances import (
    CAPTION_EM,
    FAR_APART_EM,
    FARTHEST_ROW_EM,
    HEADED_SHARE,
    HEADER_WORDS,
    NARROW_SHARE,
    NEXT_LABEL_EM,
    ROUGH_SIZE_SHARE,
    SAME_CAPTION_PT,
    SAME_ROW_SIZE_SHARE,
    SAME_STEP_SHARE,
    SHORT_WORD_EM,
)
from gouji.layout.typography import is_numbered_by_ideograph


@dataclass(frozen=True)
class TextRow:
    """A line as part of a table: its runs and words, and the stretches far apart from one another that these cover."""

    runs: tuple[TextRun, ...]
    words: tuple[Word, ...]

    @cached_property
    def pieces(self) -> list[tuple[float, float]]:
        """The stretches of the line that stand far apart."""
        return far_apart(self.words, FAR_APART_EM)

    @cached_property
    def values(self) -> list[Word]:
        """The words that a cell for figures may hold."""
        return [word for word in self.words if word.is_value]

    @property
    def is_tabular(self) -> bool:
        """Whether it consists of several pieces."""
        return len(self.pieces) > 1

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @property
    def em(self) -> float:
        """Its type size, told by other words than figures where it has any."""
        return next((word.em for word in self.words if not word.is_value), self.words[0].em)

    def is_as_large(self, other: TextRow) -> bool:
        """Tell whether two lines are set in one size; figures alone tell it roughly, since digits differ in width."""
        rough = len(self.values) == len(self.words) or len(other.values) == len(other.words)
        return abs(self.em - other.em) <= (ROUGH_SIZE_SHARE if rough else SAME_ROW_SIZE_SHARE) * other.em

    @property
    def baseline(self) -> float:
        """Where its letters stand."""
        return self.words[0].baseline

    @property
    def is_numbered(self) -> bool:
        """Whether it begins with a numeral, as headings do and some labels."""
        return is_numbered_by_ideograph(self.words[0].text)


def regions_of(rows: Sequence[Sequence[TextRun]]) -> list[tuple[int, list[TextRow]]]:
    """Return tables without all their rules: the index of the first line of each, and its lines."""
    likely = [i for i, row in enumerate(rows) if _has_figures_apart(row)]
    if not likely:
        return []
    lines = [text_row(row) for row in rows]
    cores = [i for i in likely if lines[i].is_tabular and len(lines[i].values) > 1]
    found: list[tuple[int, list[TextRow]]] = []
    after = 0
    for core in cores:
        if core >= after:
            first, last = _grown(lines, core, after)
            if _is_table(lines[first : last + 1]):
                found.append((first, lines[first : last + 1]))
                after = last + 1
    return found


def text_row(row: Sequence[TextRun]) -> TextRow:
    """Part a line into the words of a table."""
    return TextRow(tuple(row), tuple(words_of(row)))


def _has_figures_apart(row: Sequence[TextRun]) -> bool:
    """Tell whether a line holds figures and gaps as a table does: the quick question, asked of all prose."""
    counts = [count_figures(run) for run in row]
    return sum(counts) > 1 and (max(counts) > 1 or any(b.starts[0] - a.x1 > a.em for a, b in pairwise(row)))


def _is_table(lines: Sequence[TextRow]) -> bool:
    """Tell whether there is more than a line with figures in it, all of them short pieces."""
    figures = [line for line in lines if len(line.values) > 1]
    several = [line for line in lines if len(line.words) > 1]
    return len(several) > 1 and (len(figures) > 1 or any(len(line.words) > 2 for line in several))


def _grown(lines: Sequence[TextRow], core: int, after: int) -> tuple[int, int]:
    """Extend a table from a line of figures as far as lines of several pieces follow, and over single ones between."""
    last = _reach(lines, core, range(core + 1, len(lines)))
    first = _reach(lines, core, range(core - 1, after - 1, -1))
    while last + 1 < len(lines) and _ends_table(lines, first, last):
        last += 1
    while first > after and _begins_table(lines, core, first, last):
        first -= 1
    return first, last


def _reach(lines: Sequence[TextRow], core: int, way: range) -> int:
    reached = before = core
    for index in way:
        if not _fits(lines[index], lines[before], lines[core]):
            break
        before = index
        if lines[index].is_tabular or _is_header_of(lines[index], lines[core]):
            if any(_is_heading(lines, i) for i in range(min(index, reached), max(index, reached) + 1)):
                break
            reached = index
    return reached


def _fits(line: TextRow, before: TextRow, core: TextRow) -> bool:
    """Tell whether a line may be part of a table: of its size, near the line before, and no line of prose."""
    if not line.is_as_large(core) or abs(line.baseline - before.baseline) > FARTHEST_ROW_EM * core.em:
        return False
    width = core.x1 - core.x0
    first_value = core.values[0].x0
    return (
        line.is_tabular
        or _is_header_of(line, core)
        or line.x1 - line.x0 < NARROW_SHARE * width
        or line.x1 < first_value
    )


def _is_header_of(line: TextRow, core: TextRow) -> bool:
    """Tell whether words that nearly touch are many short ones, or stand one by one over most figures of a line."""
    if len(line.words) > HEADER_WORDS and all(word.x1 - word.x0 < SHORT_WORD_EM * word.em for word in line.words):
        return True
    under = [[value for value in core.values if value.x0 < word.x1 and word.x0 < value.x1] for word in line.words]
    return all(len(values) < 2 for values in under) and sum(map(len, under)) > max(2, HEADED_SHARE * len(core.values))


def header_before(rows: Sequence[Sequence[TextRun]], table: Sequence[TextRow]) -> list[TextRow]:
    """Return the lines at the end of a page that head the table with which the next page begins."""
    core = next(row for row in table if len(row.values) > 1)
    header: list[TextRow] = []
    reached = 0
    for line in map(text_row, reversed(rows)):
        near = not header or header[-1].baseline - line.baseline < FARTHEST_ROW_EM * core.em
        if line.values or not near or not line.is_as_large(core):
            break
        header.append(line)
        if _is_header_of(line, core) or (len(line.pieces) > 1 and _is_over(line, core)):
            reached = len(header)
        elif line.x0 < core.values[0].x0 and not line.is_tabular and line.x1 > core.values[0].x0:
            break
    return header[reached - 1 :: -1] if reached else []


def _is_over(line: TextRow, core: TextRow) -> bool:
    """Tell whether all words but the first stand over the figures of a line."""
    return all(word.x0 > core.values[0].x0 - core.em for word in line.words[1:])


def _is_heading(lines: Sequence[TextRow], index: int) -> bool:
    """Tell whether a numbered line stands above a header, as that of a section does, and not above figures."""
    line = lines[index]
    if line.is_tabular or not line.is_numbered:
        return False
    below = next((other for other in lines[index + 1 :] if other.is_tabular), None)
    return below is None or not below.values


def _ends_table(lines: Sequence[TextRow], first: int, last: int) -> bool:
    """Tell whether the line below a table is a label of its own, or the end of one."""
    line, own = lines[last + 1], lines[first : last + 1]
    return _is_label_of(own, line, line.baseline - lines[last].baseline) and not _is_heading(lines, last + 1)


def _is_label_of(own: Sequence[TextRow], line: TextRow, step: float) -> bool:
    """Tell whether a line next to a table stands like a label without figures, no farther off than its lines."""
    steps = [b.baseline - a.baseline for a, b in pairwise(own)]
    values = [row.values[0].x0 for row in own if row.values]
    fits = line.is_as_large(own[-1]) and line.x0 > min(row.x0 for row in own) - line.em
    near = step < NEXT_LABEL_EM * line.em or step < SAME_STEP_SHARE * max(steps, default=0)
    labelled = any(row.words[0].x0 < row.values[0].x0 for row in own if row.values)
    return fits and near and labelled and line.x1 < min(values)


def _begins_table(lines: Sequence[TextRow], core: int, first: int, last: int) -> bool:
    """Tell whether the line above a table is a caption like others in it, centred, or the beginning of a label."""
    line, own = lines[first - 1], lines[first : last + 1]
    if not _fits(line, lines[first], lines[core]) or line.is_numbered:
        return False
    left, right = min(row.x0 for row in own), max(row.x1 for row in own)
    if line.baseline > lines[first].baseline - NEXT_LABEL_EM * line.em and left <= line.x0 and line.x1 <= right:
        beside = lines[first].baseline - line.baseline < line.em
        return beside or any(a < line.x1 and b > line.x0 for a, b in lines[first].pieces)
    labels = [row.words[0].x1 for row in own if row.values and not row.words[0].is_value]
    if labels and max(labels) < line.x0 and line.x1 < right + line.em:
        return True
    headless = next(bool(row.values) for row in own if row.is_tabular)
    if labels and headless and _is_label_of(own, line, lines[first].baseline - line.baseline):
        return True
    inset = min(line.x0 - left, right - line.x1)
    centred = inset > CAPTION_EM * line.em and abs(line.x0 + line.x1 - left - right) < CAPTION_EM * line.em
    single = [row for row in own if not row.is_tabular]
    return centred or any(
        abs(row.x0 - line.x0) < SAME_CAPTION_PT and abs(row.x1 - line.x1) < SAME_CAPTION_PT for row in single
    )


def without(rows: Sequence[list[TextRun]], taken: Sequence[tuple[int, list[TextRow]]]) -> Iterator[list[TextRun]]:
    """Yield the lines outside tables."""
    inside = {i for first, own in taken for i in range(first, first + len(own))}
    return (row for i, row in enumerate(rows) if i not in inside)
