"""Files of single reports written on another machine: a run over a few of its reports goes there, what was written comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gouji.decisions.applied import After
from gouji.limits import Limits
from gouji.model.batch import Batch
from gouji.model.checked import CheckedReport
from gouji.model.decision import Decided
from gouji.model.run import Run, Unwritten
from gouji.model.text import Text
from gouji.scoring import Scoring
from gouji.store import StoredReports
from gouji.workers.serving import Answer
from gouji.workers.tasks import PageTask


class PagePart(NamedTuple):
    """Reports by their places in a small run, each with the formats that stand already; `broken` are not written of any."""

    reports: Sequence[tuple[int, tuple[str, ...]]]
    formats: tuple[str, ...]
    broken: tuple[str, ...]
    limits: Limits


class Written(NamedTuple):
    """What became of each report of a part, and the files that were written, by format and name."""

    answers: Sequence[Answer]
    files: Mapping[str, Mapping[str, bytes]]


class Parts:
    """Takes parts out of a run: a few reports with all that is needed to write what stands for them alone."""

    def __init__(self, run: Run) -> None:
        if not isinstance(run.reports, StoredReports):
            raise TypeError("only stored reports can be sent")
        self._run, self._reports = run, run.reports
        self._sources, self._paths = list(run.paths), list(run.paths.values())
        self._agency = {number: name for name, numbers in run.survey.agencies.items() for number in numbers}
        self._batch = run.batch if isinstance(run.batch, Batch) else Batch(run.batch)

    def of(self, tasks: Sequence[PageTask]) -> tuple[Run, PagePart]:
        """Return a run over the reports of tasks and the others of their agencies, and what is to be written of it."""
        run, all_agencies = self._run, self._run.survey.agencies
        wanted = [task.report for task in tasks]
        names = dict.fromkeys(self._agency[number] for number in wanted if number in self._agency)
        numbers = sorted({*wanted, *(number for name in names for number in all_agencies[name])})
        at = {number: place for place, number in enumerate(numbers)}
        batch = self._batch.about(self._sources[number] for number in wanted)
        decided = _decided(run, [self._reports[number] for number in wanted], batch)
        after = run.after_decisions
        left = replace(after, decided=decided) if isinstance(after, After) else after
        score = replace(run.score, batch=batch, left=left) if isinstance(run.score, Scoring) else run.score
        small = replace(
            run, reports=self._reports.carried(numbers), batch=batch, decided=decided, after_decisions=left, score=score,
            filings=(), baseline=None, whose=self._whose(numbers),
            paths={self._sources[number]: str(Path(self._paths[number]).absolute()) for number in numbers},
        )  # fmt: skip
        agencies = {name: tuple(at[number] for number in all_agencies[name]) for name in names}
        small = small.surveyed(replace(run.survey, agencies=agencies))
        first = tasks[0]
        there = [(at[task.report], tuple(task.known)) for task in tasks]
        return small, PagePart(there, tuple(first.folders), tuple(first.broken), first.limits)

    def _whose(self, numbers: Iterable[int]) -> Mapping[str, str]:
        keys = {self._reports[number].agency.key for number in numbers} if self._run.whose else set()
        return {key: whose for key, whose in self._run.whose.items() if key in keys}


def _decided(run: Run, wanted: Sequence[CheckedReport], batch: Batch) -> Decided:
    """Return the decisions on what was found of some reports."""
    if not run.decided.all:
        return Decided()
    results = (*batch, *(result for checked in wanted for result in checked.results))
    marks = {(each.fingerprint, each.evidence_fingerprint) for result in results for each in result.findings}
    own = {mark for mark, _ in marks}
    return Decided(
        {mark: made for mark, made in run.decided.by_fingerprint.items() if mark in own},
        by_version={mark: made for mark, made in run.decided.by_version.items() if mark in marks},
    )


def tasks_of(part: PagePart, folder: Path) -> list[PageTask]:
    """Return the tasks of a part, to be written into folders of a folder."""
    folders = {name: folder / name for name in part.formats}
    for each in folders.values():
        each.mkdir()
    broken = dict.fromkeys(part.broken, Unwritten(Text("", "")))
    return [
        PageTask(number, report, folders, part.limits, broken, known)
        for number, (report, known) in enumerate(part.reports)
    ]


def files_in(folder: Path, formats: Sequence[str]) -> dict[str, dict[str, bytes]]:
    """Return the files in the folders of formats, by format and name."""
    return {
        name: {path.relative_to(folder / name).as_posix(): path.read_bytes() for path in _files(folder / name)}
        for name in formats
    }


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def put(files: Mapping[str, Mapping[str, bytes]], folders: Mapping[str, Path]) -> None:
    """Put what was written elsewhere into the folders of its formats."""
    for name, own in files.items():
        for path, data in own.items() if not folders[name].is_symlink() else ():
            place = folders[name] / path
            if ".." in place.parts:
                raise ValueError(f"{path} leads out of the folder")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
