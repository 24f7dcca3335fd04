"""The rule kind `enumerations`: 一是 二是 三是, （一）（二）, 1. 2. run on within a section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from gouji import Evidence, Finding, NotApplicable, Observation, Parameters, Prose, Report, Satisfied, Text
from gouji_plugins.locales.zh import chinese_number, chinese_numeral

_CHINESE = "一二三四五六七八九十"
_STOPS = "。；;：:"
_WIDEST_GAP = 3
_MOST_LISTS = 50
"""Lists one within another that are followed."""
"""A number further ahead may be a figure that stands where an item would begin."""


@dataclass(frozen=True, slots=True)
class Style:
    """A way of numbering: how an item begins and behind which marks, and how a number is written, `{}` for the numeral."""

    opening: re.Pattern[str]
    written: str
    stops: str = _STOPS
    chinese: bool = True

    def number(self, numeral: str) -> int | None:
        """Read a numeral of this style."""
        return chinese_number(numeral) if self.chinese else int(numeral)

    def write(self, number: int) -> str:
        """Write a number in this style."""
        return self.written.format(chinese_numeral(number) if self.chinese else number)

    def begins(self, text: str, start: int) -> bool:
        """Tell whether an item may begin there: at the start of a line or behind a stop."""
        while start and text[start - 1] != "\n" and text[start - 1].isspace():
            start -= 1
        return not start or text[start - 1] == "\n" or text[start - 1] in self.stops


_STYLES = (
    Style(re.compile(rf"([{_CHINESE}][{_CHINESE}]?)是(?!否)"), "{}是", _STOPS + "，,"),
    Style(re.compile(rf"[（(]([{_CHINESE}]{{1,2}})[)）]"), "（{}）"),
    Style(re.compile(r"[（(](\d{1,2})[)）]"), "（{}）", chinese=False),
    Style(re.compile(r"(\d(?<!\d\d)\d?)[.．、](?!\d)"), "{}.", chinese=False),
)


class Enumerations(Parameters):
    """What counts as the number of an item."""

    longest: int = Field(19, description="The highest number that is taken for an item's, 19 at most.")


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item: its number and where in the section's prose that stands."""

    number: int
    span: tuple[int, int]


def check_enumerations(report: Report, parameters: Enumerations) -> Iterator[Observation]:
    """Follow the items of each style through each section; several lists, one within another, are right."""
    checked = False
    for section in report.sections:
        for style in _STYLES:
            items = list(_items(section.text, style, min(parameters.longest, 19)))
            if len(items) > 1:
                checked = True
                yield from _follow(section.prose, style, items)
    if not checked:
        raise NotApplicable(Text("没有分点列举", "nothing is enumerated"))
    yield Satisfied()


def _items(text: str, style: Style, longest: int) -> Iterator[Item]:
    for match in style.opening.finditer(text):
        number = style.number(match[1])
        if number and number <= longest and style.begins(text, match.start()):
            yield Item(number, match.span(1))


def _follow(prose: Prose, style: Style, items: list[Item]) -> Iterator[Finding]:
    """Keep the last number of each open list, the innermost last, and no more of them than any report has."""
    lists: list[int] = []
    before: Item | None = None
    for item in items:
        alone = before is not None and before.number == 1 and _is_same_list(prose.text[before.span[1] : item.span[0]])
        goes_on = next((i for i in range(len(lists) - 1, -1, -1) if lists[i] == item.number - 1), None)
        if item.number == 1 and not alone:
            lists.append(1)
        elif goes_on is not None and (item.number == 2 or not alone):
            lists[goes_on:] = [item.number]
        else:
            if not _mentioned_between(prose.text, style, lists, before, item):
                yield _broken(prose, style, before, item)
            lists[-1:] = [item.number]
        del lists[:-_MOST_LISTS]
        before = item


def _is_same_list(between: str) -> bool:
    """Tell whether an item follows within the sentence, so that neither a list opens nor one without it goes on."""
    return "；" in between and not any(mark in between for mark in "。：:\n")


def _mentioned_between(text: str, style: Style, lists: list[int], before: Item | None, item: Item) -> bool:
    """Tell whether a missing number stands since the item before, where it was not taken for the beginning of an item."""
    between = "".join(text[before.span[1] if before else 0 : item.span[0]].split())
    last = lists[-1] if lists and lists[-1] < item.number else item.number - 2
    missing = range(max(last, 0) + 1, item.number)
    return any(word in between for number in missing for word in (style.write(number), *_otherwise(number)))


def _otherwise(number: int) -> Iterator[str]:
    """Yield other ways to number an item, which a list may mix with its own (一是…其次…三是…)."""
    if number <= len(_CHINESE):
        word = _CHINESE[number - 1]
        yield from (f"第{word}，", f"第{word}、", f"第{word}是", f"其{word}", f"{word}要", f"{word}、")
    yield from ("其次", "再次是") if number > 1 else ()


def _broken(prose: Prose, style: Style, before: Item | None, item: Item) -> Finding:
    at = [Evidence.marked(*prose.locate(one.span)) for one in (before, item) if one]
    actual = style.write(item.number)
    if before is None:
        message = Text(f"列举从“{actual}”开始，没有“{style.write(1)}”", f"an enumeration begins with {actual}")
        return Finding(message, at=at, expected=style.write(1), actual=actual, review=True)
    last = style.write(before.number)
    expected = style.write(before.number + 1)
    if item.number == before.number:
        message = Text(f"“{actual}”重复", f"{actual} stands twice in an enumeration")
    elif item.number > before.number:
        message = Text(
            f"“{last}”之后是“{actual}”，缺“{expected}”", f"{last} is followed by {actual}: {expected} is missing"
        )
    else:
        message = Text(f"“{last}”之后又是“{actual}”，序号不连续", f"{last} is followed by {actual}")
    unsure = not 0 <= item.number - before.number <= _WIDEST_GAP
    return Finding(message, at=at, expected=expected, actual=actual, review=unsure)
