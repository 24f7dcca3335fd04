"""Results on disk: the output folder is written whole or not at all, and nothing of the user's is lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gouji.alarm import alarm
from gouji.errors import GoujiError
from gouji.folder import MARK, put_in_place, scratch_beside
from gouji.host import Host
from gouji.model.checked import CheckedReport
from gouji.model.run import Run
from gouji.model.score import Scorecard
from gouji.model.writer import Output, Writer
from gouji.tracebacks import harmless_repr, told_traceback

WRITER_SECONDS = 300.0
"""Processor time that a writer may take to begin, for one report, and to end."""


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A format whose writer broke: what it raised, and where."""

    said: str
    traceback: str


class OutputRefused(GoujiError):
    """The output cannot be written there; the text names folder and reason."""


def chosen_writers(host: Host, formats: Sequence[str]) -> list[Writer]:
    """Return the writers of the formats; OutputRefused names one that no plugin writes."""
    for name in formats:
        if name not in host.writers:
            raise OutputRefused(f"no plugin writes {name}; there are {', '.join(sorted(host.writers))}")
    return [host.writers[name] for name in formats]


def refuse_unfit_folder(out: Path) -> None:
    """Raise OutputRefused where the output would replace something that Gouji did not write, or cannot be written."""
    if out.exists() and not out.is_dir():
        raise OutputRefused(f"{out}: is a file, not an output folder")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise OutputRefused(f"{out}: holds other files; choose an empty folder or a new name with --out")
    beside = next(folder for folder in out.absolute().parents if folder.exists())
    if not beside.is_dir():
        raise OutputRefused(f"{out}: cannot be written: {beside} is a file")
    if not os.access(beside, os.W_OK):
        raise OutputRefused(f"{out}: cannot be written: {beside} is read-only")


def write_run(run: Run, out: Path, writers: Sequence[Writer]) -> dict[str, Unwritten]:
    """Pass 3: write all formats into a temporary folder beside `out`, then put it in its place.

    Files that a person put into the old output folder stay. Returns the formats whose writers broke; the others are written.
    """
    try:
        with scratch_beside(out) as scratch:
            fresh = scratch / "new"
            fresh.mkdir()
            unwritten = _write_formats(run, scratch, fresh, writers)
            put_in_place(fresh, out, scratch / "old")
            return unwritten
    except OSError as error:
        raise OutputRefused(f"{out}: cannot be written: {error.strerror or error}") from error


def _write_formats(run: Run, scratch: Path, fresh: Path, writers: Sequence[Writer]) -> dict[str, Unwritten]:
    """Write each format into a folder of its own: what one left unfinished never stands beside the others."""
    formats = [_Format(writer, scratch / f"{writer.format}.new") for writer in writers]
    for each in formats:
        each.tried(partial(each.open, run))
    for checked in run.reports:
        card = run.score(checked)
        for each in formats:
            each.tried(partial(each.add, checked, card))
    for each in formats:
        each.tried(each.close)
        if each.unwritten is None:
            for path in each.folder.iterdir():
                path.rename(fresh / path.name)
    return {each.writer.format: each.unwritten for each in formats if each.unwritten}


class _Format:
    """A format on its way to disk; what its writer raises ends this one, and no other."""

    def __init__(self, writer: Writer, folder: Path) -> None:
        self.writer, self.folder = writer, folder
        self.unwritten: Unwritten | None = None

    def tried(self, step: Callable[[], None]) -> None:
        """Take a step, unless one before it failed; an OSError speaks of the disk, not of the writer."""
        if self.unwritten is not None:
            return
        try:
            with alarm(WRITER_SECONDS):
                step()
        except (KeyboardInterrupt, OSError):
            raise
        except BaseException as error:
            self.unwritten = Unwritten(harmless_repr(error), told_traceback(error))

    def open(self, run: Run) -> None:
        self.folder.mkdir()
        self._output: Output = self.writer.open(run, self.folder)

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        self._output.add(checked, card)

    def close(self) -> None:
        self._output.close()
