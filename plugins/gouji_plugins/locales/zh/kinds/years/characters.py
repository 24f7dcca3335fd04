"""Characters lost from dates and document numbers: 年, 月, 日, 〔〕, 号."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji import Evidence, Finding, Observation, Parameters, Prose, Report, Satisfied, Text

_GAP = r"[^\S\n]*"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_END = rf"{_GAP}(?:起?至{_GAP}(?:20\d\d{_GAP}年)?{_GAP}{_MONTH}{_GAP}月|[止起]|[，,。；;])"
_IN_DATES = (
    ("年", re.compile(rf"20(?<![\d.]20)\d{{2}}{_GAP}{_MONTH}{_GAP}月{_GAP}{_DAY}{_GAP}日")),
    ("月", re.compile(rf"20(?<!\d20)\d{{2}}年{_GAP}(?:[1-9]|1[0-2])(?:[1-9]|[12]\d|3[01])日(?![均报])")),
    ("年、月", re.compile(rf"20(?<!\d20)\d{{3,6}}{_GAP}日(?={_GAP}[起至止])")),
    ("日", re.compile(rf"月(?<=\d月){_GAP}{_DAY}(?={_END})")),
)
_NUMBER = re.compile(rf"[函发](?<=[办国政府厅].){_GAP}(?=[〔\[【（(]?20\d\d)")
_IN_NUMBERS = (
    ("〔〕", re.compile(rf"20\d{{2}}年?{_GAP}第?\d{{1,4}}{_GAP}号")),
    ("〔〕", re.compile(rf"[〔\[【（(]20\d{{2}}(?={_GAP}\d{{1,4}}号)|20\d{{2}}[〕\]】）)]")),
    ("号", re.compile(rf"[〔\[]20\d{{2}}[〕\]]{_GAP}\d{{1,4}}(?=[）)》，,。；;、]|文件)")),
)
_BARE_DATE = re.compile(rf"{_GAP}[（(]?20\d{{2}}年{_MONTH}月{_DAY}[）)]?{_GAP}")
_SHORT = 20


class Characters(Parameters):
    """None: how dates and document numbers are written is known."""


def check_characters(report: Report, _: Characters) -> Iterator[Observation]:
    """Look for dates and document numbers that lack one of their characters."""
    prose = report.prose
    for lost, span in _lost(prose):
        words = prose.text[slice(*span)]
        message = Text(f"“{words}”缺少“{lost}”", f"“{words}” lacks {lost}")
        yield Finding(message, at=Evidence.marked(*prose.locate(span)), expected=lost, actual=words)
    yield Satisfied()


def _lost(prose: Prose) -> Iterator[tuple[str, tuple[int, int]]]:
    text = prose.text
    for number, line in enumerate(prose.lines):
        if len(line.text) < _SHORT and _BARE_DATE.fullmatch(line.text):
            yield "日", (prose.starts[number], prose.starts[number] + len(line.text))
    for lost, pattern in _IN_DATES:
        for match in pattern.finditer(text):
            yield lost, (_with_figures(text, match.start()), match.end())
    for issuer in _NUMBER.finditer(text):
        for lost, pattern in _IN_NUMBERS:
            if found := pattern.match(text, issuer.end()):
                yield lost, (issuer.start(), found.end())


def _with_figures(text: str, start: int) -> int:
    """Return where the figures right before a place begin."""
    while start and text[start - 1] in "0123456789":
        start -= 1
    return start
