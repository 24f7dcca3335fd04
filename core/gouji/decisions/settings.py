"""What a configuration says of decisions: where the ledger is, who decides, what asks for a second person."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from gouji.rulebook.tables import made
from gouji.settings import Configuration

FILE = "gouji_decisions.sqlite"
"""The ledger beside an output folder, where nothing else is said."""
VARIABLE = "GOUJI_LEDGER"


@dataclass(frozen=True, slots=True)
class DecisionSettings:
    """The table [decisions]: `ledger` is a path, from the configuration's folder, or the URL of a database.

    `by` names who decides. `four_eyes` are severities and rules of which what favours the agency needs a second person.
    `waivers` are further files with tables [[waiver]].
    """

    ledger: str = ""
    by: str = ""
    four_eyes: tuple[str, ...] = ()
    waivers: tuple[str, ...] = ()

    @classmethod
    def of(cls, configuration: Configuration) -> DecisionSettings:
        """Read them; PackInvalid names file, line and key of a mistake."""
        entry = configuration.entry.at("decisions") if configuration.entry else None
        return made(cls, entry) if entry is not None and entry.value is not None else cls()


def ledger_address(given: str | None, settings: DecisionSettings, config: Path | None, out: Path) -> str:
    """Return where the ledger is: as given, else by environment, by configuration, else beside the output folder."""
    if told := given or os.environ.get(VARIABLE):
        return told
    if not settings.ledger:
        return str(out.absolute().parent / FILE)
    if "://" in settings.ledger or config is None:
        return settings.ledger
    return str(config.absolute().parent / settings.ledger)


def who(given: str | None, settings: DecisionSettings) -> str:
    """Return who decides: as given, else by configuration, else the user's name."""
    if name := (given or settings.by).strip():
        return name
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError):
        return "?"
