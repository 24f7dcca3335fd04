"""Reads a roster of the agencies that are to report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from gouji.errors import RosterInvalid
from gouji.host import Host
from gouji.model.roster import Member, Roster
from gouji.nearest import unknown
from gouji.roster_cells import (
    REQUIRED,
    aliases_of,
    columns_of,
    day_of,
    deadline_of,
    id_of,
    is_header,
    kind_of,
    level_of,
    year_of,
)
from gouji.roster_rows import Row, rows_of
from gouji.text import language_of

_MOST_TITLES = 10
"""Rows among which the header must be."""
Identify = Callable[[str], str]
"""Returns what all spellings of an agency's name have in common."""


def identities(host: Host) -> Identify:
    """Return how the names of agencies are told apart: in the language that they are written in, where a pack has it."""
    locales = {pack.locale.language: pack.locale for pack in reversed(host.packs)}
    others = next(reversed(locales.values()), None)

    def identity(name: str) -> str:
        locale = locales.get(language_of(name), others)
        return locale.identity(locale.agency(name)) if locale else name

    return identity


def read_roster(path: Path, identify: Identify) -> Roster:
    """Read a roster, CSV or a workbook; RosterInvalid names file and line of a mistake."""
    rows = rows_of(path)
    columns = _columns(rows, path.name)
    members = []
    for line, cells in rows:
        where = f"{path.name}:{line}"
        if any(cells[len(columns) :]):
            raise RosterInvalid(f"{where}: {len(cells)} cells under {len(columns)} columns")
        members.append(_member(dict(zip(columns, cells, strict=False)), line, where))
    if not members:
        raise RosterInvalid(f"{path.name}: it lists no agency")
    named = _refuse_doubles(members, identify, path.name)
    known = {member.id for member in members}
    members = [replace(each, parent=_parent(each.parent, known, named, identify)) for each in members]
    _refuse_wrong_parents(members, path.name)
    return Roster(tuple(members), path.name)


def _columns(rows: Iterator[Row], name: str) -> list[str]:
    """Find the header among the first rows: above it a title may stand, over all columns or in the first."""
    first: Row | None = None
    for line, cells in islice(rows, _MOST_TITLES):
        if is_header(cells):
            return columns_of(cells, f"{name}:{line}")
        first = first or (line, cells)
    line, cells = first or (1, ())
    return columns_of(cells, f"{name}:{line}")


def _parent(parent: str, known: Collection[str], named: Mapping[str, Member], identify: Identify) -> str:
    """Return the id of an agency that is given by its id or by any of its names."""
    if not parent or parent in known:
        return parent
    member = named.get(identify(parent).lstrip("?"))
    return member.id if member else parent


def _member(row: Mapping[str, str], line: int, where: str) -> Member:
    for name in REQUIRED:
        if not row.get(name):
            raise RosterInvalid(f"{where}: {name} is empty")
    cell = row.get
    return Member(
        id_of(row["id"]), row["agency"], level_of(cell("level", ""), where), kind_of(cell("kind", ""), where), id_of(cell("parent", "")),
        aliases_of(cell("aliases", "")), deadline_of(cell("deadline", ""), where), day_of(cell("first_seen", ""), where), line,
        year_of(cell("until", ""), where),
    )  # fmt: skip


def _refuse_doubles(members: Sequence[Member], identify: Identify, name: str) -> Mapping[str, Member]:
    """Return the agencies by what the spellings of each of their names have in common."""
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
    return named


def _refuse_wrong_parents(members: Sequence[Member], name: str) -> None:
    above = {member.id: member.parent for member in members}
    for member in members:
        if member.parent and member.parent not in above:
            raise RosterInvalid(f"{name}:{member.line}: parent: {unknown('id', member.parent, above)}")
    clear: set[str] = set()
    for member in members:
        path, at = {member.id}, above[member.id]
        while at and at not in path and at not in clear:
            path.add(at)
            at = above[at]
        if at in path:
            raise RosterInvalid(f"{name}:{member.line}: parent: {member.agency} ends up above itself")
        clear |= path
