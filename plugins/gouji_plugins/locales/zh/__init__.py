"""Chinese: how it writes headings, numbers, dates and names, and the claims that its prose makes.

What rule packs in Chinese may use beyond the locale itself is here; nothing else of this package is public.
"""

from __future__ import annotations

from gouji import Locale, hookimpl
from gouji_plugins.locales.zh.agencies import agency_of, short_names
from gouji_plugins.locales.zh.agencies.kinds import AgencyKind, Level
from gouji_plugins.locales.zh.claims.addition import compared_sum
from gouji_plugins.locales.zh.claims.evidence import evidence_of, in_digits, with_doubt
from gouji_plugins.locales.zh.claims.sums import CellSum, summed
from gouji_plugins.locales.zh.dates import find_date, find_publication, find_year, is_only_date
from gouji_plugins.locales.zh.locale import CHINESE
from gouji_plugins.locales.zh.wording import CHINESE_DIGITS, chinese_number, chinese_numeral, heading_key, key

__all__ = [
    "CHINESE",
    "CHINESE_DIGITS",
    "AgencyKind",
    "CellSum",
    "Level",
    "agency_of",
    "chinese_number",
    "chinese_numeral",
    "compared_sum",
    "evidence_of",
    "find_date",
    "find_publication",
    "find_year",
    "heading_key",
    "in_digits",
    "is_only_date",
    "key",
    "locale",
    "number",
    "short_names",
    "summed",
    "with_doubt",
]  # fmt: skip


@hookimpl
def locale(language: str) -> Locale | None:
    """Bring Chinese."""
    return CHINESE if language == CHINESE.language else None
