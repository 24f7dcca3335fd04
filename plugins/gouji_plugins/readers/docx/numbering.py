"""Automatic numbers, which the text of a file does not hold, counted out again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from gouji import written_number
from gouji_plugins.readers.docx.names import OFF, VAL, w

_ABSTRACT, _ABSTRACT_ID = w("abstractNum"), w("abstractNumId")
_NUM, _NUM_ID, _LEVEL, _LEVEL_INDEX = w("num"), w("numId"), w("lvl"), w("ilvl")
_OVERRIDE, _START_OVERRIDE, _START = w("lvlOverride"), w("startOverride"), w("start")
_FORMAT, _TEXT, _SUFFIX, _LEGAL = w("numFmt"), w("lvlText"), w("suff"), w("isLgl")
_STYLE_LINK, _LINKED_STYLE = w("numStyleLink"), w("styleLink")
_PLACEHOLDER = re.compile(r"%([1-9])")
_CLOSED = "、．。）】〕」：，,"
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    is_legal: bool = False


@dataclass(slots=True)
class _List:
    """The levels of a list and what each has counted to."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """Counts a document's lists; ask it once for every numbered paragraph, in order."""

    _lists: dict[str, _List] = field(default_factory=dict)
    _starts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbering:
        """Read the part that defines the lists."""
        if root is None:
            return cls()
        abstract = _abstract_lists(root)
        lists: dict[str, _List] = {}
        starts: dict[str, dict[int, int]] = {}
        for num in root.iterchildren(_NUM):
            number_id = num.get(_NUM_ID, "")
            base = abstract.get(_value(num, _ABSTRACT_ID))
            if base is None:
                continue
            levels, starts[number_id] = _overrides(num)
            lists[number_id] = _List({**base.levels, **levels}, base.counts)
        return cls(lists, starts)

    def next(self, properties: etree._Element) -> str:
        """Count a paragraph and return its number as printed, with the space that parts it from the text."""
        number_id = _value(properties, _NUM_ID)
        index = _integer(_value(properties, _LEVEL_INDEX), 0)
        numbered = self._lists.get(number_id)
        level = numbered.levels.get(index) if numbered else None
        if numbered is None or level is None:
            return ""
        self._count(numbered, number_id, index, level)
        if level.number_format == "bullet":
            return ""
        text = _PLACEHOLDER.sub(lambda mark: _shown(numbered, int(mark[1]) - 1, level), level.text)
        if not text.strip() or level.suffix == "nothing" or text[-1] in _CLOSED:
            return text.strip()
        return f"{text.strip()} "

    def _count(self, numbered: _List, number_id: str, index: int, level: Level) -> None:
        override = self._starts.get(number_id, {}).get(index)
        if override is not None and (number_id, index) not in self._begun:
            numbered.counts[index] = override
        elif index in numbered.counts:
            numbered.counts[index] += 1
        else:
            numbered.counts[index] = level.start
        self._begun.add((number_id, index))
        for deeper in range(index + 1, _LEVELS):
            numbered.counts.pop(deeper, None)


def _shown(numbered: _List, index: int, level: Level) -> str:
    own = numbered.levels.get(index, Level())
    number = numbered.counts.get(index, own.start)
    return written_number(number, "decimal" if level.is_legal else own.number_format)


def _abstract_lists(root: etree._Element) -> dict[str, _List]:
    """Return the list definitions by id; one that only names a list style takes that style's levels."""
    found: dict[str, _List] = {}
    styles: dict[str, _List] = {}
    linked: dict[str, str] = {}
    for abstract in root.iterchildren(_ABSTRACT):
        abstract_id = abstract.get(_ABSTRACT_ID, "")
        found[abstract_id] = _List(_levels(abstract))
        styles[_value(abstract, _LINKED_STYLE)] = found[abstract_id]
        linked[abstract_id] = _value(abstract, _STYLE_LINK)
    for abstract_id, style in linked.items():
        if style and style in styles:
            found[abstract_id] = styles[style]
    return found


def _levels(parent: etree._Element) -> dict[int, Level]:
    return {_integer(level.get(_LEVEL_INDEX), 0): _level(level) for level in parent.iterchildren(_LEVEL)}


def _level(element: etree._Element) -> Level:
    legal = element.find(_LEGAL)
    return Level(
        _integer(_value(element, _START), 0),
        _value(element, _FORMAT) or "decimal",
        _value(element, _TEXT),
        _value(element, _SUFFIX) or "tab",
        legal is not None and legal.get(VAL, "1") not in OFF,
    )


def _overrides(num: etree._Element) -> tuple[dict[int, Level], dict[int, int]]:
    """Return the levels and the starting numbers that a list sets anew."""
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in num.iterchildren(_OVERRIDE):
        levels.update(_levels(override))
        start = _value(override, _START_OVERRIDE)
        if start:
            starts[_integer(override.get(_LEVEL_INDEX), 0)] = _integer(start, 1)
    return levels, starts


def _value(parent: etree._Element, name: str) -> str:
    child = parent.find(name)
    return "" if child is None else child.get(VAL) or ""


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and len(text) < 9 and text.isascii() and text.isdigit() else otherwise
