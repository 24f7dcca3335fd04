"""A limit on time: work that takes too long is cut off where the platform has an alarm."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

_AGAIN = 5.0
_AT_ONCE = 1e-3


class _Rung(BaseException):
    """Breaks off the work; no `except Exception` on the way takes it for an error of its own."""


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise TimeoutError where the work inside takes longer.

    Needs POSIX and the main thread: on Windows and in other threads the work runs unbounded. One long call into a C
    library is cut off only when it returns. Alarms may be nested: whichever is due first rings, and the outer one goes
    on where the inner one ends.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    outer, again = signal.getitimer(signal.ITIMER_REAL)
    if 0 < outer <= seconds:
        yield
        return
    rung, started, is_over = _Rung(), monotonic(), False

    def ring(*_: object) -> None:
        if not is_over:
            raise rung

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        try:
            yield
        finally:
            is_over = True
    except _Rung as error:
        is_over = True
        if error is not rung:
            raise
        raise TimeoutError(f"no end after {seconds:g} s") from error
    finally:
        left = max(outer - (monotonic() - started), _AT_ONCE) if outer else 0.0
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, left, again)
