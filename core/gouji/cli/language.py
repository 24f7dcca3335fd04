"""The language of the console, which the environment decides."""

from __future__ import annotations

import os

from gouji.model.text import Language


def spoken() -> Language:
    """Return English where the environment asks for it, else Chinese."""
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return Language.EN if told.startswith("en") else Language.ZH
