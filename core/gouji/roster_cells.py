"""The columns of a roster and what may stand in their cells, in the words of people and of spreadsheets."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn
from unicodedata import normalize

from gouji.errors import RosterInvalid
from gouji.model.text import Text
from gouji.nearest import unknown

_Words = Mapping[str, Sequence[str]]
"""What things are called, by their ids: in Chinese and in English as they are written, then as people do."""

_WORDS = tomllib.loads((Path(__file__).parent / "roster_words.toml").read_text(encoding="utf-8"))
_COLUMNS: _Words = _WORDS["columns"]
_LEVELS: _Words = _WORDS["levels"]
_KINDS: _Words = _WORDS["kinds"]
_NOTES: Sequence[str] = _WORDS["notes"]
COLUMNS: Mapping[str, Text] = {name: Text(*words[:2]) for name, words in _COLUMNS.items()}
"""The columns by their ids."""
CELLS: Mapping[str, Mapping[str, Text]] = {
    "level": {name: Text(*words[:2]) for name, words in _LEVELS.items()},
    "kind": {name: Text(*words[:2]) for name, words in _KINDS.items()},
}
"""The levels and kinds of agency by their ids, as Gouji writes them."""
REQUIRED = ("id", "agency")
_ALIASES = re.compile(r"[;；|、，,/]")
_DAY = re.compile(r"(?:(\d{4})\D{1,2})?(\d{1,2})\D{1,2}(\d{1,2})(?:[日号]?(?:之?前|以前)?| 0?0:00(?::00)?)")
"""A day, with its year or without, however its parts are divided."""
_IN_ONE = re.compile(r"(20\d\d)(\d\d)(\d\d)")
"""A day with nothing between its parts."""
_LEAP_YEAR = 2024


def is_header(cells: Sequence[str]) -> bool:
    """Tell whether a row names the columns that are needed, or several of a roster's."""
    found = {_id_of(name, _COLUMNS) for name in cells} - {""}
    return found >= set(REQUIRED) or len(found) > 1


def columns_of(header: Sequence[str], where: str) -> list[str]:
    """Return the ids of the columns that a header names; RosterInvalid where it names another, one twice, or not all that are needed.

    Columns for notes and those without a name bear no id.
    """
    named = list(header)
    while named and not named[-1]:
        named.pop()
    columns = [
        ""
        if not name or _folded(name) in _NOTES
        else _id_of(name, _COLUMNS) or _refused(f"{where}: {unknown('column', name, _names(name))}")
        for name in named
    ]
    for column in filter(None, columns):
        if columns.count(column) > 1:
            _refused(f"{where}: the column {column} stands there twice")
    for column in REQUIRED:
        if column not in columns:
            _refused(f"{where}: the column {column} is missing")
    return columns


def _names(name: str) -> list[str]:
    """Return the names of the columns in the language of a name."""
    return [key if name.isascii() else text.zh for key, text in COLUMNS.items()]


def id_of(text: str) -> str:
    """Return an id as it is compared: whatever the width of its digits."""
    return normalize("NFKC", text)


def level_of(text: str, where: str) -> str:
    """Read a level, in either language."""
    return _id_of(text, _LEVELS) or _refused(f"{where}: {unknown('level', text, _LEVELS)}") if text else ""


def kind_of(text: str, where: str) -> str:
    """Read a kind of agency, in either language."""
    return _id_of(text, _KINDS) or _refused(f"{where}: {unknown('kind', text, _KINDS)}") if text else ""


def aliases_of(text: str) -> tuple[str, ...]:
    """Read names divided by semicolons or the like."""
    return tuple(filter(None, map(str.strip, _ALIASES.split(text))))


def deadline_of(text: str, where: str) -> tuple[int, int] | None:
    """Read month and day: 01-31, 1/31, 1月31日; a year before it is left aside."""
    if not text:
        return None
    day = _date(text, _LEAP_YEAR)
    return (
        (day.month, day.day) if day else _refused(f"{where}: deadline: write month and day, such as 01-31, not {text}")
    )


def day_of(text: str, where: str) -> date | None:
    """Read a day: 2024-01-31, 2024/1/31, 2024年1月31日."""
    day = _date(text, None) if text else None
    return day if day or not text else _refused(f"{where}: first_seen: write a day such as 2024-01-31, not {text}")


def year_of(text: str, where: str) -> int | None:
    """Read a year: 2023, 2023年."""
    year = text.removesuffix("度").removesuffix("年")
    if year and not re.fullmatch(r"20\d\d", year):
        _refused(f"{where}: until: write a year such as 2023, not {text}")
    return int(year) if year else None


def _date(text: str, year: int | None) -> date | None:
    match = _DAY.fullmatch(text) or _IN_ONE.fullmatch(text)
    try:
        return date(year or int(match[1]), int(match[2]), int(match[3])) if match and (year or match[1]) else None
    except ValueError:
        return None


def _id_of(text: str, known: _Words) -> str:
    """Return the id that a text means, whichever language, case and spacing; empty where it means none."""
    folded = _folded(text)
    return next((key for key, called in known.items() if folded in map(_folded, (key, *called))), "")


def _folded(text: str) -> str:
    """Fold case, spaces, and what stands in brackets: 机关（全称）."""
    return re.sub(r"[\s_-]+|[（(][^（）()]*[）)]", "", text).casefold()


def _refused(problem: str) -> NoReturn:
    raise RosterInvalid(problem)
