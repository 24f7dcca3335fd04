"""Personal data made unreadable before it is kept: identity numbers and mobile numbers."""

from __future__ import annotations

import re

_IDENTITY = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{5})[ \u3000\xa0]?\d{8}[ \u3000\xa0]?\d{3}[\dXx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![\d.])(1[3-9]\d)\d{4}(\d{4})(?![\d.])")


def masked(text: str) -> str:
    """Return text with stars in its identity numbers, behind the first six digits, and in the middle of its mobile numbers."""
    return _MOBILE.sub(r"\1****\2", _IDENTITY.sub(r"\g<1>************", text))
