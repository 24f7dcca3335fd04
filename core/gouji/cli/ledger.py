"""What every command needs that opens a ledger: where it is, which run is meant, and who speaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.model.text import Language

if TYPE_CHECKING:
    from gouji.decisions.ledger import Ledger
    from gouji.decisions.runs import PastRun
    from gouji.decisions.work import Work
    from gouji.model.decision import Entry

_LONGEST = 60
"""Characters of a message on one line."""


class Day(click.ParamType[date]):
    """A day on the command line."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day, in whatever way people write it."""
        from gouji.decisions.days import day_of

        if isinstance(value, date):
            return value
        try:
            return day_of(str(value)) or self.fail("no day is given", param, ctx)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def ledger_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say where the ledger is, which run is meant and who speaks."""
    for option in (
        click.option("--config", type=click.Path(path_type=Path), help="Configuration, as for gouji check."),
        click.option("--by", help="Who decides; by default as configured, else the user's name."),
        click.option("--ledger", metavar="PATH|URL", help="Where decisions are kept; by default beside the run."),
        click.option(
            "--run", "run_folder", type=click.Path(path_type=Path), default=Path("gouji_out"), show_default=True,
            help="Output folder of the run.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


@dataclass(frozen=True)
class Desk:
    """A ledger with the run that people decide on, and who does."""

    ledger: Ledger
    folder: Path
    by: str
    language: Language
    four_eyes: frozenset[str] = frozenset()

    @cached_property
    def run(self) -> PastRun:
        """The run, read when it is first asked for."""
        from gouji.decisions.runs import PastRun

        return PastRun.read(self.folder)

    def by_finding(self) -> dict[str, list[Entry]]:
        """Return the entries of the ledger by the findings that they speak of."""
        found: dict[str, list[Entry]] = {}
        for entry in self.ledger.entries():
            found.setdefault(entry.fingerprint, []).append(entry)
        return found

    def work(self) -> list[Work]:
        """Return the findings of the run as work."""
        from gouji.decisions.work import work_of

        return work_of(self.run, self.ledger.entries(), self.four_eyes)

    def line(self, entry: Entry) -> str:
        """Return an entry on one line, harmless for a terminal."""
        from gouji.harmless import legible
        from gouji.model.words import name_of

        message = entry.message if len(entry.message) <= _LONGEST else f"{entry.message[:_LONGEST]}…"
        told = (entry.fingerprint, name_of(entry.verb).to(self.language), entry.source or entry.agency, message)
        return legible(" · ".join(filter(None, told)))


def opened(run_folder: Path, ledger: str | None, by: str | None, config: Path | None) -> Desk:
    """Open the ledger beside a run, or where the configuration or the user says that it is."""
    from gouji.cli.language import spoken
    from gouji.decisions.ledger import Ledger
    from gouji.decisions.settings import ledger_address, settings_of, who
    from gouji.settings import find_configuration, load_configuration

    found = config or find_configuration(Path.cwd())
    settings = settings_of(load_configuration(found))
    folder = run_folder if run_folder.suffix != ".json" else run_folder.parent
    return Desk(
        Ledger(ledger_address(ledger, settings, found, folder)),
        run_folder,
        who(by, settings),
        spoken(),
        frozenset(settings.four_eyes),
    )
