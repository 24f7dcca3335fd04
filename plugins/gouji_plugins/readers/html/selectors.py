"""Selectors of style sheets, as far as they tell elements by tag, class, id, attribute and place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree

_Condition = Callable[[etree._Element], bool]

_TOKEN = re.compile(
    r"(?P<tag>\*|[a-z][\w-]*)|#(?P<id>[\w-]+)|\.(?P<name>[\w-]+)"
    r"|\[\s*(?P<key>[\w-]+)\s*(?:(?P<sign>[~^$*|]?=)\s*[\"']?(?P<value>[^\"'\]]*)[\"']?\s*)?\]"
    r"|::?(?P<pseudo>[a-z-]+)(?:\((?P<inner>[^()]*)\))?",
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s*([>+~])\s*|\s+")
_NTH = re.compile(r"([+-]?\d*)n\s*(?:([+-])\s*(\d+))?|([+-]?\d+)", re.IGNORECASE)
_GENERATED = ("before", "after")
_MOST_PARTS = 6
"""Compounds of a selector that is understood."""
_MOST_SIBLINGS = 500


class Compound(NamedTuple):
    """What one element must be, how it stands to the one that the selector names before it, and what is generated for it."""

    join: str
    tag: str
    id: str
    classes: frozenset[str]
    conditions: tuple[_Condition, ...]
    generated: str = ""

    def fits(self, element: etree._Element) -> bool:
        """Tell whether an element is such a one."""
        if self.tag and element.tag != self.tag:
            return False
        if self.id and element.get("id") != self.id:
            return False
        if self.classes and not self.classes <= set((element.get("class") or "").split()):
            return False
        return all(condition(element) for condition in self.conditions)


class Selector(NamedTuple):
    """Compounds from the outermost to the element's own, and how much they weigh."""

    compounds: Sequence[Compound]
    weight: tuple[int, int, int]

    @property
    def own(self) -> Compound:
        """What the element itself must be."""
        return self.compounds[-1]

    def matches(self, element: etree._Element) -> bool:
        """Tell whether the selector is for an element."""
        return self._matches(element, len(self.compounds) - 1, {})

    def _matches(self, element: etree._Element, place: int, known: dict[tuple[etree._Element, int], bool]) -> bool:
        if (element, place) not in known:
            compound = self.compounds[place]
            outer = _joined(element, compound.join) if place else ()
            known[element, place] = compound.fits(element) and (
                place == 0 or any(self._matches(other, place - 1, known) for other in outer)
            )
        return known[element, place]


def _joined(element: etree._Element, join: str) -> Iterator[etree._Element]:
    """Yield the elements that stand to one as a combinator says."""
    match join:
        case ">":
            yield from islice(element.iterancestors(), 1)
        case "+":
            yield from islice(element.itersiblings(preceding=True), 1)
        case "~":
            yield from islice(element.itersiblings(preceding=True), _MOST_SIBLINGS)
        case _:
            yield from element.iterancestors()


def selector(words: str) -> Selector | None:
    """Read one selector, None where it is not understood or never holds for a page that nobody touches."""
    compounds: list[Compound] = []
    weight = [0, 0, 0]
    join, at, words = "", 0, words.strip()
    while at < len(words) and len(compounds) < _MOST_PARTS:
        end, compound = _compound(words, at, join, weight)
        if compound is None:
            return None
        compounds.append(compound)
        joined = _JOIN.match(words, end)
        join, at = (joined[1] or " ", joined.end()) if joined else ("", end)
        if at < len(words) and not joined:
            return None
    return Selector(tuple(compounds), (weight[0], weight[1], weight[2])) if compounds and at == len(words) else None


def _compound(words: str, at: int, join: str, weight: list[int]) -> tuple[int, Compound | None]:
    tag = own_id = generated = ""
    classes: list[str] = []
    conditions: list[_Condition] = []
    start = at
    while found := _TOKEN.match(words, at):
        at = found.end()
        if found["tag"]:
            if found.start() != start:
                return at, None
            tag = "" if found["tag"] == "*" else found["tag"].lower()
            weight[2] += bool(tag)
        elif found["id"]:
            own_id = found["id"]
            weight[0] += 1
        elif found["name"]:
            classes.append(found["name"])
            weight[1] += 1
        elif found["key"]:
            conditions.append(_attribute(found["key"].lower(), found["sign"] or "", found["value"] or ""))
            weight[1] += 1
        elif found["pseudo"].lower() in _GENERATED:
            generated = found["pseudo"].lower()
            weight[2] += 1
        elif condition := _pseudo(found["pseudo"].lower(), (found["inner"] or "").strip()):
            conditions.append(condition)
            weight[1] += 1
        else:
            return at, None
    if at == start:
        return at, None
    return at, Compound(join, tag, own_id, frozenset(classes), tuple(conditions), generated)


def _attribute(key: str, sign: str, value: str) -> _Condition:
    def holds(element: etree._Element) -> bool:
        own = element.get(key)
        if own is None:
            return False
        match sign:
            case "":
                return True
            case "=":
                return own == value
            case "~=":
                return value in own.split()
            case "^=":
                return bool(value) and own.startswith(value)
            case "$=":
                return bool(value) and own.endswith(value)
            case "*=":
                return bool(value) and value in own
            case _:
                return own == value or own.startswith(f"{value}-")

    return holds


def _pseudo(name: str, inner: str) -> _Condition | None:
    """Return what a pseudo-class asks for; None where that depends on what a reader does, or is not understood."""
    match name:
        case "first-child" | "last-child" | "only-child":
            ends = {"first-child": (True, False), "last-child": (False, True), "only-child": (True, True)}[name]
            return lambda element: all(
                next(element.itersiblings(preceding=before), None) is None
                for before, asked in zip((True, False), ends, strict=True)
                if asked
            )
        case "nth-child" | "nth-last-child":
            return _nth(inner, from_end=name == "nth-last-child")
        case "not" | "is" | "where":
            chosen = [selector(words) for words in inner.split(",")]
            known = [one for one in chosen if one]
            if len(known) < len(chosen):
                return None
            return lambda element: any(one.matches(element) for one in known) is not (name == "not")
        case "root":
            return lambda element: element.getparent() is None
        case _:
            return None


def _nth(words: str, *, from_end: bool) -> _Condition | None:
    named = {"odd": "2n+1", "even": "2n"}.get(words.lower(), words)
    found = _NTH.fullmatch(named.strip())
    if not found:
        return None
    if found[4]:
        step, first = 0, int(found[4])
    else:
        step = int(f"{found[1]}1" if found[1] in ("", "+", "-") else found[1])
        first = int(f"{found[2]}{found[3]}") if found[3] else 0

    def holds(element: etree._Element) -> bool:
        place = 1 + sum(1 for _ in element.itersiblings(preceding=not from_end))
        return place == first if not step else (place - first) % step == 0 and (place - first) // step >= 0

    return holds
