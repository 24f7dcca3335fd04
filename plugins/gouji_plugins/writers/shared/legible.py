"""Text from reports kept short: no endless strings, no line breaks where one line is meant."""

from __future__ import annotations

LONGEST = 1_000
"""Characters kept of any one text; what is longer is cut, and the cut is said."""


def one_line(text: str) -> str:
    """Return text without line breaks and runs of spaces."""
    return " ".join(text.split())
