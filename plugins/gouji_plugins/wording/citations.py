"""Titles of laws with their numbers, and the marks 《》 round them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from gouji import Finding, Observation, Report, Satisfied, Text, TextLine, similarity
from gouji_plugins.wording.marking import marked

_TITLE = re.compile(r"《([^《》\n]{4,60})》")
_NUMBER = re.compile(r"\s*[（(]?\s*(?:中华人民共和国)?国务?院?令\s*第?\s*(\d{2,4})\s*号")
_MARKS = re.compile("[《》]")
_ALIKE = 0.9


class Law(BaseModel):
    """A law by its full title, the numbers of the decrees that made it, and wordings known to be wrong."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    numbers: tuple[int, ...] = ()
    also: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


class Citations(BaseModel):
    """Parameters: the laws that reports cite."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    laws: tuple[Law, ...]


def check_citations(report: Report, parameters: Citations) -> Iterator[Observation]:
    """Compare cited titles and numbers with the list, and count the marks of each section."""
    for line in report.lines:
        for match in _TITLE.finditer(line.text):
            yield from _cited(line, match, parameters.laws)
    for lines in (report.preamble, *(section.lines for section in report.sections)):
        yield from _unbalanced(lines)
    yield Satisfied()


def _cited(line: TextLine, match: re.Match[str], laws: Iterable[Law]) -> Iterator[Finding]:
    title = "".join(match[1].split())
    for law in laws:
        if title == law.title or title in law.also:
            number = _NUMBER.match(line.text, match.end())
            if number and law.numbers and int(number[1]) not in law.numbers:
                yield _wrong_number(line, (match.start(), number.end()), law, number[1])
            return
    right = next((law.title for law in laws if title in law.wrong or _misspelt(title, law.title)), None)
    if right:
        message = Text(f"《{title}》应为《{right}》", f"《{title}》 should read 《{right}》")
        yield Finding(message, at=marked(line, match.span()), expected=f"《{right}》", actual=f"《{title}》")


@lru_cache(maxsize=1024)
def _misspelt(title: str, right: str) -> bool:
    """Tell whether a national title is the right one but for a character or two."""
    if abs(len(title) - len(right)) > 2 or title[:1] != right[:1]:
        return False
    return similarity(title, right) >= _ALIKE


def _wrong_number(line: TextLine, span: tuple[int, int], law: Law, number: str) -> Finding:
    right = f"第{law.numbers[0]}号"
    message = Text(
        f"《{law.title}》的令号应为{right}，写作第{number}号",
        f"《{law.title}》 is decree {law.numbers[0]}, not {number}",
    )
    return Finding(message, at=marked(line, span), expected=right, actual=f"第{number}号")


def _unbalanced(lines: Iterable[TextLine]) -> Iterator[Finding]:
    """Find the mark without its other half; a title may run on from line to line."""
    open_at: list[tuple[TextLine, tuple[int, int]]] = []
    for line in lines:
        for mark in _MARKS.finditer(line.text):
            if mark[0] == "《":
                open_at.append((line, mark.span()))
            elif open_at:
                open_at.pop()
            else:
                message = Text("书名号缺少“《”", "the mark 《 is missing")
                yield Finding(message, at=marked(line, mark.span()), expected="《", actual="")
    for line, span in open_at:
        yield Finding(Text("书名号缺少“》”", "the mark 》 is missing"), at=marked(line, span), expected="》", actual="")
