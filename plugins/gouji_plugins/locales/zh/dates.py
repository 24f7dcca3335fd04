"""Dates as they are written in reports and on the pages round them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from gouji import TextLine, plain
from gouji_plugins.locales.zh.wording import CHINESE_DIGITS, chinese_number

CHINESE_YEAR = f"[一二][{CHINESE_DIGITS}]{{3}}"
"""Finds a year in Chinese digits."""
DATE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*(?:年|-|/|\.)\s*(\d{1,2}|元(?=\s*月))\s*(?:月|-|/|\.)\s*(\d{1,2})(?!\d)\s*[日号]?"
)
_CHINESE_DATE = re.compile(
    rf"({CHINESE_YEAR})年([一二三四五六七八九十]{{1,2}}|元)月([一二三四五六七八九十]{{1,3}})[日号]"
)
_MONTH_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:月|-|/|\.)(?:\d{1,2}|[一二三四五六七八九十]{1,3})日?"
_PERIOD = re.compile(
    rf"((?:19|20)\d{{2}}|{CHINESE_YEAR})(?:年|-|/|\.){_MONTH_DAY}(?:起|开始)?,?(?:截?止?至|截?止?到|[-—–~－]+)"
    rf"(?:(?:((?:19|20)\d{{2}}|{CHINESE_YEAR})(?:年|-|/|\.)|当年|同年|本年)?{_MONTH_DAY})"
)
_NO_OTHER_WORDS = re.compile(
    r"[^一-龥]*(?:[\d〇○零一二三四五六七八九十\s]{4,8}年[^，。；]{1,6}月[^，。；]{1,6}日?)?[^一-龥]*"
)
_TIME = re.compile(r"(?<=[\d日])\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)")
_PUBLISHED = tuple(
    re.compile(rf"{words}:?(?=\D{{0,1}}(?:19|20)\d{{2}})")
    for words in (r"(?:发布|公布|公开|发表)(?:时间|日期|于)", r"发文(?:时间|日期)")
)
"""What labels the date of publication, and the date of the paper, which counts where a line has no better one."""
_PAGE_LINE = re.compile(
    rf"^(?:(?:时间|日期):)?{DATE.pattern}[【|\[]?(?:信息|文章|稿件)?(?:来源|字体|字号|浏览|点击|阅读|访问)"
    rf"|来源:[^:]{{0,30}}(?<!更新)(?<!效期)(?<!截止)(?:时间|日期):{DATE.pattern}"
)
"""The line under a page's title: date and source, with a date label or none."""
_AGENCY = re.compile(r"(?:[一-龥()]{1,24}[局委厅办院署处所会镇乡府道心站队司部室])?")
_ROUND_DATES = "()（）【】[]:：,，。发布日期时间成文印•·●▪◆■□○*–—-"
"""What may stand round a date that is alone on its line: brackets, bullets, the words of its label."""
_SHORT_LINE = 60
"""Characters of the longest line that can state the date of publication."""
_OPENING_LINES = 8
_END_LINES = 6
_UNFINISHED = tuple("至到起自于—–-~～－，、")
"""How a line ends whose sentence goes on in the next, such as a period that the end of the line cut in two."""
YEAR = re.compile(rf"(?<![\d〔\[])((?:19|20)\d{{2}})\s*(?:年度|年)|({CHINESE_YEAR})年")


def find_date(text: str) -> date | None:
    """Return the first full date in a text, None where there is none or it is not in the calendar."""
    match = DATE.search(text)
    if match:
        return _date(int(match[1]), _month(match[2]), int(match[3]))
    match = _CHINESE_DATE.search(plain(text))
    if match:
        return _date(chinese_number(match[1]) or 0, _month(match[2]), chinese_number(match[3]) or 0)
    return None


def find_publication(line: str) -> date | None:
    """Return the date of a line that states publication: labelled so, with the page's source, or alone but for time and agency."""
    words = plain(_TIME.sub("", line))
    labelled = next((match for label in _PUBLISHED if (match := label.search(words))), None)
    if labelled:
        return find_date(words[labelled.end() :])
    if _PAGE_LINE.search(words):
        return find_date(words)
    printed = DATE.search(words) or _CHINESE_DATE.search(words)
    signed = printed and not words[printed.end() :] and _AGENCY.fullmatch(words[: printed.start()])
    return find_date(words) if signed or is_only_date(words) else None


def is_only_date(text: str) -> bool:
    """Tell whether a line holds a date and nothing else but brackets and the like."""
    words = plain(text)
    rest = _CHINESE_DATE.sub("", DATE.sub("", words, count=1), count=1)
    return rest != words and not rest.strip(_ROUND_DATES)


def lone_date(text: str) -> date | None:
    """Return the date of a line without other Chinese words, None for any other line."""
    return find_date(text) if _NO_OTHER_WORDS.fullmatch(text) else None


def find_year(text: str) -> int | None:
    """Return the first year named in a text (2023年, 2023年度, 二〇二三年)."""
    match = YEAR.search(text)
    if not match:
        return None
    return int(match[1]) if match[1] else chinese_number(match[2])


def years_in(text: str) -> tuple[int, ...]:
    """Return all years named in a text, in order."""
    found = (int(match[1]) if match[1] else chinese_number(match[2]) for match in YEAR.finditer(text))
    return tuple(year for year in found if year)


def publication(lines: Sequence[TextLine]) -> tuple[date, TextLine] | None:
    """Return the date of publication that a line near the head or the end states."""
    pairs = list(zip([None, *lines], lines, strict=False))
    for above, line in [*pairs[:_OPENING_LINES], *reversed(pairs[-_END_LINES:])]:
        goes_on = above is not None and above.text.rstrip().endswith(_UNFINISHED)
        if len(line.text) <= _SHORT_LINE and not goes_on and (day := find_publication(line.text)):
            return day, line
    return None


def stated_period(lines: Sequence[TextLine]) -> int | None:
    """Return the year of the period of statistics: that of its days, else the first that its sentence names behind 统计."""
    stated = [line.text for line in lines if "统计" in line.text or "期限" in line.text]
    days = (find_period_year(text) for text in stated)
    sentences = (text[text.index("统计") :].split("。")[0] for text in stated if "统计" in text and "月" in text)
    return next((year for year in (*days, *map(find_year, sentences)) if year), None)


def find_period_year(text: str) -> int | None:
    """Return the year of the first period from day to day that lies within one year, None where there is none."""
    for match in _PERIOD.finditer(plain(text)):
        first, last = (
            int(y) if y.isdecimal() and y.isascii() else chinese_number(y) for y in (match[1], match[2] or match[1])
        )
        if first == last:
            return first
    return None


def _month(words: str) -> int:
    return 1 if words == "元" else int(words) if words.isdecimal() else chinese_number(words) or 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
