"""What a worker does: loads a host, checks files and writes outputs, one after the other, as it is told."""

from __future__ import annotations

import json
import os
import pickle
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from gouji.briefs import Briefs
from gouji.checking import OUT_OF_MEMORY, Made, Order, Witness, check_file, timed_out, unreadable
from gouji.comparing import Compared, Group, compare
from gouji.contract import DeprecatedUses
from gouji.cross_report import AtAll, look_at_all
from gouji.errors import GoujiError
from gouji.files import File
from gouji.host import Host, make_host
from gouji.model.checked import CheckedReport
from gouji.model.document import Document
from gouji.model.result import Outcome
from gouji.model.roster import Roster
from gouji.model.rule import Rule
from gouji.model.run import Run, Unwritten
from gouji.model.text import Text
from gouji.workers.apart import keep_signals_in
from gouji.workers.kin import besides
from gouji.workers.leftovers import Leftovers
from gouji.workers.messages import Kind, Message, receive, send
from gouji.workers.stage import Board
from gouji.writing import ReportWriters, write_whole


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A file with its number, the rules that are not to be run on it, each with the reason, and those cut off on it before.

    Who checks it `careful`ly says what begins not only on its board: what was begun before an answer failed is known for certain.
    """

    number: int
    file: File
    without: Mapping[str, Text]
    late: tuple[str, ...] = ()
    careful: bool = False


@dataclass(frozen=True, slots=True)
class AllItem:
    """The reports of a run for the rules that look at all of them, and those that are not to be run, each with the reason."""

    number: int
    reports: Sequence[CheckedReport]
    roster: Roster | None
    without: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class GroupsItem:
    """Groups of reports for the rules that look at such, the reports themselves, and the rules that are not to be run."""

    number: int
    reports: Sequence[CheckedReport]
    groups: Sequence[Group]
    without: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class WholeItem:
    """A format to be written into a folder, all but what stands for one report alone; how long each step may take."""

    number: int
    format: str
    folder: Path
    seconds: float


@dataclass(frozen=True, slots=True)
class PageItem:
    """A report, by its place in the run, whose own part of formats is to be written into their folders.

    Formats of `left_out` are not written any more, those of `broken` because of this report. Unless `pictured` the file that it
    was read from is not opened.
    """

    number: int
    report: int
    folders: Mapping[str, Path]
    left_out: tuple[str, ...]
    broken: Mapping[str, Unwritten]
    pictured: bool
    seconds: float


Item = CheckItem | AllItem | GroupsItem | WholeItem | PageItem


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an item, and the rules that were cut off on it; `is_last` where the worker ends now.

    `result` of a file is what was Made of it; of reports looked at together what was found, or the GoujiError that it ended in; of a
    writing the formats that broke, each with why it is unwritten, or the OSError that it ended in. `heard` is what was used that
    will go.
    """

    number: int
    result: Any
    late: tuple[str, ...] = ()
    is_last: bool = False
    heard: tuple[str, ...] = ()


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
    work(orders, bench)


def work(orders: IO[bytes], bench: Bench) -> None:
    """Do at a bench what is ordered until the other side ends."""
    bench.say(Kind.READY, b"")
    for message in _heard(orders):
        if message.kind is Kind.RUN:
            bench.lay_out(message.body)
        elif bench.do(pickle.loads(message.body)):
            return


def _heard(orders: IO[bytes]) -> Iterator[Message]:
    """Yield the messages as they come; where the other side ends, this process ends too, whatever it is at."""
    from gouji.workers.__main__ import end

    waiting: SimpleQueue[Message] = SimpleQueue()

    def listen() -> None:
        with suppress(Exception):  # whatever a plugin did to the stream
            while (message := receive(orders)) is not None:
                waiting.put(message)
        end()

    threading.Thread(target=listen, daemon=True).start()
    while True:
        yield waiting.get()


class Bench:
    """Where a worker works: the host that it loaded or was given, the run that it writes, and whom it tells what."""

    def __init__(self, order: Order, answers: IO[bytes], board: Board, host: Host | None = None) -> None:
        self._answers, self._board, self._process = answers, board, os.getpid()
        self.order, self._home = order, Path.cwd()
        self.host = host or make_host(order.options)
        self.rules: tuple[Rule, ...] = order.selection.of(self.host.rules, self.host.off)
        self._run = Run(())
        self._pages: dict[bool, ReportWriters] = {}
        self._uses = DeprecatedUses()
        _limit_memory(self.host.limits.memory_bytes)
        if self.host.strangers:
            keep_signals_in()
        self._leftovers = Leftovers(self.host, board, answers.fileno())

    @cached_property
    def _besides(self) -> int:
        return besides()

    def lay_out(self, sent: bytes) -> None:
        """Take the run that is to be written from now on."""
        self._run, self._pages = received(sent, self.host), {}

    def do(self, item: Item) -> bool:
        """Do what an item asks and answer; returns whether something goes on in this process that must not meet the next one."""
        before, starved = self._besides, False
        os.chdir(self._home)
        self._board.take(item.number)
        self._leftovers.take()
        if isinstance(item, CheckItem):
            read: list[Document] = []
            checked = self._checked(item, read)
            starved = _ran_out_of_memory(checked)
            answer = Answer(item.number, Made.of(checked, read), (*item.late, *timed_out(checked, self.host.limits)))
        elif isinstance(item, AllItem | GroupsItem):
            answer = Answer(item.number, self._across(item))
        else:
            answer = Answer(item.number, self._written(item))
        self._leftovers.look()
        is_last = starved or besides() > before
        self.say(Kind.DONE, pickle.dumps(replace(answer, is_last=is_last, heard=self._uses.taken())))
        return is_last

    def _checked(self, item: CheckItem, read: list[Document]) -> CheckedReport:
        begins = self._begins_carefully if item.careful else self._begins
        witness = Witness(self._at_page, begins, read.append)
        try:
            return check_file(item.file, self.host, self.rules, witness, item.without)
        except MemoryError:
            return unreadable(item.file, OUT_OF_MEMORY)

    def _begins_carefully(self, words: str) -> None:
        self._begins(words)
        self.say(Kind.STEP, words.encode())

    def _begins(self, words: str) -> None:
        self._leftovers.begins(words)
        self._board.begins(words)

    def _across(self, item: AllItem | GroupsItem) -> AtAll | Compared | GoujiError:
        try:
            if isinstance(item, GroupsItem):
                briefs = Briefs(item.reports, self.host)
                return compare(briefs, item.groups, self.host, self.rules, self._begins, item.without)
            briefs = Briefs(item.reports, self.host, item.roster)
            return look_at_all(briefs, self.host, self.rules, self._begins, item.without)
        except GoujiError as error:
            return error
        except MemoryError:
            return GoujiError(f"the reports cannot be looked at together: {OUT_OF_MEMORY.en}")

    def _written(self, item: WholeItem | PageItem) -> Any:  # noqa: ANN401  see Answer
        try:
            if isinstance(item, PageItem):
                return self._page(item)
            writer, begins = self.host.writers[item.format], self._begins
            why = write_whole(writer, self._run, item.folder, item.seconds, begins)
            return {} if why is None else {item.format: why}
        except OSError as error:
            return OSError(error.errno, error.strerror)

    def _page(self, item: PageItem) -> Any:  # noqa: ANN401  see Answer
        if item.pictured not in self._pages:
            run = self._run if item.pictured else replace(self._run, paths={})
            self._pages[item.pictured] = ReportWriters(self.host.writers, run, item.folders)
        checked = self._run.reports[item.report]
        written = self._pages[item.pictured].write(checked, item.left_out, item.seconds, self._begins)
        return {**item.broken, **written}

    def _at_page(self, name: str, page: int, pages: int) -> None:
        self.say(Kind.PAGE, json.dumps([name, page, pages]).encode())

    def say(self, kind: Kind, body: bytes) -> None:
        """Send a message; a copy of this process that a plugin made ends instead."""
        if os.getpid() != self._process:
            os._exit(1)
        send(self._answers, Message(kind, body))


def _ran_out_of_memory(checked: CheckedReport) -> bool:
    """Tell whether memory was too little for something: what took it may still hold it."""
    notes = (result.note.en for result in checked.results if result.outcome is Outcome.ERROR and result.note)
    return checked.reason == OUT_OF_MEMORY or any("MemoryError" in note for note in notes)


def sendable(run: Run) -> bytes:
    """Return what a worker needs of a run to write it, counted already: all but what its own host knows."""
    return pickle.dumps((replace(run, rules={}, forms={}), run.survey))


def received(sent: bytes, host: Host) -> Run:
    """Return a run that was sent, with the rules and forms of a host like the one that made it."""
    run, survey = pickle.loads(sent)
    whole: Run = replace(run, rules=host.rules_by_id, forms=host.forms)
    return whole.surveyed(survey)


def _limit_memory(most_bytes: int) -> None:
    """Let what allocates without end fail in this process, before the machine suffers; on Windows and macOS who watches it ends it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        which = getattr(resource, "RLIMIT_DATA", resource.RLIMIT_AS)
        _, most = resource.getrlimit(which)
        wanted = most_bytes if most == resource.RLIM_INFINITY else min(most, most_bytes)
        resource.setrlimit(which, (wanted, most))
