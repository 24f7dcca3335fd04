"""A worker that is a copy of this process, with all that this one has loaded: nothing is read twice."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from subprocess import TimeoutExpired
from threading import Lock
from time import monotonic, sleep
from typing import IO, NoReturn, TextIO

from gouji.checking import Order
from gouji.host import Host
from gouji.workers.__main__ import end, keep_streams
from gouji.workers.serving import Bench, work
from gouji.workers.stage import Board

_TASKS = Path("/proc/self/task")
_STOPPING = (signal.SIGINT, signal.SIGTERM)
_LOOK_SECONDS = 0.002


def can_copy() -> bool:
    """Tell whether a copy of this process would be whole: on Linux, and as long as no other thread holds anything in it."""
    return sys.platform == "linux" and sum(1 for _ in _TASKS.iterdir()) == 1


class Copy:
    """A copy of this process that serves it; started, waited for and ended like a `subprocess.Popen`.

    `besides` are this process's ends of the pipes to other copies: one that held them too would keep those from hearing that this
    process has ended.
    """

    def __init__(self, order: Order, host: Host, board: Board, besides: Iterable[IO[bytes]]) -> None:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        gc.freeze()
        heard, orders = os.pipe()
        answers, said = os.pipe()
        self.stdin, self.stdout = os.fdopen(orders, "wb"), os.fdopen(answers, "rb")
        self._code: int | None = None
        self._lock = Lock()
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        try:
            self.pid = os.fork()
            if self.pid == 0:
                _serve(order, host, board, heard, said, (self.stdin, self.stdout, *besides))
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
        os.close(heard)
        os.close(said)

    def poll(self) -> int | None:
        """Return the code with which the copy ended, below 0 the signal; None where it lives."""
        with self._lock:
            if self._code is None:
                with suppress(ChildProcessError):
                    pid, status = os.waitpid(self.pid, os.WNOHANG)
                    self._code = os.waitstatus_to_exitcode(status) if pid else None
            return self._code

    def wait(self, timeout: float) -> int:
        """Wait until the copy has ended; TimeoutExpired where it lasts."""
        until = monotonic() + timeout
        while (code := self.poll()) is None:
            if monotonic() > until:
                raise TimeoutExpired("gouji", timeout)
            sleep(_LOOK_SECONDS)
        return code

    def kill(self) -> None:
        """End the copy."""
        os.kill(self.pid, signal.SIGKILL)


def _serve(order: Order, host: Host, board: Board, heard: int, said: int, others: Iterable[IO[bytes]]) -> NoReturn:
    """Be the copy, and nothing else of this process any more."""
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
        for stream in others:
            stream.close()
        keep_streams()
        sys.stdin = open(0, closefd=False)  # noqa: SIM115  it stays
        sys.stdout, sys.stderr = _printing(1), _printing(2)
        work(os.fdopen(heard, "rb"), Bench(order, os.fdopen(said, "wb"), board, host))
    finally:
        end()


def _printing(number: int) -> TextIO:
    return open(number, "w", buffering=1, errors="backslashreplace", closefd=False)
