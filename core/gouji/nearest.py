"""Names that people mistype, answered with the nearest right one."""

from __future__ import annotations

from collections.abc import Collection, Iterable

FEW_NAMES = 12
"""So many right names are listed where none is near."""
MISSPELT = 0.65
"""Likeness from which a name is guessed that nobody has: `notice` is not guessed for `nope`."""
LIKE = 0.8
"""Likeness from which a name is another one misspelt, from 0 to 1: `requests_received` is not `requests` misspelt."""


def unknown(what: str, name: object, known: Iterable[str], where: str = "") -> str:
    """Say that no such thing has this name, with the nearest right name, else with all where they are few.

    `where` tells in which part of a form it was looked for, such as ` in table requests`.
    """
    names = sorted(set(known))
    near = nearest(str(name), names)
    if near:
        return f'no {what} "{name}"{where}; did you mean "{near}"?'
    return f'no {what} "{name}"{where}' + (f"; there are {', '.join(names)}" if 0 < len(names) <= FEW_NAMES else "")


def misspelt(what: str, name: str, known: Collection[str], where: str = "") -> str:
    """Say which name is misspelt so, empty where the name is right, or is nobody's: it may belong to another pack."""
    near = "" if name in known else nearest(name, known, LIKE)
    return f'no {what} "{name}"{where}; did you mean "{near}"?' if near else ""


def nearest(name: str, known: Iterable[str], likeness: float = MISSPELT) -> str:
    """Return the known name that was probably meant, empty where none is near.

    A rule's may be given without its pack, and a pack that two names share makes them no more alike.
    """
    from difflib import SequenceMatcher, get_close_matches

    spelt: dict[str, list[str]] = {}
    for other in known:
        spelt.setdefault(_own(other), []).append(other)
    near = get_close_matches(_own(name), spelt, 1, likeness)
    found = spelt[near[0]] if near else []
    return max(found, key=lambda other: SequenceMatcher(None, name.casefold(), other.casefold()).ratio(), default="")


def _own(name: str) -> str:
    return name.rpartition("/")[2].casefold()
