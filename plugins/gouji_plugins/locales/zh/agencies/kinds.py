"""What Chinese agencies are, as far as their duties depend on it, and the tiers of government."""

from __future__ import annotations

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
