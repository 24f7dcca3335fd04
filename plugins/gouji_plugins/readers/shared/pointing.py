"""Files that hold a report's title and point to another file for the report itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gouji import AttachedReport, Block, Grid

LONGEST_SHOWN = 80
"""Characters of a line that may only point somewhere, and of the words that are shown of it."""
_POINTS = re.compile(
    r"(?:详见|请见|参见|见|查看|查阅|浏览|下载|点击)[^，。；]{0,30}(?:附件|附表|附后|链接|原文|全文|正文|文档|pdf)"
    r"|附件\s*[一二三四五\d]*\s*[:：]|附件下载|\.(?:pdf|docx?|wps|ofd|xlsx?|zip|rar)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"([^\s:：《》“”]+\.(?:pdf|docx?|wps|ofd|xlsx?|zip|rar))\b", re.IGNORECASE)
_TITLE = re.compile(r"(?!附件)[^。；：:]{0,60}(?:报告|年报)(?:[（(][^（()）]{1,12}[)）])?")
_TITLE_IN_FRONT = re.compile(r"(?!附件)([^。；：:]{0,60}?(?:年度报告|年报))([^\s].*)")
"""A title that runs on into the words behind it, as on a page without a space between its lines."""
_HEADING = re.compile(r"[第（(]?[一二三四五六七八九十\d]{1,3}[、.．)）部章][^。；]{0,40}")
_PREAMBLE = re.compile(r"统计期限|编制|现将|根据.{0,30}条例|与.{2,40}联系")
_FEW_WORDS, _LONGEST_PREAMBLE = 60, 500
"""Letters beside the preamble, and of the preamble, of a page that only points to the report."""


def pointing_words(lines: Sequence[str]) -> str:
    """Return the file or the words to which lines point that have but a preamble and headings else; empty where they say more."""
    pointing = [line for line in lines if len(line) <= LONGEST_SHOWN and _POINTS.search(line)]
    rest = (line for line in lines if line not in pointing and not _HEADING.fullmatch(line))
    words = sum(len(line) for line in rest if len(line) > _LONGEST_PREAMBLE or not _PREAMBLE.search(line))
    if not pointing or words >= _FEW_WORDS:
        return ""
    return shown(next((match[1] for match in map(_NAMED.search, pointing) if match), pointing[0]))


def refuse_pointer(blocks: Iterable[Block]) -> None:
    """Raise AttachedReport for a file without tables that holds a report's title and the words by which it points to another."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Grid):
            return
        lines += filter(None, (line.strip() for line in block.text.split("\n")))
    if lines and (run_on := _TITLE_IN_FRONT.fullmatch(lines[0])) and _POINTS.search(run_on[2]):
        lines[:1] = run_on.groups()
    words = [line for line in lines if not _TITLE.fullmatch(line)]
    if len(words) < len(lines) and (name := pointing_words(words)):
        raise attached(name)


def attached(name: str) -> AttachedReport:
    """Return the error that names the file in which the report stands."""
    return AttachedReport(f"正文是附件，页面本身没有报告内容：{name} / the report is an attachment: {name}")


def shown(text: str) -> str:
    """Return what people are shown of words from a file."""
    return "".join(c for c in text if c.isprintable())[:LONGEST_SHOWN]
