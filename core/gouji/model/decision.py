"""What people decide on findings: each decision as it was made, and how a finding stands after all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from gouji.model.rule import Severity


class Verb(StrEnum):
    """What somebody did about a finding.

    >>> name_of(Verb.CONTEST).en
    'Contest'
    """

    CONFIRM = "confirm"
    DISMISS = "dismiss"
    WAIVE = "waive"
    """No points are taken off (免予扣分): the risk is accepted."""
    RECTIFY = "rectify"
    ADMIT = "admit"
    """The agency accepts the finding (认领)."""
    CONTEST = "contest"
    """The agency does not (申辩)."""
    UPHOLD = "uphold"
    CHANGE = "change"
    ANNUL = "annul"
    WITHDRAW = "withdraw"
    """An earlier entry no longer counts; it stays in the ledger."""
    APPROVE = "approve"
    """A second person agrees with an earlier entry."""
    ASSIGN = "assign"


class Cause(StrEnum):
    """Why a finding is dismissed.

    >>> name_of(Cause.LAWFUL).en
    'lawful exception'
    """

    READING = "reading"
    LAWFUL = "lawful"
    OTHER = "other"


class Standing(StrEnum):
    """How a finding stands after what was decided.

    >>> name_of(Standing.WAIVED).en
    'Waived'
    """

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    WAIVED = "waived"
    RECTIFIED = "rectified"
    ADMITTED = "admitted"
    CONTESTED = "contested"
    UPHELD = "upheld"
    CHANGED = "changed"
    ANNULLED = "annulled"
    PENDING = "pending"
    """Decided by one person where two are asked for."""
    STALE = "stale"
    """What stood there, or what the rule means, has changed since."""
    EXPIRED = "expired"
    REFUSED = "refused"
    """Waived, which the rule does not allow."""
    STILL_OPEN = "still_open"
    """Found again in a report that was published anew."""


ROUND = "round"
"""How the case of a round of looking back (回头看) begins, followed by its number."""
STANDING_AFTER = {
    Verb.CONFIRM: Standing.CONFIRMED, Verb.DISMISS: Standing.DISMISSED, Verb.WAIVE: Standing.WAIVED,
    Verb.RECTIFY: Standing.RECTIFIED, Verb.ADMIT: Standing.ADMITTED, Verb.CONTEST: Standing.CONTESTED,
    Verb.UPHOLD: Standing.UPHELD, Verb.CHANGE: Standing.CHANGED, Verb.ANNUL: Standing.ANNULLED,
}  # fmt: skip
"""How a finding stands after each verb that decides."""
OF_AGENCY = (Verb.ADMIT, Verb.CONTEST)
"""What an agency says of a finding."""
TAKES_AWAY = (Standing.DISMISSED, Standing.WAIVED, Standing.ANNULLED)
"""How a finding stands that no longer counts."""
SETTLED = (Standing.CONFIRMED, Standing.ADMITTED, Standing.UPHELD, Standing.CHANGED, Standing.STILL_OPEN)
"""How a finding stands of which a person has said that it holds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: who did what about which finding, when, and what stood there; nothing in it ever changes.

    `at` is an ISO time in UTC. `fingerprint`, `evidence`, `rule`, `revision`, `agency`, `year`, `source`, `place`, `message`,
    `printed`, `expected` and `actual` say what the finding was. `severity` is the one that it changes to. `refers` is the key of the entry
    that is withdrawn or approved. Entries of one `case` were made for one cause. `assignee` and `due` are those of work.
    `day` is the date where it was made. `figure`, `address` and `published` are those of the agency's answer: the figure that it will print,
    and where and when the corrected report came out.

    >>> Entry("1", "2024-03-01T08:00:00Z", "Li", Verb.CONFIRM, rule="gid/review-total").verb.value
    'confirm'
    """

    key: str
    at: str
    by: str
    verb: Verb
    fingerprint: str = ""
    evidence: str = ""
    rule: str = ""
    revision: int = 1
    agency: str = ""
    year: int | None = None
    source: str = ""
    place: str = ""
    message: str = ""
    printed: str = ""
    expected: str = ""
    actual: str = ""
    reason: str = ""
    cause: str = ""
    expires: str = ""
    severity: str = ""
    assignee: str = ""
    due: str = ""
    refers: str = ""
    case: str = ""
    day: str = ""
    figure: str = ""
    address: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """How one finding stands, and by what.

    `day` and `expires` are ISO dates. `then` is what stood there when it was decided, where that differs from what stands
    there now. `severity` is the one that counts instead of the rule's. `key` leads to the ledger. `figure`, `address` and `published` are
    those of the agency's answer. `again` tells that somebody had decided before reports were last looked at again (回头看).

    >>> Decision(Standing.WAIVED, Verb.WAIVE, "agreed", "Li").takes_away
    True
    """

    standing: Standing
    verb: Verb
    reason: str
    by: str
    day: str = ""
    cause: Cause | None = None
    expires: str = ""
    approver: str = ""
    severity: Severity | None = None
    then: str = ""
    key: str = ""
    figure: str = ""
    address: str = ""
    published: str = ""
    again: bool = False

    @property
    def takes_away(self) -> bool:
        """Tell whether the finding no longer counts."""
        return self.standing in TAKES_AWAY

    @property
    def settles(self) -> bool:
        """Tell whether a person has said that the finding holds."""
        return self.standing in SETTLED


@dataclass(frozen=True)
class Decided:
    """What people decided on the findings of one run, by fingerprint.

    `by_version` holds, by fingerprint and evidence fingerprint, those on findings that stand in the run with several values, as where both
    versions of a report are at hand. `rectified` counts findings that were said to be mended and are gone; `unused` are other
    decisions that met no finding, `meant` what those of them probably mean that misspell a name, by their keys.

    >>> print(Decided().of("a fingerprint", "an evidence fingerprint"))
    None
    """

    by_fingerprint: Mapping[str, Decision] = field(default_factory=dict)
    rectified: int = 0
    unused: tuple[Entry, ...] = ()
    by_version: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
    meant: Mapping[str, str] = field(default_factory=dict)

    def of(self, fingerprint: str, evidence: str) -> Decision | None:
        """Return how a finding stands, None where nobody decided on it."""
        made = self.by_fingerprint.get(fingerprint)
        return made if made or not self.by_version else self.by_version.get((fingerprint, evidence))

    @cached_property
    def all(self) -> tuple[Decision, ...]:
        """How all findings stand on which somebody decided."""
        return (*self.by_fingerprint.values(), *self.by_version.values())
