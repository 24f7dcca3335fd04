"""The columns of a roster and what may stand in their cells, in the words of people and of spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NoReturn
from unicodedata import normalize

from gouji.errors import RosterInvalid
from gouji.model.text import Text
from gouji.nearest import unknown

COLUMNS: Mapping[str, Text] = {
    "id": Text("编号", "id"), "agency": Text("机关", "agency"), "level": Text("层级", "level"), "kind": Text("类别", "kind"),
    "parent": Text("上级", "parent"), "aliases": Text("别名", "aliases"), "deadline": Text("时限", "deadline"),
    "first_seen": Text("首次见到", "first seen"), "until": Text("终止年度", "until"),
}  # fmt: skip
"""The columns by their ids, with what they may be called besides."""
_ALSO = {
    "id": ("序号", "代码", "机构代码", "单位编号"), "agency": ("单位", "单位名称", "机关名称", "机构名称", "行政机关", "名称"),
    "level": ("级别", "行政层级", "机关层级"), "kind": ("类型", "机关类别", "单位类别", "机关类型", "单位类型"),
    "parent": ("上级单位", "上级机关", "主管单位", "上级名称"), "aliases": ("曾用名", "简称", "别称", "其他名称"),
    "deadline": ("截止日期", "公布时限", "报送时限"), "first_seen": ("首次见到日期", "首次发现"), "until": ("截至年度", "末年度"),
}  # fmt: skip
"""What people call the columns besides."""
_NOTE = ("备注", "说明", "note", "notes", "remark", "remarks")
"""Columns for people, which are passed over."""
REQUIRED = ("id", "agency")
_LEVELS = {
    "state": Text("国家级", "state"), "province": Text("省级", "province"), "prefecture": Text("市级", "prefecture"),
    "county": Text("县级", "county"), "township": Text("乡级", "township"),
}  # fmt: skip
_LEVELS_ALSO = {
    "state": ("国家",), "province": ("省", "自治区"), "prefecture": ("市", "地级", "地市级"), "county": ("县", "区县级", "县区级", "区级"),
    "township": ("乡", "乡镇级", "镇级", "乡镇街道"),
}  # fmt: skip
_KINDS = {
    "government": Text("政府", "government"), "office": Text("政府办公室", "office"), "department": Text("部门", "department"),
    "vertical": Text("垂直管理", "vertical"), "township": Text("乡镇", "township"), "subdistrict": Text("街道", "sub-district"),
    "zone": Text("开发区", "zone"), "zone_committee": Text("管委会", "zone committee"), "unknown": Text("其他", "unknown"),
}  # fmt: skip
_KINDS_ALSO = {
    "government": ("人民政府",), "office": ("政府办", "办公室", "政府办公厅"), "department": ("政府部门", "工作部门"),
    "vertical": ("垂管", "垂管单位", "垂直管理部门"), "township": ("乡镇政府",), "subdistrict": ("街道办", "街道办事处"),
}  # fmt: skip
_ALIASES = re.compile(r"[;；|、，,/]")
_DAY = re.compile(r"(?:(\d{4})\D{1,2})?(\d{1,2})\D{1,2}(\d{1,2})(?:[日号]?(?:之?前|以前)?| 0?0:00(?::00)?)")
"""A day, with its year or without, however its parts are divided."""
_IN_ONE = re.compile(r"(20\d\d)(\d\d)(\d\d)")
"""A day with nothing between its parts."""
_LEAP_YEAR = 2024


def is_header(cells: Sequence[str]) -> bool:
    """Tell whether a row names the columns that are needed, or several of a roster's."""
    found = {_id_of(name, COLUMNS, _ALSO) for name in cells} - {""}
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
        if not name or _folded(name) in _NOTE
        else _id_of(name, COLUMNS, _ALSO) or _refused(f"{where}: {unknown('column', name, _names(name))}")
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
    return (
        _id_of(text, _LEVELS, _LEVELS_ALSO) or _refused(f"{where}: {unknown('level', text, _LEVELS)}") if text else ""
    )


def kind_of(text: str, where: str) -> str:
    """Read a kind of agency, in either language."""
    return _id_of(text, _KINDS, _KINDS_ALSO) or _refused(f"{where}: {unknown('kind', text, _KINDS)}") if text else ""


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


def _id_of(text: str, known: Mapping[str, Text], also: Mapping[str, Sequence[str]]) -> str:
    """Return the id that a text means, whichever language, case and spacing; empty where it means none."""
    folded = _folded(text)
    names = ((key, (key, name.zh, name.en, *also.get(key, ()))) for key, name in known.items())
    return next((key for key, called in names if folded in map(_folded, called)), "")


def _folded(text: str) -> str:
    """Fold case, spaces, and what stands in brackets: 机关（全称）."""
    return re.sub(r"[\s_-]+|[（(][^（）()]*[）)]", "", text).casefold()


def _refused(problem: str) -> NoReturn:
    raise RosterInvalid(problem)
