"""English: how it writes headings, numbers, dates and names."""

from __future__ import annotations

from gouji import Locale, hookimpl
from gouji_plugins.locales.en.locale import ENGLISH

__all__ = ["ENGLISH", "locale"]


@hookimpl
def locale(language: str) -> Locale | None:
    """Bring English."""
    return ENGLISH if language == ENGLISH.language else None
