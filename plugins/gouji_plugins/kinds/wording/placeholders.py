"""What a template leaves for the writer to fill in, still standing in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from gouji import Evidence, Finding, Observation, Prose, Report, Satisfied, Text

_UNITS = "年|月|日|件|条|份|次|人|个|篇|期|场|万|元|%|％|省|市|县|区|局|镇|乡|厅|委|办公室|街道|机关|单位|项|宗|起"
_CROSSES = re.compile(
    r"[XxＸｘ×✕](?<![A-Za-z0-9@./_%-].)(?:[XxＸｘ×✕]+(?![A-Za-z0-9@._-])|(?=(?:年|月|日|件|条|份|%|％|万元|元)))"
)
_FILLS = re.compile(rf"(?:{_UNITS})")
_CROSS_SIGNS = re.compile(r"[XxＸｘ×✕]")
_LINES = re.compile(r"(?<![A-Za-z0-9@./:?&=-])[_＿]{3,}(?![A-Za-z0-9@.])")
_GAP = r"[ \t\u3000\xa0]"
_DATES = (
    re.compile(
        rf"年(?:(?<=(?:19|20)\d\d年){_GAP}*月(?![均度份平访活报例末初考结最阅浏])(?:{_GAP}*日)?|{_GAP}+月{_GAP}+日)"
    ),
    re.compile(rf"月(?<=\d月){_GAP}*日(?![均常期记历照报程活最访浏阅增])"),
)
_COUNTED = re.compile(
    r"(?:政府信息|政务信息|公开信息|各类信息|主动公开|行政复议|行政诉讼|规范性文件|政策解读|业务培训)(?:共|共计|累计|合计)?"
    r"(?:条|件|份|篇|次|场)(?=[，,。；;、]|其中)"
)
_SESSIONS = re.compile(rf"(?:会议|培训|座谈会?|督查|检查|宣传)(?:共|共计|累计|合计)?{_GAP}*次(?=[，,。；;、])")
_BEFORE_UNIT = "(?=条|件|份|篇|次|期|场|个|人次|万元|元|%|％)"
_HOLLOW = (
    re.compile(rf"[（(【\[]\s*[）)】\]]{_BEFORE_UNIT}"),
    re.compile(rf"\*\*(?<!\*\*\*)\**+{_BEFORE_UNIT}"),
)
_REQUESTS = re.compile(
    r"(?:全年|年度?|共|共计|累计)[^，。；;]{0,8}(?:收到|受理|新收|办结|答复)[^，。；;\d]{0,10}申请件(?=[，,。；;])"
)
_NONE = re.compile(r"(?:未|没有|均无|并无)[^，。；;,\n]{0,30}$")
"""Words before 申请件 and the like by which there were none: it is a noun then, no unit."""
_SHARES = re.compile(r"(?:占比?|率|增长|下降|提高)(?:为|达|达到|约)?\s*[%％]")
_QUOTED = re.compile(r"[“「『\"][^”」』\"]*[”」』\"]")
_LEFT = ("留有模板的提示语", "words of the template are left standing")
_CASES = ("案例", "申请人", "当事人", "某")


class Placeholders(BaseModel):
    """Parameters: words of the template that a report must not keep."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]

    @cached_property
    def left(self) -> re.Pattern[str]:
        """What finds one of the words."""
        return re.compile("|".join(map(re.escape, self.words)) or "(?!)")


def check_placeholders(report: Report, parameters: Placeholders) -> Iterator[Observation]:
    """Look for crosses, lines, words of the template and units that lost their number."""
    prose = report.titled_prose
    for match in parameters.left.finditer(prose.text):
        yield _finding(prose, match.span(), *_LEFT)
    for section in report.sections:
        if parameters.left.search(section.heading):
            yield Finding(Text(f"{_LEFT[0]}：“{section.heading}”", f"{_LEFT[1]}: “{section.heading}”"), at=section)
    if _CROSS_SIGNS.search(prose.text):
        yield from _crosses(prose)
    for match in _blanks(prose.text):
        yield _finding(prose, match.span(), "留有未填写的空位", "a blank is left to fill in")
    for match in _numberless(prose.text):
        yield _finding(prose, match.span(), "单位前缺少数字", "the number before the unit is missing")
    yield Satisfied()


def _blanks(text: str) -> Iterator[re.Match[str]]:
    if "_" in text or "＿" in text:
        yield from _LINES.finditer(text)
    for pattern in (*_HOLLOW, *_DATES):
        yield from pattern.finditer(text)


def _numberless(text: str) -> Iterator[re.Match[str]]:
    yield from (match for match in _COUNTED.finditer(text) if not _none(text, match))
    yield from _SESSIONS.finditer(text)
    if "申请件" in text:
        yield from (match for match in _REQUESTS.finditer(text) if not _none(text, match))
    if "%" in text or "％" in text:
        yield from _SHARES.finditer(text)


def _none(text: str, match: re.Match[str]) -> bool:
    return _NONE.search(text, max(0, match.start() - 30), match.end()) is not None


def _crosses(prose: Prose) -> Iterator[Finding]:
    """Find crosses in place of words; in a quotation or a case they may hide a name, which is for a person to see."""
    for match in _CROSSES.finditer(prose.text):
        line, _ = prose.locate(match.span())
        quoted = any(match[0] in quotation for quotation in _QUOTED.findall(line.text))
        hidden = quoted or any(word in line.text for word in _CASES)
        certain = not hidden and _FILLS.match(prose.text, match.end()) is not None
        yield _finding(prose, match.span(), "留有占位符", "a placeholder is left standing", review=not certain)


def _finding(prose: Prose, span: tuple[int, int], zh: str, en: str, *, review: bool = False) -> Finding:
    words = prose.text[slice(*span)]
    return Finding(
        Text(f"{zh}：“{words}”", f"{en}: “{words}”"),
        at=Evidence.marked(*prose.locate(span)),
        actual=words,
        review=review,
    )
