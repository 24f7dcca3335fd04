"""Begins a roster from the reports at hand, and writes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gouji.briefs import Briefs
from gouji.model.brief import Brief
from gouji.model.checked import CheckedAgency, Status
from gouji.model.roster import Member
from gouji.model.text import Language
from gouji.roster_cells import CELLS, COLUMNS

_GOVERNMENT = "government"
"""The kind of an agency that reports for all of its place."""


@dataclass
class _Known:
    """What the reports of one agency tell: its names with the latest year of each, the first day, and the latest report's agency."""

    agency: CheckedAgency
    places: tuple[str, ...] = ()
    names: dict[str, int] = field(default_factory=dict)
    first_seen: date | None = None
    years: set[int] = field(default_factory=set)

    def take(self, brief: Brief) -> None:
        """Learn from one report."""
        year = brief.year or 0
        if year >= max(self.years, default=0):
            self.agency = brief.agency
            self.places = brief.locale.agency(brief.agency.name).places if brief.locale else (brief.agency.place,)
        self.names[brief.agency.name] = max(year, self.names.get(brief.agency.name, 0))
        if brief.year is not None:
            self.years.add(year)
            own = brief.published if brief.published and brief.published.year == year + 1 else date(year + 1, 1, 1)
            self.first_seen = min(self.first_seen or own, own)

    def until(self, latest: int) -> int | None:
        """Return the last year on which it reports, None where it still does."""
        last = max(self.years, default=latest)
        return last if last < latest else None


def begun(briefs: Briefs) -> list[Member]:
    """Begin a roster with the agencies that report: the latest name counts, others are aliases; above is the government there.

    What is due of each begins with its first report and, where there is none on the latest year, ends with its last.
    """
    found: dict[str, _Known] = {}
    for brief in briefs:
        if brief.status is Status.CHECKED and brief.agency.name:
            found.setdefault(briefs.whose(brief.agency.key), _Known(brief.agency)).take(brief)
    latest = max((year for known in found.values() for year in known.years), default=0)
    ids = {key: str(number) for number, key in enumerate(sorted(found), 1)}
    seats = {found[key].places: number for key, number in ids.items() if found[key].agency.kind == _GOVERNMENT}
    return [_member(number, found[key], seats, latest) for key, number in ids.items()]


def _member(number: str, known: _Known, seats: Mapping[tuple[str, ...], str], latest: int) -> Member:
    name, *aliases = sorted(known.names, key=lambda each: (-known.names[each], each))
    level = known.agency.levels[0] if len(known.agency.levels) == 1 else ""
    return Member(
        number, name, level, known.agency.kind, _above(known, seats), tuple(aliases),
        first_seen=known.first_seen, until=known.until(latest),
    )  # fmt: skip


def _above(known: _Known, seats: Mapping[tuple[str, ...], str]) -> str:
    """Return the id of the nearest government whose place the agency's is, or lies in."""
    within = [place for place in seats if place and known.places[: len(place)] == place]
    outer = [place for place in within if known.agency.kind != _GOVERNMENT or place != known.places]
    return seats[max(outer, key=len)] if outer else ""


def written(members: Iterable[Member], language: Language = Language.EN) -> str:
    """Return a roster as CSV in a language, in English by ids."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(COLUMNS if language is Language.EN else [name.to(language) for name in COLUMNS.values()])
    for member in members:
        deadline = f"{member.deadline[0]:02d}-{member.deadline[1]:02d}" if member.deadline else ""
        seen = member.first_seen.isoformat() if member.first_seen else ""
        said = {"level": member.level, "kind": member.kind}
        if language is not Language.EN:
            said = {key: CELLS[key][name].to(language) if name in CELLS[key] else name for key, name in said.items()}
        about = (member.id, member.agency, said["level"], said["kind"], member.parent)
        lines.writerow((*about, ";".join(member.aliases), deadline, seen, member.until or ""))
    return text.getvalue()
