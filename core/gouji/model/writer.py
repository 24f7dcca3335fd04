"""An output format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gouji.model.checked import CheckedReport
from gouji.model.run import Run
from gouji.model.score import Scorecard


class Output(Protocol):
    """A format on its way to disk: gets the checked reports one by one, in the order of the run, and is closed once."""

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Take one report with its score; that of a file that was not checked is empty."""

    def close(self) -> None:
        """Write what is still to be written; not called where the run broke off."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes a run in one format: `open` begins in the folder that it is given, which exists and is empty of its files."""

    format: str
    open: Callable[[Run, Path], Output]

    def write(self, run: Run, folder: Path) -> None:
        """Write a run from beginning to end."""
        write_all(run, folder, [self])


def write_all(run: Run, folder: Path, writers: Sequence[Writer]) -> None:
    """Write a run in several formats: each report is fetched and scored once and handed to all."""
    outputs = [writer.open(run, folder) for writer in writers]
    for checked in run.reports:
        card = run.score(checked)
        for output in outputs:
            output.add(checked, card)
    for output in outputs:
        output.close()
