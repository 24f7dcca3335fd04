"""The processes that a process started: Linux lists them itself, elsewhere all processes are asked who started them."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_TASKS = Path("/proc/self/task")


def descendants(process: int) -> list[int]:
    """Return the processes that a process started, and those that these did."""
    if not _TASKS.exists():
        return _asked(process)
    started = _children(process)
    return started + [each for child in started for each in descendants(child)]


def besides() -> int:
    """Count what goes on beside the code that asks: threads of Python, and on Linux processes that this one started."""
    return len(sys._current_frames()) - 1 + len(_children(os.getpid()))


def all_besides() -> int:
    """Count likewise, on Linux also threads of libraries, and those that have not come to Python yet."""
    if not _TASKS.exists():
        return besides()
    return sum(1 for _ in _TASKS.iterdir()) - 1 + len(_children(os.getpid()))


def _children(process: int) -> list[int]:
    started: list[int] = []
    with suppress(OSError, ValueError):
        for task in Path(f"/proc/{process}/task").iterdir():
            started += map(int, (task / "children").read_text().split())
    return started


def _asked(process: int) -> list[int]:
    import psutil

    try:
        return [child.pid for child in psutil.Process(process).children(recursive=True)]
    except psutil.Error:
        return []
