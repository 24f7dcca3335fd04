"""Path objects: the straight outlines that their abbreviated data draw."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji import UnreadableReport

MAX_SEGMENTS = 20_000

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_LARGEST = 1e6
_TOO_MANY = "页面上的图形过多 / too many drawings on a page"
Point = tuple[float, float]


def outlines(data: str) -> Iterator[list[Point]]:
    """Yield the corners of each subpath; a curve ends one outline, and the next begins where the curve ends."""
    points: list[Point] = []
    for operator, operands in _segments(data):
        if operator == "C":
            points += points[:1]
            continue
        end = (operands[-2], operands[-1])
        if operator != "L":
            yield points
            points = []
        points.append(end)
    yield points


def _segments(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield operators with their numbers; the path ends where it cannot be understood."""
    tokens = _TOKEN.finditer(data)
    operator = ""
    for count, token in enumerate(tokens):
        if count > MAX_SEGMENTS:
            raise UnreadableReport(_TOO_MANY)
        first: list[float] = []
        if token[0].isalpha():
            operator = token[0]
        else:
            first = [float(token[0])]
        needed = _OPERANDS.get(operator)
        if needed is None or (first and not needed):
            return
        operands = first + [_number(next(tokens, None)) for _ in range(needed - len(first))]
        if any(not abs(number) < _LARGEST for number in operands):
            return
        yield operator, operands


def _number(token: re.Match[str] | None) -> float:
    return float("nan") if token is None or token[0].isalpha() else float(token[0])
