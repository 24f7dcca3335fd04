"""The places at the head of an agency's name: known divisions first, then whatever is built like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gouji_plugins.locales.zh.agencies.divisions import MUNICIPALITIES, Division, divisions_named, longest_division
from gouji_plugins.locales.zh.agencies.kinds import Level

ZONE_WORDS = (
    r"(?:开发区|试验区|实验区|示范区|产业区|高新区|经开区|新区|新城|工业区|(?:工业|产业)园区?|园区|合作区|保税区|综保区|管理区|度假区|风景区|"
    r"景区|名胜区|功能区|集聚区|聚集区|集中区|先行区|自贸区|片区|港区|灌区|库区|矿区|林区)"
)
_ZONE = re.compile(rf"[一-龥（）()\d]{{0,24}}?{ZONE_WORDS}(?!域|划|位)")
_GENERIC = re.compile(rf"自治[区州县旗]|民族乡|{ZONE_WORDS}")
_STEM = r"(?!行政|城乡|城镇|乡镇|乡村|社区|地区|开发|经济|高新|产业|公安|市场|政务)[一-龥]"
_PLACES = (
    re.compile(rf"{_STEM}{{2,5}}?[省市县区州盟旗镇乡]"),
    re.compile(rf"{_STEM}{{1,5}}?(?:街道|苏木)"),
    re.compile(rf"{_STEM}{{2,12}}?(?:自治区|自治州|自治县|自治旗|民族乡)"),
)
_NO_PLACE = re.compile(
    r"[和与及的为由在我]|报告|报送|建设|管理|监督|服务|办公|委员会|政府|人民|海关|"
    r"^(?:国家|中共|中国|中华|国务院|各|当地|所在|上级|有关|相关)"
)
_NO_ZONE = re.compile(r"[和与及的]|委员会|政府|[局厅]")
_NEVER_ZONES = ("省", "市", "县", "旗", "盟")
_TOWNSHIPS = ("街道", "镇", "乡", "苏木")
_SUFFIX_LEVELS = (
    (("自治区", "省"), (Level.PROVINCE,)),
    (("自治州", "州", "盟", "地区"), (Level.PREFECTURE,)),
    (("自治县", "自治旗", "县", "旗", "特区"), (Level.COUNTY,)),
    (_TOWNSHIPS, (Level.TOWNSHIP,)),
)
_UNDECIDED = (Level.PREFECTURE, Level.COUNTY)


@dataclass(frozen=True, slots=True)
class Places:
    """The places that a name prints, where they end in it, and what the table makes of them.

    自治区 alone, as an agency in one calls it, tells level and end but names no place.
    """

    printed: tuple[str, ...] = ()
    end: int = 0
    chain: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    known: bool = False
    zone: bool = False


def places_of(name: str) -> Places:
    """Take the places off the head of a name."""
    printed: list[str] = []
    end = 0
    while place := _place_at(name, end):
        printed.append(place)
        end += len(place)
        if place.endswith(_TOWNSHIPS) and not divisions_named(place):
            break
    zone = bool(printed) and _is_zone(printed[-1])
    places = _bound(tuple(printed), end, zone)
    return replace(places, printed=(), chain=()) if _is_generic(printed) else places


def _place_at(name: str, start: int) -> str | None:
    """Return the place that begins there: a known division, a zone, or what is built like a place."""
    known = longest_division(name, start)
    if known:
        return known
    zone = _ZONE.match(name, start)
    found = [match[0] for pattern in _PLACES if (match := pattern.match(name, start))]
    built = min((place for place in found if not _NO_PLACE.search(place)), key=len, default=None)
    if zone and not _NO_ZONE.search(zone[0]) and not (built and built.endswith(_NEVER_ZONES)):
        return zone[0]
    return built


def _is_generic(printed: Sequence[str]) -> bool:
    return len(printed) == 1 and _GENERIC.fullmatch(printed[0]) is not None and not divisions_named(printed[0])


def _is_zone(place: str) -> bool:
    return re.search(f"{ZONE_WORDS}$", place) is not None and not divisions_named(place)


def _bound(printed: tuple[str, ...], end: int, zone: bool) -> Places:
    found = _divisions(printed) if printed else ()
    levels = tuple(level for level in Level if any(level in division.levels for division in found))
    if found:
        chain = found[0].chain if len(found) == 1 else printed
        return Places(printed, end, chain, levels, len(found) == 1)
    upper = _divisions(printed[:-1]) if len(printed) > 1 else ()
    chain = (*upper[0].chain, printed[-1]) if len(upper) == 1 else printed
    return Places(printed, end, chain, _built_levels(printed, zone), False, zone)


def _divisions(printed: tuple[str, ...]) -> tuple[Division, ...]:
    """Return the divisions that bear the last name and stand below all others printed."""
    candidates = divisions_named(printed[-1])
    return tuple(found for found in candidates if all(name in found.chain for name in printed[:-1]))


def _built_levels(printed: tuple[str, ...], zone: bool) -> tuple[Level, ...]:
    if not printed:
        return ()
    if zone:
        return _UNDECIDED
    place = printed[-1]
    for suffixes, levels in _SUFFIX_LEVELS:
        if place.endswith(suffixes):
            return levels
    if place.endswith("区"):
        return _UNDECIDED if printed[0] in MUNICIPALITIES else (Level.COUNTY,)
    within_city = any(above.endswith(("市", "州", "盟", "地区")) for above in printed[:-1])
    return (Level.COUNTY,) if within_city else _UNDECIDED
