"""Why words may mean something else than they seem to."""

from __future__ import annotations

import re

from gouji import Polarity, Text
from gouji_plugins.locales.zh.claims.lexicon import Lexicon
from gouji_plugins.locales.zh.claims.matching import Match
from gouji_plugins.locales.zh.claims.pieces import Piece

SCOPE = Text("统计范围与报告主体可能不同", "it may count for others than the agency")
TOPIC = Text("上文未写明所指事项", "the words before it do not say what it counts")
CONTEXT = Text("未写明与政府信息公开有关", "it does not say that the cases are about disclosure")
REST = Text("只说其余的，除外的未写明", "it speaks of the rest only")
DECIDES = Text("可能是本机关作为复议机关办理的案件", "they may be cases that the agency decides itself")
PART = Text("所指为其中一部分，却大于总数", "it counts a part, and is more than the whole")
PEOPLE = Text("按人计数，却多于件数", "it counts people, and there are more of them than requests")
MORE = Text("所列之外另有", "there are more than those named")
DUE = Text("可能只指已到期限的", "it may speak only of those that were due")
WHOLE = Text("百分比可能以另一数为总数", "it may be the share of something else")
SHOWN = Text("公开的不一定是全部", "what is published need not be all")
SUMMED = Text("累计数可能含以前年度", "the sum may count earlier years too")
MIXED = Text("同句另有所指", "its words speak of something else too")
_NARROW = re.compile("(?:类|方面|领域|相关|有关)$")
"""Words that make a part of what they stand before."""
_KIND = re.compile("涉及|事关|领域|方面|集中|突出|热点|类")
"""Words that speak of some of what is counted."""
_CONTENTS = re.compile("内容|涉及|集中[在于]|热点")
"""Words behind which stands what requests ask for."""
_MOST = re.compile("主要|居多|较多|居前|大多|多为")
"""Words that do so too, unless they say who asked most: 申请人以自然人居多."""
_AFTER = "后"
"""What ends words that make an outcome one of some: 征求意见后不予公开2件."""
_BODY = re.compile("(?:[局所站办处院队馆科乡镇村]|中心|委员会|街道|部门|单位|公司|机构|社区|学校|支队|大队)[^的]{0,4}$")
"""Words that name another body, which may be the one that counts."""

_SERVICE = re.compile("大厅|政务服务|便民服务|审批|登记")
"""Words of a counter where applications of all kinds are made."""


def unclear(piece: Piece, found: Match, lexicon: Lexicon, agency: str) -> str:
    """Return the unknown words that may change what a piece says; all others pass by."""
    ahead = piece.rest[: piece.ahead] if piece.number else piece.rest
    nouns = found.words & lexicon.nouns
    applicants = found.subjects[0].group == "applicants"
    may_narrow = (words for term, words in piece.joined.items() if applicants or term in nouns)
    joined = [words for words in may_narrow if len(words) > 1 and words not in lexicon.channels]
    words = [piece.gap, *joined]
    if found.bare or found.polarity is not Polarity.COUNT:
        words += ahead
    if found.subjects[0].group == "outcomes":
        words += [rest for rest in ahead if len(rest) > 1 and rest.endswith(_AFTER)]
    if found.subjects[0].noun:
        words += [
            rest for rest in (piece.rest if piece.led else ahead) if len(rest) > 1 and rest not in lexicon.channels
        ]
    if piece.number and not piece.led and (found.flow or len(found.subjects) > 1):
        words += [rest for rest in piece.rest[piece.ahead :] if len(rest) > 1]
    words += [rest for rest in (*ahead, "".join(ahead)) if _BODY.search(rest)]
    return "…".join(dict.fromkeys(word for word in words if word and word not in agency))


def misunderstood(words: str) -> Text:
    """Say which words are not understood."""
    return Text(f"含义不明：{words}", f"not clear what is meant by {words}")


def _part_of_flow(piece: Piece, found: Match) -> bool:
    """Tell whether some of what came in or went out may be meant: 收到的98件, 新收的96件已办结."""
    return not found.subjects[0].telling or len(piece.terms) > piece.before


def of_another(piece: Piece) -> bool:
    """Tell whether unknown words name another body: 收到申请最多的科室为规划科."""
    return any(_BODY.search(words) for words in piece.rest)


def of_service(piece: Piece) -> bool:
    """Tell whether applications may be those that are made at a counter: 政务服务大厅受理各类申请5217件."""
    return "named" not in piece.roles and any(_SERVICE.search(words) for words in piece.rest)


def reasoned(piece: Piece) -> bool:
    """Tell whether words behind a number say why, and so speak of some: 3件申请因科室衔接不畅才答复."""
    return not piece.led and "due" in piece.roles


def of_some(piece: Piece, lexicon: Lexicon) -> bool:
    """Tell whether unknown words make a clause speak of some kind only: 申请集中在征地领域."""
    most = lexicon.asking.isdisjoint(piece.terms) and any(_MOST.search(words) for words in piece.rest)
    return most or "subset" in piece.roles or any(_KIND.search(words) for words in piece.rest)


def of_contents(said: str) -> bool:
    """Tell whether words say what requests ask for: 申请内容主要涉及征地（42件）、行政处罚（31件）."""
    return bool(_CONTENTS.search(said))


def narrow(piece: Piece, found: Match, lexicon: Lexicon, *, whole: bool) -> bool:
    """Tell whether what is counted is a part with a name of its own: by content, by channel, by what was due, or some of a noun."""
    if "within" in piece.roles and "among" not in piece.roles and piece.number and found.flow:
        return True
    if reasoned(piece) and found.flow and not whole:
        return True
    noun_behind = found.subjects[0].noun and piece.number and piece.terms and not (piece.led or whole)
    if found.people or "some" in piece.roles or noun_behind:
        return True
    applicants = found.subjects[0].group == "applicants"
    rows = found.subjects[0].group == "outcomes"
    if "subset" in piece.roles and not (applicants or rows or found.subjects[0].context):
        return True
    if "channel" in piece.roles and "channels" not in piece.roles and found.flow:
        return True
    if (
        piece.relative
        and piece.terms
        and (found.subjects[0].noun or (found.flow and not whole and _part_of_flow(piece, found)))
    ):
        return True
    joined = [piece.joined.get(word, "") for word in found.words & lexicon.topics]
    if found.subjects[0].group == "decisions":
        return any(joined) or len(piece.gap) > 1
    if (any(len(words) > 1 for words in joined) or len(piece.gap) > 1) and "things" in piece.roles and not found.bare:
        return True
    return any(_NARROW.search(piece.joined.get(word, "")) for word in found.words)
