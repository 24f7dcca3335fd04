"""Titles of laws with their numbers, and the marks 《》 round them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pydantic import Field

from gouji import Evidence, Finding, Observation, Parameters, Report, Satisfied, Text, TextLine, similarity

_TITLE = re.compile(r"《([^《》\n]{4,60})》")
_NUMBER = re.compile(r"\s*[（(]?\s*(?:中华人民共和国)?国务?院?令\s*第?\s*(\d{2,4})\s*号")
_MARKS = re.compile("[《》]")
_OTHER = {"《": "》", "》": "《"}
_STOPS = re.compile("[，。；、]")
_ALIKE = 0.9


_DOCUMENT = re.compile(
    r"(?:的通知)?[》〉]?\s*[（(]\s*([一-龥]{2,8})\s*[〔\[【（(]\s*(\d{4})\s*[〕\]】）)]\s*(\d+)\s*号"
)


class Law(Parameters):
    """A law as it is rightly cited."""

    title: str = Field(description="Its full title.")
    numbers: tuple[int, ...] = Field((), description="Numbers of the decrees that made it.")
    document: str = Field("", description="The number of the document that made it.")
    also: tuple[str, ...] = Field((), description="Other titles that are right.")
    wrong: tuple[str, ...] = Field((), description="Titles known to be wrong.")


class Citations(Parameters):
    """What reports cite."""

    laws: tuple[Law, ...] = Field(description="The laws.")


def check_citations(report: Report, parameters: Citations) -> Iterator[Observation]:
    """Compare cited titles and numbers with the list, and count the marks of each section."""
    for line in report.prose.having("《"):
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
            yield from _wrong_document(line, match, law)
            return
    right = next((law.title for law in laws if title in law.wrong or _misspelt(title, law.title)), None)
    if right:
        message = Text(f"《{title}》应为《{right}》", f"《{title}》 should read 《{right}》")
        yield Finding(message, at=Evidence.marked(line, match.span()), expected=f"《{right}》", actual=f"《{title}》")


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
    return Finding(message, at=Evidence.marked(line, span), expected=right, actual=f"第{number}号")


def _wrong_document(line: TextLine, match: re.Match[str], law: Law) -> Iterator[Finding]:
    """Compare the number behind a title with the document's own, where both are of one issuer."""
    cited = _DOCUMENT.match(line.text, match.end()) if law.document else None
    if not cited:
        return
    number = f"{cited[1]}〔{cited[2]}〕{cited[3]}号"
    if law.document.startswith(cited[1] + "〔") and number != law.document:
        message = Text(
            f"《{law.title}》的文号应为{law.document}，写作{number}",
            f"《{law.title}》 is {law.document}, not {number}",
        )
        yield Finding(
            message, at=Evidence.marked(line, (match.start(), cited.end())), expected=law.document, actual=number
        )


def _unbalanced(lines: Iterable[TextLine]) -> Iterator[Finding]:
    """Find the mark without its other half; two of a kind round one title are one slip."""
    left = _unmatched(lines)
    while left:
        mark, line, span = left.pop(0)
        other = _OTHER[mark]
        if left and left[0][:2] == (mark, line) and not _STOPS.search(line.text, span[1], left[0][2][0]):
            twin = left.pop(0)[2]
            message = Text(f"书名号“{mark}”应为“{other}”", f"the mark {mark} should be {other}")
            yield Finding(
                message, at=Evidence.marked(line, twin if mark == "《" else span), expected=other, actual=mark
            )
        else:
            message = Text(f"书名号缺少“{other}”", f"the mark {other} is missing")
            yield Finding(message, at=Evidence.marked(line, span), expected=other)


def _unmatched(lines: Iterable[TextLine]) -> list[tuple[str, TextLine, tuple[int, int]]]:
    """Return the marks without their other half in order; a title may run on from line to line."""
    left: list[tuple[str, TextLine, tuple[int, int]]] = []
    for line in lines:
        for mark in _MARKS.finditer(line.text):
            if mark[0] == "》" and left and left[-1][0] == "《":
                left.pop()
            else:
                left.append((mark[0], line, mark.span()))
    return left
