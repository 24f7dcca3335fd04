"""How a run ended: what is said of it at the end, and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

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


def name_unreadable(run: Run) -> None:
    """Print a line for each file that could not be read to the error output."""
    if any(run.totals.statuses[status] for status in UNREAD):
        for report in run.reports:
            if report.status in UNREAD:
                print(f"gouji: {report.source}: {words_of(report, run.language)}", file=sys.stderr)


def name_broken(run: Run, unwritten: Mapping[str, Unwritten], traceback: bool) -> None:
    """Print a line for each format that was not written to the error output; with `traceback`, where plugins broke."""
    for name, why in unwritten.items():
        print(f"gouji: {name}: the writer broke, nothing is written: {why.said.to(run.language)}", file=sys.stderr)
        if traceback and why.traceback:
            print(why.traceback, file=sys.stderr)
    if traceback and run.totals.tally.outcomes[Outcome.ERROR].rules:
        for report in run.reports:
            for result in report.results:
                if result.outcome is Outcome.ERROR and result.note:
                    said = f"gouji: {report.source}: {result.rule}: {result.note.to(run.language)}"
                    print(f"{said}\n{result.traceback}".rstrip(), file=sys.stderr)


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
