"""Which names are those of one agency: spellings with and without the places above, short forms of bodies."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from gouji import Agency
from gouji_plugins.locales.zh.agencies.divisions import divisions_named
from gouji_plugins.locales.zh.agencies.kinds import AgencyKind, Level
from gouji_plugins.locales.zh.wording import key

_FILE = Path(__file__).with_name("bodies.tsv")
_BY_PLACE = (
    AgencyKind.GOVERNMENT, AgencyKind.OFFICE, AgencyKind.TOWNSHIP, AgencyKind.SUBDISTRICT, AgencyKind.ZONE,
    AgencyKind.ZONE_COMMITTEE,
)  # fmt: skip
"""Kinds of which a place has one: 洪泽区, 洪泽区政府 and 洪泽区人民政府 are the same."""
_USUAL_ZONE = re.compile(
    r"(?:国家级?|省级|市级|高新|高端|技术|产业|经济|经开|开发|综合|保税|工业|物流|旅游|度假|风景|名胜|现代|农业|科技|园|新|区)+"
)
"""The name of a zone that says only what it is for."""
_RECURRING = (Level.TOWNSHIP,)
"""Tiers whose names recur all over the country."""


@lru_cache(maxsize=4096)
def identity_of(agency: Agency) -> str:
    """Return what all spellings of a name have in common, with ? in front where the name does not tell one place from others."""
    body = "" if agency.kind in _BY_PLACE else _body(agency)
    told = "/".join((*agency.places, agency.kind, body))
    return told if _is_one_place(agency) else f"?{told}"


def _body(agency: Agency) -> str:
    body = key(agency.body if agency.places else agency.name)
    return _current().get(body, body)


def _is_one_place(agency: Agency) -> bool:
    if agency.known or Level.STATE in agency.levels:
        return True
    if not agency.places:
        return False
    first = agency.places[0]
    if len(agency.places) == 1 and _USUAL_ZONE.fullmatch(first):
        return False
    recurs = len(agency.places) == 1 and any(level in agency.levels for level in _RECURRING)
    return not recurs and len(divisions_named(first)) <= 1


@lru_cache(maxsize=1)
def _current() -> dict[str, str]:
    """Return the full name of each body by its short or former ones."""
    lines = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {key(name): key(full) for full, *names in lines for name in names}
