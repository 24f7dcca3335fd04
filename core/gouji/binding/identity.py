"""Who reports on which year, under which title, published when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gouji.dates import find_date, find_year, is_only_date
from gouji.model.document import NOWHERE, Block, Document, Grid, Location
from gouji.model.report import Section, TextLine
from gouji.wording import chinese_number, plain

_LONGEST_TITLE = 80
_SHORT_LINE = 40
_YEAR_WORDS = re.compile(r"(?:19|20)\d{2}年?度?|[〇○零一二三四五六七八九]{4}年度?")
_PLACES = r"(?:[一-龥]{2,9}?(?:自治区|自治州|地区|省|市|州|盟))+"
_LEADING = re.compile(r"^.*(?:本报告由|报告由|由|请与|请于|于|与|是|为|和|及|对|向|以下简称|：|:)")
_ISSUER = re.compile(
    r"由([一-龥]{4,30}?(?:政府|办公室|办公厅|局|委员会|委|厅|办|院|署|中心|管委会))(?:办公室|办公厅)?(?:根据|按照|依据|编制)"
)
_END_LINES = 6
_OPENING_LINES = 8


@dataclass(frozen=True, slots=True)
class Title:
    """The report's title: in the text with its place, else from the file or the page round it."""

    text: str
    at: Location = NOWHERE
    blocks: int = 0


def find_title(document: Document, blocks: Sequence[Block], title_words: Sequence[str]) -> Title | None:
    """Find the title before the first section, which may be set on two or three lines; else the file's own."""
    lines = [(i, b.text.strip(), b.at) for i, b in enumerate(blocks) if not isinstance(b, Grid) and b.text.strip()]
    for start in range(min(len(lines), 40)):
        for count in (1, 2, 3):
            part = lines[start : start + count]
            if len(part) == count and _is_title([text for _, text, _ in part], title_words):
                return _with_agency(lines, start, part)
    if _is_title([document.title], title_words):
        return Title(plain(document.title))
    return None


def find_agency(title: str, document: Document, preamble: Sequence[TextLine], sections: Sequence[Section]) -> str:
    """Return the agency's name from the title, with the place names that the text puts before it."""
    name = _YEAR_WORDS.sub("", plain(title))
    name = re.split(r"(?:\d{0,4})(?:政府信息公开|政务公开|信息公开|政府信息|政务信息)", name, maxsplit=1)[0]
    name = name.strip("《》“”\"'.·-—_:：、,()（）〔〕[]").removeprefix("关于").removesuffix("的").removesuffix("年度")
    text = plain("".join(line.text for line in preamble))
    if not name:
        issuer = _ISSUER.search(text)
        return issuer[1] if issuer else document.metadata.get("publisher", "")
    return _longest_name(name, text)


def find_published(
    document: Document, preamble: Sequence[TextLine], sections: Sequence[Section]
) -> tuple[date | None, TextLine | None]:
    """Return the date of publication and the words that state it: the page's own, else the date under title or text."""
    stated = document.metadata.get("published", "")
    found = find_date(stated)
    if found:
        return found, TextLine(stated)
    last = [line for section in sections for line in section.lines][-_END_LINES:]
    for line in [*preamble[:_OPENING_LINES], *reversed(last)]:
        if len(line.text) <= _SHORT_LINE and is_only_date(line.text):
            return find_date(line.text), line
    return None, None


def year_of(title: str, lines: Sequence[TextLine]) -> int | None:
    """Return the year reported on: the title's, else that of the period of statistics."""
    in_title = find_year(title) or _bare_year(title)
    if in_title:
        return in_title
    for line in lines:
        if "统计" in line.text and "月" in line.text:
            return find_year(line.text)
    return None


def _bare_year(title: str) -> int | None:
    match = re.search(r"(?<!\d)(20\d{2})(?!\d)", title) or re.search(r"([〇○零一二三四五六七八九]{4})年", title)
    if not match:
        return None
    return int(match[1]) if match[1].isdecimal() and match[1].isascii() else chinese_number(match[1])


def _is_title(texts: Sequence[str], title_words: Sequence[str]) -> bool:
    words = plain("".join(texts))
    if not words or len(words) > _LONGEST_TITLE or any(mark in words for mark in "。；;！"):
        return False
    if words.startswith(("根据", "按照", "本报告", "现将", "现发布")):
        return False
    compact = words.replace("年度工作", "工作年度")
    return any(title in compact for title in title_words)


def _with_agency(
    lines: Sequence[tuple[int, str, Location]], start: int, part: Sequence[tuple[int, str, Location]]
) -> Title:
    """Put the line before a title that names no agency in front of it."""
    text = plain("".join(words for _, words, _ in part))
    at = part[0][2]
    bare = _YEAR_WORDS.sub("", text)
    if start and bare.startswith(("政府信息公开", "信息公开", "政务公开")):
        before = plain(lines[start - 1][1])
        if len(before) <= 30 and not is_only_date(before) and re.search(r"[一-龥]{3,}$", before):
            return Title(before + text, lines[start - 1][2], part[-1][0] + 1)
    return Title(text, at, part[-1][0] + 1)


def _longest_name(name: str, text: str) -> str:
    """Complete a name by the places that the text most often puts before it (示例市 + 甲区人民政府)."""
    found: Counter[str] = Counter()
    for match in re.finditer(f"({_PLACES}){re.escape(name)}", text):
        places = _LEADING.sub("", match[1])
        if re.fullmatch(_PLACES, places):
            found[places] += 1
    return (found.most_common(1)[0][0] if found else "") + name
