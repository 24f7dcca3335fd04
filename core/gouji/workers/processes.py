"""Work spread over processes: answers in order, whatever a process does to itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from gouji.errors import GoujiError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_IN_A_ROW = 16
_START = 60.0
"""Seconds that a process alone may take to start."""
_GRACE = 5.0
"""Seconds that a process may take beyond the limit of its work, to end at its own alarm."""


class Silence(Enum):
    """Why a process gave no answer: it died, or it did not end in time."""

    DIED = auto()
    HUNG = auto()


class Processes(Generic[Item, Answer]):
    """Work for `jobs` processes, each of which calls `start` once and what that returns with every item.

    Items and answers travel by pickle. An item that its process does not survive, or that takes longer than it may where not
    even an alarm ends it, is answered by a Silence; no other item is lost.
    """

    def __init__(self, start: Callable[[], Callable[[Item], Answer]], jobs: int) -> None:
        self._start, self._jobs, self._seconds = start, jobs, _START
        self._begun: ProcessPoolExecutor | None = None

    def begin(self) -> None:
        """Start the processes now, while this one is still busy with beginnings of its own."""
        self._begun = _pool(self._jobs, self._start)
        for _ in range(self._jobs):
            self._begun.submit(_work, [])

    def end(self) -> None:
        """End processes that were begun and got no work."""
        if self._begun is not None:
            _kill(self._begun)
            self._begun.shutdown(wait=False, cancel_futures=True)

    def answers(self, items: Sequence[Item], seconds: float) -> Iterator[Answer | Silence]:
        """Yield the answers in the order of the items; GoujiError where no process can be started."""
        self._seconds = seconds
        done = 0
        while done < len(items):
            for work in (self._together, self._one_by_one):
                for answer in work(items[done:]):
                    done += 1
                    yield answer

    def _together(self, items: Sequence[Item]) -> Iterator[Answer]:
        """Answer items several in a row; ends early where a process gives no answer."""
        length = max(1, min(_IN_A_ROW, len(items) // (self._jobs * 4)))
        rows = [items[start : start + length] for start in range(0, len(items), length)]
        pool, self._begun = self._begun or _pool(self._jobs, self._start), None
        waiting = deque((row, pool.submit(_work, row)) for row in rows)
        try:
            while waiting:
                row, future = waiting.popleft()
                answers = _answer(pool, future, self._seconds * len(row))
                if isinstance(answers, Silence):
                    return
                yield from answers
        finally:
            pool.shutdown(cancel_futures=True)

    def _one_by_one(self, items: Sequence[Item]) -> Iterator[Answer | Silence]:
        """Answer the items that may be to blame, up to the one that is, each in a process of its own."""
        for item in items[: _IN_A_ROW * self._jobs]:
            with _pool(1, self._start) as pool:
                if isinstance(_answer(pool, pool.submit(_work, []), _START), Silence):
                    raise GoujiError("processes cannot be started here, use --jobs 1")
                answers = _answer(pool, pool.submit(_work, [item]), self._seconds)
            if isinstance(answers, Silence):
                yield answers
                return
            yield from answers


def _pool(jobs: int, start: Callable[[], Callable[[Any], Any]]) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (start,))


def _answer(pool: ProcessPoolExecutor, future: Future[Answer], seconds: float) -> Answer | Silence:
    """Wait for a process that has `seconds` for its work, and kill it where its own alarm did not end that."""
    from concurrent.futures import TimeoutError as StillRunning
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result(seconds + _GRACE)
    except BrokenProcessPool:
        return Silence.DIED
    except StillRunning:
        _kill(pool)
        return Silence.HUNG


def _kill(pool: ProcessPoolExecutor) -> None:
    for process in list(pool._processes.values()):  # the executor's kill_workers needs Python 3.14
        process.kill()


class _Worker:
    """What a process keeps between items: made once when it starts, never shared."""

    answer: Callable[[Any], Any]


def _begin(start: Callable[[], Callable[[Any], Any]]) -> None:
    """Start to work; what goes wrong is said when the first item comes, and not by a traceback of the executor."""
    try:
        _Worker.answer = staticmethod(start())
    except Exception as error:
        _Worker.answer = staticmethod(partial(_refuse, error))


def _refuse(error: Exception, _: object) -> None:
    raise error


def _work(items: Sequence[Any]) -> list[Any]:
    return [_Worker.answer(item) for item in items]
