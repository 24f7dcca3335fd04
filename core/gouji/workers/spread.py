"""Work spread over processes: files go there by name, checked reports come back packed, and nothing else travels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from gouji.checking import Order, check_file, took_too_long, unreadable
from gouji.files import File
from gouji.host import make_host
from gouji.model.checked import CheckedReport
from gouji.record import pack
from gouji.workers.processes import Processes, Silence

_DIED = "检查此文件时进程崩溃 / the process died on this file"


def check_spread(files: Sequence[File], order: Order, jobs: int, seconds: float) -> Iterator[bytes | CheckedReport]:
    """Check files in several processes, in their order; the one that a process does not survive is unreadable."""
    silences = {Silence.DIED: _DIED, Silence.HUNG: took_too_long(seconds)}
    processes = Processes(partial(_checker, order), jobs, seconds)
    for file, answer in zip(files, processes.answers(files), strict=True):
        yield unreadable(file, silences[answer]) if isinstance(answer, Silence) else answer


def _checker(order: Order) -> Callable[[File], bytes]:
    """Return what checks a file in a process of its own."""
    host = make_host(order.options)
    rules = order.selection.of(host.rules)
    return lambda file: pack(check_file(file, host, rules))
