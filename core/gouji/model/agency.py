"""Who reports: an agency's name taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """The tier of government that an agency belongs to, the highest first."""

    STATE = "state"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"


class AgencyKind(StrEnum):
    """What an agency is, as far as its duties to report depend on it."""

    GOVERNMENT = "government"
    """The government of an area of county level or above, which reports for all its agencies."""
    OFFICE = "office"
    """The office of a government (办公厅, 办公室), which reports for itself."""
    DEPARTMENT = "department"
    VERTICAL = "vertical"
    """A local branch of a system run from above: 税务, 海关, 气象."""
    TOWNSHIP = "township"
    SUBDISTRICT = "subdistrict"
    ZONE = "zone"
    """A development zone or the like, as an area."""
    ZONE_COMMITTEE = "zone_committee"
    """The committee that runs a zone."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency's name and what it tells.

    `printed` are the places that the name prints, the largest first; `places` the same, completed from the province down where
    the table of divisions knows exactly one such place (`known`). `body` is the rest of the name (公安局, 人民政府), empty where
    it stops at the place. `levels` holds more than one level where neither name nor table decides.
    """

    name: str
    printed: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    body: str = ""
    kind: AgencyKind = AgencyKind.UNKNOWN
    levels: tuple[Level, ...] = ()
    known: bool = False

    @property
    def place(self) -> str:
        """The area that the agency belongs to, empty where the name tells none."""
        return self.places[-1] if self.places else ""

    @property
    def short_names(self) -> tuple[str, ...]:
        """The names by which its own text may call it: 洪泽区公安局, 区公安局, 公安局."""
        if not self.place:
            return (self.name,)
        suffix = next((word for word in _PLACE_WORDS if self.place.endswith(word)), self.place[-1])
        bodies = (self.body, "政府") if self.body == "人民政府" else (self.body,)
        names = [lead + body for body in bodies for lead in (self.place, suffix, "") if lead + body]
        return tuple(dict.fromkeys((self.name, *names)))


_PLACE_WORDS = ("自治区", "自治州", "自治县", "自治旗", "地区", "街道")
