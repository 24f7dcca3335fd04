"""Tables found in a picture by their ruling lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from gouji_plugins.readers.ocr.cleaning import Picture
from gouji_plugins.readers.ocr.rules import Box

_SNAP = 8
_BRIDGE = 14
"""Pixels: pieces of a rule that lie no farther apart are one."""
_LARGEST_CELL = 0.5
"""Of the page: what is larger is a frame round it, or the paper's edge."""
_STRIP = 24
_SLIVER = 12
_TOUCH = 11
_OVERSHOOT = 6
_FULL = 0.9


class Rule(NamedTuple):
    """A ruling line: its place across (y of a level one, x of an upright one) and its two ends, in pixels."""

    place: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell on the lattice of its table; `regular` where its walls form a rectangle."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int
    regular: bool


@dataclass(frozen=True, slots=True)
class Lattice:
    """A table's outer box and its cells in reading order."""

    box: Box
    slots: tuple[Slot, ...]
    rows: int
    columns: int


def lattices_of(level: Picture, upright: Picture) -> list[Lattice]:
    """Return the tables that the rules form, from top to bottom; a frame round the page is none."""
    joined = cv2.dilate(np.maximum(level, upright), np.ones((_TOUCH, _TOUCH), np.uint8))
    count, labels = cv2.connectedComponents(joined, connectivity=8)
    found = []
    for group in range(1, count):
        own = np.where(labels == group, np.uint8(255), np.uint8(0))
        rows, columns = _merged(_rules(level & own, True)), _merged(_rules(upright & own, False))
        if len(rows) >= 2 and len(columns) >= 2:
            lattice = _lattice(*_closed(rows, columns))
            if lattice and not _is_frame(lattice, level.size):
                found.append(lattice)
    return sorted(found, key=lambda lattice: lattice.box[1])


def _is_frame(lattice: Lattice, page: int) -> bool:
    sides = (slot.box for slot in lattice.slots)
    return any((x1 - x0) * (bottom - top) > _LARGEST_CELL * page for x0, top, x1, bottom in sides)


def _rules(mask: Picture, across: bool) -> Iterator[Rule]:
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    for x, y, width, height, _ in stats[1:].tolist():
        yield Rule(y + height // 2, x, x + width) if across else Rule(x + width // 2, y, y + height)


def _merged(rules: Iterator[Rule]) -> list[Rule]:
    """Snap rules that lie along the same line and join their pieces."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules):
        if lines and rule.place - lines[-1][-1].place <= _SNAP:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return [piece for line in lines for piece in _pieces(line)]


def _pieces(line: Sequence[Rule]) -> list[Rule]:
    length = sum(rule.end - rule.start for rule in line)
    place = sum(rule.place * (rule.end - rule.start) for rule in line) // length
    pieces: list[Rule] = []
    for rule in sorted(line, key=lambda rule: rule.start):
        if pieces and rule.start <= pieces[-1].end + _BRIDGE:
            pieces[-1] = Rule(place, pieces[-1].start, max(pieces[-1].end, rule.end))
        else:
            pieces.append(Rule(place, rule.start, rule.end))
    return pieces


def _closed(level: list[Rule], upright: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Close the sides that a page cut or an open style left without a rule, from where the crossing rules end."""
    level = [*level, *_missing_sides(level, upright)]
    return level, [*upright, *_missing_sides(upright, level)]


def _missing_sides(rules: Sequence[Rule], crossing: Sequence[Rule]) -> Iterator[Rule]:
    """Yield a rule before the first and after the last one where two or more crossing rules go beyond it."""
    low, high = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    starting = [rule.place for rule in crossing if rule.start - low <= _SNAP]
    ending = [rule.place for rule in crossing if high - rule.end <= _SNAP]
    if min(rule.place for rule in rules) - low > _STRIP and len(starting) >= 2:
        yield Rule(low, min(starting), max(starting))
    if high - max(rule.place for rule in rules) > _STRIP and len(ending) >= 2:
        yield Rule(high, min(ending), max(ending))


def _lattice(level: Sequence[Rule], upright: Sequence[Rule]) -> Lattice | None:
    """Draw the rules clean and take what they enclose as cells."""
    x0, x1 = min(r.place for r in upright), max(r.place for r in upright)
    top, bottom = min(r.place for r in level), max(r.place for r in level)
    paper = np.full((bottom - top + 3, x1 - x0 + 3), 255, np.uint8)
    for rule in level:
        y = rule.place - top + 1
        paper[y, max(rule.start - x0 + 1 - _OVERSHOOT, 0) : max(rule.end - x0 + 1 + _OVERSHOOT, 0)] = 0
    for rule in upright:
        x = rule.place - x0 + 1
        paper[max(rule.start - top + 1 - _OVERSHOOT, 0) : max(rule.end - top + 1 + _OVERSHOOT, 0), x] = 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(paper, connectivity=4)
    boxes = [
        ((x + x0 - 1, y + top - 1, x + x0 - 1 + w, y + top - 1 + h), area >= _FULL * w * h)
        for x, y, w, h, area in stats[1:].tolist()
        if min(w, h) > _SLIVER and x > 0 and y > 0 and x + w < paper.shape[1] and y + h < paper.shape[0]
    ]
    return _on_lattice((x0, top, x1, bottom), boxes) if len(boxes) > 1 else None


def _on_lattice(outer: Box, boxes: Sequence[tuple[Box, bool]]) -> Lattice:
    xs, ys = (_tracks([side for box, _ in boxes for side in box[way::2]]) for way in (0, 1))
    slots = [
        Slot(
            box, a := _track(ys, box[1]), b := _track(xs, box[0]), _track(ys, box[3]) - a, _track(xs, box[2]) - b, whole
        )
        for box, whole in boxes
    ]
    return Lattice(outer, tuple(_disjoint(slots)), len(ys) - 1, len(xs) - 1)


def _disjoint(slots: Sequence[Slot]) -> list[Slot]:
    """Put cells in reading order; where walls are missing and cells overlap, the larger one gives way, and both are doubted."""
    places: dict[tuple[int, int], Slot] = {}
    for slot in sorted(slots, key=lambda slot: (not slot.regular, slot.rows * slot.columns)):
        own = [(slot.row + row, slot.column + column) for row in range(slot.rows) for column in range(slot.columns)]
        free = [place for place in own if place not in places]
        if len(free) == len(own):
            places |= dict.fromkeys(own, slot)
            continue
        crossed = {id(places[place]): replace(places[place], regular=False) for place in own if place in places}
        places = {place: crossed.get(id(other), other) for place, other in places.items()}
        if free:
            (row, column), *_ = free
            places[row, column] = Slot(slot.box, row, column, 1, 1, False)
    return sorted({id(slot): slot for slot in places.values()}.values(), key=lambda slot: (slot.row, slot.column))


def _tracks(places: Sequence[int]) -> list[int]:
    """Return where lines of the lattice stand, near ones taken together."""
    ordered = sorted(places)
    return ordered[:1] + [place for before, place in pairwise(ordered) if place - before > _SLIVER]


def _track(lines: Sequence[int], place: int) -> int:
    return min(range(len(lines)), key=lambda index: abs(lines[index] - place))
