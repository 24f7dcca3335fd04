"""Text without what differs between agencies that copy from one another: names, places, years, numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from gouji import Agency
from gouji_plugins.locales.zh.agencies import short_names

_OWN = re.compile(
    r"[我本全该](?:省|市|州|盟|县|区|旗|镇|乡|街道|办事处|局|委|办|厅|院|署|处|队|机关|单位|系统|部门|行政机关)(?![部内面])"
)
_YEARS = re.compile(r"[12２][09０９][0-9０-９]{2}年度?|[二一][〇零○九][〇零○一二三四五六七八九]{2}年度?")
_DIGITS = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*")
_NUMERALS = re.compile(
    r"(?<![一二三四五六七八九十百千])[一二三四五六七八九十百千]++(?=[年月日项条件次个份篇人期场家名批类])"
)
_LISTED = re.compile(r"[(（][一二三四五六七八九十]+[)）]|(?<![一二三四五六七八九十])[一二三四五六七八九十]++[、是]")


def masked(text: str, agency: Agency) -> str:
    """Return text without years and without what an agency is called and calls itself, with # for other numbers."""
    for name in _names(agency):
        text = text.replace(name, "")
    return _OWN.sub("", _NUMERALS.sub("#", _LISTED.sub("", _DIGITS.sub("#", _YEARS.sub("", text)))))


@lru_cache(maxsize=256)
def _names(agency: Agency) -> tuple[str, ...]:
    """Return the names of more than one letter, the longest first."""
    names = {*short_names(agency), *agency.printed, *agency.places}
    return tuple(sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name)))
