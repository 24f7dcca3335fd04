"""Titles of reports, and the names of agencies in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gouji import TextLine, Title, plain
from gouji_plugins.locales.zh.agencies import agency_of
from gouji_plugins.locales.zh.agencies.kinds import AgencyKind
from gouji_plugins.locales.zh.dates import CHINESE_YEAR, find_year, is_only_date

_LONGEST_TITLE = 80
_LONGEST_NAME_LINE = 30
_MOST_LINES = 3
_CHROME = (">", "»", "首页", "当前位置", "上一篇", "下一篇")
_SCHOOL_YEAR = "学年"
"""Universities report by the school year, under a decree and in a form of their own."""
_YEAR_WORDS = re.compile(rf"(?:19|20)\d{{2}}年?度?|{CHINESE_YEAR}年度?")
_BRACKETED = re.compile(r"^【[^】]*】")
_PLACES = r"(?:[一-龥]{2,9}?(?:自治区|自治州|地区|省|市|州|盟))+"
_LEADING = re.compile(r"^.*(?:报告由|由|请与|请于|于|与|是|为|和|及|对|向|在|从|通过|登[录陆]|访问|报送|以下简称|：|:)")
_ISSUER = re.compile(
    r"由([一-龥]{4,30}?(?:政府|办公室|办公厅|局|委员会|委|厅|办|院|署|中心|管委会))(?:办公室|办公厅)?(?:根据|按照|依据|编制)"
)
_SUBJECT = re.compile(r"\d{0,4}(?:政府信息公开|政务公开|信息公开|政府信息|政务信息)")
_ANNOUNCING = re.compile(r"^(?:发布|公布|印发|公示|报送|上报)|(?:发布|公布|印发|公示|报送|上报)(?:了|的)?$")
_CAME_OUT = re.compile(r"(?:发布|公布|公示|报送|上报|印发)了?(?:关于)?(?:《|(?:19|20)\d{2}|政府信息公开)")
_LABEL = re.compile(
    r"^[-•·*\s]*(?:名\s*称|标\s*题)\s*[:：]\s*(\S[^:：]*?)(?:\s+(?:发布|发文|索\s*引|文\s*号)[^:：]*[:：].*)?$"
)
_SHORT_NAME = re.compile("[省市县区州旗](?!中区|北区|南区)[一-龥]{1,20}[局委厅办室会院]$")
"""A department that a page names without its place: 市民政局."""
_EMPTY_BRACKETS = re.compile(r"\(\)|\[\]|〔〕")
_MARKS = "《》“”\"'.·-—_:：、,〔〕[]"
_SIGNATURE = re.compile(r"[一-龥()]{2,28}[局委厅办院署会镇乡府处中心站队部室]")
_BARE_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_END_LINES = 6


def titles(lines: Sequence[TextLine], phrases: Sequence[str]) -> Iterator[Title]:
    """Yield what reads like a title, on one to three lines, with the name of the agency that stands on the line before it."""
    shown = [TextLine(_LABEL.sub(r"\1", line.text), line.at) for line in lines]
    texts = [line.text for line in shown]
    for start in range(len(texts)):
        for count in range(1, _MOST_LINES + 1):
            part = texts[start : start + count]
            if len(part) == count and _is_title(part, phrases):
                if not any(_whole_title(part[n], part[:n], phrases) for n in range(1, count)):
                    yield _with_agency(shown, start, count, phrases)
                break


def _whole_title(text: str, before: Sequence[str], phrases: Sequence[str]) -> bool:
    """Tell whether a line needs none before it: what stands there belongs to the page."""
    if not _is_title([text], phrases) or not find_year(text):
        return False
    name = agency_in(text, phrases)
    agency = agency_of(name)
    body = agency.kind != AgencyKind.UNKNOWN and not any(agency_of(words).printed for words in before)
    return bool(agency.printed or _SHORT_NAME.match(name) or body)


def _is_title(texts: Sequence[str], phrases: Sequence[str]) -> bool:
    words = plain("".join(texts))
    if not words or len(words) > _LONGEST_TITLE or any(mark in words for mark in "。；;！"):
        return False
    if any(mark in words for mark in (*_CHROME, _SCHOOL_YEAR)) or words.startswith(
        ("根据", "按照", "本报告", "现将", "现发布")
    ):
        return False
    forms = [_without_of(form) for form in (_YEAR_WORDS.sub("", words), _YEAR_WORDS.sub("年度", words))]
    return any(_without_of(phrase) in form for phrase in phrases for form in forms)


def _without_of(words: str) -> str:
    """Leave out 的, which stands in a title or not: 情况的报告, 情况报告."""
    return words.replace("的", "")


def _with_agency(lines: Sequence[TextLine], start: int, count: int, phrases: Sequence[str]) -> Title:
    """Put the line before a title that names no agency in front of it."""
    text = _closed_up("".join(line.text for line in lines[start : start + count]))
    bare = _YEAR_WORDS.sub("", text)
    if start and bare.startswith(("政府信息公开", "信息公开", "政务公开")):
        before = _closed_up(lines[start - 1].text)
        if len(before) <= _LONGEST_NAME_LINE and not is_only_date(before) and re.search(r"[一-龥]{3,}$", before):
            return _title(before + text, lines[start - 1], (start - 1, count + 1), phrases)
    return _title(text, lines[start], (start, count), phrases)


def _title(text: str, first: TextLine, span: tuple[int, int], phrases: Sequence[str]) -> Title:
    bare = _BARE_YEAR.search(text)
    year = find_year(text) or (int(bare[1]) if bare else None)
    return Title(text, first.at, *span, agency_in(text, phrases), year, _CAME_OUT.search(plain(text)) is not None)


def _closed_up(text: str) -> str:
    """Return a title without the spaces that set it."""
    return "".join(text.split())


def agency_in(title: str, phrases: Sequence[str]) -> str:
    """Return what a title says before its subject, without year, marks and the words of an announcement.

    The subject is disclosure, else what the phrases say besides the year.
    """
    before = _BRACKETED.sub("", _YEAR_WORDS.sub("", plain(title))).rpartition("《")[2]
    before = _before_subject(_EMPTY_BRACKETS.sub("", before), phrases)
    announcer, _, announced = before.partition("关于")
    name = next((name for part in (announced, announcer) if (name := _ANNOUNCING.sub("", part.strip(_MARKS)))), "")
    name = _balanced(name.removesuffix("的").strip(_MARKS))
    return f"{name}政府" if name.endswith("人民") else name


def _before_subject(words: str, phrases: Sequence[str]) -> str:
    before = _SUBJECT.split(words, maxsplit=1)[0]
    if before != words:
        return before
    subjects = (phrase.removeprefix("年度") for phrase in sorted(phrases, key=len, reverse=True))
    return next((words.partition(subject)[0] for subject in subjects if subject in words), words)


def _balanced(name: str) -> str:
    """Return a name without brackets at its ends that have no partner."""
    if name.count("(") > name.count(")"):
        return name.lstrip("(").rstrip("(")
    return name.rstrip(")").lstrip(")") if name.count(")") > name.count("(") else name


def publisher(name: str, preamble: Sequence[TextLine], lines: Sequence[TextLine]) -> str:
    """Return the agency's name as the title gives it, with the place names that the text puts before it.

    Without one there the preamble's issuer tells, then the signature.
    """
    text = plain("".join(line.text for line in preamble))
    if name:
        return _longest_name(name, text)
    issuer = _ISSUER.search(text)
    return issuer[1] if issuer else _signed(lines[-_END_LINES:])


def _signed(lines: Sequence[TextLine]) -> str:
    """Return the name on the line right above a date at the end, empty where there is none."""
    pairs = ((plain(above.text), below.text) for above, below in pairwise(lines))
    return next((name for name, below in pairs if is_only_date(below) and _SIGNATURE.fullmatch(name)), "")


def _longest_name(name: str, text: str) -> str:
    """Complete a name by the places that the text most often puts before it (示例市 + 甲区人民政府)."""
    found: Counter[str] = Counter()
    for match in re.finditer(f"({_PLACES}){re.escape(name)}", text):
        places = _known_places(match[1]) or _LEADING.sub("", match[1])
        if re.fullmatch(_PLACES, places):
            found[places] += 1
    return (found.most_common(1)[0][0] if found else "") + name


def _known_places(words: str) -> str:
    """Return the longest end of the words that is a place of the table of divisions."""
    return next((words[start:] for start in range(len(words) - 1) if agency_of(words[start:]).known), "")
