"""Who of a roster has filed on which year: a status, never a score."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date

from gouji.model.brief import Brief
from gouji.model.checked import Status
from gouji.model.roster import Filed, Filing, Member, Roster

_USUAL_SHARE = 0.5
"""A year is one that the roster is to have reported on where so many report on it, of those that do on the fullest year."""


def filings_of(
    roster: Roster, briefs: Iterable[Brief], member_of: Callable[[str], Member | None], late_by: Collection[str],
    fetch: Callable[[int], Brief],
) -> tuple[Filing, ...]:  # fmt: skip
    """Tell for each agency and each year of the run whether it has filed; files that could not be read count by their names.

    `late_by` are the ids of the rules by whose breach a report is late where the roster gives no deadline. `fetch` gets a report in
    brief by its number once more.
    """
    filed: dict[tuple[str, int], list[tuple[int, Brief]]] = {}
    unread: dict[str, list[str]] = {}
    for number, brief in enumerate(briefs):
        member = member_of(brief.agency.key) if brief.status is Status.CHECKED else None
        if member and brief.year is not None:
            filed.setdefault((member.id, brief.year), []).append((number, brief.alone))
        elif brief.status in (Status.UNREADABLE, Status.ATTACHMENT):
            for each in roster.members:
                if any(name in brief.source for name in (each.agency, *each.aliases)):
                    unread.setdefault(each.id, []).append(brief.source)
    return tuple(
        _filing(
            member, year, filed.get((member.id, year), []), _of_year(unread.get(member.id, []), year), late_by, fetch
        )
        for year in _years(filed)
        for member in roster.members
        if member.owes(year) or (member.id, year) in filed
    )


def _years(filed: Iterable[tuple[str, int]]) -> list[int]:
    """Return the years that all are to have reported on: those on which many have."""
    counts = Counter(year for _, year in filed)
    most = max(counts.values(), default=0)
    return sorted(year for year, count in counts.items() if count >= most * _USUAL_SHARE)


def _of_year(sources: Iterable[str], year: int) -> list[str]:
    """Return the files whose names give that year, or none at all."""
    return [s for s in sources if str(year) in s or not re.search(r"(?:19|20)\d\d", s)]


def _filing(
    member: Member, year: int, filed: Sequence[tuple[int, Brief]], unread: Sequence[str], late_by: Collection[str],
    fetch: Callable[[int], Brief],
) -> Filing:  # fmt: skip
    briefs = [brief for _, brief in filed]
    sources = tuple(brief.source for brief in briefs)
    if not briefs:
        return Filing(member, year, Filed.UNREADABLE if unread else Filed.MISSING, tuple(unread))
    if len({brief.sha256 for brief in briefs}) > 1 and _differ(fetch(number) for number, _ in filed):
        return Filing(member, year, Filed.DOUBLE, sources)
    return Filing(member, year, Filed.LATE if is_late(member, briefs[0], late_by) else Filed.FILED, sources)


def _differ(briefs: Iterable[Brief]) -> bool:
    """Tell whether files differ in figures or in text: a page and the PDF beside it are one report."""
    first, *others = ((brief.amounts, set(brief.marks().telling)) for brief in briefs)
    return any(other != first for other in others)


def is_late(member: Member, brief: Brief, late_by: Collection[str]) -> bool:
    """Tell whether a report came out behind the deadline that the roster gives its agency, else behind that of its pack's rules."""
    if member.deadline is None:
        return not brief.breached.isdisjoint(late_by)
    if brief.published is None or brief.year is None:
        return False
    return brief.published > date(brief.year + 1, *member.deadline)
