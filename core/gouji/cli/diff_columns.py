"""Two runs side by side on a terminal: what stood there before on the left, what stands there now on the right."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from gouji.decisions.diff_page import WORDS, verdict_said
from gouji.decisions.differences import Change, Differences, FoundTwice, ReportChange
from gouji.decisions.places import Places
from gouji.decisions.runs import Found
from gouji.harmless import legible
from gouji.model.score import points
from gouji.model.text import Language

NARROWEST = 80
"""Columns of a terminal below which two sides do not fit."""
_AROUND = 12
"""Characters shown before and behind what differs."""
SIGNS = {Change.NEW: "+", Change.FIXED: "-", Change.CHANGED: "~", Change.UNSEEN: "?", Change.UNCHANGED: "="}


def columns(found: Differences, language: Language, places: Places, width: int, *, every: bool) -> Iterator[str]:
    """Yield the lines: for each report that has changed its head, then a pair of blocks for each finding and figure."""
    side = (width - 5) // 2

    def word(key: str) -> str:
        return WORDS[key].to(language)

    yield from beside(f"{word('before')} {found.before}", f"{word('after')} {found.after}", side)
    for report in found.reports:
        shown = [each for each in report.findings if every or each.change is not Change.UNCHANGED]
        if not shown and not report.figures and report.before and report.after:
            continue
        yield "─" * width
        yield from beside(_head(report, language, after=False), _head(report, language, after=True), side)
        for each in shown:
            yield from beside(*_told(each, found), side, SIGNS[each.change])
        for cell in report.figures:
            name = places.said(report.latest, cell.table, cell.row, cell.column)
            yield from beside(f"{name} {cell.before or '∅'}", f"{name} {cell.after or '∅'}", side, "#")
    yield "─" * width


def _head(report: ReportChange, language: Language, *, after: bool) -> str:
    told = report.after if after else report.before
    if told is None:
        return WORDS["only_before" if after else "only_after"].to(language)
    name = told["agency"] or told["source"] or WORDS["across"].to(language)
    score = "" if told["score"] is None else f"{WORDS['score'].to(language)} {points(told['score'])}"
    return " · ".join(filter(None, (f"{name} {told['year'] or ''}".strip(), verdict_said(told, language), score)))


def _told(each: FoundTwice, found: Differences) -> tuple[str, str]:
    def said(one: Found | None) -> str:
        return f"{found.titles.get(one.rule) or one.rule}\n{one.message}" if one else ""

    return said(each.before), said(each.after)


def beside(left: str, right: str, side: int, sign: str = " ") -> Iterator[str]:
    """Yield two texts as two columns of so many cells of a terminal, a sign between them."""
    sides = [[line for part in text.split("\n") for line in _wrapped(legible(part), side)] for text in (left, right)]
    for number in range(max(map(len, sides))):
        old, new = (lines[number] if number < len(lines) else "" for lines in sides)
        yield f"{old}{' ' * (side - cells(old))}  {sign if number == 0 else ' '}  {new}".rstrip()


def apart(before: str, after: str) -> tuple[str, str]:
    """Return what differs of two texts, with a little of what stands round it; … stands where they were cut."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    first = start - _AROUND if start > _AROUND + 1 else 0
    left = end - _AROUND if end > _AROUND + 1 else 0
    old, new = (
        f"{'…' if first else ''}{each[first : len(each) - left]}{'…' if left else ''}" for each in (before, after)
    )
    return old, new


def _alike(before: str, after: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((number for number, (old, new) in pairs if old != new), min(len(before), len(after)))


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text; Chinese may be broken anywhere, other words where there is a blank."""
    line = ""
    for char in text:
        if cells(line + char) > width:
            at = line.rfind(" ") if char.isascii() and not char.isspace() and line[-1:].isascii() else -1
            head, line = (line[:at], line[at + 1 :]) if at > width // 2 else (line, "")
            yield head
            char = char.lstrip() if not line else char
        line += char
    yield line


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)
