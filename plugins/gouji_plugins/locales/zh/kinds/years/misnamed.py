"""Where a report names itself, or the work that it tells of, with its year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji import Prose, TextLine

_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_WORK = r"(?:政府信息公开|政务公开|信息公开)(?:工作)?(?:的)?(?:年度)?(?:工作)?"
_BETWEEN = "[^，,。；;《》]"
_NAMED = rf"(?:了|并公布|并发布|完成)?{_BETWEEN}{{0,30}}《?{_BETWEEN}{{0,20}}?((?:19|20)\d{{2}})\s*年度?{_BETWEEN}{{0,24}}?{_WORK}"
_ISSUED = re.compile(rf"现(?:将|就|予以?|向社会)?(?:公布|发布|公开)?{_NAMED}(?:报告|年报)(?!格式)")
_MADE = re.compile(rf"(?:编制|编写|撰写|形成|汇总|结合){_NAMED}(?:报告|年报|情况|实际)(?!格式)")
_OF_PREAMBLE = re.compile(r"统计期限|(?:编制|形成)(?:了)?本报告")


def with_other_year(prose: Prose, year: int) -> list[TextLine]:
    """List the lines in which another year stands."""
    own = str(year)
    numbers = (prose.number_at(match.start()) for match in _ANY_YEAR.finditer(prose.text) if match[0] != own)
    return [prose.lines[number] for number in dict.fromkeys(numbers)]


def misnamed(text: str, year: int, *, preamble: bool = False) -> Iterator[tuple[int, int]]:
    """Yield where a line presents its own report, or in the preamble the work reported on, as another year's.

    An overview may hold the preamble; elsewhere the making of last year's report is this year's work.
    """
    if "年" not in text or not any(word in text for word in ("现", "编", "撰写", "形成", "汇总", "结合")):
        return
    patterns = (_ISSUED, _MADE) if preamble or _OF_PREAMBLE.search(text) else (_ISSUED,)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if not re.search(rf"{year}\s*年", match[0]) and not _within_title(text, match.start()):
                yield match.start(1), match.end(1) + 1


def _within_title(text: str, place: int) -> bool:
    return text.rfind("《", 0, place) > text.rfind("》", 0, place)
