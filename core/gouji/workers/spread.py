"""Work spread over processes: files go there by name, checked reports come back packed, and nothing else travels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Self

from gouji.checking import Order, check_file, took_too_long, unreadable
from gouji.files import File
from gouji.host import make_host
from gouji.model.checked import CheckedReport
from gouji.record import pack
from gouji.workers.processes import Processes, Silence

_DIED = "检查此文件时进程崩溃 / the process died on this file"


class Spread:
    """Processes that check files; as a context they start at once, so that they are ready when the files are."""

    def __init__(self, order: Order, files: int) -> None:
        self.jobs = min(order.jobs, files)
        self._processes = Processes(partial(_checker, order), self.jobs)

    def __enter__(self) -> Self:
        if self.jobs > 1:
            self._processes.begin()
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.end()

    def check(self, files: Sequence[File], seconds: float) -> Iterator[bytes | CheckedReport]:
        """Check files in their order; the one that a process does not survive is unreadable."""
        silences = {Silence.DIED: _DIED, Silence.HUNG: took_too_long(seconds)}
        for file, answer in zip(files, self._processes.answers(files, seconds), strict=True):
            yield unreadable(file, silences[answer]) if isinstance(answer, Silence) else answer


def _checker(order: Order) -> Callable[[File], bytes]:
    """Return what checks a file in a process of its own."""
    host = make_host(order.options)
    rules = order.selection.of(host.rules)
    return lambda file: pack(check_file(file, host, rules))
