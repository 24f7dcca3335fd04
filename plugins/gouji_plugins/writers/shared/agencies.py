"""What kind of agency reports, in words: a county government, a city's department."""

from __future__ import annotations

from gouji import CheckedAgency
from gouji_plugins.writers.shared.words import Words


def kind_of(agency: CheckedAgency, words: Words) -> str:
    """Name the kind of an agency with its tier, where exactly one is known; empty where the locale tells no kind of ours."""
    key = f"kind_{agency.kind}"
    if not words.known(key):
        return ""
    level = f"level_{agency.levels[0]}" if len(agency.levels) == 1 else ""
    said = words(key, level=words(level) if words.known(level) else "")
    return " ".join(said.split())
