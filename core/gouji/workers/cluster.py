"""Files checked on a Dask cluster over a shared folder: there each worker has workers of its own, like those of one machine."""

from __future__ import annotations

import pickle
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gouji.checking import Made, Order
from gouji.errors import GoujiError
from gouji.files import AtPage, File, Known, unheard, unknown
from gouji.host import HostOptions, core_sha256
from gouji.limits import Limits
from gouji.store import libraries
from gouji.workers.crew import Crew, stopped_text
from gouji.workers.tasks import CheckTask

if TYPE_CHECKING:
    from distributed import Client

_AT_ONCE = 8
"""Files that a worker of the cluster is given together: the way there takes as long as a check."""
_AHEAD = 4
"""So many times the cluster's threads are given out before the first of them has answered."""
_RETRIES = 10
"""How often the same files may meet a worker that is lost."""
_CONNECT_SECONDS = 30
_OTHER = "{0}: another Gouji or other libraries than here; install the same on all machines of the cluster"
_NO_EXTRA = "--workers dask needs the extra: pip install 'gouji[dask]'"

_own = threading.local()


class ClusterCrew(Crew):
    """A crew whose files are checked on a cluster, named by the address of its scheduler; outputs are written by workers here."""

    def __init__(self, order: Order, files: int, scheduler: str) -> None:
        super().__init__(order, files)
        self._scheduler = scheduler

    def check(
        self, files: Sequence[File], limits: Limits, at_page: AtPage = unheard, known: Known = unknown
    ) -> Iterator[Made]:
        """Yield the reports in the order of the files; a worker that is lost costs nothing but the time."""
        if not files:
            return
        order = replace(self._order, options=_absolute(self._order.options), jobs=1, in_process=False)
        like = core_sha256(), libraries()
        parts = (files[start : start + _AT_ONCE] for start in range(0, len(files), _AT_ONCE))
        with _client(self._scheduler) as client:
            most = _AHEAD * max(1, sum(client.nthreads().values()))
            waiting: deque[Any] = deque()

            def submit(count: int) -> None:
                for part in islice(parts, count):
                    there = [replace(file, path=file.path.absolute(), known=known(file)) for file in part]
                    given = (order, there, limits, like, self.stopped)
                    waiting.append(client.submit(_checked, *given, pure=False, retries=_RETRIES))

            submit(most)
            while waiting:
                for made, late in _result(waiting.popleft()):
                    self._late.update(set(late))
                    yield made
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


def _result(future: Any) -> list[tuple[Made, tuple[str, ...]]]:  # noqa: ANN401  a Future, which carries no type
    try:
        answered: list[tuple[Made, tuple[str, ...]]] = future.result()
    except GoujiError:
        raise
    except Exception as error:
        raise GoujiError(f"the cluster broke: {error}") from error
    return answered


def _absolute(options: HostOptions) -> HostOptions:
    """Name folders and files so that they are found from any working folder."""
    packs = tuple(str(Path(pack).absolute()) if Path(pack).is_dir() else pack for pack in options.packs)
    folders = tuple(folder.absolute() for folder in options.plugins_dir)
    return replace(options, plugins_dir=folders, packs=packs, config=options.config and options.config.absolute())


def _checked(
    order: Order, files: Sequence[File], limits: Limits, like: tuple[str, list[str]], stopped: Sequence[str]
) -> list[tuple[Made, tuple[str, ...]]]:
    """Check files on a machine of the cluster, each thread of which keeps a worker for the next ones."""
    if like != (core_sha256(), libraries()):
        import platform

        raise GoujiError(_OTHER.format(platform.node()))
    crew = _kept_crew(order)
    try:
        without = {rule: stopped_text() for rule in stopped}
        tasks = [CheckTask(number, file, limits, without=dict(without)) for number, file in enumerate(files)]
        return [(answer.result, answer.late) for answer in crew.do(tasks)]
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
