"""Transforms of points, as page descriptions chain them."""

from __future__ import annotations

Transform = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of x' = ax + cy + e, y' = bx + dy + f, as PDF and OFD write matrices."""


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
