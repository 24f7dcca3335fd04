"""How two agency names relate: one agency, one place, one above the other, or strangers."""

from __future__ import annotations

import re
from enum import StrEnum

from gouji import Agency, similarity
from gouji_plugins.locales.zh import AgencyKind, Level

_SUFFIX = re.compile(
    r"(?:(?:[一-龥]{1,4}族){0,4}(?:自治区|自治州|自治县|自治旗)|地区|林区|特区|街道|苏木|民族乡|[省市县区州盟旗镇乡])$"
)
_CUT = re.compile(r"^.+?(?:局|厅|委员会|委(?!员会)|院)")
_OF_GOVERNMENT = re.compile("^(?:人民)?政府(?=.*[局委会厅院室办]$)")
_AREAS = (AgencyKind.GOVERNMENT, AgencyKind.OFFICE, AgencyKind.ZONE, AgencyKind.ZONE_COMMITTEE)
_LOCAL = (*_AREAS, AgencyKind.TOWNSHIP, AgencyKind.SUBDISTRICT)
_NEAR = 0.6
_SHORTEST_PLACE = 3
"""Characters of a place of which one may be taken for a slip: 宿千市 for 宿迁市, not 千市."""
_RANKS: dict[str, int] = {level: rank for rank, level in enumerate(Level)}


class Relation(StrEnum):
    """What another name is to the own one."""

    SAME = "same"
    RELATED = "related"
    """A superior, a subordinate, a partner in the same place, or not to be told."""
    MISSPELT = "misspelt"
    NEAR = "near"
    OTHER_BODY = "other_body"
    OTHER_PLACE = "other_place"


def relation(own: Agency, other: Agency) -> Relation:
    """Compare two names; what names and table do not decide counts as related."""
    if not own.printed or not other.printed:
        return Relation.RELATED
    if _stem(own.place) != _stem(other.place):
        if _is_slip(own, other):
            return Relation.MISSPELT
        return Relation.OTHER_PLACE if _strangers(own, other) else Relation.RELATED
    if own.place[-1] != other.place[-1]:
        told = (own.known and other.known) or not set(own.levels) & set(other.levels)
        return Relation.RELATED if told else Relation.NEAR
    return _bodies(own, other)


def _is_slip(own: Agency, other: Agency) -> bool:
    """Tell whether one character of the own place is wrong: cities and counties that there are stand in the table."""
    if not own.known or other.known or own.place[-1] not in "省市县" or len(own.place) != len(other.place):
        return False
    if _main(own.body) != _main(other.body):
        return False
    return len(own.place) >= _SHORTEST_PLACE and sum(a != b for a, b in zip(own.place, other.place, strict=True)) == 1


def _strangers(own: Agency, other: Agency) -> bool:
    """Tell whether neither place holds the other: by the table, else by their levels."""
    above = [_stem(place) for place in (*own.places, *own.printed)]
    below = [_stem(place) for place in (*other.places, *other.printed)]
    if any(_alike(_stem(other.place), name) for name in above) or any(_alike(_stem(own.place), name) for name in below):
        return False
    return not _may_hold(own, other) and not _may_hold(other, own)


def _may_hold(upper: Agency, lower: Agency) -> bool:
    """Tell whether a place may lie in another that its name and the table do not put above it."""
    if lower.known:
        return False
    if not upper.levels or not lower.levels:
        return True
    if upper.levels == lower.levels and (len(upper.levels) == 1 or upper.place[-1] == lower.place[-1]):
        return False
    if len(lower.levels) > 1 and not lower.place.endswith("市"):
        return True
    return _RANKS[upper.levels[0]] < _RANKS[lower.levels[-1]]


def _bodies(own: Agency, other: Agency) -> Relation:
    if own.name == other.name:
        return Relation.SAME
    if own.kind in _LOCAL or other.kind in _LOCAL or AgencyKind.UNKNOWN in (own.kind, other.kind):
        return Relation.RELATED
    left, right = _main(own.body), _main(other.body)
    if _adds(left, right):
        return Relation.NEAR
    if _within(left, right) or _within(right, left):
        return Relation.SAME
    if len(left) == len(right) and sum(a != b for a, b in zip(left, right, strict=True)) == 1:
        return Relation.MISSPELT
    return Relation.NEAR if similarity(left, right) >= _NEAR else Relation.OTHER_BODY


def _stem(place: str) -> str:
    """Return a place's name without what kind of place it is; a renamed county keeps its stem."""
    stem = _SUFFIX.sub("", place)
    return stem if len(stem) > 1 else place


def _alike(left: str, right: str) -> bool:
    """Tell whether two stems name the same place, also where a zone's or its city's name is longer (昆山, 昆山经济技术开发)."""
    short, long = sorted((left, right), key=len)
    return long.startswith(short) or long.endswith(short)


def _main(body: str) -> str:
    """Return the agency without its own offices, and without whose it is: 审计局 of 审计局办公室, 国资委 of 政府国资委."""
    body = _OF_GOVERNMENT.sub("", body)
    cut = _CUT.match(body)
    return cut[0] if cut else body


def _adds(short: str, long: str) -> bool:
    """Tell whether a name is another with one more duty put in: 教育局, 教育和体育局."""
    return len(long) - len(short) > 1 and len(short) > 2 and long.startswith(short[:-1]) and long[-1] == short[-1]


def _within(short: str, long: str) -> bool:
    """Tell whether a name is a shortening of another: its characters in the same order (住建局, 住房和城乡建设局)."""
    rest = iter(long)
    return all(character in rest for character in short)
