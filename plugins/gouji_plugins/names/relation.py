"""How two agency names relate: one agency, one place, one above the other, or strangers."""

from __future__ import annotations

import re
from enum import StrEnum

from gouji import Agency, AgencyKind, similarity

_SUFFIX = re.compile(
    r"(?:(?:[一-龥]{1,4}族){0,4}(?:自治区|自治州|自治县|自治旗)|地区|林区|特区|街道|苏木|民族乡|[省市县区州盟旗镇乡])$"
)
_CUT = re.compile(r"^.+?(?:局|厅|委员会|委(?!员会)|院)")
_AREAS = (AgencyKind.GOVERNMENT, AgencyKind.OFFICE, AgencyKind.ZONE, AgencyKind.ZONE_COMMITTEE)
_LOCAL = (*_AREAS, AgencyKind.TOWNSHIP, AgencyKind.SUBDISTRICT)
_NEAR = 0.6


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
        return Relation.OTHER_PLACE if _strangers(own, other) else Relation.RELATED
    return _bodies(own, other)


def _strangers(own: Agency, other: Agency) -> bool:
    """Tell whether neither place holds the other: by the table, else by two places of one level built alike."""
    above = [_stem(place) for place in (*own.places, *own.printed)]
    below = [_stem(place) for place in (*other.places, *other.printed)]
    if any(_alike(_stem(other.place), name) for name in above) or any(_alike(_stem(own.place), name) for name in below):
        return False
    if own.known and other.known:
        return True
    if own.levels != other.levels:
        return False
    return len(own.levels) == 1 or own.place[-1] == other.place[-1]


def _bodies(own: Agency, other: Agency) -> Relation:
    if own.name == other.name:
        return Relation.SAME
    if own.kind in _LOCAL or other.kind in _LOCAL or AgencyKind.UNKNOWN in (own.kind, other.kind):
        return Relation.RELATED
    left, right = _main(own.body), _main(other.body)
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
    """Tell whether two stems name the same place, also where a zone's name goes on (昆山, 昆山经济技术开发)."""
    return left.startswith(right) or right.startswith(left)


def _main(body: str) -> str:
    """Return the agency without its own offices: 审计局 of 审计局办公室."""
    cut = _CUT.match(body)
    return cut[0] if cut else body


def _within(short: str, long: str) -> bool:
    """Tell whether a name is a shortening of another: its characters in the same order (住建局, 住房和城乡建设局)."""
    rest = iter(long)
    return all(character in rest for character in short)
