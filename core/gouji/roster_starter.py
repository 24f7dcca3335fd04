"""Begins a roster from the reports at hand, and writes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from gouji.model.brief import Brief
from gouji.model.checked import CheckedAgency, Status
from gouji.model.roster import Member
from gouji.roster_cells import COLUMNS

_GOVERNMENT = "government"
"""The kind of an agency that reports for all of its place."""


def begun(briefs: Iterable[Brief]) -> list[Member]:
    """Begin a roster with the agencies that report: the latest name counts, others are aliases; above is the government there."""
    named: dict[str, dict[str, int]] = {}
    about: dict[str, CheckedAgency] = {}
    for brief in briefs:
        if brief.status is Status.CHECKED and brief.agency.name:
            key = brief.agency.key
            names = named.setdefault(key, {})
            names[brief.agency.name] = max(brief.year or 0, names.get(brief.agency.name, 0))
            about[key] = brief.agency
    ids = {key: str(number) for number, key in enumerate(sorted(named), 1)}
    seats = {about[key].place: number for key, number in ids.items() if about[key].kind == _GOVERNMENT}
    members = []
    for key, number in ids.items():
        name, *aliases = sorted(named[key], key=lambda each: (-named[key][each], each))
        agency, above = about[key], _above(about[key], seats)
        level = agency.levels[0] if len(agency.levels) == 1 else ""
        members.append(Member(number, name, level, agency.kind, above, tuple(aliases)))
    return members


def _above(agency: CheckedAgency, seats: Mapping[str, str]) -> str:
    """Return the id of the nearest government whose place the agency's is, or lies in."""
    within = [place for place in seats if place and agency.place.startswith(place)]
    outer = [place for place in within if agency.kind != _GOVERNMENT or place != agency.place]
    return seats[max(outer, key=len)] if outer else ""


def written(members: Iterable[Member]) -> str:
    """Return a roster as CSV."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    for member in members:
        deadline = f"{member.deadline[0]:02d}-{member.deadline[1]:02d}" if member.deadline else ""
        seen = member.first_seen.isoformat() if member.first_seen else ""
        about = (member.id, member.agency, member.level, member.kind, member.parent)
        lines.writerow((*about, ";".join(member.aliases), deadline, seen))
    return text.getvalue()
