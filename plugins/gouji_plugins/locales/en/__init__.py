"""English: how it writes headings, numbers, dates and names."""

from __future__ import annotations

from gouji import Locale, hookimpl

LANGUAGE = "en"


@hookimpl
def locale(language: str) -> Locale | None:
    """Bring English."""
    if language != LANGUAGE:
        return None
    from gouji_plugins.locales.en.english import ENGLISH

    return ENGLISH
