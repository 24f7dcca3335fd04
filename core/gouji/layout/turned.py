"""Blocks of text that stand otherwise than their page: a table set lying beside upright headings, labels set upright.

A page with such blocks is read as pages one below the other: what stands above a block, the block turned upright, and
what stands below it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from gouji.layout.edges import Edge, Edges
from gouji.layout.lattice import groups_of
from gouji.layout.lines import rows_of
from gouji.layout.printed import Page, TextRun
from gouji.layout.tolerances import LEVELLED_EM, LEVELLED_GAP_EM, MIDDLE_EM
from gouji.model.document import Box

_MOST_TABLES, _MOST_BLOCKS = 100, 20
"""What is looked at on one page, so that drawings made to keep it busy do not."""


class _Block(NamedTuple):
    """What stands one way: where on the page, its words as they stand on the page turned, and its rules on the page."""

    quarter_turns: int
    box: Box
    runs: list[TextRun]
    rules: list[Edges]


def unturned(page: Page) -> list[tuple[Page, int]]:
    """Return what a page holds as pages of which all text stands upright, each with the quarters it was turned clockwise."""
    tables = _largest(groups_of(page.edges))
    owners = [(table, box, _owner(box, page)) for table, box in tables]
    upright = [box for _, box, owner in owners if owner == 0]
    labels, blocks = [], []
    for turns, runs in page.turned.items():
        parts = [_Block(turns, box, [], [table]) for table, box, owner in owners if owner == turns]
        for run in _words(runs):
            place = turned_back(_box(run), turns, page)
            if any(_holds(box, _centre(place)) for box in upright):
                labels.append(_levelled(run, place))
            else:
                parts.append(_Block(turns, place, [run], []))
        blocks += _joined(parts, page.runs)
    blocks.sort(key=lambda block: block.box[1])
    taken = {id(rules) for block in blocks for rules in block.rules}
    left = [(table, box) for table, box in tables if id(table) not in taken]
    return list(_one_below_the_other(replace(page, runs=[*page.runs, *labels], turned={}), left, blocks))


def _largest(groups: Sequence[Edges]) -> list[tuple[Edges, Box]]:
    """Return the rules of the largest tables with their boxes; rules that make no table are none of a page with turned text."""
    tables = [(group, _extent(group)) for group in groups if group.level and group.upright]
    return sorted(tables, key=lambda table: _area(table[1]), reverse=True)[:_MOST_TABLES]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _words(runs: Sequence[TextRun]) -> Iterator[TextRun]:
    """Yield runs that follow close upon one another as one: the letters of turned lines may come one by one."""
    for row in rows_of(runs):
        word = row[0]
        for run in row[1:]:
            if run.x0 - word.x1 < LEVELLED_GAP_EM * run.em:
                word = word._replace(text=word.text + run.text, starts=word.starts + run.starts, x1=run.x1)
            else:
                yield word
                word = run
        yield word


def _owner(box: Box, page: Page) -> int:
    """Return which way most letters within some rules stand."""
    letters = {0: _letters_in(box, ((_box(run), run) for run in page.runs))}
    for turns, runs in page.turned.items():
        letters[turns] = _letters_in(box, ((turned_back(_box(run), turns, page), run) for run in runs))
    return max(letters, key=lambda turns: letters[turns])


def _letters_in(box: Box, placed: Iterator[tuple[Box, TextRun]]) -> int:
    return sum(len(run.text) for place, run in placed if _holds(box, _centre(place)))


def _joined(parts: Sequence[_Block], upright: Sequence[TextRun]) -> list[_Block]:
    """Join what stands the same way to blocks, as long as no upright words stand between."""
    middles = sorted(run.middle for run in upright)
    blocks: list[_Block] = []
    for part in sorted(parts, key=lambda part: part.box[1]):
        before = blocks[-1] if blocks else None
        if before is None or (len(blocks) < _MOST_BLOCKS and _is_between(middles, before.box[3], part.box[1])):
            blocks.append(part)
            continue
        before.runs.extend(part.runs)
        before.rules.extend(part.rules)
        blocks[-1] = before._replace(box=_round(before.box, part.box))
    return blocks


def _is_between(middles: Sequence[float], top: float, bottom: float) -> bool:
    following = bisect_right(middles, top)
    return following < len(middles) and middles[following] < bottom


def _one_below_the_other(
    page: Page, tables: Sequence[tuple[Edges, Box]], blocks: Sequence[_Block]
) -> Iterator[tuple[Page, int]]:
    boxes = sorted((box for _, box in tables), key=lambda box: box[1])
    cuts = (_cut(_centre(block.box)[1], boxes) for block in blocks)
    heights = [float("-inf"), *accumulate(cuts, max), float("inf")]
    for index, (above, below) in enumerate(pairwise(heights)):
        runs = [run for run in page.runs if above <= run.middle < below]
        rules = [table for table, box in tables if above <= _centre(box)[1] < below]
        if runs or rules:
            yield replace(page, runs=runs, edges=_together(rules), unseen=page.unseen if not index else ()), 0
        if index < len(blocks) and blocks[index].runs:
            yield _upright(blocks[index], page), blocks[index].quarter_turns


def _cut(y: float, boxes: Sequence[Box]) -> float:
    """Return where to cut a page at a block: below the upright table beside it, if there is one."""
    for _, top, _, bottom in boxes:
        if top < y < bottom:
            y = bottom
    return y


def _upright(block: _Block, page: Page) -> Page:
    """Return a block on the page turned so that it stands upright."""
    turns, rules = block.quarter_turns, _together(block.rules)
    level = [_turned((rule.start, rule.place, rule.end, rule.place), turns, page) for rule in rules.level]
    upright = [_turned((rule.place, rule.start, rule.place, rule.end), turns, page) for rule in rules.upright]
    if turns % 2:
        level, upright = upright, level
    edges = Edges([Edge(y, a, b) for a, y, b, _ in level], [Edge(x, a, b) for x, a, _, b in upright])
    width, height = (page.height, page.width) if turns % 2 else (page.width, page.height)
    return Page(page.number, width, height, block.runs, edges)


def _turned(box: Box, turns: int, page: Page) -> Box:
    """Return where a box of a page lies once the page is turned clockwise."""
    x0, top, x1, bottom = box
    match turns % 4:
        case 1:
            return page.height - bottom, x0, page.height - top, x1
        case 2:
            return page.width - x1, page.height - bottom, page.width - x0, page.height - top
        case 3:
            return top, page.width - x1, bottom, page.width - x0
        case _:
            return box


def turned_back(box: Box, turns: int, page: Page) -> Box:
    """Return where on a page a box lies that stands upright once the page is turned clockwise."""
    turned = replace(page, width=page.height, height=page.width) if turns % 2 else page
    return _turned(box, -turns, turned)


def _levelled(run: TextRun, place: Box) -> TextRun:
    """Lay a label level in the middle of its place, so small that it keeps to its column."""
    x, y = _centre(place)
    step = LEVELLED_EM * run.em / len(run.text)
    starts = tuple(x - LEVELLED_EM / 2 * run.em + index * step for index in range(len(run.text)))
    return TextRun(run.text, starts, x + LEVELLED_EM / 2 * run.em, y + MIDDLE_EM * run.em, run.em)


def _together(groups: Sequence[Edges]) -> Edges:
    return Edges([rule for group in groups for rule in group.level], [r for group in groups for r in group.upright])


def _extent(group: Edges) -> Box:
    """Return the box round some rules."""
    across = [x for rule in group.level for x in (rule.start, rule.end)] + [rule.place for rule in group.upright]
    down = [y for rule in group.upright for y in (rule.start, rule.end)] + [rule.place for rule in group.level]
    return min(across), min(down), max(across), max(down)


def _box(run: TextRun) -> Box:
    return run.x0, run.top, run.x1, run.bottom


def _round(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _centre(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
