"""The frame of a page: from PDF's user space to points from the top left corner of the page as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

Transform = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of x' = ax + cy + e, y' = bx + dy + f, as PDF writes matrices."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Size of the shown page and the transform into it."""

    width: float
    height: float
    transform: Transform


def frame_of(box: tuple[float, float, float, float], quarter_turns: int) -> Frame:
    """Return the frame of a page whose visible box (left, bottom, right, top) is shown turned clockwise."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    match quarter_turns % 4:
        case 1:
            return Frame(height, width, (0, 1, 1, 0, -bottom, -left))
        case 2:
            return Frame(width, height, (-1, 0, 0, 1, right, -bottom))
        case 3:
            return Frame(height, width, (0, -1, -1, 0, top, right))
        case _:
            return Frame(width, height, (1, 0, 0, -1, -left, top))


def chained(first: Transform, then: Transform) -> Transform:
    """Return the transform that applies one transform after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s,
        c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def moved(x: float, y: float, transform: Transform) -> tuple[float, float]:
    """Apply a transform to a point."""
    a, b, c, d, e, f = transform
    return a * x + c * y + e, b * x + d * y + f
