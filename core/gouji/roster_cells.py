"""The columns of a roster and what may stand in their cells, in the words of people and of spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NoReturn

from gouji.errors import RosterInvalid
from gouji.model.text import Text
from gouji.nearest import unknown

COLUMNS: Mapping[str, Text] = {
    "id": Text("编号", "id"), "agency": Text("机关", "agency"), "level": Text("层级", "level"), "kind": Text("类别", "kind"),
    "parent": Text("上级", "parent"), "aliases": Text("别名", "aliases"), "deadline": Text("时限", "deadline"),
    "first_seen": Text("首次见到", "first seen"), "until": Text("终止年度", "until"),
}  # fmt: skip
"""The columns by their ids, with what they may be called besides."""
REQUIRED = ("id", "agency")
_LEVELS = {
    "state": Text("国家级", "state"), "province": Text("省级", "province"), "prefecture": Text("市级", "prefecture"),
    "county": Text("县级", "county"), "township": Text("乡级", "township"),
}  # fmt: skip
_KINDS = {
    "government": Text("政府", "government"), "office": Text("政府办公室", "office"), "department": Text("部门", "department"),
    "vertical": Text("垂直管理", "vertical"), "township": Text("乡镇", "township"), "subdistrict": Text("街道", "sub-district"),
    "zone": Text("开发区", "zone"), "zone_committee": Text("管委会", "zone committee"), "unknown": Text("其他", "unknown"),
}  # fmt: skip
_ALIASES = re.compile(r"[;；|、]")
_DELIMITERS = ",;\t"
_DAY = re.compile(r"(?:(\d{4})\D{1,2})?(\d{1,2})\D{1,2}(\d{1,2})\D?")
"""A day, with its year or without, however its parts are divided."""
_LEAP_YEAR = 2024


def delimiter_of(header: str) -> str:
    """Return what divides the cells, by the first line: what spreadsheets write differs from country to country."""
    return max(_DELIMITERS, key=header.count)


def columns_of(header: Sequence[str], where: str) -> list[str]:
    """Return the ids of the columns that a header names; RosterInvalid where it names another, one twice, or not all that are needed."""
    columns = [_id_of(name, COLUMNS) or _refused(f"{where}: {unknown('column', name, COLUMNS)}") for name in header]
    for column in columns:
        if columns.count(column) > 1:
            _refused(f"{where}: the column {column} stands there twice")
    for column in REQUIRED:
        if column not in columns:
            _refused(f"{where}: the column {column} is missing")
    return columns


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
    match = _DAY.fullmatch(text)
    try:
        return date(year or int(match[1]), int(match[2]), int(match[3])) if match and (year or match[1]) else None
    except ValueError:
        return None


def _id_of(text: str, known: Mapping[str, Text]) -> str:
    """Return the id that a text means, whichever language, case and spacing; empty where it means none."""
    folded = _folded(text)
    return next((key for key, name in known.items() if folded in map(_folded, (key, name.zh, name.en))), "")


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text).casefold()


def _refused(problem: str) -> NoReturn:
    raise RosterInvalid(problem)
