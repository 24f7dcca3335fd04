"""Days as people write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")


def day_of(text: str) -> date | None:
    """Return the day that is meant by 2026-12-31, 2026/12/31, 2026.12.31 or 2026年12月31日, None where nothing is written; else ValueError."""
    if not text.strip():
        return None
    parts = _DAY.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if parts is None:
        raise ValueError(f"{text} is no day such as 2026-12-31")
    year, month, day = (int(part) for part in parts.groups())
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"there is no day {text}") from error
