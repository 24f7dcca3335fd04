"""What can be seen of a page's words: they may have no ink, the colour of the paper, or lie under something painted later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from gouji import layout
from gouji_plugins.readers.ofd.package import numbers_of

if TYPE_CHECKING:
    from lxml import etree

MAX_FILLS = 1_000

_FAINT = 250
_OPAQUE = ("", "255")
_MOST_SEEN = 0.1
_Box = tuple[float, float, float, float]


class _Written(NamedTuple):
    """How a run is painted: without ink, in the colour of paper, over how many boxes."""

    inkless: bool
    pale: bool
    painted: int


class Ink:
    """Follows the painting of a page: its upright runs in their order, the boxes filled and the pictures shown between."""

    def __init__(self) -> None:
        self.pictures: list[_Box] = []
        self.fills: list[tuple[_Box, bool, bool]] = []
        self.written: list[_Written] = []

    def write(self, element: etree._Element) -> None:
        """Take note of a run of a text object."""
        filled = element.get("Fill", "true").strip().lower() in ("true", "1")
        stroked = element.get("Stroke", "false").strip().lower() in ("true", "1")
        colour = element.find("{*}FillColor")
        clear = _alpha(element) == "0" or (colour is not None and _alpha(colour) == "0")
        inkless = (clear or not filled) and not stroked
        self.written.append(_Written(inkless, filled and not stroked and is_faint(colour), len(self.fills)))

    def paint(self, element: etree._Element, points: Sequence[tuple[float, float]]) -> None:
        """Take note of a filled box."""
        colour = element.find("{*}FillColor")
        box = _round(points)
        if not box or len(self.fills) >= MAX_FILLS or min(box[2] - box[0], box[3] - box[1]) <= layout.THICKEST_RULE_PT:
            return
        see_through = _alpha(element) not in _OPAQUE or (colour is not None and _alpha(colour) not in _OPAQUE)
        is_cut = element.find("{*}Clips") is not None
        self.fills.append((box, is_faint(colour), not see_through and not is_cut))

    def show(self, points: Sequence[tuple[float, float]]) -> None:
        """Take note of a picture."""
        if len(self.pictures) < MAX_FILLS and (box := _round(points)):
            self.pictures.append(box)

    def parted(
        self, runs: Sequence[layout.TextRun]
    ) -> tuple[list[layout.TextRun], list[layout.TextRun], list[layout.TextRun]]:
        """Part the runs, as many as were noted, into those seen, those read upon a picture, and those that nobody sees."""
        seen: list[layout.TextRun] = []
        recognised: list[layout.TextRun] = []
        unseen: list[layout.TextRun] = []
        for run, written in zip(runs, self.written, strict=True):
            if not self._is_unseen(run, written):
                seen.append(run)
            elif written.inkless and any(_holds(box, run) for box in self.pictures):
                recognised.append(run)
            else:
                unseen.append(run)
        if len(seen) < _MOST_SEEN * len(unseen):
            return seen, [*recognised, *unseen], []
        return seen, layout.standing_apart(recognised, seen), unseen

    def _is_unseen(self, run: layout.TextRun, written: _Written) -> bool:
        if written.inkless or any(opaque and _holds(box, run) for box, _, opaque in self.fills[written.painted :]):
            return True
        if not written.pale:
            return False
        grounds = [box for box, faint, _ in self.fills[: written.painted] if not faint]
        return not any(_holds(box, run) for box in (*grounds, *self.pictures))


def _alpha(element: etree._Element) -> str:
    return element.get("Alpha", "").strip()


def is_faint(colour: etree._Element | None) -> bool:
    """Tell whether a colour cannot be seen on paper: transparent, white in RGB or grey, no ink in CMYK."""
    if colour is None:
        return False
    parts = numbers_of(colour.get("Value"))
    if _alpha(colour) == "0":
        return True
    return max(parts) == 0 if len(parts) == 4 else bool(parts) and min(parts) >= _FAINT


def _round(points: Sequence[tuple[float, float]]) -> _Box | None:
    if len(points) < 2:
        return None
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def _holds(box: _Box, run: layout.TextRun) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (run.x0 + run.x1) / 2 <= x1 and top <= run.middle <= bottom
