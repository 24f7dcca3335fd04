"""The reports of a run in brief: fetched one by one, in the groups that rules across reports look at."""

from __future__ import annotations

from collections import defaultdict
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
        self._subjects = {f"#{member.id}": identify(member.agency) for member in (roster.members if roster else ())}
        self._members: dict[str, Member] = {}
        for member in roster.members if roster else ():
            for name in (member.agency, *member.aliases):
                self._members[identify(name)] = member
        self._former: dict[str, dict[str, None]] = {}
        self._named = {fold: member for name, member in self._members.items() if (fold := name.lstrip("?"))}

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Brief]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, number: int) -> Brief:
        brief = self._fetch(number)
        return brief.within(self._forms.get((brief.pack, brief.form or "")), self._locales.get(brief.pack or ""))

    def member(self, key: str) -> Member | None:
        """Return the agency on the roster that a report's key means, by a name that it bore before or after too."""
        return self._member(key) or self._member_after(self.renamed.get(key, key))

    def _member(self, key: str) -> Member | None:
        return self._named.get(key.lstrip("?"))

    def _member_after(self, group: str) -> Member | None:
        """Return the one agency on the roster that bears any of the names of a renamed agency."""
        found = {member.id: member for each in (group, *self._names.get(group, ())) if (member := self._member(each))}
        return next(iter(found.values())) if len(found) == 1 else None

    @cached_property
    def _names(self) -> Mapping[str, Sequence[str]]:
        """The keys of the earlier names of renamed agencies, by the latest."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for key, latest in self.renamed.items():
            found[latest].append(key)
        return found

    @cached_property
    def _checked(self) -> list[Head]:
        """The reports that were checked, each by its own key, and which of them name earlier names."""
        found = []
        for number in range(len(self)):
            brief = self[number]
            if brief.status is Status.CHECKED:
                key, *about = brief.agency.key or f"?{number}", brief.pack or "", brief.form or ""
                found.append(Head(number, brief.source, intern(key), brief.year, *map(intern, about)))
                if brief.agency.former:
                    self._former.setdefault(key, {}).update(dict.fromkeys(brief.agency.former))
        return found

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The key of the latest name by that of each earlier one, where a report says so and no year has reports under both."""
        checked = self._checked
        told = {each for key, former in self._former.items() for each in (key, *former)}
        years: dict[str, set[int | None]] = {}
        for head in checked if told else ():
            if head.key in told:
                years.setdefault(head.key, set()).add(head.year)
        said: defaultdict[str, list[str]] = defaultdict(list)
        for key, former in sorted(self._former.items()):
            for each in former:
                if not years.get(each, set()) & years[key]:
                    said[each].append(key)
        latest: dict[str, str] = {}
        for each, keys in sorted(said.items(), key=lambda pair: len(pair[1])):
            ends = {_chain(latest, key)[-1] for key in keys}
            if len(ends) == 1 and each not in ends:
                latest[each] = ends.pop()
        return {each: _chain(latest, each)[-1] for each in latest}

    @cached_property
    def heads(self) -> list[Head]:
        """Who reports on which year, of the reports that were checked."""
        renamed, heads = self.renamed, self._checked
        if self._named or renamed:
            for place, head in enumerate(heads):
                heads[place] = head._replace(key=self.whose(head.key))
        return heads

    def whose(self, key: str) -> str:
        """Return what the reports of one agency have in common, whatever it was called: its member of the roster, else its latest key."""
        member = self.member(key)
        return intern(f"#{member.id}" if member else self.renamed.get(key, key))

    def subject(self, whose: str) -> str:
        """Return whom findings speak of: a member of the roster by its name, since another roster may number it otherwise."""
        return self._subjects.get(whose, whose)

    @property
    def packs(self) -> Sequence[str]:
        """The packs whose reports were found, in their order."""
        return list(dict.fromkeys(head.pack for head in self.heads))

    @property
    def agencies(self) -> Mapping[str, str]:
        """Whose a report is by its key, of those that are not by it alone."""
        keys = {*self._named, *(f"?{key}" for key in self._named), *self.renamed, *self.renamed.values()}
        return {key: whose for key in sorted(keys) if (whose := self.whose(key)) != key}

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
        if self.roster is None:
            return ()
        return filings_of(self.roster, self, self.member, self._late_by, self.__getitem__)


def _chain(latest: Mapping[str, str], key: str) -> list[str]:
    """Return the names that one led to, from it to the latest."""
    chain = [key]
    while chain[-1] in latest:
        chain.append(latest[chain[-1]])
    return chain
