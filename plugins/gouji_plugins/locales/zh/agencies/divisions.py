"""The table of administrative divisions, read when a name first needs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gouji_plugins.locales.zh.agencies.kinds import Level

_FILE = Path(__file__).with_name("divisions.tsv")
MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")


@dataclass(frozen=True, slots=True)
class Division:
    """A division with its chain of names from the province down."""

    name: str
    chain: tuple[str, ...]
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """Names by code and codes by name: former names stand only where no current one takes the place."""

    names: dict[str, str]
    codes: dict[str, list[str]]


@lru_cache(maxsize=1)
def _table() -> _Table:
    text = _FILE.read_text(encoding="utf-8")
    current: dict[str, list[str]] = {}
    former: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        code, name, *mark = line.split("\t")
        (former if mark else current).setdefault(name, []).append(code)
        if not mark or code not in names:
            names[code] = name
    return _Table(names, former | current)


@lru_cache(maxsize=1024)
def divisions_named(name: str) -> tuple[Division, ...]:
    """Return all divisions of that name, former ones only where none bears it today."""
    return tuple(_division(name, code) for code in _table().codes.get(name, ()))


def longest_division(text: str, start: int) -> str | None:
    """Return the longest name of a division that stands in the text at that place."""
    codes = _table().codes
    return next((text[start : start + n] for n in range(15, 1, -1) if text[start : start + n] in codes), None)


def _division(name: str, code: str) -> Division:
    names = _table().names
    above = [names.get(part) for part in (f"{code[:2]}0000", f"{code[:4]}00") if part != code]
    return Division(name, (*(part for part in above if part), name), _levels(code, names.get(f"{code[:2]}0000", "")))


def _levels(code: str, province: str) -> tuple[Level, ...]:
    """Return the tier of a code; districts of a municipality are of county tier, but rank as prefectures."""
    if code.endswith("0000"):
        return (Level.PROVINCE,)
    if code.endswith("00"):
        return (Level.PREFECTURE,)
    return (Level.PREFECTURE, Level.COUNTY) if province in MUNICIPALITIES else (Level.COUNTY,)
