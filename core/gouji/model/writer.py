"""An output format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from gouji.model.checked import CheckedReport
from gouji.model.run import Run
from gouji.model.score import Scorecard


class Output(Protocol):
    """A format on its way to disk: gets the checked reports one by one, in the order of the run, and is closed once.

    >>> class Names:
    ...     def __init__(self, run, folder):
    ...         self.path, self.names = folder / "names.txt", []
    ...     def add(self, checked, card):
    ...         self.names.append(checked.agency.name)
    ...     def close(self):
    ...         self.path.write_text("; ".join(self.names), encoding="utf-8")
    >>> list(files_of(Writer("names", Names), run))
    ['names.txt']
    """

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Take one report with its score; that of a file that was not checked is empty."""

    def close(self) -> None:
        """Write what is still to be written; not called where the run broke off."""


@runtime_checkable
class InPieces(Output, Protocol):
    """A format that makes a text of each report, and then puts the texts together: the next run makes only what has become another.

    A text follows from no more than the report and its score, what is said of it across reports, and decisions on its findings.
    """

    def piece(self, checked: CheckedReport, card: Scorecard) -> str:
        """Return what the format says of a report, whose number and neighbours it does not know."""

    def take(self, piece: str) -> None:
        """Take what was made of the next report, by this run or an earlier one; `add` does both."""


ReportWriter = Callable[[CheckedReport, Scorecard], None]
"""Writes what a format says of one report alone.

>>> def each(run, folder):
...     def write(checked, card):
...         (folder / f"{checked.slug}.txt").write_text(str(card.score), encoding="utf-8")
...     return write
>>> writer = Writer("scores", open=lambda run, folder: each(run, folder), each=each)
>>> writer.format
'scores'
"""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes a run in one format: `open` begins in the folder that it is given, which exists and is empty of its files.

    Where most of the work is for one report alone, such as its page, `each` begins that part in the same folder: reports are
    shared out among processes, none of which sees all of them, or in order. A format that `tells` of others that broke is
    written once more where one did, with `Run.unwritten`. `keeps` names the file that `each` writes of a report, such as
    `pages/{slug}.html`, where nothing in it but the time of the run follows from more than the report and its score, what is said of
    it across reports, decisions on its findings, and the other reports of its agency: the last run's stays where these are as they were.

    >>> Writer("names", open=lambda run, folder: None).format
    'names'
    """

    format: str
    open: Callable[[Run, Path], Output]
    each: Callable[[Run, Path], ReportWriter] | None = None
    tells: bool = False
    keeps: str | None = None
    plugin: str = ""

    def write(self, run: Run, folder: Path) -> None:
        """Write a run from beginning to end."""
        output, each = self.open(run, folder), self.each(run, folder) if self.each else None
        for checked in run.reports:
            card = run.score(checked)
            output.add(checked, card)
            if each is not None:
                each(checked, card)
        output.close()
