"""One agency's name throughout, and never another's where the own one belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from gouji import Agency, Evidence, EvidenceKind, Finding, NotChecked, Observation, Parameters, Report, Satisfied, Text
from gouji_plugins.locales.zh import AgencyKind, Level, agency_of
from gouji_plugins.locales.zh.kinds.names.mentions import Mention, loose_mentions, mentions
from gouji_plugins.locales.zh.kinds.names.relation import Relation, relation

_SELF = re.compile(r"我(?<![自忘非唯小大]我)[省市县区州盟旗](?![长级直属区])")
_CITED = re.compile(r"《[^》]*》|“[^”]*”")
_BEFORE = re.compile(r"^.*。", re.DOTALL)
_DEALING = re.compile(
    r"我[省市县区旗镇乡街局办委厅处们]|协作|帮扶|对口|交流|学习|借鉴|互[查检]|共建|经验|联盟|座谈|挂职|介绍|示范|讲解|支[持援]|协助"
)
_SEVERAL = 2
"""In so many places a stranger is a grave breach, in the places of the own name a single one is."""
_REDRAWN = 2020
"""Reports on years before this may name a prefecture that a county has since left; the table holds today's."""
_ALIKE: dict[str, str] = {AgencyKind.OFFICE: AgencyKind.GOVERNMENT}
_ABOVE = {
    "县": "市州盟省区",
    "旗": "市州盟省区",
    "区": "市州盟省",
    "市": "市州盟省",
    "州": "省区",
    "盟": "省区",
    "省": "",
}


class OneName(Parameters):
    """None: the name is that of the title."""


class Foreign(Parameters):
    """Who is no stranger."""

    partners: tuple[str, ...] = Field(
        (), description="Words in the names of bodies that answer for others of their place (政务服务, 大数据)."
    )


def check_one_name(report: Report, _: OneName) -> Iterator[Observation]:
    """Compare the name in the title with those near it in preamble, signature and page; short forms are right."""
    own = _own(report)
    found = [*mentions(report), *_publisher(report)]
    subjects = [one for one in loose_mentions(report, own) if relation(own, one.agency) is Relation.MISSPELT]
    for mention in (*found, *subjects):
        kind = relation(own, mention.agency)
        if kind in (Relation.MISSPELT, Relation.NEAR):
            message = Text(
                f"{mention.where.zh}写作“{mention.agency.name}”，标题为“{own.name}”",
                f"{mention.where.en} reads “{mention.agency.name}”, the title “{own.name}”",
            )
            review = kind is Relation.NEAR or mention.place.kind is EvidenceKind.DOCUMENT
            yield Finding(message, mention.place, own.name, mention.agency.name, review)
    yield Satisfied(checks=max(1, len(found)))


def check_foreign(report: Report, parameters: Foreign) -> Iterator[Observation]:
    """Look for strangers among the names in the places of the own one, and for 我县 in a city's report."""
    own = _own(report)
    found = [*mentions(report), *loose_mentions(report, own)]
    strangers = list(_strangers(report, own, found, parameters))
    certain = sum(not finding.review for finding in strangers)
    yield from (replace(finding, grave=finding.grave or certain >= _SEVERAL) for finding in strangers)
    yield from _other_self(report, own)
    yield Satisfied(checks=max(1, len(found)))


def _strangers(report: Report, own: Agency, found: list[Mention], parameters: Foreign) -> Iterator[Finding]:
    for mention in found:
        if mention.loose and _ALIKE.get(mention.agency.kind, mention.agency.kind) != _ALIKE.get(own.kind, own.kind):
            continue
        kind = relation(own, mention.agency)
        if kind is Relation.OTHER_PLACE:
            yield _stranger(own, mention, review=_may_belong(own, mention, report.year))
        elif kind is Relation.OTHER_BODY and not any(word in mention.agency.body for word in parameters.partners):
            yield _stranger(own, mention, review=True)


def _may_belong(own: Agency, mention: Mention, year: int | None) -> bool:
    """Tell whether a name may rightly stand where others do: it deals with the own agency, or was once above it."""
    if not mention.loose:
        return False
    start = mention.place.span[0] if mention.place.span else 0
    sentence = _BEFORE.sub("", mention.place.raw[:start]) + mention.place.raw[start:].partition("。")[0]
    once_above = (year or 0) < _REDRAWN and Level.PREFECTURE in mention.agency.levels and Level.COUNTY in own.levels
    return once_above or _DEALING.search(sentence) is not None


def _own(report: Report) -> Agency:
    own = agency_of(report.agency)
    if not own.printed:
        raise NotChecked(Text("机关名称看不出地名", "the agency's name does not tell its place"))
    return own


def _publisher(report: Report) -> Iterator[Mention]:
    agency = agency_of(report.document.metadata.get("publisher", ""))
    if agency.printed and agency.kind is not AgencyKind.UNKNOWN:
        yield Mention(agency, Text("页面来源", "the page's source"), Evidence(EvidenceKind.DOCUMENT, agency.name))


def _stranger(own: Agency, mention: Mention, *, review: bool) -> Finding:
    message = Text(
        f"{mention.where.zh}出现“{mention.agency.name}”，本报告属“{own.name}”",
        f"{mention.where.en} names “{mention.agency.name}” in a report of “{own.name}”",
    )
    return Finding(message, mention.place, own.name, mention.agency.name, review, grave=not mention.loose)


def _other_self(report: Report, own: Agency) -> Iterator[Finding]:
    """Find 我县 in the report of a government that is neither a county nor below one; each word once."""
    if own.kind is not AgencyKind.GOVERNMENT or not own.levels or Level.TOWNSHIP in own.levels:
        return
    last = own.place[-1]
    right = {last, *(place[-1] for place in own.places), *_ABOVE.get(last, "省市县区州盟旗")}
    for line in report.prose.having("我"):
        words = _CITED.sub(lambda cited: "　" * len(cited[0]), line.text)
        for match in _SELF.finditer(words):
            if match[0][-1] not in right:
                right.add(match[0][-1])
                message = Text(
                    f"自称“{match[0]}”，本报告属“{own.name}”", f"the text says {match[0]} in a report of “{own.name}”"
                )
                yield Finding(message, Evidence.marked(line, match.span()), actual=match[0], review=True)
