"""The frame of a page: from PDF's user space to points from the top left corner of the page as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from gouji import layout


@dataclass(frozen=True, slots=True)
class Frame:
    """Size of the shown page, the transform into it, and by how many quarters that turns clockwise."""

    width: float
    height: float
    transform: layout.Transform
    quarter_turns: int


def frame_of(box: tuple[float, float, float, float], quarter_turns: int) -> Frame:
    """Return the frame of a page whose visible box (left, bottom, right, top) is shown turned clockwise."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    match quarter_turns % 4:
        case 1:
            return Frame(height, width, (0, 1, 1, 0, -bottom, -left), 1)
        case 2:
            return Frame(width, height, (-1, 0, 0, 1, right, -bottom), 2)
        case 3:
            return Frame(height, width, (0, -1, -1, 0, top, right), 3)
        case _:
            return Frame(width, height, (1, 0, 0, -1, -left, top), 0)
