"""A limit on time: work that takes too much of the processor is cut off where the platform has an alarm."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, process_time

WAITING = 10
"""How many times its limit of processor time a work may take by the clock: a busy machine slows it, and changes no result."""
_UNNOTICED = 0.01
"""Share of its limit by which a work may be cut off early that began just behind another: clocks are not set for each of thousands."""
_AGAIN_SECONDS = 5.0
_AT_ONCE_SECONDS = 1e-3


class Rung(BaseException):
    """Breaks off the work; no `except Exception` on the way takes it for an error of its own."""


@contextmanager
def alarm(seconds: float) -> Iterator[Callable[[], None]]:
    """Raise TimeoutError where the work inside uses more processor time, or lasts WAITING times as long; yields what starts anew.

    Needs POSIX and the main thread: on Windows and in other threads the work runs unbounded. One long call into a C
    library is cut off only when it returns. Alarms may be nested: whichever is due first rings, and the outer one goes
    on where the inner one ends.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield _nothing
        return
    rung = Rung()
    try:
        with (
            _clock(signal.ITIMER_PROF, seconds, rung) as worked,
            _clock(signal.ITIMER_REAL, seconds * WAITING, rung) as lasted,
        ):
            begun = monotonic()

            def anew() -> None:
                nonlocal begun
                if monotonic() - begun > seconds * _UNNOTICED:
                    worked()
                    lasted()
                    begun = monotonic()

            yield anew
    except Rung as error:
        if error is not rung:
            raise
        raise TimeoutError(f"no end after {seconds:g} s") from None


def _nothing() -> None:
    """Start nothing anew where there is no alarm."""


@contextmanager
def _clock(which: int, seconds: float, rung: Rung) -> Iterator[Callable[[], None]]:
    """Raise `rung` once one of the system's clocks has run for so long, unless an outer alarm is due before."""
    rings, now = (signal.SIGPROF, process_time) if which == signal.ITIMER_PROF else (signal.SIGALRM, monotonic)
    outer, again = signal.getitimer(which)
    if 0 < outer <= seconds:
        yield _nothing
        return
    started, is_over = now(), False

    def ring(*_: object) -> None:
        if not is_over:
            raise rung

    def start() -> None:
        signal.setitimer(which, seconds, _AGAIN_SECONDS)

    before = signal.signal(rings, ring)
    start()
    try:
        yield start
    finally:
        is_over = True
        left = max(outer - (now() - started), _AT_ONCE_SECONDS) if outer else 0.0
        signal.setitimer(which, 0)
        signal.signal(rings, before)
        signal.setitimer(which, left, again)
