"""Headings as Chinese documents number them: 一、 for sections, （一） and 1. for their points."""

from __future__ import annotations

import re
from functools import lru_cache

from gouji import HeadingParts, Numbering

_CHINESE = "一二三四五六七八九十"
_TOP = re.compile(rf"^\s*(?:第\s*+)?([{_CHINESE}]{{1,3}})\s{{0,8}}(?:部分|章)?\s{{0,8}}[、.．，,：:\s]\s*+(.+)$")
_LOWER = re.compile(rf"^\s*(?:[（(]\s*([{_CHINESE}]{{1,3}})\s*[)）]|(\d{{1,2}})\s*[、.．])\s*(.+)$")
_FIRST_CLAUSE = re.compile(r"[。：:；;\n]|\s{2,}")
_AFTER_HEADING = "。：:；; \u3000\n"
_SENTENCE = re.compile(r"[。；，,！!]")
_NO_PROSE = ("表", "图", "的", "见", "如")
"""How words go on that name a heading within a sentence or a caption."""


_LEFT_OUT = re.compile(
    r"[（(\[【]?\s*(?:…+|\.{3,}|[上下]?略|(?:以下|此处|内容|表格?|数据)?(?:从?略|省略))\s*[）)\]】]?"
    r"|[^。；，]{1,40}\.(?:xlsx?|docx?|pdf|wps|et|ofd|zip|rar)"
    r"|[^。；]{0,20}(?:见|附)[^。；，]{0,12}(?:附件|附表|附后|后附|链接|原文|下载)[^。；，]{0,16}"
)


@lru_cache(maxsize=4096)
def heading(text: str) -> HeadingParts:
    """Take a line apart into number and title."""
    words = text.strip()
    top = _TOP.match(words)
    if top:
        return HeadingParts(Numbering.TOP, top[1], top[2])
    lower = _LOWER.match(words)
    if lower:
        return HeadingParts(Numbering.LOWER, lower[1] or lower[2], lower[3])
    return HeadingParts(Numbering.NONE, "", words)


def first_clause(text: str) -> tuple[str, str]:
    """Part words before their first stop."""
    first = _FIRST_CLAUSE.split(text, maxsplit=1)[0]
    return first, text[len(first) :].lstrip(_AFTER_HEADING)


def is_sentence(text: str) -> bool:
    """Tell whether words hold the marks of a sentence."""
    return _SENTENCE.search(text) is not None


def prose_behind(rest: str, *, in_place: bool) -> str | None:
    """Return the prose that stands right behind the words of a heading, None where a word only goes on there."""
    if rest and rest[0] in _AFTER_HEADING + "无本":
        return rest.lstrip(_AFTER_HEADING)
    if in_place and is_sentence(rest) and not rest.startswith(_NO_PROSE):
        return rest.lstrip(_AFTER_HEADING)
    return None


def left_out(text: str) -> bool:
    """Tell whether a line is nothing but dots, 略, or words that point to an annex."""
    return _LEFT_OUT.fullmatch(text.strip().rstrip("。：:")) is not None or text.strip().startswith("……")
