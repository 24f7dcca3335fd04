"""Section one: the five aspects that the notice of 2021 asks for."""

from __future__ import annotations

from random import Random

from gouji_rules.gid.testing.agencies import Kind
from gouji_rules.gid.testing.facts import Facts
from gouji_rules.gid.testing.request_prose import request_sentences, review_sentences
from gouji_rules.gid.testing.upkeep_prose import GOVERNMENTS, MANAGEMENT, OPENINGS, PLATFORMS, SUPPORT

_PUBLISHED = [
    "全年主动公开政府信息{total}条，其中通过门户网站公开{website}条、通过政务新媒体公开{media}条。",
    "依托门户网站和政务新媒体主动公开政府信息，两类渠道分别发布{website}条和{media}条。",
    "按照公开目录及时发布各类政府信息，年内共发布{total}条，其中门户网站{website}条，政务新媒体{media}条。",
    "重点公开机构职能、规划计划、财政预决算等信息，门户网站全年更新{website}条。",
]
_EXPLAINED = [
    "围绕群众关心的事项发布政策解读{n}篇。",
    "坚持政策与解读同步发布，全年解读政策{n}篇次。",
    "以问答和图解形式解读惠企便民政策{n}次。",
    "主要负责同志带头解读政策，参加在线访谈等活动{n}场。",
]
_ASPECTS = ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"]


def write_overview(facts: Facts, rng: Random) -> tuple[str, ...]:
    """Write section one; the aspects open their paragraphs or stand on lines of their own."""
    bodies = [_disclosure(facts, rng), _requests(facts, rng), *_upkeep(facts, rng)]
    opening = rng.choice(OPENINGS).format(year=facts.year, agency=facts.agency.itself)
    own_lines = rng.random() < 0.4
    paragraphs = [opening]
    for numeral, aspect, body in zip("一二三四五", _ASPECTS, bodies, strict=True):
        heading = f"（{numeral}）{aspect}情况"
        paragraphs += [heading, body] if own_lines else [f"{heading}。{body}"]
    return tuple(paragraphs)


def _disclosure(facts: Facts, rng: Random) -> str:
    times = 9 if facts.agency.kind.aggregates else 1
    website, media = times * rng.randint(80, 3000), times * rng.randint(20, 900)
    words = f"全年主动公开政府信息{website + media}条，其中通过门户网站公开{website}条、通过政务新媒体公开{media}条。"
    if rng.random() < 0.7:
        words += _documents(facts)
    if rng.random() < 0.5:
        words += _decisions(facts)
    return words + rng.choice(_EXPLAINED).format(n=rng.randint(3, 30))


def _documents(facts: Facts) -> str:
    made = facts.documents("made")
    if facts.form == "gid-2019":
        total = facts.documents("total_disclosed")
        new = facts.documents("disclosed")
        first = f"新公开规范性文件{new}件" if new else "本年度无新公开的规范性文件"
        return f"{first}，累计对外公开{total}件。" if total else ""
    in_force, repealed = facts.documents("in_force"), facts.documents("repealed")
    if not in_force:
        return "本年度未制发行政规范性文件。"
    first = f"制发行政规范性文件{made}件" if made else "未制发行政规范性文件"
    second = f"，废止{repealed}件" if repealed else ""
    return f"本年度{first}{second}，年末现行有效{in_force}件。"


def _decisions(facts: Facts) -> str:
    names = {"licences": "行政许可", "penalties": "行政处罚", "compulsory_measures": "行政强制"}
    parts = [f"{name}决定{facts.decisions(row)}件" for row, name in names.items() if facts.decisions(row)]
    return f"{facts.agency.scope}依法作出{'、'.join(parts)}。" if parts else ""


def _requests(facts: Facts, rng: Random) -> str:
    return request_sentences(facts, rng) + (review_sentences(facts) if rng.random() < 0.6 else "")


def _upkeep(facts: Facts, rng: Random) -> list[str]:
    bodies = ["".join(_some(pool, rng)) for pool in (MANAGEMENT, PLATFORMS, SUPPORT)]
    if facts.agency.has_government:
        bodies[-1] += rng.choice(GOVERNMENTS).format(n=rng.randint(20, 120), scope=facts.agency.scope)
    if facts.agency.kind is Kind.PREFECTURE:
        bodies[-1] += "工作情况定期向各县（市、区）通报。"
    return bodies


def _some(pool: list[str], rng: Random) -> list[str]:
    chosen = rng.sample(pool, rng.randint(1, 2))
    return [sentence.format(a=rng.randint(2, 6), b=rng.randint(12, 90), c=rng.randint(3, 9)) for sentence in chosen]
