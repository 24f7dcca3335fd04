"""What a reader of the printed document does not see, taken out before reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from gouji_plugins.readers.docx.names import (
    CHOICE,
    FALLBACK,
    OFF,
    PPR,
    RPR,
    TC,
    TEXT_BOX,
    TR,
    TRPR,
    VAL,
    P,
    T,
    first,
    w,
)
from gouji_plugins.readers.docx.styles import Looks, is_tiny, is_white

_DEL, _MOVE_FROM, _CELL_DEL, _RUBY_TEXT = w("del"), w("moveFrom"), w("cellDel"), w("rt")
_VANISH, _RSTYLE, _R = w("vanish"), w("rStyle"), w("r")
_HIDDEN_ROW = w("hidden")
_STRIKE, _DOUBLE_STRIKE = w("strike"), w("dstrike")
_PSTYLE, _SQUEEZED = w("pStyle"), w("w")
_SIZE, _COLOUR, _SHADE, _FILL, _HIGHLIGHT = w("sz"), w("color"), w("shd"), w("fill"), w("highlight")
_NARROWEST = 10
"""Percent of their width to which letters are squeezed so that nobody sees them."""
_BLACK = frozenset({"000000", "auto", None})
_PAPER = frozenset({"FFFFFF", "auto", None})
_REVISED = (RPR, TRPR)


@dataclass(frozen=True, slots=True)
class Struck:
    """Whether words that are struck out were left out, and the cells that held some."""

    any: bool
    cells: frozenset[etree._Element]


def remove_unseen(body: etree._Element, looks: Looks) -> Struck:
    """Take out deletions, hidden or struck words and the second form of what is stored twice."""
    unseen: list[etree._Element] = []
    divided: list[etree._Element] = []
    for mark in body.iter(*_MARKS):
        found = _MARKS[str(mark.tag)](mark)
        if found is not None and found.tag == P:
            divided.append(found)
        elif found is not None:
            unseen.append(found)
    struck = [run for run in unseen if run.tag == _R and _is_struck(run)]
    if looks.hidden or looks.struck or looks.white:
        for run, is_struck in _unseen_by_style(body, looks):
            unseen.append(run)
            struck += [run] * is_struck
    cells = frozenset(cell for run in struck for cell in run.iterancestors(TC))
    for element in unseen:
        _remove(element)
    for paragraph in reversed(divided):
        _join(paragraph)
    return Struck(bool(struck), cells)


def _is_struck(run: etree._Element) -> bool:
    """Tell a run with words that a line goes through."""
    properties = run.find(RPR)
    marks = () if properties is None else properties.iterchildren(_STRIKE, _DOUBLE_STRIKE)
    words = "".join(text.text or "" for text in run.iter(T))
    return bool(words.strip()) and any(mark.get(VAL, "1") not in OFF for mark in marks)


def _unseen_by_style(body: etree._Element, looks: Looks) -> Iterator[tuple[etree._Element, bool]]:
    """Yield the runs that nobody sees by the style of their type or paragraph; whether they are struck out."""
    told = looks.hidden | looks.struck | looks.white
    for mark in body.iter(_RSTYLE, _PSTYLE):
        style = mark.get(VAL) or ""
        if style not in told:
            continue
        holder = next(mark.iterancestors(P if mark.tag == _PSTYLE else _R), None)
        for run in () if holder is None else (holder,) if holder.tag == _R else holder.iterchildren(_R):
            own = run.find(RPR)
            says = frozenset() if own is None else frozenset(str(child.tag) for child in own)
            if not any((text.text or "").strip() for text in run.iter(T)):
                continue
            if style in looks.struck and says.isdisjoint((_STRIKE, _DOUBLE_STRIKE)):
                yield run, True
            elif (style in looks.hidden and says.isdisjoint((_VANISH, _SIZE))) or (
                style in looks.white and _COLOUR not in says and _is_figure_on_paper(run)
            ):
                yield run, False


def take_text_boxes(body: etree._Element) -> dict[etree._Element, list[etree._Element]]:
    """Take the text boxes out of their paragraphs and return them by paragraph."""
    boxes: dict[etree._Element, list[etree._Element]] = {}
    for box in body.iter(TEXT_BOX):
        holder = next(box.iterancestors(P), None)
        if holder is not None:
            boxes.setdefault(holder, []).append(box)
    for held in boxes.values():
        for box in held:
            _remove(box)
    return boxes


def _deleted(mark: etree._Element) -> etree._Element | None:
    """Return what a deletion takes away: words, a row, or (as a paragraph) the end of a paragraph."""
    parent = mark.getparent()
    holder = None if parent is None or parent.tag not in _REVISED else parent.getparent()
    if holder is None:
        return mark
    if holder.tag in (TR, _R):
        return holder
    return next(mark.iterancestors(P), None) if holder.tag == PPR else None


def _vanished(mark: etree._Element) -> etree._Element | None:
    return next(mark.iterancestors(_R), None) if mark.get(VAL, "1") not in OFF and _is_of_run(mark) else None


def _row(mark: etree._Element) -> etree._Element | None:
    """Return a row that is not shown."""
    return next(mark.iterancestors(TR), None) if mark.get(VAL, "1") not in OFF else None


def _tiny(mark: etree._Element) -> etree._Element | None:
    return next(mark.iterancestors(_R), None) if is_tiny(mark) and _is_of_run(mark) else None


def _squeezed(mark: etree._Element) -> etree._Element | None:
    share = (mark.get(VAL) or "").removesuffix("%")
    is_unseen = share.isdecimal() and int(share) <= _NARROWEST and _is_of_run(mark)
    return next(mark.iterancestors(_R), None) if is_unseen else None


def _white(mark: etree._Element) -> etree._Element | None:
    """Return a run whose digits are as white as the paper; words in white stand upon the ground of a table's style."""
    properties, colour = mark.getparent(), mark.get(VAL)
    if properties is None or not _is_of_run(mark):
        return None
    if is_white(mark):
        run = next(mark.iterancestors(_R))
        return run if _is_figure_on_paper(run) else None
    shade = None if colour in _BLACK else first(properties, _SHADE)
    return properties.getparent() if shade is not None and shade.get(_FILL) == colour else None


def _is_figure_on_paper(run: etree._Element) -> bool:
    """Tell digits under which nothing but paper lies."""
    grounds = (ground for holder in run.iterancestors() for ground in holder.iterfind(f"*/{_SHADE}"))
    shaded = any(ground.get(_FILL) not in _PAPER for ground in (*run.iter(_SHADE), *grounds))
    digits = "".join(text.text or "" for text in run.iter(T)).strip().isdecimal()
    return digits and not shaded and next(run.iter(_HIGHLIGHT), None) is None


def _is_of_run(mark: etree._Element) -> bool:
    """Tell the properties of a run from those of a paragraph's end inside a text box of a run."""
    properties = mark.getparent()
    holder = None if properties is None else properties.getparent()
    return holder is not None and holder.tag == _R


def _doubled(mark: etree._Element) -> etree._Element | None:
    """Return a second choice, or a fallback beside a choice."""
    return mark if any(before.tag == CHOICE for before in mark.itersiblings(preceding=True)) else None


def _cell(mark: etree._Element) -> etree._Element | None:
    return next(mark.iterancestors(TC), None)


def _itself(mark: etree._Element) -> etree._Element | None:
    return mark


_MARKS: dict[str, Callable[[etree._Element], etree._Element | None]] = {
    _DEL: _deleted,
    _MOVE_FROM: _deleted,
    _CELL_DEL: _cell,
    _RUBY_TEXT: _itself,
    _VANISH: _vanished,
    _HIDDEN_ROW: _row,
    _STRIKE: _vanished,
    _DOUBLE_STRIKE: _vanished,
    _SIZE: _tiny,
    _SQUEEZED: _squeezed,
    _COLOUR: _white,
    CHOICE: _doubled,
    FALLBACK: _doubled,
}


def _join(paragraph: etree._Element) -> None:
    """Run a paragraph together with the next one, whose properties then hold for both."""
    following = paragraph.getnext()
    if following is None or following.tag != P:
        return
    place = 1 if len(following) and following[0].tag == PPR else 0
    for child in reversed([child for child in paragraph if child.tag != PPR]):
        following.insert(place, child)
    _remove(paragraph)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
