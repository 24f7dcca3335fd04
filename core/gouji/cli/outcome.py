"""How a run ended: what is said of it at the end, and the exit code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from gouji.cli.progress import words_of
from gouji.model.checked import Status
from gouji.model.result import Outcome
from gouji.model.run import Run
from gouji.model.text import Language
from gouji.model.words import name_of
from gouji.writing import Unwritten

FINDINGS = 1
INCOMPLETE = 3
UNREAD = (Status.UNREADABLE, Status.ATTACHMENT)


class Ending(NamedTuple):
    """How a run ended: what is printed to the error output, the line that sums it up, and the exit code."""

    problems: tuple[str, ...]
    summary: str
    code: int

    @classmethod
    def of(cls, run: Run, out: Path, unwritten: Mapping[str, Unwritten], traceback: bool) -> Ending:
        """Tell how a run ended; with `traceback`, where plugins broke."""
        problems = (*_unreadable(run), *_broken(run, unwritten, traceback))
        return cls(problems, summary(run, out), INCOMPLETE if unwritten else exit_code(run))


def _unreadable(run: Run) -> Iterator[str]:
    if any(run.totals.statuses[status] for status in UNREAD):
        for report in run.reports:
            if report.status in UNREAD:
                yield f"gouji: {report.source}: {words_of(report, run.language)}"


def _broken(run: Run, unwritten: Mapping[str, Unwritten], traceback: bool) -> Iterator[str]:
    for name, why in unwritten.items():
        yield f"gouji: {name}: the writer broke, nothing is written: {why.said.to(run.language)}"
        if traceback and why.traceback:
            yield why.traceback
    if traceback and run.totals.tally.outcomes[Outcome.ERROR].rules:
        for report in run.reports:
            for result in report.results:
                if result.outcome is Outcome.ERROR and result.note:
                    said = f"gouji: {report.source}: {result.rule}: {result.note.to(run.language)}"
                    yield f"{said}\n{result.traceback}".rstrip()


def exit_code(run: Run) -> int:
    """Return 3 where a report was not read or not assessed or a rule broke, else 1 where a finding is severe enough, else 0.

    What people took away, what a baseline knows, and what is not such a report is no fault.
    """
    totals = run.totals
    unread = sum(totals.statuses[status] for status in UNREAD)
    if unread or totals.unassessed or totals.tally.outcomes[Outcome.ERROR].rules:
        return INCOMPLETE
    severe = any(count.rules and severity.at_least(run.fail_on) for severity, count in totals.left.failed.items())
    return FINDINGS if severe else 0


def summary(run: Run, out: Path) -> str:
    """Return the line that ends a run: how many files, what became of them, where the result is."""
    names = {status: name_of(status).to(run.language) for status in Status}
    index = (out / "index.html").as_posix()
    count = run.totals.statuses
    said = [status for status in Status if count[status] or status is not Status.ATTACHMENT]
    if run.language is Language.ZH:
        parts = "，".join(f"{names[status]} {count[status]}" for status in said)
        return f"共 {run.totals.files} 个文件：{parts}。结果：{index}"
    parts = ", ".join(f"{count[status]} {names[status].lower()}" for status in said)
    return f"{run.totals.files} files: {parts}. Result: {index}"
