"""Agencies that do not exist, of every kind that must report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random


class Kind(StrEnum):
    """What decides the deadline and what a report must contain."""

    DEPARTMENT = "department"
    OFFICE = "office"
    TOWNSHIP = "township"
    COUNTY = "county"
    PREFECTURE = "prefecture"
    PROVINCE = "province"

    @property
    def aggregates(self) -> bool:
        """Whether the report adds up the agencies below."""
        return self in (Kind.COUNTY, Kind.PREFECTURE, Kind.PROVINCE)


@dataclass(frozen=True)
class Agency:
    """`place` is the administrative area, `itself` what the agency calls itself in running text."""

    name: str
    kind: Kind
    place: str
    domain: str
    itself: str

    @property
    def contact(self) -> str:
        """The office that answers questions about the report."""
        if self.kind is Kind.OFFICE:
            return self.name
        return f"{self.name}办公{'厅' if self.kind is Kind.PROVINCE else '室'}"

    @property
    def maker(self) -> str:
        """Who writes the report: its office for a government of an area, else the agency itself."""
        return self.contact if self.kind.aggregates else self.name

    @property
    def has_government(self) -> bool:
        """Whether it is a government, which must report assessment, public review and accountability."""
        return self.kind.aggregates or (self.kind is Kind.TOWNSHIP and "政府" in self.name)

    @property
    def scope(self) -> str:
        """The words for the area that the figures cover: 全市, or the agency itself."""
        return f"全{self.place[-1]}" if self.kind.aggregates else self.itself


_PROVINCES = [("虚构省", "xugou"), ("示例省", "shilisheng")]
_PREFECTURES = [("示例市", "shili"), ("假设市", "jiashe"), ("拟名市", "niming")]
_COUNTIES = [("样例县", "yangli"), ("范例区", "fanli"), ("例证县", "lizheng"), ("样本区", "yangben")]
_TOWNSHIPS = ["青石镇", "白露乡", "范本街道", "甲桥镇", "乙川乡"]
_BUREAUS = [
    "公安局",
    "市场监督管理局",
    "自然资源局",
    "住房和城乡建设局",
    "交通运输局",
    "教育局",
    "民政局",
    "水利局",
    "财政局",
    "卫生健康委员会",
    "人力资源和社会保障局",
    "农业农村局",
    "统计局",
]
_LAST_DAYS = {Kind.COUNTY: (2, 20), Kind.PREFECTURE: (3, 10), Kind.PROVINCE: (3, 31)}


def some_agency(rng: Random) -> Agency:
    """Pick an agency; departments are the most frequent, as they are among the real ones."""
    kind = rng.choices(list(Kind), weights=[9, 2, 4, 4, 2, 1])[0]
    if kind is Kind.DEPARTMENT:
        return department(*rng.choice(_PREFECTURES + _COUNTIES), rng.choice(_BUREAUS))
    if kind is Kind.TOWNSHIP:
        return township(*rng.choice(_COUNTIES), rng.choice(_TOWNSHIPS))
    if kind is Kind.OFFICE:
        return office(*rng.choice(_PREFECTURES + _COUNTIES))
    places = {Kind.COUNTY: _COUNTIES, Kind.PREFECTURE: _PREFECTURES, Kind.PROVINCE: _PROVINCES}
    return government(*rng.choice(places[kind]), kind)


def department(place: str, domain: str, bureau: str) -> Agency:
    """Make a department of a government."""
    itself = "我委" if bureau.endswith("委员会") else "我局"
    return Agency(f"{place}{bureau}", Kind.DEPARTMENT, place, domain, itself)


def office(place: str, domain: str) -> Agency:
    """Make the office of a government, which reports for itself and not for the area."""
    return Agency(f"{place}人民政府办公{'厅' if place.endswith('省') else '室'}", Kind.OFFICE, place, domain, "本机关")


def township(county: str, domain: str, name: str) -> Agency:
    """Make a township government, or the office of a sub-district."""
    full = f"{county}{name}" + ("办事处" if name.endswith("街道") else "人民政府")
    return Agency(full, Kind.TOWNSHIP, county + name, domain, "我街道" if "街道" in name else f"我{name[-1]}")


def government(place: str, domain: str, kind: Kind) -> Agency:
    """Make a government that reports for all its agencies."""
    return Agency(f"{place}人民政府", kind, place, domain, f"我{place[-1]}")


def lawful_date(kind: Kind, year: int, rng: Random) -> date:
    """Return a day in the following year, not later than the deadline of the kind."""
    month, day = _LAST_DAYS.get(kind, (1, 31))
    first, last = date(year + 1, 1, 4), date(year + 1, month, day)
    return first + timedelta(days=rng.randint(0, (last - first).days))
