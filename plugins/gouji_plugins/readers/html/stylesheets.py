"""Style sheets written into a page, as far as they hide elements: by tag, class and id, alone or within others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree

from gouji_plugins.readers.html.styles import hides, shows

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_BLOCK = re.compile(r"@([\w-]+)([^{};]*)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}|@[^{};]*;")
_SHOWN_ON = re.compile(r"\s*(?:only\s+)?(?:all|screen)?\s*", re.IGNORECASE)
"""Media queries that hold for every screen; others are for paper, or for screens of some width."""
_COMPOUND = re.compile(r"(?=.)(?:\*(?=[.#]))?(?:[a-z][\w-]*)?(?:[.#][\w-]+)*", re.IGNORECASE)
_PART = re.compile(r"([.#]?)([\w-]+)")
_CONDITION = re.compile(r"::?[\w-]+(?:\([^()]*\))?|\[[^\]]*\]")
_MOST_RULES, _MOST_ELEMENTS, _LONGEST = 500, 5_000, 300_000
"""What is looked at of a page's style sheets, in rules, elements and letters."""
_MOST_COMPOUNDS = 4


class _Compound(NamedTuple):
    """What one element must be: its tag (empty: any), its id, its classes."""

    tag: str
    id: str
    classes: frozenset[str]

    def matches(self, element: etree._Element) -> bool:
        """Tell whether an element is such a one."""
        if self.tag and element.tag != self.tag:
            return False
        if self.id and element.get("id") != self.id:
            return False
        return self.classes <= set((element.get("class") or "").split())


class _Rule(NamedTuple):
    """Compounds from the outermost to the element's own, whether it hides the element, and how much the rule weighs."""

    compounds: Sequence[_Compound]
    is_hiding: bool
    weight: tuple[bool, int, int, int]

    def matches(self, element: etree._Element) -> bool:
        """Tell whether the rule is for an element."""
        if not self.compounds[-1].matches(element):
            return False
        outer = list(self.compounds[:-1])
        for ancestor in element.iterancestors():
            if outer and outer[-1].matches(ancestor):
                outer.pop()
        return not outer


def hidden_by_sheets(root: etree._Element) -> list[etree._Element]:
    """Return the elements that a style sheet of the page hides and none of its rules, nor their own style, shows again."""
    sheets = "\n".join(sheet.text or "" for sheet in root.iter("style") if _is_for_screens(sheet))
    if not hides(sheets) or len(sheets) > _LONGEST or sheets.count("@") + sheets.count("/*") > _MOST_RULES:
        return []
    rules = list(_rules(_for_screens(_COMMENT.sub("", sheets))))[:_MOST_RULES]
    return [element for element in islice(_candidates(root, rules), _MOST_ELEMENTS) if _is_hidden(element, rules)]


def _is_for_screens(sheet: etree._Element) -> bool:
    return _SHOWN_ON.fullmatch(sheet.get("media") or "") is not None


def _for_screens(sheet: str) -> str:
    """Leave out blocks for other media, and take the others out of their brackets."""
    return _BLOCK.sub(lambda block: block[3] if _holds_on_screens(block[1], block[2]) else "", sheet)


def _holds_on_screens(name: str | None, condition: str | None) -> bool:
    return name in ("supports", "layer") or (name == "media" and _SHOWN_ON.fullmatch(condition or "") is not None)


def _rules(sheet: str) -> Iterator[_Rule]:
    """Yield the rules that hide something, by selectors that are understood, and those that may show it again."""
    for order, rule in enumerate(sheet.split("}")):
        selectors, _, declarations = rule.rpartition("{")
        is_hiding = hides(declarations)
        if not is_hiding and not shows(declarations):
            continue
        for selector in selectors.split(","):
            words = (selector if is_hiding else _CONDITION.sub("", selector)).replace(">", " ").split()
            if not 0 < len(words) <= _MOST_COMPOUNDS or not all(map(_COMPOUND.fullmatch, words)):
                continue
            compounds = [_compound(word) for word in words]
            ids = sum(bool(compound.id) for compound in compounds)
            classes = sum(len(compound.classes) for compound in compounds)
            yield _Rule(compounds, is_hiding, ("!important" in declarations, ids, classes, order))


def _compound(word: str) -> _Compound:
    parts = _PART.findall(word)
    tag = next((name.lower() for sign, name in parts if not sign), "")
    own_id = next((name for sign, name in parts if sign == "#"), "")
    return _Compound(tag, own_id, frozenset(name for sign, name in parts if sign == "."))


def _candidates(root: etree._Element, rules: Sequence[_Rule]) -> Iterator[etree._Element]:
    """Yield the elements that a hiding rule is for."""
    last = [rule.compounds[-1] for rule in rules if rule.is_hiding]
    tags = {compound.tag for compound in last if not compound.id and not compound.classes}
    names = {name for compound in last for name in (compound.id, *compound.classes) if name}
    for element in root.iter(etree.Element):
        if (
            element.tag in tags
            or element.get("id") in names
            or not names.isdisjoint((element.get("class") or "").split())
        ):
            yield element


def _is_hidden(element: etree._Element, rules: Sequence[_Rule]) -> bool:
    if shows(element.get("style") or "") and not hides(element.get("style") or ""):
        return False
    deciding = max((rule for rule in rules if rule.matches(element)), key=lambda rule: rule.weight, default=None)
    return deciding is not None and deciding.is_hiding
