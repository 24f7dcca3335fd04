"""The reports of a run in brief: fetched one by one, in the groups that rules across reports look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from sys import intern
from typing import NamedTuple

from gouji.filings import filings_of
from gouji.host import Host
from gouji.model.brief import Brief, HoldsBriefs
from gouji.model.checked import CheckedReport, Status
from gouji.model.roster import Filing, Member, Roster
from gouji.roster import identities
from gouji.store import StoredReports


class Head(NamedTuple):
    """Where a report stands in the run, its source, and what groups it: its agency's key, with a roster the member, and its year."""

    number: int
    source: str
    key: str
    year: int | None
    pack: str
    form: str


class Briefs:
    """The reports of a run in brief, fetched one by one, and in the groups that rules across reports look at."""

    def __init__(self, reports: Sequence[CheckedReport], host: Host, roster: Roster | None = None) -> None:
        self._size, self.roster = len(reports), roster
        self.stored = reports if isinstance(reports, StoredReports) else None
        self._fetch = reports.brief if isinstance(reports, HoldsBriefs) else lambda number: Brief.of(reports[number])
        self._forms, self._locales = host.forms, {pack.id: pack.locale for pack in host.packs}
        self._late_by = frozenset(rule for pack in host.packs for rule in pack.late)
        identify = identities(host)
        self._members: dict[str, Member] = {}
        for member in roster.members if roster else ():
            for name in (member.agency, *member.aliases):
                self._members[identify(name)] = member
        self._named = {fold: member for name, member in self._members.items() if (fold := name.lstrip("?"))}

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Brief]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, number: int) -> Brief:
        brief = self._fetch(number)
        return brief.within(self._forms.get((brief.pack, brief.form or "")), self._locales.get(brief.pack or ""))

    def member(self, key: str) -> Member | None:
        """Return the agency on the roster that a report's key means."""
        return self._named.get(key.lstrip("?"))

    @cached_property
    def heads(self) -> list[Head]:
        """Who reports on which year, of the reports that were checked."""
        found = []
        for number in range(len(self)):
            brief = self[number]
            if brief.status is Status.CHECKED:
                member = self.member(brief.agency.key)
                key = f"#{member.id}" if member else brief.agency.key or f"?{number}"
                about = intern(key), brief.year, intern(brief.pack or ""), intern(brief.form or "")
                found.append(Head(number, brief.source, *about))
        return found

    @cached_property
    def groups(self) -> Mapping[tuple[str, str], Sequence[Head]]:
        """The reports of each agency, by pack and key, the earliest year first."""
        groups: dict[tuple[str, str], list[Head]] = {}
        for head in sorted(self.heads, key=lambda head: (head.year or 0, head.number)):
            groups.setdefault((head.pack, head.key), []).append(head)
        return groups

    @cached_property
    def filings(self) -> tuple[Filing, ...]:
        """Who of the roster has filed on the years of the run."""
        return filings_of(self.roster, self, self.member, self._late_by) if self.roster else ()
