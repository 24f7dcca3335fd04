"""An agency's name taken apart into place, level and kind."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from gouji import Agency, plain
from gouji_plugins.locales.zh.agencies.kinds import AgencyKind, Level
from gouji_plugins.locales.zh.agencies.places import Places, places_of

__all__ = ["agency_of", "short_names"]

_PLACE_WORDS = ("自治区", "自治州", "自治县", "自治旗", "地区", "街道")

_COUNTIES_BELOW = re.compile(
    r"县[（(](?:市、?)?区[）)]|县[（(]市[）)]、?区|区[（(](?:市、?)?县[）)]|(?:各|全市)(?:县、?区|区、?县)|县市区|区县市|市县区"
)
_GOVERNMENT = re.compile(r"(?:人民)?政府|行政公署|行署|")
_OFFICE = re.compile(r"(?:人民政府|政府|行政公署|行署)?(?:办公厅|办公室)|(?:人民)?政府办")
_WHOSE_STREET = re.compile(r"(?<=[市县区旗])(?:人民)?政府(?=[一-龥]{1,8}街道(?:办事处)?$)")
"""The government that a sub-district is of, named before it: 示例区人民政府样例街道办事处."""
_SUBDISTRICT = re.compile(r"(?:人民政府|政府)?(?:街道办事处|街道办|办事处|办|街道)?")
_COMMITTEE = re.compile(r"(?:管理|工作)?委员会|管委会")
_VERTICAL = re.compile(
    r"税务局|海关|气象局|烟草专卖局|海事局|邮政管理局|通信管理局|调查(?:总)?队|出入境边防|外汇管理局|人民银行|"
    r"金融监督管理|金融监管|银保监|证监|消防救援|矿山安全监察|国家税务总局|国家统计局|国家金融"
)
_STATE = re.compile(r"^(?:国家|国务院|中华人民共和国|中国|[一-龥]{2,8}部$|审计署$|海关总署$)")
_SYSTEM = re.compile(
    r"^(?:国家税务总局|国家统计局|国家金融监督管理总局|中华人民共和国|中国人民银行|中国气象局)(?=[一-龥]{3,})"
)
_BODY = re.compile(r"[局委会厅部署院办处所室队站社馆团台行司关科股中心学库]$|公司$")


def agency_of(name: str, text: str = "") -> Agency:
    """Take a name apart; the report's own text may settle the level that name and table leave open.

    A city whose text speaks of its counties and districts is of prefecture level. The opposite is never concluded: a
    prefecture may be silent about them.
    """
    agency = _agency(plain(name))
    if len(agency.levels) > 1 and agency.place.endswith("市") and _COUNTIES_BELOW.search(text):
        return replace(agency, levels=(Level.PREFECTURE,))
    return agency


@lru_cache(maxsize=4096)
def _agency(name: str) -> Agency:
    system = _SYSTEM.match(name)
    lead = system[0] if system else ""
    rest = _WHOSE_STREET.sub("", name[len(lead) :])
    places = places_of(rest)
    body = lead + rest[places.end :]
    kind = _kind(body, places)
    levels = places.levels or ((Level.STATE,) if _STATE.match(name) and not lead else ())
    return Agency(name, places.printed, places.chain, body, kind, levels, places.known)


def _kind(body: str, places: Places) -> AgencyKind:
    if not places.end:
        return _kind_without_place(body)
    if Level.TOWNSHIP in places.levels and _SUBDISTRICT.fullmatch(body):
        street = "办" in body or "".join(places.printed).endswith("街道")
        return AgencyKind.SUBDISTRICT if street else AgencyKind.TOWNSHIP
    if places.zone and _COMMITTEE.fullmatch(body):
        return AgencyKind.ZONE_COMMITTEE
    if _GOVERNMENT.fullmatch(body):
        return AgencyKind.ZONE if places.zone else AgencyKind.GOVERNMENT
    if _OFFICE.fullmatch(body):
        return AgencyKind.OFFICE
    return _kind_without_place(body)


def _kind_without_place(body: str) -> AgencyKind:
    if _VERTICAL.search(body):
        return AgencyKind.VERTICAL
    return AgencyKind.DEPARTMENT if _BODY.search(body) else AgencyKind.UNKNOWN


def short_names(agency: Agency) -> tuple[str, ...]:
    """Return the names by which an agency's own text may call it: 洪泽区公安局, 区公安局, 公安局."""
    if not agency.place:
        return (agency.name,)
    suffix = next((word for word in _PLACE_WORDS if agency.place.endswith(word)), agency.place[-1])
    bodies = (agency.body, "政府") if agency.body == "人民政府" else (agency.body,)
    names = [lead + body for body in bodies for lead in (agency.place, suffix, "") if lead + body]
    return tuple(dict.fromkeys((agency.name, *names)))
