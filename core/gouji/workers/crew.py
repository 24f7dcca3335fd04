"""Workers that share the files of a run: answers come in order, and what a file or a rule does to its worker costs only itself."""

from __future__ import annotations

import json
import pickle
import threading
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Self

from gouji.checking import Order, rule_seconds, took_too_long, unreadable
from gouji.engine import took_too_long as rule_took_too_long
from gouji.errors import GoujiError
from gouji.files import AtPage, File, unheard
from gouji.limits import Limits
from gouji.model.text import Text
from gouji.record import pack
from gouji.workers.messages import Kind, Message
from gouji.workers.process import WorkerProcess
from gouji.workers.serving import Answer, Item

STOPPED_AFTER = 3
"""A rule that was cut off on so many reports is not run any more."""
_AHEAD = 2
"""Files that a worker is given before it has answered, so that it never waits for the next."""
_START_SECONDS = 120.0
_MOST_STARTS = 3
"""How often a worker may die in a row before it took up a file."""
_NO_START = "a working process cannot be started here; --in-process works without"


@dataclass(slots=True)
class _Task:
    """A file that waits for its answer, and what was learnt when a worker was lost over it."""

    number: int
    file: File
    without: dict[str, Text] = field(default_factory=dict)
    late: list[str] = field(default_factory=list)


class Crew:
    """Up to `order.jobs` workers for so many files, none where the order says: in this process.

    As a context they start at once, so that they are ready when the files are, and end with it, whatever they are at.
    """

    def __init__(self, order: Order, files: int) -> None:
        self.jobs = 0 if order.in_process else max(1, min(order.jobs, files))
        self._order, self._is_open = order, False
        self._workers: list[WorkerProcess] = []
        self._waiting: deque[_Task] = deque()
        self._answers: SimpleQueue[tuple[int, bytes] | GoujiError] = SimpleQueue()
        self._late: Counter[str] = Counter()
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        if not self._is_open:
            self._is_open = True
            self._workers.extend(WorkerProcess(self._order) for _ in range(self.jobs))
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._is_open = False
        for worker in self._workers:
            worker.kill()

    @property
    def stopped(self) -> tuple[str, ...]:
        """The rules that were cut off too often, by id: the same ones whatever the order in which files were checked."""
        return tuple(sorted(rule for rule, count in self._late.items() if count >= STOPPED_AFTER))

    def check(self, files: Sequence[File], limits: Limits, at_page: AtPage = unheard) -> Iterator[bytes]:
        """Yield the packed reports in the order of the files; GoujiError where no worker can do its work."""
        self._waiting.extend(_Task(number, file) for number, file in enumerate(files))
        for place in range(len(self._workers)):
            hand = _Hand(self, place, limits, at_page)
            threading.Thread(target=hand.work, daemon=True).start()
        early: dict[int, bytes] = {}
        for number in range(len(files)):
            while number not in early:
                answer = self._answers.get()
                if isinstance(answer, GoujiError):
                    raise answer
                early[answer[0]] = answer[1]
            yield early.pop(number)

    def next_task(self) -> _Task | None:
        """Hand out the next file, None where none is left."""
        with self._lock:
            return self._waiting.popleft() if self._waiting else None

    def answered(self, number: int, packed: bytes, late: Sequence[str]) -> None:
        """Take an answer, with the rules that were cut off."""
        with self._lock:
            self._late.update(set(late))
        self._answers.put((number, packed))

    def failed(self, error: GoujiError) -> None:
        """Take note that a worker cannot work."""
        self._answers.put(error)

    def worker(self, place: int) -> WorkerProcess:
        """Return the worker at a place."""
        return self._workers[place]

    def renew(self, place: int) -> WorkerProcess:
        """Put a fresh worker in the place of one that has ended."""
        with self._lock:
            if not self._is_open:
                raise GoujiError("stopped")
            self._workers[place] = WorkerProcess(self._order)
            return self._workers[place]


class _Hand:
    """Keeps one place of a crew at work: feeds its worker, watches it, and puts a fresh one there where it is lost."""

    def __init__(self, crew: Crew, place: int, limits: Limits, at_page: AtPage) -> None:
        self._crew, self._place, self._limits, self._at_page = crew, place, limits, at_page
        self._worker = crew.worker(place)
        self._given: deque[_Task] = deque()
        self._starts = 1

    def work(self) -> None:
        """Work until no file is left."""
        try:
            self._begin()
            while self._feed():
                self._hear()
        except GoujiError as error:
            self._crew.failed(error)
        except BaseException as error:  # nobody else would hear of it, and the run would wait for ever
            self._crew.failed(GoujiError(f"Gouji itself broke: {error!r}"))

    def _begin(self) -> None:
        """Wait until the worker is ready."""
        try:
            message = self._worker.heard(_START_SECONDS)
        except Empty:
            message = None
        if message is None:
            how = self._worker.ended()
            raise GoujiError(f"{_NO_START} ({how})")
        if message.kind is Kind.REFUSED:
            raise pickle.loads(message.body)
        self._starts = 0

    def _feed(self) -> bool:
        while len(self._given) < _AHEAD and (task := self._crew.next_task()) is not None:
            self._give(task)
        return bool(self._given)

    def _give(self, task: _Task) -> None:
        stopped = {rule: stopped_text() for rule in self._crew.stopped if rule not in task.without}
        self._given.append(task)
        self._worker.tell(Kind.FILE, pickle.dumps(Item(task.number, task.file, {**stopped, **task.without})))

    def _hear(self) -> None:
        try:
            message = self._worker.heard()
        except Empty:
            self._look()
            return
        if message is None:
            self._lost(self._died(self._worker.ended()))
        elif message.kind is Kind.PAGE:
            self._at_page(*json.loads(message.body))
        else:
            self._take(message)

    def _take(self, message: Message) -> None:
        answer: Answer = pickle.loads(message.body)
        task = self._given.popleft()
        self._crew.answered(answer.number, answer.packed, [*answer.timed_out, *task.late])
        self._starts = 0
        if answer.is_last:
            self._worker.kill()
            self._replace()

    def _look(self) -> None:
        """Cut a worker off that is at one thing for too long."""
        is_rule = self._worker.stage.words.startswith("rule ")
        seconds = rule_seconds(self._limits) if is_rule else self._limits.seconds
        if self._worker.is_overdue(seconds):
            self._worker.kill()
            self._lost(rule_took_too_long(seconds) if is_rule else took_too_long(seconds), is_late=True)

    def _died(self, how: str) -> Text:
        what, _, name = self._worker.stage.words.partition(" ")
        if what == "rule":
            return Text(f"进程崩溃（{how}）", f"the process died ({how})")
        by = (f"，插件 {name}", f", plugin {name}") if name else ("", "")
        return Text(f"检查此文件时进程崩溃（{how}{by[0]}）", f"the process died on this file ({how}{by[1]})")

    def _lost(self, reason: Text, is_late: bool = False) -> None:
        """Blame what the worker was at: the rule is left out on this file from now on, or the file is unreadable."""
        stage, task = self._worker.stage, self._given[0]
        what, _, name = stage.words.partition(" ")
        if stage.number == 0 or stage.item != task.number:
            self._starts += 1
            if self._starts >= _MOST_STARTS:
                raise GoujiError(f"{_NO_START} ({reason.en})")
        elif what == "rule" and name not in task.without:
            task.without[name] = reason
            if is_late:
                task.late.append(name)
        else:
            self._given.popleft()
            self._crew.answered(task.number, pack(unreadable(task.file, reason)), task.late)
        self._replace()

    def _replace(self) -> None:
        """Give what was not answered to a fresh worker."""
        self._worker = self._crew.renew(self._place)
        self._begin()
        tasks, self._given = self._given, deque()
        for task in tasks:
            self._give(task)


def stopped_text() -> Text:
    """Say why a rule was not run any more."""
    return Text(
        f"在 {STOPPED_AFTER} 份报告上超时，本次不再运行",
        f"it took too long on {STOPPED_AFTER} reports and was not run any more",
    )
