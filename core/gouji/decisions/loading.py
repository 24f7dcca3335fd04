"""Everything that people decided, from ledger and configuration, ready to be held against a run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from gouji.decisions.applied import Held
from gouji.decisions.ledger import Ledger
from gouji.decisions.settings import ledger_address, settings_of
from gouji.decisions.waivers import waivers_of
from gouji.host import Host
from gouji.model.deciding import DecisionSettings
from gouji.model.rule import Rule, Severity
from gouji.nearest import unknown


def load_held(host: Host, config: Path | None, out: Path, given: str | None, today: date) -> Held:
    """Load the ledger and the waivers that hold for a run written to `out`.

    LedgerUnusable or PackInvalid names what is wrong with them.
    """
    rules = {rule.id: rule for rule in host.rules}
    settings = settings_of(host.configuration)
    _refuse_unknown(settings, host, rules.values())
    ledger = Ledger(ledger_address(given, settings, config, out))
    folder = config.absolute().parent if config else Path.cwd()
    waivers = waivers_of(host.configuration, settings, folder, rules)
    return Held.of(ledger.entries(), waivers, rules, today, settings.four_eyes)


def _refuse_unknown(settings: DecisionSettings, host: Host, rules: Iterable[Rule]) -> None:
    known = {*(name for rule in rules for name in rule.names), *(severity.value for severity in Severity)}
    for number, name in enumerate(settings.four_eyes):
        if name not in known and host.configuration.entry is not None:
            at = host.configuration.entry.at("decisions", "four_eyes", number)
            raise at.wrong(unknown("rule or severity", name, known))
