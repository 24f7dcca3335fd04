"""What all that is said of one report follows from, as a mark: while it is the same, what was made of the report still holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from itertools import chain

from gouji.model.batch import Batch
from gouji.model.checked import CheckedReport
from gouji.model.result import Result
from gouji.model.run import Run
from gouji.store import StoredReports


class Grounds:
    """Marks of the reports of a run by their numbers, None where what is found may change without a sign."""

    def __init__(self, run: Run) -> None:
        self._run, self._sources = run, list(run.paths)
        self._reports = run.reports if isinstance(run.reports, StoredReports) else None
        self._batch = run.batch if isinstance(run.batch, Batch) else Batch(run.batch)
        baseline = sorted(run.baseline.items()) if run.baseline is not None else None
        about = (run.host, run.language, run.annex, run.fail_on, run.packs, sorted(run.themes), baseline)
        self._about = sha256(repr(about).encode("utf-8", "surrogatepass")).digest()

    def of(self, number: int) -> bytes | None:
        """Return the mark of a report: of it, of what is said across reports, of decisions on it, and of the run."""
        own = self._reports.lasting_key(number) if self._reports else None
        if own is None:
            return None
        across = self._batch.mark_of(self._sources[number])
        return sha256(b"".join((self._about, own, across, self._decided(number)))).digest()

    def with_agency(self, number: int) -> bytes | None:
        """Return the mark of a report together with the other reports of its agency."""
        own, others = self.of(number), self._of_agency.get(number, b"")
        return None if own is None or others is None else sha256(own + others).digest()

    @cached_property
    def _of_agency(self) -> Mapping[int, bytes | None]:
        """Marks of all reports of an agency, by the number of each; None where one may change without a sign."""
        assert self._reports is not None
        found: dict[int, bytes | None] = {}
        for numbers in self._run.survey.agencies.values():
            keys = [key for key in map(self._reports.lasting_key, numbers) if key is not None]
            mark = sha256(b"".join(keys)).digest() if len(keys) == len(numbers) else None
            found.update(dict.fromkeys(numbers, mark))
        return found

    def _decided(self, number: int) -> bytes:
        if not self._run.decided.all or self._reports is None:
            return b""
        brief = self._reports.brief(number)
        across = (each.fingerprint for result in self._run.across(brief.source) for each in result.findings)
        if self._decided_marks.isdisjoint(chain((mark for _, mark in brief.found), across)):
            return b""
        checked = self._reports[number]
        found = ((each, self._run.decision_of(each)) for result in self._results(checked) for each in result.findings)
        made = [f"{each.fingerprint} {each.evidence_fingerprint} {decision!r}" for each, decision in found if decision]
        return "\n".join(made).encode("utf-8", "surrogatepass")

    @cached_property
    def _decided_marks(self) -> frozenset[str]:
        """The fingerprints of all findings on which somebody decided."""
        decided = self._run.decided
        return frozenset((*decided.by_fingerprint, *(mark for mark, _ in decided.by_version)))

    def _results(self, checked: CheckedReport) -> Iterable[Result]:
        return (*checked.results, *self._run.across(checked.source))
