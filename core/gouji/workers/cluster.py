"""Files checked, agencies compared, pages written on a Dask cluster over a shared folder: each worker there has workers of its own."""

from __future__ import annotations

import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from gouji.checking import Made, Order
from gouji.errors import GoujiError
from gouji.files import AtPage, File, Known, unheard, unknown
from gouji.host import HostOptions, core_sha256
from gouji.limits import Limits
from gouji.model.run import Run
from gouji.model.text import Text
from gouji.store import libraries
from gouji.workers.crew import Crew, stopped_text
from gouji.workers.pages import PagePart, Parts, Written, files_in, put, tasks_of
from gouji.workers.serving import Answer, sendable
from gouji.workers.tasks import CheckTask, GroupsTask, PageTask, Task

if TYPE_CHECKING:
    from distributed import Client

_AT_ONCE = 8
"""Files or pages that a worker of the cluster is given together: the way there takes as long as a check."""
_AHEAD = 4
"""So many times the cluster's threads are given out before the first of them has answered."""
_RETRIES = 10
"""How often the same files may meet a worker that is lost."""
_CONNECT_SECONDS = 30
_OTHER = "{0}: another Gouji or other libraries than here; install the same on all machines of the cluster"
_NO_EXTRA = "--workers dask needs the extra: pip install 'gouji[dask]'"

_own = threading.local()


class ClusterCrew(Crew):
    """A crew whose files are checked, agencies compared and pages written on a cluster, named by the address of its scheduler.

    What looks at all reports, or tells of all, is done by workers here.
    """

    def __init__(self, order: Order, files: int, scheduler: str) -> None:
        super().__init__(order, files)
        self._scheduler, self._run = scheduler, Run(())

    def show(self, run: Run) -> None:
        """Let the workers see the run that is written from now on, and keep it for those elsewhere."""
        super().show(run)
        self._run = run

    def check(
        self, files: Sequence[File], limits: Limits, at_page: AtPage = unheard, known: Known = unknown
    ) -> Iterator[Made]:
        """Yield the reports in the order of the files; a worker that is lost costs nothing but the time."""
        if not files:
            return
        parts = (files[start : start + _AT_ONCE] for start in range(0, len(files), _AT_ONCE))
        there = ([replace(file, path=file.path.absolute(), known=known(file)) for file in part] for part in parts)
        for answered in self._answered(_checked, ((part, limits, self.stopped) for part in there)):
            for answer in answered:
                self._late.update(set(answer.late))
                self.tell(answer.heard)
                yield answer.result

    def do(self, tasks: Sequence[Task], at_page: AtPage = unheard) -> Iterator[Answer]:
        """Yield the answers to tasks, which are numbered from 0, in their order.

        Those of groups of reports and of reports alone, which are the last ones, come from the cluster.
        """
        groups = [task for task in tasks if isinstance(task, GroupsTask)]
        there = [task for task in tasks if isinstance(task, PageTask) and task.alone]
        yield from super().do(tasks[: len(tasks) - len(groups) - len(there)], at_page)
        if groups:
            yield from self._compared(groups)
        if there:
            yield from self._pages(there)

    def _compared(self, tasks: Sequence[GroupsTask]) -> Iterator[Answer]:
        """Yield what was found in groups of reports; what the cluster learnt of rules that end their workers is known here too."""
        given = ((replace(task.carried(), number=0),) for task in tasks)
        for task, (answer, without) in zip(tasks, self._answered(_compared, given), strict=True):
            task.without.update(without)
            self.tell(answer.heard)
            yield replace(answer, number=task.number)

    def _pages(self, there: Sequence[PageTask]) -> Iterator[Answer]:
        """Yield what became of what is written of single reports."""
        parts = [there[start : start + _AT_ONCE] for start in range(0, len(there), _AT_ONCE)]
        given = ((sendable(small), part) for small, part in map(Parts(self._run).of, parts))
        for own, written in zip(parts, self._answered(_written, given), strict=True):
            put(written.files, own[0].folders)
            for answer in written.answers:
                self.tell(answer.heard)
            yield from (replace(each, number=task.number) for task, each in zip(own, written.answers, strict=True))

    def _answered(self, work: Callable[..., Any], given: Iterator[tuple[Any, ...]]) -> Iterator[Any]:
        """Have the cluster do pieces of work; yields what each came to, in their order, and prepares no more than is soon done."""
        order = replace(self._order, options=_absolute(self._order.options), jobs=1, in_process=False)
        like = core_sha256(), libraries()
        waiting: deque[Any] = deque()
        with _client(self._scheduler) as client:

            def submit(count: int) -> None:
                for each in islice(given, count):
                    waiting.append(client.submit(work, order, like, *each, pure=False, retries=_RETRIES))

            submit(_AHEAD * max(1, sum(client.nthreads().values())))
            while waiting:
                yield _result(waiting.popleft())
                submit(1)


def _client(scheduler: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise GoujiError(_NO_EXTRA) from error
    try:
        client: Client = Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
        return client
    except (OSError, ValueError, TimeoutError) as error:
        raise GoujiError(f"{scheduler}: no Dask scheduler answers there: {error}") from error


def _result(future: Any) -> Any:  # noqa: ANN401  a Future, which carries no type
    try:
        return future.result()
    except GoujiError:
        raise
    except Exception as error:
        raise GoujiError(f"the cluster broke: {error}") from error


def _absolute(options: HostOptions) -> HostOptions:
    """Name folders and files so that they are found from any working folder."""
    packs = tuple(str(Path(pack).absolute()) if Path(pack).is_dir() else pack for pack in options.packs)
    folders = tuple(folder.absolute() for folder in options.plugins_dir)
    return replace(options, plugins_dir=folders, packs=packs, config=options.config and options.config.absolute())


def _checked(
    order: Order, like: tuple[str, list[str]], files: Sequence[File], limits: Limits, stopped: Sequence[str]
) -> list[Answer]:
    """Check files on a machine of the cluster."""
    without = {rule: stopped_text() for rule in stopped}
    tasks = [CheckTask(number, file, limits, without=dict(without)) for number, file in enumerate(files)]
    return _done(order, like, tasks)


def _written(order: Order, like: tuple[str, list[str]], run: bytes, part: PagePart) -> Written:
    """Write what stands for single reports on a machine of the cluster."""
    with TemporaryDirectory(prefix="gouji-") as scratch:
        answers = _done(order, like, tasks_of(part, Path(scratch)), run)
        return Written(answers, files_in(Path(scratch), part.formats))


def _compared(order: Order, like: tuple[str, list[str]], task: GroupsTask) -> tuple[Answer, dict[str, Text]]:
    """Look at groups of reports on a machine of the cluster; returns the rules too that a worker was lost over."""
    [answer] = _done(order, like, [task])
    return answer, task.without


def _done(order: Order, like: tuple[str, list[str]], tasks: Sequence[Task], run: bytes = b"") -> list[Answer]:
    """Do tasks on a machine of the cluster, each thread of which keeps a worker for the next ones."""
    if like != (core_sha256(), libraries()):
        import platform

        raise GoujiError(_OTHER.format(platform.node()))
    crew = _kept_crew(order)
    crew.run = run
    try:
        answers = list(crew.do(tasks))
        return [replace(each, heard=crew.uses) for each in answers]  # a kept worker tells once, whoever asks
    except BaseException:
        _own.crew.__exit__()
        _own.order = b""
        raise


def _kept_crew(order: Order) -> Crew:
    wanted = pickle.dumps(order)
    if getattr(_own, "order", b"") != wanted:
        if getattr(_own, "order", b""):
            _own.crew.__exit__()
        _own.crew, _own.order = Crew(order, 1).__enter__(), wanted
    crew: Crew = _own.crew
    crew.forget_late()
    return crew
