"""Style sheets written into a page, as far as they change what a reader sees of it: hidden, blotted out, written, reordered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree

from gouji_plugins.readers.html.colours import CLEAR, WHITE, ground, has_ground, has_ink, ink, may_be_unseen
from gouji_plugins.readers.html.fonts import brought, face, is_of, sets_font
from gouji_plugins.readers.html.selectors import Selector, selector
from gouji_plugins.readers.html.styles import (
    blots_out,
    hides,
    is_small,
    raises,
    reorders,
    shows,
    sizes,
    strikes,
    turns,
    uncovers,
    writes,
)

_Asked = Callable[[str], bool]

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_BLOCK = re.compile(r"@([\w-]+)([^{};]*)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}|@[^{};]*;")
_SHOWN_ON = re.compile(r"\s*(?:only\s+)?(?:all|screen)?\s*", re.IGNORECASE)
"""Media queries that hold for every screen; others are for paper, or for screens of some width."""
_BETWEEN = re.compile(r",(?![^()]*\))")
_WITHIN = re.compile(r"[;{]\s*&?")
"""What stands before a rule that is written within another one."""
_VARIABLE = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_USED = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_TOUCHED = re.compile(r":(?:hover|focus(?:-within|-visible)?|active|target|checked|visited|link)\b")
"""What a reader does to see what is hidden otherwise."""
_MOST_RULES, _MOST_ELEMENTS, _LONGEST = 500, 5_000, 600_000
"""What is looked at of a page's style sheets, in rules, elements and letters."""


class _Rule(NamedTuple):
    """For which elements a rule is, what it declares, and how much it weighs."""

    selector: Selector
    declarations: str
    weight: tuple[bool, int, int, int, int, int]


class Sheets:
    """The rules of a page's style sheets that change what is seen of it."""

    def __init__(self, root: etree._Element, *, has_pale: bool = False) -> None:
        """Read the sheets; `has_pale` tells that elements have white words of their own, so that grounds matter."""
        self.root = root
        text = "\n".join(sheet.text or "" for sheet in root.iter("style") if _is_for_screens(sheet))
        text = _with_values(text) if len(text) <= _LONGEST else text
        self.rules: Sequence[_Rule] = ()
        has_others = any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
        self._on_paper = {root: not has_others}
        self._named: Mapping[str, Sequence[_Rule]] = {}
        self.families: frozenset[str] = frozenset()
        self._of_family: dict[etree._Element, bool] = {}
        if len(text) > _LONGEST or text.count("@") + text.count("/*") > _MOST_RULES:
            return
        self.families = brought(text)
        if asked := [*_asked(text, has_pale=has_pale), *(sets_font,) * bool(self.families)]:
            self.rules = list(islice(_rules(_for_screens(_COMMENT.sub("", text)), _names(root), asked), _MOST_RULES))
        self._named = _by_name(rule for rule in self.rules if not rule.selector.own.generated)

    def hidden(self) -> Iterator[etree._Element]:
        """Yield the elements that a rule hides and none that weighs more, nor their own style, shows again."""
        for element in self._elements(hides):
            if hides(self.winning(element, lambda style: hides(style) or shows(style))):
                yield element

    def blotted(self) -> Iterator[etree._Element]:
        """Yield the elements whose own words are too small, too clear, or too much like their ground to be seen."""
        for element in self._elements(blots_out):
            if is_small(self.winning(element, sizes)) or blots_out(self.winning(element, has_ink)):
                yield element
        for element in self._elements(_is_white):
            if ink(self.winning(element, has_ink)) == WHITE and self.stands_on_paper(element):
                yield element

    def stands_on_paper(self, element: etree._Element) -> bool:
        """Tell whether nothing but white lies under an element's words: never where sheets outside the file may say otherwise."""
        known = self._on_paper
        if element not in known:
            laid = self.winning(element, has_ground)
            own = ground(laid) if laid else CLEAR
            named = element.get("bgcolor") or element.get("background")
            parent = element.getparent()
            above = parent is None or own == WHITE or self.stands_on_paper(parent)
            known[element] = own in (CLEAR, WHITE) and not named and above
        return known[element]

    def written(self, *, icons: bool = False) -> Iterator[etree._Element]:
        """Yield the elements before or behind whose words a rule writes more; with signs of a font of its own, too, if asked."""
        for rule in self.rules:
            is_put_in = rule.selector.own.generated or "url(" in rule.declarations
            if is_put_in and writes(rule.declarations, icons=icons):
                yield from filter(rule.selector.matches, self._fitting([rule]))

    def struck(self) -> Iterator[etree._Element]:
        """Yield the elements whose words a rule strikes out."""
        return self._elements(strikes)

    def raised(self) -> Iterator[etree._Element]:
        """Yield the elements that a rule raises above the line."""
        return self._elements(raises)

    def uncovered(self) -> Iterator[etree._Element]:
        """Yield the elements that a rule shows within invisible ones."""
        return self._elements(uncovers) if any(hides(rule.declarations) for rule in self.rules) else iter(())

    def in_own_fonts(self) -> Iterator[etree._Element]:
        """Yield the cells with words in a font that the page brings along."""
        if not self.families:
            return
        for cell in self.root.iter("td", "th"):
            if any(self._is_in_own_font(e) for e in cell.iter(etree.Element) if (e.text or "").strip()):
                yield cell

    def _is_in_own_font(self, element: etree._Element) -> bool:
        known = self._of_family
        if element not in known:
            style = self.winning(element, sets_font) or face(element)
            parent = element.getparent()
            above = not style and parent is not None and self._is_in_own_font(parent)
            known[element] = above or is_of(self.families, style)
        return known[element]

    def reordered(self) -> Iterator[etree._Element]:
        """Yield the elements that are shown at another place than where they are written."""
        return self._elements(reorders)

    def turned(self) -> Iterator[etree._Element]:
        """Yield the elements whose letters are shown from right to left."""
        return self._elements(turns)

    def _elements(self, asked: _Asked) -> Iterator[etree._Element]:
        """Yield the elements for which a rule, or their own style, declares something."""
        rules = [rule for rule in self.rules if not rule.selector.own.generated and asked(rule.declarations)]
        named = _by_name(rules)
        for element in self._fitting(rules):
            if any(rule.selector.matches(element) for rule in _of(element, named)):
                yield element

    def _fitting(self, rules: Iterable[_Rule]) -> Iterator[etree._Element]:
        """Yield the elements of which a rule may speak."""
        own = [rule.selector.own for rule in rules]
        names = {name for one in own for name in (one.id, *one.classes) if name}
        tags = {one.tag for one in own if not one.id and not one.classes}
        if not own:
            return
        every = "" in tags
        for element in (
            islice(self.root.iter(etree.Element), _MOST_ELEMENTS) if every else self.root.iter(etree.Element)
        ):
            if every or element.tag in tags or (element.get("id") or "") in names or not names.isdisjoint(
                (element.get("class") or "").split()
            ):  # fmt: skip
                yield element

    def winning(self, element: etree._Element, asked: _Asked) -> str:
        """Return the declarations that hold for an element, of those that say anything of what is asked."""
        own = element.get("style") or ""
        inline = [(("!important" in own, 1, 0, 0, 0, 0), own)] if own and asked(own) else []
        found = (
            (rule.weight, rule.declarations)
            for rule in _of(element, self._named)
            if asked(rule.declarations) and rule.selector.matches(element)
        )
        return max([*inline, *found], default=((), ""))[1]


def _by_name(rules: Iterable[_Rule]) -> dict[str, list[_Rule]]:
    """Return rules by what an element must have at least: an id, a class, a tag, or nothing."""
    named: dict[str, list[_Rule]] = {}
    for rule in rules:
        own = rule.selector.own
        name = f"#{own.id}" if own.id else f".{min(own.classes)}" if own.classes else own.tag
        named.setdefault(name, []).append(rule)
    return named


def _of(element: etree._Element, named: Mapping[str, Sequence[_Rule]]) -> Iterator[_Rule]:
    """Yield the rules that may be for an element."""
    classes = dict.fromkeys((element.get("class") or "").split())
    for name in (f"#{element.get('id') or ''}", *(f".{one}" for one in classes), str(element.tag), ""):
        yield from named.get(name, ())


def _with_values(sheet: str) -> str:
    """Put the values of a sheet's variables where they are used."""
    if "var(" not in sheet:
        return sheet
    values = dict(_VARIABLE.findall(sheet))
    return _USED.sub(lambda used: values.get(used[1], used[0]), sheet)


def _asked(sheet: str, *, has_pale: bool) -> list[_Asked]:
    """Return what there is to ask of the rules of a sheet."""
    asked: list[_Asked] = [hides, shows] if hides(sheet) else []
    if is_small(sheet):
        asked.append(sizes)
    if "color" in sheet:
        asked.append(blots_out)
    if has_pale or may_be_unseen(sheet):
        asked += [has_ink, has_ground]
    if writes(sheet, icons=True):
        asked.append(lambda style: writes(style, icons=True))
    return [*asked, *(telling for telling in (reorders, turns, strikes, raises) if telling(sheet))]


def _is_white(style: str) -> bool:
    return ink(style) == WHITE


def _names(root: etree._Element) -> frozenset[str]:
    """Return all classes and ids of a page."""
    found: set[str] = set()
    for element in root.iter(etree.Element):
        found.update((element.get("class") or "").split())
        found.add(element.get("id") or "")
    return frozenset(found)


def _is_for_screens(sheet: etree._Element) -> bool:
    return _SHOWN_ON.fullmatch(sheet.get("media") or "") is not None


def _for_screens(sheet: str) -> str:
    """Leave out blocks for other media, and take the others out of their brackets."""
    return _BLOCK.sub(lambda block: block[3] if _holds_on_screens(block[1], block[2]) else "", sheet)


def _holds_on_screens(name: str | None, condition: str | None) -> bool:
    return name in ("supports", "layer") or (name == "media" and _SHOWN_ON.fullmatch(condition or "") is not None)


def _rules(sheet: str, names: frozenset[str], asked: Sequence[_Asked]) -> Iterator[_Rule]:
    """Yield the rules that change what is seen, by selectors that are understood and whose names the page has."""
    for order, rule in enumerate(sheet.split("}")):
        selectors, _, declarations = rule.rpartition("{")
        if not any(asks(declarations) for asks in asked):
            continue
        for words in _BETWEEN.split(_WITHIN.split(selectors)[-1]):
            found = selector(_TOUCHED.sub("", words) if shows(declarations) and not hides(declarations) else words)
            if found and names.issuperset({found.own.id, *found.own.classes} - {""}):
                yield _Rule(found, declarations, ("!important" in declarations, 0, *found.weight, order))
