"""A process that works for this one: started, told, listened to, watched and ended."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from time import monotonic
from typing import IO, NamedTuple

from gouji.alarm import WAITING
from gouji.checking import Order
from gouji.host import Host
from gouji.workers.copies import Copy, can_copy
from gouji.workers.kin import descendants
from gouji.workers.messages import Garbled, Kind, Message, receive, send
from gouji.workers.stage import Board, Stage

LOOK_SECONDS = 0.2
"""How often a silent worker is looked at."""
GARBLED = "garbled"
"""How a worker ended that said what is no message."""
KILLED = "SIGKILL"
"""How one ended that was killed, perhaps by itself, because it could not answer any more."""
BLOATED = "MemoryError"
"""How one ended that took more memory than it may, where the platform itself did not hold it back."""
_END_SECONDS = 1.0
"""How long a killed process may take to be gone."""
_BLOATED_END_SECONDS = 10.0
"""The same for one that held much memory, which a busy machine takes back slowly."""
_HALTED_SECONDS = 5.0
"""Who has not looked for longer was halted itself (Ctrl-Z, a machine that sleeps): a worker is not to blame for that."""
_GRACE_SECONDS = 1.0
"""Processor time beyond a limit in which a worker may still hear its own alarm."""


class WorkerProcess:
    """A worker; `heard` gives its messages, None where it has ended.

    It is a copy of this process where this one has a `host` loaded and can be copied, else a process that loads what is ordered.
    """

    def __init__(self, order: Order, host: Host | None = None, others: Iterable[WorkerProcess] = ()) -> None:
        self._board = Board.new()
        self._process: Copy | subprocess.Popen[bytes]
        if host is not None and can_copy():
            self._process = Copy(order, host, self._board, [stream for each in others for stream in each.streams])
        else:
            self._process = _started(self._board)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.streams: tuple[IO[bytes], IO[bytes]] = self._process.stdin, self._process.stdout
        self._messages: SimpleQueue[Message | None] = SimpleQueue()
        self._listens = self._is_garbled = False
        self._since, self._waited, self._looked = (-1, 0.0), 0.0, monotonic()
        self.is_ready = False
        if not isinstance(self._process, Copy):
            self.tell(Kind.ORDER, pickle.dumps(order))

    def _listen(self) -> None:
        try:
            while (message := receive(self.streams[1])) is not None:
                self._messages.put(message)
        except Garbled:
            self._is_garbled = True
        except (OSError, ValueError):  # it was ended, and its stream closed
            pass
        self._messages.put(None)

    def tell(self, kind: Kind, body: bytes) -> None:
        """Send a message; that it is heard no more shows when the worker is listened to."""
        with suppress(OSError, ValueError):
            send(self.streams[0], Message(kind, body))

    def heard(self, seconds: float = LOOK_SECONDS) -> Message | None:
        """Return the next message, None where the worker has ended; Empty where it says nothing for so long."""
        if not self._listens:  # not before: this process can be copied as long as it has no thread
            self._listens = True
            threading.Thread(target=self._listen, daemon=True).start()
        return self._messages.get(timeout=seconds)

    @property
    def stage(self) -> Stage:
        """What the worker is at, or was when it died."""
        return self._board.look()

    def is_overdue(self, seconds: float) -> bool:
        """Tell whether the present stage has used more processor time than this, or lasts WAITING times as long."""
        number, now, used = self.stage.number, monotonic(), _used(self._process.pid)
        self._waited += min(now - self._looked, _HALTED_SECONDS)
        self._looked = now
        if number != self._since[0]:
            self._since, self._waited = (number, used.seconds if used else 0.0), 0.0
            return False
        worked = used is not None and used.seconds - self._since[1] > seconds + _GRACE_SECONDS
        return worked or self._waited > (seconds + _GRACE_SECONDS) * WAITING

    def is_bloated(self, most_bytes: int) -> bool:
        """Tell whether the worker holds more memory than this: shared memory, and any where the platform sets no limit."""
        used = _used(self._process.pid)
        return used is not None and used.memory > most_bytes

    def ended(self) -> str:
        """Wait for a worker that says nothing more, and tell how it ended."""
        if self._is_garbled:
            self.kill()
            return GARBLED
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
        code = self._process.poll()
        self.kill()
        return f"exit {code}" if code is None or code >= 0 else _name_of_signal(-code)

    def kill(self, *, is_bloated: bool = False) -> None:
        """End the worker with all that it started, also what has a process group of its own."""
        started = descendants(self._process.pid) if self._process.poll() is None else []
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        for process in started:
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_BLOATED_END_SECONDS if is_bloated else _END_SECONDS)
        for stream in self.streams:
            with suppress(OSError, ValueError):
                stream.close()
        self._board.forget()


def _started(board: Board) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [_interpreter(), *(["-X", "utf8"] if sys.flags.utf8_mode else []), "-P", "-m", "gouji.workers", str(board.path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment(), start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )  # fmt: skip


def _interpreter() -> str:
    """Return the interpreter itself: that of a virtual environment on Windows only starts another process, which could not be watched."""
    return str(getattr(sys, "_base_executable", sys.executable)) if sys.platform == "win32" else sys.executable


def _environment() -> dict[str, str]:
    """Let the worker find the modules that this process finds, and no others: not those of the working folder."""
    folders = [folder for folder in sys.path if folder and Path(folder).exists()]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}


class _Used(NamedTuple):
    """What a process has used of the processor, in seconds, and the bytes that it holds in memory."""

    seconds: float
    memory: int


def _used(process: int) -> _Used | None:
    """Return what a process uses, None where it is gone or the platform does not tell (then only the clock decides)."""
    import psutil

    try:
        asked = psutil.Process(process)
        times = asked.cpu_times()
        return _Used(times.user + times.system, asked.memory_info().rss)
    except psutil.Error:
        return None


def _name_of_signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
