"""A worker whose signals reach only what it started itself: a plugin cannot end or halt the run that it is part of."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

_CREATE_RULESET, _RESTRICT_SELF = 444, 446
"""System calls of Linux, by their numbers on all machines but Alpha."""
_NO_NEW_PRIVILEGES = 38
"""An option of prctl; without it none but the administrator may restrict a process."""
_SIGNALS = 1 << 1
"""LANDLOCK_SCOPE_SIGNAL: no signal leaves the process and those that it starts."""


def keep_signals_in() -> bool:
    """Keep the signals of this thread, and of what it starts, among themselves; returns whether the system can (Linux 6.12)."""
    if sys.platform != "linux":
        return False
    with suppress(ImportError, OSError, AttributeError):
        import ctypes

        library = ctypes.CDLL(None)
        wanted = (ctypes.c_uint64 * 3)(0, 0, _SIGNALS)
        ruleset = library.syscall(_CREATE_RULESET, ctypes.byref(wanted), ctypes.sizeof(wanted), 0)
        if ruleset < 0:  # an older Linux, or one without Landlock
            return False
        library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        kept = library.syscall(_RESTRICT_SELF, ruleset, 0) == 0
        os.close(ruleset)
        return bool(kept)
    return False
