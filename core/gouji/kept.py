"""Files that the last run wrote of one report alone, such as its page: where it would write the same they stay."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from gouji.cache import Cache
from gouji.files import slug_of
from gouji.folder import link
from gouji.model.batch import Batch
from gouji.model.checked import CheckedReport
from gouji.model.result import Result
from gouji.model.run import Run
from gouji.model.writer import Writer
from gouji.store import StoredReports

State = tuple[str, int, int]
"""What a file was written for, its size and the time of its last change."""


class KeptFiles:
    """What stands in an output folder of each report, and what it was written for; the cache keeps it between runs."""

    def __init__(self, cache: Cache, out: Path) -> None:
        self._cache, self._out = cache, out
        self._key = sha256(b"files\0" + os.fsencode(out.absolute())).digest()
        found = cache.get(self._key)
        self._before: Mapping[str, State] = {name: (mark, *rest) for name, mark, *rest in json.loads(found or b"[]")}
        self._now: dict[str, str] = {}

    def take_over(self, run: Run, writer: Writer, folder: Path) -> set[int]:
        """Link what still stands of a format into a folder; returns the numbers of the reports that it need not be written of."""
        if writer.keeps is None:
            return set()
        known = set()
        names = (writer.keeps.format(slug=slug_of(source)) for source in run.paths)
        for number, (name, mark) in enumerate(zip(names, _marks(run), strict=True)):
            self._now[name] = mark
            if mark and self._stands(name, mark):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                link(self._out / name, folder / name)
                known.add(number)
        return known

    def _stands(self, name: str, mark: str) -> bool:
        before = self._before.get(name)
        return before is not None and before[0] == mark and before == self._state(name, mark)

    def _state(self, name: str, mark: str) -> State | None:
        try:
            stat = (self._out / name).stat(follow_symlinks=False)
        except OSError:
            return None
        return mark, stat.st_size, stat.st_mtime_ns

    def keep(self) -> None:
        """Note what stands there now."""
        states = ((name, self._state(name, mark)) for name, mark in self._now.items() if mark)
        rows = [[name, *state] for name, state in states if state is not None]
        if rows:
            self._cache.put(self._key, json.dumps(rows, ensure_ascii=True).encode(), "folder")


def _marks(run: Run) -> Iterator[str]:
    """Yield for each report a mark of all that what is written of it follows from, empty where that may change without a sign."""
    reports = run.reports
    if not isinstance(reports, StoredReports):
        yield from ("" for _ in reports)
        return
    marks = _Marks(run, reports)
    yield from map(marks.of, range(len(reports)))


class _Marks:
    """Marks of the reports of a run."""

    def __init__(self, run: Run, reports: StoredReports) -> None:
        self._run, self._reports, self._sources = run, reports, list(run.paths)
        self._batch = run.batch if isinstance(run.batch, Batch) else Batch(run.batch)
        baseline = sorted(run.baseline.items()) if run.baseline is not None else None
        about = (run.host, run.language, run.annex, run.fail_on, run.packs, sorted(run.themes), baseline)
        self._about = repr(about).encode("utf-8", "surrogatepass")

    def of(self, number: int) -> str:
        """Return the mark of a report: of it, of those of its agency, of what is said across reports, and of decisions on it."""
        own, others = self._reports.lasting_key(number), self._of_agency.get(number, b"")
        if own is None or others is None:
            return ""
        across = self._batch.mark_of(self._sources[number])
        return sha256(b"".join((self._about, own, others, across, self._decided(number)))).hexdigest()

    @cached_property
    def _of_agency(self) -> Mapping[int, bytes | None]:
        """Marks of all reports of an agency, by the number of each; None where one may change without a sign."""
        found: dict[int, bytes | None] = {}
        for numbers in self._run.survey.agencies.values():
            keys = [key for key in map(self._reports.lasting_key, numbers) if key is not None]
            mark = sha256(b"".join(keys)).digest() if len(keys) == len(numbers) else None
            found.update(dict.fromkeys(numbers, mark))
        return found

    def _decided(self, number: int) -> bytes:
        if not self._run.decided.all:
            return b""
        checked = self._reports[number]
        found = ((each, self._run.decision_of(each)) for result in self._results(checked) for each in result.findings)
        made = [f"{each.fingerprint} {each.evidence_fingerprint} {decision!r}" for each, decision in found if decision]
        return "\n".join(made).encode("utf-8", "surrogatepass")

    def _results(self, checked: CheckedReport) -> Iterable[Result]:
        return (*checked.results, *self._run.across(checked.source))
