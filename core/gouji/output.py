"""Results on disk: the output folder is written whole or not at all, and nothing of the user's is lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from gouji.errors import GoujiError
from gouji.folder import MARK, UNFINISHED, held, put_in_place, scratch_beside
from gouji.host import Host
from gouji.kept import KeptFiles
from gouji.limits import Limits
from gouji.model.run import Run, Unwritten
from gouji.model.text import Text
from gouji.model.writer import Writer
from gouji.nearest import unknown
from gouji.staging import Staged
from gouji.workers.crew import Crew
from gouji.workers.tasks import PageTask, Task, WholeTask
from gouji.writing import ReportWriters, whole_seconds, write_whole

Stand = Mapping[int, Collection[str]]
"""The formats of which what is written of a report stands already, by the number of the report."""


class OutputRefused(GoujiError):
    """The output cannot be written there; the text names folder and reason."""


def chosen_writers(host: Host, formats: Sequence[str]) -> list[Writer]:
    """Return the writers of the formats, those of strangers last; OutputRefused names one that no plugin writes, or says that none is named."""
    if not formats:
        raise OutputRefused(f"no output format is named; there are {', '.join(sorted(host.writers))}")
    for name in formats:
        if name not in host.writers:
            raise OutputRefused(unknown("output format", name, host.writers))
    return sorted((host.writers[name] for name in formats), key=lambda writer: writer.plugin in host.strangers)


def refuse_unfit_folder(out: Path) -> None:
    """Raise OutputRefused where the output would replace something that Gouji did not write, or cannot be written."""
    if out.exists() and not out.is_dir():
        raise OutputRefused(f"{out}: is a file, not an output folder")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise OutputRefused(f"{out}: holds other files; choose an empty folder or a new name with --out")
    if name := held(out):
        raise OutputRefused(f"{out}: cannot be written: another program has {name} open")
    beside = next(folder for folder in Path(os.path.realpath(out)).parents if folder.exists())
    if not beside.is_dir():
        raise OutputRefused(f"{out}: cannot be written: {beside} is a file")
    if not os.access(beside, os.W_OK):
        raise OutputRefused(f"{out}: cannot be written: {beside} is read-only")


def write_run(
    run: Run,
    out: Path,
    writers: Sequence[Writer],
    limits: Limits,
    crew: Crew | None = None,
    kept: KeptFiles | None = None,
) -> dict[str, Unwritten]:
    """Pass 3: write all formats into a temporary folder beside `out`, then put it in its place.

    The workers of a crew do it, without one this process. Files that a person put into the old output folder stay, and so do those
    of single reports that are `kept` of the last run. Returns the formats whose writers broke; the others are written.
    """
    place = Path(os.path.realpath(out))  # a link of a person's stays, and leads to the new result
    try:
        with ExitStack() as stack:
            scratch = stack.enter_context(scratch_beside(place))
            fresh = scratch / "new"
            fresh.mkdir()

            def stage(format_: str) -> Staged:
                return Staged(stack.enter_context(scratch_beside(place)), format_)

            unwritten = _write_formats(run, stage, fresh, writers, crew, limits, kept)
            put_in_place(fresh, place, scratch / "old")
        if kept is not None:
            kept.keep()
        return unwritten
    except OSError as error:
        raise OutputRefused(f"{out}: cannot be written: {error.strerror or error}") from error


def _write_formats(
    run: Run, stage: Callable[[str], Staged], fresh: Path, writers: Sequence[Writer], crew: Crew | None, limits: Limits,
    kept: KeptFiles | None,
) -> dict[str, Unwritten]:  # fmt: skip
    """Write each format into a folder of its own: neither what one left unfinished nor what one deleted touches another.

    Those that tell of the others are written again where one broke.
    """
    staged, unwritten = _written(run, stage, writers, crew, limits, kept)
    unwritten |= _spoilt(staged, unwritten)
    telling = [writer for writer in writers if writer.tells and writer.format not in unwritten]
    if unwritten and telling:
        told = replace(run, unwritten=_named(unwritten, writers))
        again, broken = _written(told, stage, telling, crew, limits, kept)
        staged, unwritten = {**staged, **again}, {**unwritten, **broken}
        unwritten |= _spoilt(staged, unwritten)
    for name, each in staged.items():
        if name not in unwritten:
            each.move_into(fresh)
    return _named(unwritten, writers)


def _named(unwritten: Mapping[str, Unwritten], writers: Sequence[Writer]) -> dict[str, Unwritten]:
    """Return the formats that broke in the order of their writers, each with the plugin that is to blame."""
    broken = (writer for writer in writers if writer.format in unwritten)
    return {writer.format: replace(unwritten[writer.format], plugin=writer.plugin) for writer in broken}


def _written(
    run: Run, stage: Callable[[str], Staged], writers: Sequence[Writer], crew: Crew | None, limits: Limits, kept: KeptFiles | None
) -> tuple[dict[str, Staged], dict[str, Unwritten]]:  # fmt: skip
    """Write formats; returns where each stands, and those that broke."""
    staged = {writer.format: stage(writer.format) for writer in writers}
    folders = {name: each.path for name, each in staged.items()}
    by_report = {writer.format: folders[writer.format] for writer in writers if writer.each is not None}
    stand: dict[int, set[str]] = {}
    if kept is not None:
        for writer in writers:
            for number in kept.take_over(run, writer, folders[writer.format]):
                stand.setdefault(number, set()).add(writer.format)
    if crew is not None and crew.jobs:
        alone = all(writer.keeps for writer in writers if writer.format in by_report)
        return staged, _write_in_workers(run, folders, by_report, stand, crew, limits, alone)
    return staged, _write_here(run, folders, by_report, stand, writers, limits)


def _spoilt(staged: Mapping[str, Staged], unwritten: Collection[str]) -> dict[str, Unwritten]:
    """Return the formats whose output cannot stand beside that of those before them."""
    spoilt: dict[str, Unwritten] = {}
    taken = {MARK, UNFINISHED}
    for name, each in staged.items():
        problem, names = each.problem, () if name in unwritten or each.problem else each.names
        twice = next((written for written in names if written in taken), None)
        if twice is not None:
            problem = Text(f"另一格式也写了 {twice}", f"another format writes {twice} too")
        if problem is not None and name not in unwritten:
            spoilt[name] = Unwritten(problem)
        taken.update(() if problem else names)
    return spoilt


def _write_in_workers(
    run: Run, folders: Mapping[str, Path], by_report: Mapping[str, Path], stand: Stand, crew: Crew, limits: Limits,
    alone: bool,
) -> dict[str, Unwritten]:  # fmt: skip
    """Share out the formats, then the reports; the first report over which a format broke is the one that is told.

    `by_report` are the folders of formats that write something of each report; `alone` says that it follows from that alone.
    """
    broken: dict[str, Unwritten] = {}
    tasks: list[Task] = [
        WholeTask(number, name, folder, len(run.reports), limits)
        for number, (name, folder) in enumerate(folders.items())
    ]
    for report in range(len(run.reports)) if by_report else ():
        if len(known := stand.get(report, ())) < len(by_report):
            tasks.append(PageTask(len(tasks), report, by_report, limits, broken, known, alone))
    crew.show(run)
    told: dict[str, Unwritten] = {}
    for answer in crew.do(tasks):
        if isinstance(answer.result, OSError):
            raise answer.result
        broken.update(answer.result)
        for name, why in answer.result.items():
            told.setdefault(name, why)
    return told


def _write_here(
    run: Run, folders: Mapping[str, Path], by_report: Mapping[str, Path], stand: Stand, writers: Sequence[Writer],
    limits: Limits,
) -> dict[str, Unwritten]:  # fmt: skip
    broken: dict[str, Unwritten] = {}
    for writer in writers:
        seconds = whole_seconds(limits, len(run.reports))
        if (why := write_whole(writer, run, folders[writer.format], seconds, _unheard)) is not None:
            broken[writer.format] = why
    pages = ReportWriters({writer.format: writer for writer in writers}, run, by_report)
    for report in range(len(run.reports)) if by_report else ():
        if len(known := stand.get(report, ())) < len(by_report):
            broken |= pages.write(run.reports[report], {*broken, *known}, limits.writer_seconds, _unheard)
    return broken


def _unheard(_: str) -> None:
    """Tell nobody what begins."""
