"""The version of the interface between Gouji and what is made for it: plugins and packs."""

from __future__ import annotations

import re

API_VERSION = "1.0"
"""What plugins and packs may rely on: a higher first number may remove things, a higher second only adds."""
PLUGIN_ATTRIBUTE = "GOUJI_API"
"""What a plugin's module states it by; packs state it as `api` in pack.toml."""

_VERSION = re.compile(r"(\d{1,4})(?:\.(\d{1,4}))?")


def unfit(stated: object) -> str:
    """Say why what is made for a version of the interface does not fit this one, empty where it does."""
    found = _VERSION.fullmatch(stated) if isinstance(stated, str) else None
    if found is None:
        return f"{stated!r} is no version of Gouji's interface; write {API_VERSION.partition('.')[0]!r}"
    own_first, own_second = map(int, API_VERSION.split("."))
    first, second = int(found[1]), int(found[2] or 0)
    if first != own_first:
        return f"made for version {stated} of Gouji's interface, this is {API_VERSION}"
    return (
        f"made for version {stated} of Gouji's interface, this is {API_VERSION}: a newer Gouji is needed"
        if second > own_second
        else ""
    )
