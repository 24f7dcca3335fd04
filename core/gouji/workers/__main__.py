"""A worker: `python -m gouji.workers BOARD` loads what it is ordered to and does what it is told over its standard streams."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from gouji.contract import DeprecatedUse


def main() -> None:
    """Serve the process that started this one until that one ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    keep_streams()
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    from gouji.garbage import search_rarely
    from gouji.patterns import KeptPatterns

    warnings.simplefilter("ignore", DeprecatedUse)  # the process that started this one has told of it
    KeptPatterns()
    from gouji.workers.serving import serve
    from gouji.workers.stage import Board

    search_rarely()
    try:
        serve(orders, answers, Board(Path(sys.argv[1])))
    finally:
        end()


def keep_streams() -> None:
    """Keep the streams to the other process out of reach: what plugins print goes to the error output, they read nothing."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.unraisablehook = _tell_lost


def _tell_lost(lost: sys.UnraisableHookArgs) -> None:
    """Print an error that could not be raised, but for the alarm that broke off what was being cleaned up."""
    from gouji.alarm import Rung

    if not issubclass(lost.exc_type, Rung):
        sys.__unraisablehook__(lost)


def end() -> NoReturn:
    """End at once, with all that plugins started: no thread and no handler of theirs is waited for."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


if __name__ == "__main__":
    main()
