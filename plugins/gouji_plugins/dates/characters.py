"""Characters lost from dates and document numbers: 年, 月, 日, 〔〕, 号."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from gouji import Evidence, Finding, Observation, Report, Satisfied, Text

_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_END = rf"\s*(?:起?至\s*(?:20\d\d\s*年)?\s*{_MONTH}\s*月|[止起]|[，,。；;])"
_ISSUER = r"[函发](?<=[办国政府厅].)\s*"
_IN_DATES = (
    ("年", re.compile(rf"20(?<![\d.]20)\d{{2}}\s*{_MONTH}\s*月\s*{_DAY}\s*日")),
    ("月", re.compile(r"20(?<!\d20)\d{2}年\s*(?:[1-9]|1[0-2])(?:[1-9]|[12]\d|3[01])日(?![均报])")),
    ("年、月", re.compile(r"20(?<!\d20)\d{3,6}\s*日(?=\s*[起至止])")),
    ("日", re.compile(rf"月(?<=\d月)\s*{_DAY}(?={_END})")),
)
_IN_NUMBERS = (
    ("〔〕", re.compile(rf"{_ISSUER}20\d{{2}}年?\s*第?\d{{1,4}}\s*号")),
    ("〔〕", re.compile(rf"{_ISSUER}(?:[〔\[【（(]20\d{{2}}(?=\s*\d{{1,4}}号)|20\d{{2}}[〕\]】）)])")),
    ("号", re.compile(rf"{_ISSUER}[〔\[]20\d{{2}}[〕\]]\s*\d{{1,4}}(?=[）)》，,。；;、]|文件)")),
)
_BARE_DATE = re.compile(rf"\s*[（(]?20\d{{2}}年{_MONTH}月{_DAY}[）)]?\s*")
_SHORT = 20


class Characters(BaseModel):
    """Parameters: none."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def check_characters(report: Report, _: Characters) -> Iterator[Observation]:
    """Look for dates and document numbers that lack one of their characters."""
    for line in report.lines:
        for lost, (start, end) in _lost(line.text):
            words = line.text[start:end]
            message = Text(f"“{words}”缺少“{lost}”", f"“{words}” lacks {lost}")
            yield Finding(message, at=Evidence.of(line)._replace(span=(start, end)), expected=lost, actual=words)
    yield Satisfied()


def _lost(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    if len(text) < _SHORT and _BARE_DATE.fullmatch(text):
        yield "日", (0, len(text))
    for lost, pattern in _IN_DATES if any(word in text for word in "年月日") else ():
        for match in pattern.finditer(text):
            yield lost, (_with_figures(text, match.start()), match.end())
    for lost, pattern in _IN_NUMBERS if "号" in text or "〔" in text or "[" in text else ():
        yield from ((lost, match.span()) for match in pattern.finditer(text))


def _with_figures(text: str, start: int) -> int:
    """Return where the figures right before a place begin."""
    return len(text[:start].rstrip("0123456789"))
