"""The agencies that are to report, and who of them has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property


class Filed(StrEnum):
    """Whether an agency has reported on a year.

    >>> name_of(Filed.LATE).en
    'Late'
    """

    FILED = "filed"
    LATE = "late"
    DOUBLE = "double"
    """There are several reports, which differ."""
    UNREADABLE = "unreadable"
    """There is a file, but it could not be read."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Member:
    """An agency on a roster, with the line of the file that lists it.

    `aliases` are other names of the same agency, earlier ones too. `deadline` is month and day in the year after the one reported
    on. `first_seen` is the day on which its first report was first seen; none is due on earlier years, nor on years after `until`.

    >>> Member("12", "Exampleton Police", deadline=(1, 31)).deadline
    (1, 31)
    """

    id: str
    agency: str
    level: str = ""
    kind: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    deadline: tuple[int, int] | None = None
    first_seen: date | None = None
    line: int = 0
    until: int | None = None

    def owes(self, year: int) -> bool:
        """Tell whether a report on a year is due."""
        begun = self.first_seen is None or year >= self.first_seen.year - 1
        return begun and (self.until is None or year <= self.until)


@dataclass(frozen=True)
class Roster:
    """The agencies that are to report, in the order of their file, whose name is `source`.

    >>> Roster((Member("1", "Exampleton"), Member("12", "Exampleton Police", parent="1"))).below["1"][0].agency
    'Exampleton Police'
    """

    members: tuple[Member, ...] = ()
    source: str = "roster.csv"

    @cached_property
    def by_id(self) -> Mapping[str, Member]:
        """The agencies by their ids."""
        return {member.id: member for member in self.members}

    @cached_property
    def below(self) -> Mapping[str, tuple[Member, ...]]:
        """The agencies directly below each, by its id."""
        found: dict[str, list[Member]] = {}
        for member in self.members:
            if member.parent:
                found.setdefault(member.parent, []).append(member)
        return {parent: tuple(members) for parent, members in found.items()}


@dataclass(frozen=True, slots=True)
class Filing:
    """What an agency on the roster filed on a year: its status and the files that are its report.

    >>> Filing(Member("12", "Exampleton Police"), 2023, Filed.MISSING).status.value
    'missing'
    """

    member: Member
    year: int
    status: Filed
    sources: tuple[str, ...] = field(default=())
