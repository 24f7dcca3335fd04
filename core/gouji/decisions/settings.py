"""What a configuration says of decisions: where the ledger is, who decides, what asks for a second person."""

from __future__ import annotations

import os
from pathlib import Path

from gouji.model.deciding import DecisionSettings
from gouji.rulebook.tables import made
from gouji.settings import Configuration

FILE = "gouji_decisions.sqlite"
"""The ledger beside an output folder, where nothing else is said."""
VARIABLE = "GOUJI_LEDGER"


def settings_of(configuration: Configuration) -> DecisionSettings:
    """Read the table [decisions]; PackInvalid names file, line and key of a mistake."""
    entry = configuration.entry.at("decisions") if configuration.entry else None
    return made(DecisionSettings, entry) if entry is not None and entry.value is not None else DecisionSettings()


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
