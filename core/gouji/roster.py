"""Reads a roster of the agencies that are to report, and tells who of them has."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from gouji.decoding import decode
from gouji.errors import RosterInvalid
from gouji.host import Host
from gouji.model.brief import Brief
from gouji.model.checked import CheckedAgency, Status
from gouji.model.roster import Filed, Filing, Member, Roster
from gouji.nearest import unknown

COLUMNS = ("id", "agency", "level", "kind", "parent", "aliases", "deadline", "first_seen")
REQUIRED = ("id", "agency")
_ALIASES = re.compile(r"[;；|、]")
_DEADLINE = re.compile(r"(?:\d{4}-)?(\d{1,2})-(\d{1,2})")
_LEAP_YEAR = 2024
_GOVERNMENT = "government"
"""The kind of an agency that reports for all of its place."""
_USUAL_SHARE = 0.5
"""A year is one that the roster is to have reported on where so many report on it, of those that do on the fullest year."""

Identify = Callable[[str], str]
"""Returns what all spellings of an agency's name have in common."""


def identities(host: Host) -> Identify:
    """Return how the names of agencies are told apart in the language of the host's first pack."""
    locale = next((pack.locale for pack in host.packs), None)
    return (lambda name: locale.identity(locale.agency(name))) if locale else str


def read_roster(path: Path, identify: Identify) -> Roster:
    """Read a roster, CSV in UTF-8 or GB18030; RosterInvalid names file and line of a mistake."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RosterInvalid(f"{path}: {error.strerror or error}") from error
    rows = csv.reader(io.StringIO(decode(data), newline=""))
    header = [name.strip().lstrip("\ufeff") for name in next(rows, [])]
    for name in header:
        if name not in COLUMNS:
            raise RosterInvalid(f"{path.name}:1: {unknown('column', name, COLUMNS)}")
    for name in REQUIRED:
        if name not in header:
            raise RosterInvalid(f"{path.name}:1: the column {name} is missing")
    members = []
    for cells in rows:
        if any(cell.strip() for cell in cells):
            where = f"{path.name}:{rows.line_num}"
            if len(cells) > len(header):
                raise RosterInvalid(f"{where}: {len(cells)} cells under {len(header)} columns")
            members.append(_member(dict(zip(header, map(str.strip, cells), strict=False)), rows.line_num, where))
    _refuse_doubles(members, identify, path.name)
    return Roster(tuple(members), path.name)


def _member(row: Mapping[str, str], line: int, where: str) -> Member:
    for name in REQUIRED:
        if not row.get(name):
            raise RosterInvalid(f"{where}: {name} is empty")
    aliases = tuple(filter(None, map(str.strip, _ALIASES.split(row.get("aliases", "")))))
    return Member(
        row["id"], row["agency"], row.get("level", ""), row.get("kind", ""), row.get("parent", ""), aliases,
        _deadline(row.get("deadline", ""), where), _day(row.get("first_seen", ""), where), line,
    )  # fmt: skip


def _deadline(text: str, where: str) -> tuple[int, int] | None:
    if not text:
        return None
    match = _DEADLINE.fullmatch(text)
    try:
        if match:
            return (day := date(_LEAP_YEAR, int(match[1]), int(match[2]))).month, day.day
    except ValueError:
        pass
    raise RosterInvalid(f"{where}: deadline: write month and day, such as 01-31, not {text}")


def _day(text: str, where: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise RosterInvalid(f"{where}: first_seen: write a day such as 2024-01-31, not {text}") from None


def _refuse_doubles(members: Sequence[Member], identify: Identify, name: str) -> None:
    lines: dict[str, int] = {}
    named: dict[str, Member] = {}
    for member in members:
        if member.id in lines:
            raise RosterInvalid(f"{name}:{member.line}: id {member.id} stands in line {lines[member.id]} already")
        lines[member.id] = member.line
        for agency in (member.agency, *member.aliases):
            other = named.setdefault(identify(agency).lstrip("?"), member)
            if other is not member:
                raise RosterInvalid(f"{name}:{member.line}: {agency} is the agency of line {other.line} already")
    for member in members:
        if member.parent and member.parent not in lines:
            raise RosterInvalid(f"{name}:{member.line}: parent: {unknown('id', member.parent, lines)}")
        if member.parent == member.id:
            raise RosterInvalid(f"{name}:{member.line}: parent: an agency is not above itself")


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
        agency, above = about[key], seats.get(about[key].place, "")
        level = agency.levels[0] if len(agency.levels) == 1 else ""
        members.append(Member(number, name, level, agency.kind, above if above != number else "", tuple(aliases)))
    return members


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


def filings_of(
    roster: Roster, briefs: Iterable[Brief], member_of: Callable[[str], Member | None]
) -> tuple[Filing, ...]:
    """Tell for each agency and each year of the run whether it has filed; files that could not be read count by their names."""
    filed: dict[tuple[str, int], list[Brief]] = {}
    unread: dict[str, list[str]] = {}
    for brief in briefs:
        member = member_of(brief.agency.key) if brief.status is Status.CHECKED else None
        if member and brief.year is not None:
            filed.setdefault((member.id, brief.year), []).append(brief.alone)
        elif brief.status in (Status.UNREADABLE, Status.ATTACHMENT):
            for each in roster.members:
                if any(name in brief.source for name in (each.agency, *each.aliases)):
                    unread.setdefault(each.id, []).append(brief.source)
    return tuple(
        _filing(member, year, filed.get((member.id, year), []), _of_year(unread.get(member.id, []), year))
        for year in _years(filed)
        for member in roster.members
    )


def _years(filed: Iterable[tuple[str, int]]) -> list[int]:
    """Return the years that all are to have reported on: those on which many have."""
    counts = Counter(year for _, year in filed)
    most = max(counts.values(), default=0)
    return sorted(year for year, count in counts.items() if count >= most * _USUAL_SHARE)


def _of_year(sources: Iterable[str], year: int) -> list[str]:
    """Return the files whose names give that year, or none at all."""
    return [s for s in sources if str(year) in s or not re.search(r"(?:19|20)\d\d", s)]


def _filing(member: Member, year: int, briefs: Sequence[Brief], unread: Sequence[str]) -> Filing:
    sources = tuple(brief.source for brief in briefs)
    if not briefs:
        return Filing(member, year, Filed.UNREADABLE if unread else Filed.MISSING, tuple(unread))
    if len({brief.sha256 for brief in briefs}) > 1:
        return Filing(member, year, Filed.DOUBLE, sources)
    return Filing(member, year, Filed.LATE if is_late(member, briefs[0]) else Filed.FILED, sources)


def is_late(member: Member, brief: Brief) -> bool:
    """Tell whether a report came out behind the deadline that the roster gives its agency."""
    if member.deadline is None or brief.published is None or brief.year is None:
        return False
    return brief.published > date(brief.year + 1, *member.deadline)
