"""Reads a roster of the agencies that are to report."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from gouji.decoding import decode
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
    delimiter_of,
    kind_of,
    level_of,
    year_of,
)

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
    text = decode(data).lstrip("\ufeff")
    first, _, _ = text.partition("\n")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(first), strict=True)
    members = []
    try:
        columns = columns_of([name.strip() for name in next(rows, [])], f"{path.name}:1")
        for cells in rows:
            if any(cell.strip() for cell in cells):
                where = f"{path.name}:{rows.line_num}"
                if len(cells) > len(columns):
                    raise RosterInvalid(f"{where}: {len(cells)} cells under {len(columns)} columns")
                members.append(_member(dict(zip(columns, map(str.strip, cells), strict=False)), rows.line_num, where))
    except csv.Error as error:
        raise RosterInvalid(f"{path.name}:{rows.line_num}: {error}") from error
    if not members:
        raise RosterInvalid(f"{path.name}: it lists no agency")
    _refuse_doubles(members, identify, path.name)
    ids = {member.agency: member.id for member in members}
    members = [replace(member, parent=ids.get(member.parent, member.parent)) for member in members]
    _refuse_wrong_parents(members, path.name)
    return Roster(tuple(members), path.name)


def _member(row: Mapping[str, str], line: int, where: str) -> Member:
    for name in REQUIRED:
        if not row.get(name):
            raise RosterInvalid(f"{where}: {name} is empty")
    cell = row.get
    return Member(
        row["id"], row["agency"], level_of(cell("level", ""), where), kind_of(cell("kind", ""), where), cell("parent", ""),
        aliases_of(cell("aliases", "")), deadline_of(cell("deadline", ""), where), day_of(cell("first_seen", ""), where), line,
        year_of(cell("until", ""), where),
    )  # fmt: skip


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
