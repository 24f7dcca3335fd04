"""What a worker does: loads a host, checks files and writes outputs, one after the other, as it is told."""

from __future__ import annotations

import json
import os
import pickle
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING

from gouji.checking import OUT_OF_MEMORY, Order, Witness, check_file, timed_out, unreadable
from gouji.errors import GoujiError
from gouji.files import File
from gouji.host import Host, make_host
from gouji.model.rule import Rule
from gouji.model.text import Text
from gouji.record import pack
from gouji.workers.messages import Kind, Message, receive, send
from gouji.workers.stage import Board

if TYPE_CHECKING:
    from gouji.model.checked import CheckedReport


@dataclass(frozen=True, slots=True)
class Item:
    """A file with its number, and the rules that are not to be run on it, each with the reason."""

    number: int
    file: File
    without: dict[str, Text]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a file: its checked report, packed, and the rules that were cut off; `is_last` where the worker ends now."""

    number: int
    packed: bytes
    timed_out: list[str]
    is_last: bool


def serve(orders: IO[bytes], answers: IO[bytes], board: Board) -> None:
    """Do what is ordered until the other side ends."""
    order = receive(orders)
    if order is None:
        return
    try:
        bench = Bench(pickle.loads(order.body), answers, board)
    except GoujiError as error:
        send(answers, Message(Kind.REFUSED, pickle.dumps(error)))
        return
    send(answers, Message(Kind.READY, b""))
    for message in _heard(orders):
        if bench.check(pickle.loads(message.body)):
            return


def _heard(orders: IO[bytes]) -> Iterator[Message]:
    """Yield the messages as they come; where the other side ends, this process ends too, whatever it is at."""
    from gouji.workers.__main__ import end

    waiting: SimpleQueue[Message] = SimpleQueue()

    def listen() -> None:
        while (message := receive(orders)) is not None:
            waiting.put(message)
        end()

    threading.Thread(target=listen, daemon=True).start()
    while True:
        yield waiting.get()


class Bench:
    """Where a worker works: the host that it loaded, and whom it tells what."""

    def __init__(self, order: Order, answers: IO[bytes], board: Board) -> None:
        self._answers, self._board, self._process = answers, board, os.getpid()
        self.order = order
        self.host: Host = make_host(order.options)
        self.rules: tuple[Rule, ...] = order.selection.of(self.host.rules)
        _limit_memory(self.host.limits.memory_bytes)

    @cached_property
    def _threads(self) -> int:
        return threading.active_count()

    def check(self, item: Item) -> bool:
        """Check a file and answer; returns whether something goes on in this process that must not meet the next one."""
        before = self._threads
        self._board.take(item.number)
        checked = self._checked(item)
        packed = pack(checked)
        is_last = threading.active_count() > before
        answer = Answer(item.number, packed, timed_out(checked, self.host.limits), is_last)
        self.say(Kind.DONE, pickle.dumps(answer))
        return is_last

    def _checked(self, item: Item) -> CheckedReport:
        witness = Witness(self._at_page, self._board.begins)
        try:
            return check_file(item.file, self.host, self.rules, witness, item.without)
        except MemoryError:
            return unreadable(item.file, OUT_OF_MEMORY)

    def _at_page(self, name: str, page: int, pages: int) -> None:
        self.say(Kind.PAGE, json.dumps([name, page, pages]).encode())

    def say(self, kind: Kind, body: bytes) -> None:
        """Send a message; a copy of this process that a plugin made ends instead."""
        if os.getpid() != self._process:
            os._exit(1)
        send(self._answers, Message(kind, body))


def _limit_memory(most_bytes: int) -> None:
    """Let what allocates without end fail in this process, before the machine suffers; not on Windows, nor enforced by macOS."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        which = getattr(resource, "RLIMIT_DATA", resource.RLIMIT_AS)
        _, most = resource.getrlimit(which)
        wanted = most_bytes if most == resource.RLIM_INFINITY else min(most, most_bytes)
        resource.setrlimit(which, (wanted, most))
