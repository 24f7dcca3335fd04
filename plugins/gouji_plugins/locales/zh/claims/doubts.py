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
CARRIED = Text("未写明结转的方向", "it does not say from or to which year")
REST = Text("只说其余的，除外的未写明", "it speaks of the rest only")
DECIDES = Text("可能是本机关作为复议机关办理的案件", "they may be cases that the agency decides itself")
DUE = Text("可能只指已到期限的", "it may speak only of those that were due")
SHOWN = Text("公开的不一定是全部", "what is published need not be all")
MIXED = Text("同句另有所指", "its words speak of something else too")
_NARROW = re.compile("(?:类|方面|领域|相关|有关)$")
"""Words that make a part of what they stand before."""
_BODY = re.compile("(?:[局所站办处院队馆乡镇村]|中心|委员会|街道|部门|单位|公司|机构|社区|学校|支队|大队)[^的]{0,4}$")
"""Words that name another body, which may be the one that counts."""


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
    if found.subjects[0].noun:
        words += [
            rest for rest in (piece.rest if piece.led else ahead) if len(rest) > 1 and rest not in lexicon.channels
        ]
    words += [rest for rest in ahead if _BODY.search(rest)]
    return "…".join(dict.fromkeys(word for word in words if word and word not in agency))


def misunderstood(words: str) -> Text:
    """Say which words are not understood."""
    return Text(f"含义不明：{words}", f"not clear what is meant by {words}")


def narrow(piece: Piece, found: Match) -> bool:
    """Tell whether what is counted is a part with a name of its own: by content, by channel, by what was due."""
    applicants = found.subjects[0].group == "applicants"
    if "subset" in piece.roles and not applicants and not found.subjects[0].context:
        return True
    if "channel" in piece.roles and "channels" not in piece.roles and found.flow:
        return True
    if piece.relative and found.subjects[0].noun:
        return True
    return any(_NARROW.search(piece.joined.get(word, "")) for word in found.words)
