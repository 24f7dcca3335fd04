"""Pass 3: the steps of writers, each of which costs no more than its own format, whatever it does."""

from __future__ import annotations

import errno
import shutil
import signal
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path

from gouji.alarm import alarm
from gouji.limits import Limits
from gouji.model.checked import CheckedReport
from gouji.model.run import Run, Unwritten
from gouji.model.text import Text
from gouji.model.writer import InPieces, Output, ReportWriter, Writer
from gouji.pieces import Pieces
from gouji.tracebacks import harmless_repr, told_traceback

_OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
"""Errors that no writer is to blame for."""
_PROBE_BYTES, _SPARE_BYTES = 65_536, 64_000_000
_REPORTS_A_LIMIT = 1000
"""Reports for which a writer of the whole run may take the limit once more in a step: it may keep all work for its end."""

Begins = Callable[[str], None]
"""Hears of each step that is about to begin: `writer FORMAT`."""


def whole_seconds(limits: Limits, reports: int) -> float:
    """Return the processor time of one step of a writer that sees all reports of a run."""
    return limits.writer_seconds * (1 + reports // _REPORTS_A_LIMIT)


def write_whole(writer: Writer, run: Run, folder: Path, seconds: float, begins: Begins) -> Unwritten | None:
    """Write one format from beginning to end, but for what it writes of each report alone; returns why it is unwritten.

    An OSError of the disk is raised.
    """

    def write() -> None:
        with alarm(seconds) as anew:
            output = writer.open(run, folder)
            for _ in _added(output, run, writer.format):
                begins(f"writer {writer.format}")
                anew()
            output.close()

    begins(f"writer {writer.format}")
    return _broken(write, seconds, folder)


def _added(output: Output, run: Run, name: str) -> Iterator[None]:
    """Give an output the reports one by one; yields before each, and before it may be closed."""
    if isinstance(output, InPieces):
        pieces = Pieces(run, name, output.piece)
        for number in range(len(run.reports)):
            yield
            output.take(pieces[number])
        pieces.keep()
    else:
        for checked in run.reports:
            yield
            output.add(checked, run.score(checked))
    yield


class ReportWriters:
    """What formats write of each report alone, `folders` by format; each begins when its first report comes."""

    def __init__(self, writers: Mapping[str, Writer], run: Run, folders: Mapping[str, Path]) -> None:
        self._writers, self._run, self._folders = writers, run, folders
        self._begun: dict[str, ReportWriter] = {}

    def write(
        self, checked: CheckedReport, without: Collection[str], seconds: float, begins: Begins
    ) -> dict[str, Unwritten]:
        """Write a report in all formats but those of `without`; returns those that broke."""
        card, broken = self._run.score(checked), {}

        def write(name: str) -> None:
            with alarm(seconds):
                self._of(name)(checked, card)

        for name in self._folders:
            if name not in without:
                begins(f"writer {name}")
                if (why := _broken(partial(write, name), seconds, self._folders[name])) is not None:
                    broken[name] = why
        return broken

    def _of(self, name: str) -> ReportWriter:
        if name not in self._begun:
            begin = self._writers[name].each
            assert begin is not None
            self._begun[name] = begin(self._run, self._folders[name])
        return self._begun[name]


def _broken(write: Callable[[], None], seconds: float, folder: Path) -> Unwritten | None:
    """Take a step and return why it failed; what speaks of the disk, or asks this process to stop, is raised."""
    try:
        write()
    except BaseException as error:
        if isinstance(error, OSError) and error.errno in _OF_THE_DISK and not _has_room(folder):
            raise
        if isinstance(error, KeyboardInterrupt) and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            raise
        if isinstance(error, TimeoutError) and str(error) == writer_took_too_long(seconds).en:
            return Unwritten(writer_took_too_long(seconds))
        return Unwritten(Text.of(harmless_repr(error)), told_traceback(error))
    return None


def _has_room(folder: Path) -> bool:
    """Tell whether a folder can be written to with room to spare: then it is not the disk that fails."""
    try:
        probe = folder / ".probe"
        probe.write_bytes(bytes(_PROBE_BYTES))
        probe.unlink()
        return shutil.disk_usage(folder).free > _SPARE_BYTES
    except OSError as error:
        return error.errno not in _OF_THE_DISK


def writer_took_too_long(seconds: float) -> Text:
    """Say that a writer was cut off."""
    return Text(f"超过 {seconds:g} 秒未结束", f"no end after {seconds:g} s")
