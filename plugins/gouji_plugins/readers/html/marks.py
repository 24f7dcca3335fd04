"""What type and fields say beyond the words: raised digits, struck words, what a form or a script puts into a cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from gouji_plugins.readers.html.styles import stands_apart

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_FIELDS = {"", "text", "number", "tel"}
_WITHIN_A_LINE = {"span", "font", "b", "strong", "em", "i", "label"}
_INLINE = _WITHIN_A_LINE | {"sup", "sub", "a", "u", "small"}
_SMALLEST_PICTURE = 5
"""Pixels of the side of a picture that may show a digit."""
_DIGIT = re.compile(r"(?:n|no|num|number|digit|d|s)?[_-]?\d", re.IGNORECASE)
_OVERRIDE = "\u202e"
"""The sign behind which letters run from right to left."""
_WRITES = re.compile(r"innerHTML|innerText|textContent|\.(?:html|text|val)\(|document\.write")


def mark_digits(root: etree._Element, raised: Iterable[etree._Element]) -> None:
    """Write raised and lowered digits as such, so that they do not run together with a number."""
    for element in (*root.iter("sup", "sub"), *raised):
        if _is_all_there_is(element):
            continue
        digits = _LOWERED if element.tag == "sub" else _RAISED
        for inner in element.iter():
            inner.text = inner.text and inner.text.translate(digits)
            if inner is not element:
                inner.tail = inner.tail and inner.tail.translate(digits)


def _is_all_there_is(element: etree._Element) -> bool:
    """Tell type that is set high or low as a whole from a mark beside a figure."""
    if element.tag not in _INLINE:
        return True
    cell = cell_of(element)
    return cell is not None and _words(cell) == _words(element)


def _words(element: etree._Element) -> str:
    return "".join("".join(map(str, element.itertext())).split())


def struck(root: etree._Element, styled: Iterable[etree._Element]) -> list[etree._Element]:
    """Return the elements whose words are struck out."""
    found = (*root.iter("s", "strike", "del"), *styled)
    return [element for element in found if "".join(map(str, element.itertext())).strip()]


def fill_in(root: etree._Element) -> None:
    """Put what stands in the fields of table cells where the cells' words are; of several each stands by itself."""
    fields = [(field, cell_of(field)) for field in root.iter("input", "textarea")]
    in_cell = Counter(cell for _, cell in fields)
    for field, cell in fields:
        if cell is None:
            continue
        if field.tag == "input":
            if (field.get("type") or "").strip().lower() not in _FIELDS:
                continue
            field.text = field.get("value") or ""
        field.tag = "span" if in_cell[cell] == 1 else "div"


def set_apart(styled: Iterable[etree._Element]) -> None:
    """Make blocks of elements within a line that a style sets apart."""
    for element in styled:
        if element.tag in _WITHIN_A_LINE and stands_apart(element.get("style") or ""):
            element.tag = "div"


def written_cells(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells into which a script of the page writes, or may write by an id in them."""
    writing = [script for script in root.iter("script") if script.text and _WRITES.search(script.text)]
    if not writing:
        return
    for element in (*writing, *root.iterfind(".//*[@id]")):
        cell = cell_of(element)
        if cell is not None:
            yield cell


def pictured_cells(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells that show a picture, or a field of a kind of which the file does not tell what it shows."""
    for element in root.iter("img", "svg", "canvas", "object", "embed", "select", "meter", "progress"):
        if not _is_spacer(element) and (cell := cell_of(element)) is not None:
            yield cell


def digit_pictures(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells with a picture that by its name, or the words in place of it, shows a digit."""
    for picture in root.iter("img"):
        name = (picture.get("src") or "").rpartition("/")[2].partition(".")[0]
        if _DIGIT.fullmatch(name) or (picture.get("alt") or "").strip().isdecimal():
            cell = cell_of(picture)
            if cell is not None:
                yield cell


def listed_cells(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells that show the numbers of a list beside what they hold."""
    for numbered in root.iter("ol"):
        if (cell := cell_of(numbered)) is not None:
            yield cell


def shadowed_cells(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells in which a template stands in for the words of an element."""
    for template in root.iter("template"):
        if template.get("shadowrootmode") and (cell := cell_of(template)) is not None:
            yield cell


def turned_cells(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells whose letters are shown from right to left, by a tag or by a sign among them."""
    for element in root.iter("bdo"):
        if (element.get("dir") or "").lower() == "rtl" and (cell := cell_of(element)) is not None:
            yield cell
    if _OVERRIDE in etree.tostring(root, encoding="unicode", method="text"):
        yield from (e for e in root.iter("td", "th") if any(_OVERRIDE in str(words) for words in e.itertext()))


def _is_spacer(element: etree._Element) -> bool:
    sizes = [(element.get(side) or "").strip().removesuffix("px") for side in ("width", "height")]
    return any(size.isdecimal() and int(size) < _SMALLEST_PICTURE for size in sizes)


def cell_of(element: etree._Element) -> etree._Element | None:
    """Return the cell that an element is or stands in."""
    return element if element.tag in ("td", "th") else next(element.iterancestors("td", "th"), None)
