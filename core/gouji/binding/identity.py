"""Who reports on which year, under which title, published when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gouji.agencies import agency_of
from gouji.dates import CHINESE_YEAR, find_date, find_period_year, find_publication, find_year, is_only_date
from gouji.model.agency import AgencyKind
from gouji.model.document import NOWHERE, Block, Document, Grid, Location
from gouji.model.prose import TextLine
from gouji.text import plain

_LONGEST_TITLE = 80
_OPENING_BLOCKS = 40
_CHROME = (">", "»", "首页", "当前位置", "上一篇", "下一篇")
_SCHOOL_YEAR = "学年"
"""Universities report by the school year, under a decree and in a form of their own."""
_SHORT_LINE = 60
_YEAR_WORDS = re.compile(rf"(?:19|20)\d{{2}}年?度?|{CHINESE_YEAR}年度?")
_ARABIC_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
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
_CLOSE_BELOW = 6
_END_LINES = 6
_OPENING_LINES = 8
_UNFINISHED = tuple("至到起自于—–-~～－，、")
"""How a line ends whose sentence goes on in the next, such as a period that the end of the line cut in two."""


@dataclass(frozen=True, slots=True)
class Title:
    """The report's title: in the text with its place, else from the file or the page round it."""

    text: str
    at: Location = NOWHERE
    blocks: int = 0


def find_title(document: Document, blocks: Sequence[Block], title_words: Sequence[str]) -> Title | None:
    """Find the title before the first section, which may be set on two or three lines; else the file's or the index box's.

    A heading that names the year alone gives way to a title of the same year with the agency close below it.
    """
    prose = ((i, _LABEL.sub(r"\1", b.text.strip()), b.at) for i, b in enumerate(blocks) if not isinstance(b, Grid))
    lines = [line for line in prose if line[1]]
    titles = (_with_agency(lines, *found) for found in _title_lines(lines[:_OPENING_BLOCKS], title_words))
    without_year = None
    for title in titles:
        if find_year(title.text):
            return title if _agency_in(title.text) else _fuller(title, titles)
        without_year = without_year or title
    if without_year:
        return without_year
    if _is_title([document.title], title_words):
        return Title(_closed_up(document.title))
    cells = (cell for block in blocks[:_OPENING_BLOCKS] if isinstance(block, Grid) for cell in block.cells)
    return next((Title(_closed_up(c.text), c.at) for c in cells if c.text and _is_title([c.text], title_words)), None)


def _fuller(first: Title, others: Iterable[Title]) -> Title:
    """Return the shortest title close below the first that names the agency for the same year, else the first."""
    close = [title for title in others if title.blocks <= first.blocks + _CLOSE_BELOW]
    fuller = [t for t in close if _agency_in(t.text) and find_year(t.text) == find_year(first.text)]
    return min(fuller, key=lambda title: len(title.text), default=first)


def _title_lines(
    lines: Sequence[tuple[int, str, Location]], title_words: Sequence[str]
) -> Iterator[tuple[int, Sequence[tuple[int, str, Location]]]]:
    """Yield what reads like a title, on one to three lines, with the number of its first line."""
    for start in range(len(lines)):
        for count in (1, 2, 3):
            part = lines[start : start + count]
            if len(part) == count and _is_title([text for _, text, _ in part], title_words):
                texts = [text for _, text, _ in part]
                if not any(_whole_title(texts[n], texts[:n], title_words) for n in range(1, count)):
                    yield start, part
                break


def _whole_title(text: str, before: Sequence[str], title_words: Sequence[str]) -> bool:
    """Tell whether a line needs none before it: what stands there belongs to the page."""
    if not _is_title([text], title_words) or not find_year(text):
        return False
    name = _agency_in(text)
    agency = agency_of(name)
    body = agency.kind is not AgencyKind.UNKNOWN and not any(agency_of(words).printed for words in before)
    return bool(agency.printed or _SHORT_NAME.match(name) or body)


def find_agency(title: str, document: Document, preamble: Sequence[TextLine], lines: Sequence[TextLine]) -> str:
    """Return the agency's name from the title, with the place names that the text puts before it.

    Without one there the preamble's issuer, the signature, and last the page's source, which may be another office, tell.
    """
    name = _agency_in(title)
    text = plain("".join(line.text for line in preamble))
    if not name:
        issuer = _ISSUER.search(text)
        return issuer[1] if issuer else _signed(lines[-_END_LINES:]) or document.metadata.get("publisher", "")
    return _longest_name(name, text)


def _signed(lines: Sequence[TextLine]) -> str:
    """Return the name on the line right above a date at the end, empty where there is none."""
    pairs = ((plain(above.text), below.text) for above, below in pairwise(lines))
    return next((name for name, below in pairs if is_only_date(below) and _SIGNATURE.fullmatch(name)), "")


def _agency_in(title: str) -> str:
    """Return what a title says before its subject, without year, marks and the words of an announcement."""
    before = _BRACKETED.sub("", _YEAR_WORDS.sub("", plain(title))).rpartition("《")[2]
    before = _SUBJECT.split(_EMPTY_BRACKETS.sub("", before), maxsplit=1)[0]
    announcer, _, announced = before.partition("关于")
    name = next((name for part in (announced, announcer) if (name := _ANNOUNCING.sub("", part.strip(_MARKS)))), "")
    name = _balanced(name.removesuffix("的").strip(_MARKS))
    return f"{name}政府" if name.endswith("人民") else name


def _balanced(name: str) -> str:
    """Return a name without brackets at its ends that have no partner."""
    if name.count("(") > name.count(")"):
        return name.lstrip("(").rstrip("(")
    return name.rstrip(")").lstrip(")") if name.count(")") > name.count("(") else name


def is_announcement(title: str) -> bool:
    """Tell whether a title says that a report came out, as news about it does."""
    return _CAME_OUT.search(plain(title)) is not None


def find_published(document: Document, lines: Sequence[TextLine]) -> tuple[date | None, TextLine | None]:
    """Return the date of publication and the words that state it: the page's own, else the date under title or text."""
    stated = document.metadata.get("published", "")
    found = find_date(stated)
    if found:
        return found, TextLine(stated)
    before = [None, *lines[:-1]]
    pairs = list(zip(before, lines, strict=True))
    for above, line in [*pairs[:_OPENING_LINES], *reversed(pairs[-_END_LINES:])]:
        goes_on = above is not None and above.text.rstrip().endswith(_UNFINISHED)
        if len(line.text) <= _SHORT_LINE and not goes_on and (day := find_publication(line.text)):
            return day, line
    return None, None


def year_of(title: str, lines: Sequence[TextLine], published: date | None) -> tuple[int | None, bool]:
    """Return the year reported on, and whether it is sure: the one that most of title, period and publication point to.

    Among equals the title's, so that a wrong period or a wrong title does not put the whole report into a wrong year.
    Without a year in the title, where the report did not come out in the year after the period's, it is in doubt: the one
    of both that the text names more often.
    """
    in_title = find_year(title) or _bare_year(title)
    period = _period_year(lines)
    before = published.year - 1 if published else None
    if in_title is None and period and before not in (None, period):
        named = Counter(int(year) for line in lines for year in _ARABIC_YEAR.findall(line.text))
        return max((period, before or period), key=lambda year: named[year]), False
    if in_title is None:
        return period, period is not None
    votes = [year for year in (in_title, period, before) if year is not None]
    return max((in_title, *votes), key=votes.count), True


def _period_year(lines: Sequence[TextLine]) -> int | None:
    """Return the year of the period of statistics: that of its days, else the first that its sentence names behind 统计."""
    stated = [line.text for line in lines if "统计" in line.text or "期限" in line.text]
    days = (find_period_year(text) for text in stated)
    sentences = (text[text.index("统计") :].split("。")[0] for text in stated if "统计" in text and "月" in text)
    return next((year for year in (*days, *map(find_year, sentences)) if year), None)


def _bare_year(title: str) -> int | None:
    """Return a year in digits without 年."""
    match = re.search(r"(?<!\d)(20\d{2})(?!\d)", title)
    return int(match[1]) if match else None


def _is_title(texts: Sequence[str], title_words: Sequence[str]) -> bool:
    words = plain("".join(texts))
    if not words or len(words) > _LONGEST_TITLE or any(mark in words for mark in "。；;！"):
        return False
    if any(mark in words for mark in (*_CHROME, _SCHOOL_YEAR)) or words.startswith(
        ("根据", "按照", "本报告", "现将", "现发布")
    ):
        return False
    forms = _YEAR_WORDS.sub("", words), _YEAR_WORDS.sub("年度", words)
    return any(title in form for title in title_words for form in forms)


def _with_agency(
    lines: Sequence[tuple[int, str, Location]], start: int, part: Sequence[tuple[int, str, Location]]
) -> Title:
    """Put the line before a title that names no agency in front of it."""
    text = _closed_up("".join(words for _, words, _ in part))
    at = part[0][2]
    bare = _YEAR_WORDS.sub("", text)
    if start and bare.startswith(("政府信息公开", "信息公开", "政务公开")):
        before = _closed_up(lines[start - 1][1])
        if len(before) <= 30 and not is_only_date(before) and re.search(r"[一-龥]{3,}$", before):
            return Title(before + text, lines[start - 1][2], part[-1][0] + 1)
    return Title(text, at, part[-1][0] + 1)


def _closed_up(text: str) -> str:
    """Return a title without the spaces that set it."""
    return "".join(text.split())


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
