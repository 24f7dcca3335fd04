"""What of a page nobody sees, and the cells that show what the file does not hold as words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from lxml import etree

from gouji_plugins.readers.html.lists import number_items
from gouji_plugins.readers.html.marks import (
    cell_of,
    digit_pictures,
    fill_in,
    listed_cells,
    mark_digits,
    pictured_cells,
    set_apart,
    shadowed_cells,
    struck,
    turned_cells,
)  # fmt: skip
from gouji_plugins.readers.html.styles import (
    blots_out,
    hides,
    is_pale,
    keeps_place,
    raises,
    reorders,
    strikes,
    turns,
    uncovers,
)
from gouji_plugins.readers.html.stylesheets import Sheets

_UNSEEN = (
    "script",
    "style",
    "template",
    "noscript",
    "noframes",
    "select",
    "button",
    "textarea",
    "svg",
    "audio",
    "video",
    "canvas",
    "datalist",
    "xml",
    "rt",
    "rp",
)
_WORDING = (
    "span", "font", "b", "strong", "i", "em", "u", "o:p", "small", "big", "sub", "sup", "label", "abbr", "ins", "mark",
    "st1:chsdate", "st1:date", "wbr", "nobr", "bdo", "time", "cite", "code", "s", "strike", "del",
)  # fmt: skip
_CELLS = ("td", "th")
_MARKED = ("sup", "sub", "s", "del", "strike", "input", "textarea")
_STYLED = etree.XPath("//@style/.. | //@hidden/..", smart_strings=False)
"""The same as //*[@style or @hidden] in a fifth of the time."""
_COLOURED = etree.XPath("//font/@color/..", smart_strings=False)


@dataclass(frozen=True, slots=True)
class Look:
    """How a page looks: the elements with a style of their own, those that nobody sees, those whose own words nobody sees.

    `unread` are cells that show something where they hold no words, `doubtful` those that show more, or otherwise, than
    they hold. Words that are `struck` or `raised` by a style are not those of a figure; `own_fonts` tells that figures are
    set in type that the page brings along. Cells that are `kept` are hidden, but not their place.
    """

    styled: Sequence[etree._Element]
    hidden: Sequence[etree._Element]
    blotted: Sequence[etree._Element]
    unread: Collection[etree._Element]
    doubtful: Collection[etree._Element]
    struck: Sequence[etree._Element]
    raised: Sequence[etree._Element]
    kept: Collection[etree._Element]
    own_fonts: bool


def look_at(root: etree._Element) -> Look:
    """Look at a page as a browser shows it, as far as its own file tells."""
    styled = cast("list[etree._Element]", _STYLED(root))
    pale = [
        e
        for e in (*styled, *cast("list[etree._Element]", _COLOURED(root)))
        if is_pale(e.get("style") or f"color:{e.get('color')}")
    ]
    sheets = Sheets(root, has_pale=bool(pale))
    hidden = [*_hidden(root, styled), *sheets.hidden()]
    pictured = set(pictured_cells(root))
    written = _cells(sheets.written())
    otherwise = _cells(_in_pieces([*(e for e in styled if reorders(e.get("style") or "")), *sheets.reordered()]))
    shadowed = set(shadowed_cells(root))
    turned = {*turned_cells(root), *_cells([*(e for e in styled if turns(e.get("style") or "")), *sheets.turned()])}
    numbered, own_fonts = set(listed_cells(root)), set(sheets.in_own_fonts())
    uncovered = _cells([*(e for e in styled if uncovers(e.get("style") or "")), *sheets.uncovered()])
    unread = pictured | shadowed | written | numbered | uncovered | _cells(sheets.written(icons=True))
    doubtful = set(digit_pictures(root)) | shadowed | turned | written | otherwise | numbered | own_fonts | uncovered
    struck = [*(e for e in styled if strikes(e.get("style") or "")), *sheets.struck()]
    raised = [*(e for e in styled if raises(e.get("style") or "")), *sheets.raised()]
    blotted = _blotted(styled, pale, sheets)
    kept = {e for e in hidden if e.tag in _CELLS and e.get("hidden") is None and keeps_place(sheets.winning(e, hides))}
    kept.update(e for e in blotted if e.tag in _CELLS)
    return Look(styled, hidden, blotted, unread, doubtful, struck, raised, kept, bool(own_fonts))


def _blotted(styled: Iterable[etree._Element], pale: Iterable[etree._Element], sheets: Sheets) -> list[etree._Element]:
    """List the elements whose own words cannot be seen, unless something within may be set anew."""
    own = (e for e in styled if blots_out(e.get("style") or ""))
    found = (*own, *(e for e in pale if sheets.stands_on_paper(e)), *sheets.blotted())
    return [e for e in found if not any(inner.get("style") or inner.get("class") for inner in e.iterdescendants())]


def _cells(elements: Iterable[etree._Element]) -> set[etree._Element]:
    return {cell for element in elements if (cell := cell_of(element)) is not None}


def _in_pieces(elements: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Yield the elements in a cell whose words stand in several pieces, so that their order matters."""
    for element in elements:
        cell = cell_of(element)
        if cell is not None and sum(bool(str(words).strip()) for words in cell.itertext()) > 1:
            yield element


def _hidden(root: etree._Element, styled: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """Yield the elements that say of themselves that they are not shown."""
    for element in styled:
        if element.get("hidden") is not None or hides(element.get("style", "")):
            yield element
    for element in root.iter("dialog"):
        if element.get("open") is None:
            yield element


def remove_unseen(
    root: etree._Element, look: Look, unread: set[etree._Element], hidden: Sequence[etree._Element]
) -> bool:
    """Take out what a browser does not show or shows as deleted, then dissolve the tags that only set type."""
    for element in (*hidden, *(look.blotted if hidden is look.hidden else ())):
        if element in look.kept:
            _empty(element)
        else:
            _remove(element)
    styled = look.styled
    gone: list[etree._Element] = []
    if styled or look.struck or look.raised or next(root.iter(*_MARKED), None) is not None:
        fill_in(root)
        set_apart(styled)
        number_items(styled)
        mark_digits(root, look.raised)
        gone = struck(root, look.struck)
    for element in gone:
        if element.tag in _CELLS:
            unread.add(element)
            _empty(element)
        else:
            unread.update(element.iterancestors(*_CELLS))
            _remove(element)
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    etree.strip_tags(root, *_WORDING)
    return bool(gone)


def _empty(element: etree._Element) -> None:
    """Take out all that a cell holds, and leave its place."""
    element.text = None
    for child in list(element):
        element.remove(child)


def _remove(element: etree._Element) -> None:
    """Take out an element and leave the text that follows it."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
