"""Where a report names the agency that it is of: its maker, whom to ask, its title, its signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gouji import Agency, Evidence, Report, Text, TextLine, plain
from gouji_plugins.locales.zh import AgencyKind, Level, agency_of
from gouji_plugins.locales.zh.kinds.names.relation import Relation, relation

_NAME = r"([一-龥]{4,40}?)"
_YEAR = r"\s*(?:(?:19|20)\s*\d\s*\d\s*年?度?)?\s*"
_REPORT = r"(?:政府信息公开|政务公开)[^《》，。；]{0,8}(?:报告|年报)"
_OWN_YEAR = re.compile(r"(?:19|20)\d{2}")
_PLACES: tuple[tuple[Text, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        Text("编制单位", "the maker"),
        ("报告由", "年报由"),
        re.compile(rf"(?:报告|年报)由\s*{_NAME}\s*(?:负责|组织|根据|按照|依据|依照|结合|编制|汇总|编写|，)"),
    ),
    (
        Text("编制单位", "the maker"),
        ("编制了", "编制完成", "编制本", "编制《", "汇总"),
        re.compile(
            rf"[，,。]\s*(?:由|现由)?{_NAME}\s*(?:编制(?:完成)?了?(?:本报告|本年度报告|《|(?:19|20)\d\d年)|汇总)"
        ),
    ),
    (
        Text("联系单位", "whom to ask"),
        ("联系", "咨询"),
        re.compile(rf"(?:请与|请向|请联系|请致电|，与|，向)\s*{_NAME}\s*(?:联系|咨询|反映|索取|[（(])"),
    ),
    (
        Text("所编制的报告", "the report made"),
        ("《",),
        re.compile(rf"(?:编制了?|公布|发布|形成|现将|撰写)\s*《\s*(?:关于)?{_NAME}{_YEAR}{_REPORT}[^《》]*》"),
    ),
    (
        Text("所公布的报告", "the report published"),
        ("现将", "公布", "发布"),
        re.compile(rf"(?:现将|公布|发布)\s*{_NAME}{_YEAR}{_REPORT}"),
    ),
)
_AREAS = (AgencyKind.GOVERNMENT, AgencyKind.TOWNSHIP, AgencyKind.SUBDISTRICT)
_SHORTEST, _LONGEST = 5, 30
_END_LINES = 4
_SIGNATURE = Text("落款", "the signature")


_SITE = re.compile(rf"(?:可在|可登录|请登录|可通过|可访问)\s*{_NAME}(?:门户|官方)?(?:网站|官网)")
_WHERE_SITE = Text("查阅网站", "the website")
_DOING = (
    "坚持|认真|深入|持续|严格|积极|不断|高度|切实|全面|始终|紧紧|紧扣|按照|根据|以|在|各级|编制|汇总|牢固|着力|扎实|稳步|聚焦|主动|"
    "进一步|大力|充分|共收|共受|收到"
)
_SUBJECT = re.compile(
    r"[。；\n][^\S\n]{0,4}(?:[（(]?[一二三四五六七八九十]{1,3}(?:[)）、]|是))?[^\S\n]{0,4}"
    r"(?P<year>(?:(?:19|20)\d\d年(?:度|以来|来)?|全年|本年度)[^\S\n]*[，,]?[^\S\n]*)?"
    rf"(?P<name>[一-龥]{{2,9}}?[市县区州盟旗镇乡道][一-龥]{{0,20}}?)(?={_DOING})"
)
_WHERE_SUBJECT = Text("正文主语", "the subject of a sentence")
_COMMON = re.compile(
    r"[各全本该等对原委外]|辖区|上级|[市县区]直|^(?:联合|会同|配合|协同|协助|列入|贫困|脱贫|百强|产粮)"
    r"|^(?:试点|重点|中心|示范|样板|先行|边境|特色|生态|先进|后进|兄弟|相关|有关|部分|多数|少数|其他|主城|建制)"
)
_OF_ALL = re.compile("[各本该]|全[省市县区州盟旗镇乡]|辖区")
_NO_BODY = re.compile("(?:情况|实际|要求|规定|精神|部署|安排|数据)$")
"""Where 汇总全镇工作情况 or 按照市政府要求 stands in the place of the maker, nobody is named."""
_ENDS_COMMON = re.compile(r"[城集村社片园景街郊乡省县市州地山老新小大][省市县区州盟旗镇乡]$")
_CITY_PART = re.compile(r"(?:^|[老新])[城郊矿]区$")
_HEADED = re.compile(r"(?!委|纪委|监委|人大|政协)(?:.*(?:[局委厅会府室]|办事处))?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A full name in one of these places, with its evidence.

    In a `loose` place other agencies may rightly stand, so that only one of the own kind is a stranger there.
    """

    agency: Agency
    where: Text
    place: Evidence
    loose: bool = False


def mentions(report: Report) -> Iterator[Mention]:
    """Yield the names in the places of the own one; an own title of another year is cited, not claimed."""
    yield from _formal(report)
    yield from _signature(report)


def loose_mentions(report: Report, own: Agency) -> Iterator[Mention]:
    """Yield the website to read it on, and once each the names that open a sentence as its subject."""
    for line in report.preamble:
        for match in _SITE.finditer(line.text) if "网" in line.text else ():
            yield from _mention(line, match, _WHERE_SITE, loose=True)
    seen: set[str] = set()
    for match in _SUBJECT.finditer("\n" + report.prose.text):
        if match["name"] not in seen:
            seen.add(match["name"])
            line, span = report.prose.locate((match.start("name") - 1, match.end("name") - 1))
            yield from _subject(line, span, match["year"] is not None, own)


def _subject(line: TextLine, span: tuple[int, int], dated: bool, own: Agency) -> Iterator[Mention]:
    """Yield a subject that is an agency; only behind the year an unknown place alone, or a department of another place.

    One that is the own name but for a slip counts.
    """
    agency = agency_of(line.text[slice(*span)])
    if relation(own, agency) is Relation.MISSPELT:
        yield Mention(agency, _WHERE_SUBJECT, Evidence.marked(line, span), loose=True)
        return
    if not _HEADED.fullmatch(agency.body) or not all(_is_name(place, own) for place in agency.printed):
        return
    if not agency.body and (_CITY_PART if agency.known else _ENDS_COMMON).search(agency.name):
        return
    twin = agency.known and own.body and agency.body == own.body and agency.place not in own.printed
    if agency.printed and (dated or twin or (agency.kind in _AREAS and (agency.body or agency.known))):
        yield Mention(agency, _WHERE_SUBJECT, Evidence.marked(line, span), loose=True)


def _is_name(place: str, own: Agency) -> bool:
    """Tell whether what is built like a place is one: neither 全县各乡镇 nor words in front of a known place.

    Counties and all above them are in the table, but for the invented ones of an own place that is not.
    """
    found = agency_of(place)
    if found.known:
        return True
    if own.known and Level.TOWNSHIP not in found.levels:
        return False
    return not _COMMON.search(place) and not any(agency_of(place[start:]).known for start in range(1, len(place) - 1))


def _formal(report: Report) -> Iterator[Mention]:
    for line in report.preamble:
        for where, signs, pattern in _PLACES:
            if not any(sign in line.text for sign in signs):
                continue
            for match in pattern.finditer(line.text):
                year = _OWN_YEAR.search(plain(match[0]))
                if report.year is None or year is None or int(year[0]) == report.year:
                    yield from _mention(line, match, where)


def _mention(line: TextLine, match: re.Match[str], where: Text, *, loose: bool = False) -> Iterator[Mention]:
    agency = agency_of(match[1])
    nobody = _NO_BODY.search(agency.body) or (_OF_ALL.search("".join(agency.printed)) and not agency.known)
    if agency.printed and not nobody:
        yield Mention(agency, where, Evidence.marked(line, match.span(1)), loose)


def _signature(report: Report) -> Iterator[Mention]:
    """Yield the name that stands alone at the end of the report."""
    lines = report.lines[len(report.preamble) :][-_END_LINES:]
    for line in lines:
        name = plain(line.text)
        if _SHORTEST <= len(name) <= _LONGEST and re.fullmatch("[一-龥]+", name):
            agency = agency_of(name)
            if agency.printed and agency.kind not in ("unknown",) and agency.body:
                yield Mention(agency, _SIGNATURE, Evidence.of(line))
