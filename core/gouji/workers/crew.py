"""Workers that share the work of a run: answers come in order, and what a plugin does to its worker costs only itself."""

from __future__ import annotations

import json
import pickle
import threading
import warnings
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Self

from gouji.checking import Made, Order
from gouji.contract import DeprecatedUse
from gouji.errors import GoujiError
from gouji.files import AtPage, File, Known, unheard, unknown
from gouji.host import Host
from gouji.limits import Limits
from gouji.model.run import Run
from gouji.model.text import Text
from gouji.workers.copies import can_copy
from gouji.workers.messages import Kind
from gouji.workers.process import BLOATED, WorkerProcess
from gouji.workers.serving import Answer, sendable
from gouji.workers.tasks import CheckTask, Task

STOPPED_AFTER = 3
"""A rule that was cut off on so many reports is not run any more."""
_AHEAD = 2
"""Tasks that a worker is given before it has answered, so that it never waits for the next."""
_START_SECONDS = 120.0
_MOST_STARTS = 3
"""How often a worker may die in a row before it took up a task."""
_NO_START = "a working process cannot be started here; --in-process works without"


class Crew:
    """Up to `order.jobs` workers for so many files, none where the order says: in this process.

    As a context they start at once, so that they are ready when the work is, and end with it, whatever they are at. Where `copied`
    and this process can be copied, they start as copies of it when it has a host to `lend`: then that is loaded once.
    """

    def __init__(self, order: Order, files: int, *, copied: bool = False) -> None:
        self.jobs = 0 if order.in_process else max(1, min(order.jobs, files))
        self.run = b""
        self._order, self._copied, self._is_open = order, copied and can_copy(), False
        self._workers: list[WorkerProcess] = []
        self._hands: list[threading.Thread] = []
        self._waiting: deque[Task] = deque()
        self._answers: SimpleQueue[Answer | GoujiError] = SimpleQueue()
        self._late: Counter[str] = Counter()
        self._told: set[str] = set()
        self._lock = threading.Lock()

    @classmethod
    def of(cls, order: Order, files: int, scheduler: str | None) -> Crew:
        """Return a crew for a program that does nothing else, which checks files here or on the cluster of a scheduler."""
        if scheduler is None:
            return cls(order, files, copied=True)
        from gouji.workers.cluster import ClusterCrew

        return ClusterCrew(order, files, scheduler)

    def __enter__(self) -> Self:
        if not self._is_open:
            self._is_open = True
            if not self._copied:
                self.lend(None)
        return self

    def lend(self, host: Host | None) -> None:
        """Start the workers where they have not started, as copies of this process with its host."""
        while self._is_open and len(self._workers) < self.jobs:
            self._workers.append(self._started(host))

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._is_open = False
        for worker in self._workers:
            worker.kill()

    @property
    def stopped(self) -> tuple[str, ...]:
        """The rules that were cut off too often, by id: the same ones whatever the order in which files were checked."""
        return tuple(sorted(rule for rule, count in self._late.items() if count >= STOPPED_AFTER))

    def forget_late(self) -> None:
        """Begin anew to count the rules that are cut off."""
        with self._lock:
            self._late.clear()

    def check(
        self, files: Sequence[File], limits: Limits, at_page: AtPage = unheard, known: Known = unknown
    ) -> Iterator[Made]:
        """Yield the reports in the order of the files, of which some may be known; GoujiError where no worker can do its work."""
        for answer in self.do([CheckTask(number, file, limits, known) for number, file in enumerate(files)], at_page):
            yield answer.result

    def do(self, tasks: Sequence[Task], at_page: AtPage = unheard) -> Iterator[Answer]:
        """Yield the answers to tasks, which are numbered from 0, in their order; GoujiError where no worker can do its work."""
        for thread in self._hands:  # one of them may still wait for its worker to be ready, and would take what it says
            thread.join()
        self._waiting.extend(tasks)
        hands = [_Hand(self, place, at_page) for place in range(len(self._workers))]
        self._hands = [threading.Thread(target=hand.work, daemon=True) for hand in hands]
        for thread in self._hands:
            thread.start()
        early: dict[int, Answer] = {}
        for number in range(len(tasks)):
            while number not in early:
                answer = self._answers.get()
                if isinstance(answer, GoujiError):
                    raise answer
                early[answer.number] = answer
            self.tell(early[number].heard)
            yield early.pop(number)

    def show(self, run: Run) -> None:
        """Let the workers see the run that is written from now on."""
        self.run = sendable(run)

    def tell(self, uses: Sequence[str]) -> None:
        """Warn of what workers use that will go, once whoever of them it was."""
        for said in uses:
            if said not in self._told:
                self._told.add(said)
                warnings.warn(said, DeprecatedUse, stacklevel=2)

    @property
    def uses(self) -> tuple[str, ...]:
        """What the workers have used that will go, since they were called together."""
        return tuple(sorted(self._told))

    def next_task(self, *, ahead: bool) -> Task | None:
        """Hand out the next task, None where none is left; none `ahead` of need that another worker could begin at once."""
        with self._lock:
            return self._waiting.popleft() if len(self._waiting) > (self.jobs if ahead else 0) else None

    def answered(self, answer: Answer) -> None:
        """Take an answer, with the rules that were cut off."""
        with self._lock:
            self._late.update(set(answer.late))
        self._answers.put(answer)

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
            self._workers[place] = self._started()
            return self._workers[place]

    def _started(self, host: Host | None = None) -> WorkerProcess:
        try:
            return WorkerProcess(self._order, host, self._workers)
        except OSError as error:
            raise GoujiError(f"{_NO_START} ({error.strerror or error})") from error


class _Hand:
    """Keeps one place of a crew at work: feeds its worker, watches it, and puts a fresh one there where it is lost."""

    def __init__(self, crew: Crew, place: int, at_page: AtPage) -> None:
        self._crew, self._place, self._at_page = crew, place, at_page
        self._worker = crew.worker(place)
        self._given: deque[Task] = deque()
        self._step = ""
        self._starts = 0

    def work(self) -> None:
        """Work until no task is left."""
        try:
            self._begin()
            while self._feed():
                self._hear()
        except GoujiError as error:
            self._crew.failed(error)
        except BaseException as error:  # nobody else would hear of it, and the run would wait for ever
            self._crew.failed(GoujiError(f"Gouji itself broke: {error!r}"))

    def _begin(self) -> None:
        """Wait until the worker is ready, and show it the run."""
        if not self._worker.is_ready:
            message = None
            with suppress(Empty):
                message = self._worker.heard(_START_SECONDS)
            if message is None:
                raise GoujiError(f"{_NO_START} ({self._worker.ended()})")
            if message.kind is Kind.REFUSED:
                raise pickle.loads(message.body)
        self._worker.is_ready = True
        if self._crew.run:
            self._worker.tell(Kind.RUN, self._crew.run)

    def _feed(self) -> bool:
        while self._has_time() and (task := self._crew.next_task(ahead=bool(self._given))) is not None:
            self._give(task)
        return bool(self._given)

    def _has_time(self) -> bool:
        return not self._given or (len(self._given) < _AHEAD and not self._given[-1].long)

    def _give(self, task: Task) -> None:
        self._given.append(task)
        stopped = {rule: stopped_text() for rule in self._crew.stopped}
        self._worker.tell(Kind.ITEM, pickle.dumps(task.item(stopped)))

    def _hear(self) -> None:
        try:
            message = self._worker.heard()
        except Empty:
            self._look()
            return
        if message is None:
            self._lost(self._worker.ended(), is_late=False)
        elif message.kind is Kind.STEP:
            self._step = message.body.decode()
        elif message.kind is Kind.PAGE:
            self._at_page(*json.loads(message.body))
        else:
            self._take(pickle.loads(message.body))

    def _take(self, answer: Answer) -> None:
        task = self._given[0]
        self._step = ""
        self._starts = 0
        if task.cleared():
            self._replace()
            return
        self._given.popleft()
        self._crew.answered(answer)
        if answer.is_last:
            self._worker.kill()
            self._replace()

    def _look(self) -> None:
        """Cut a worker off that is at one thing for too long, or takes too much memory."""
        task, what = self._given[0], self._worker.stage.words.partition(" ")[0]
        if self._worker.is_overdue(task.seconds(what)):
            self._worker.kill()
            self._lost("too long", is_late=True)
        elif self._worker.is_bloated(task.limits.memory_bytes):
            self._worker.kill(is_bloated=True)
            self._lost(BLOATED, is_late=False)

    def _lost(self, how: str, is_late: bool) -> None:
        """Blame what the worker was at: its task is answered without it, or tried again, knowing more."""
        stage, task = self._worker.stage, self._given[0]
        words = self._step or stage.words
        if not is_late and not stage.spoilt:
            words = stage.suspect or words
        what, _, name = words.partition(" ")
        self._step = ""
        if (stage.number == 0 or stage.item != task.number) and self._starts < _MOST_STARTS:
            self._starts += 1
        elif not is_late and stage.after and not stage.suspect and not task.again:
            task.again = True
        elif is_late or stage.suspect or not stage.after or not task.suspected(stage.after, Text.of(how)):
            answer = task.cut_off(what, name) if is_late else task.died(what, name, _said(how, stage.spoilt))
            if answer is not None:
                self._given.popleft()
                self._crew.answered(answer)
        self._replace()

    def _replace(self) -> None:
        """Give what was not answered to a fresh worker."""
        self._worker = self._crew.renew(self._place)
        self._begin()
        tasks, self._given = self._given, deque()
        for task in tasks:
            self._give(task)


def _said(how: str, spoilt: str) -> Text:
    return Text(f"改动了 {spoilt}", f"{spoilt} was changed") if spoilt else Text.of(how)


def stopped_text() -> Text:
    """Say why a rule was not run any more."""
    return Text(
        f"在 {STOPPED_AFTER} 份报告上超时或使进程崩溃，本次不再运行",
        f"it took too long or ended its process on {STOPPED_AFTER} reports and was not run any more",
    )
