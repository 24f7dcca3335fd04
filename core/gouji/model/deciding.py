"""What a configuration says of decisions: the tables [decisions] and [[waiver]]."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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


@dataclass(frozen=True, slots=True)
class WaiverTable:
    """A table [[waiver]]: a finding by its `fingerprint`, or all of a `rule`, of one agency and year or of any.

    One of a finding needs its `evidence` fingerprint, and holds only while the same stands there; `printed` is what does, for people. One of
    more findings needs a day on which it `expires`.
    """

    rule: str
    reason: str
    by: str
    fingerprint: str = ""
    evidence: str = ""
    printed: str = ""
    agency: str = ""
    year: int | None = None
    expires: date | None = None
    approver: str = ""
    revision: int = 1
