"""Memory is searched for garbage rarely: what a host is made of stays, and looking through it again and again takes time."""

from __future__ import annotations

import gc

_NEW_OBJECTS = 100_000
"""Objects that are made before the new ones are searched: some 10 MB; the default of 700 costs a start a tenth of its time."""


def search_rarely() -> None:
    """Search this process rarely from now on; for programs of our own, never for a script that uses Gouji."""
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
