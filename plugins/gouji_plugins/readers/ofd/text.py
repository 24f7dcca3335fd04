"""Text objects: where each of their characters stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, repeat
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from gouji import layout
from gouji_plugins.readers.ofd.package import numbers_of

if TYPE_CHECKING:
    from lxml import etree

_ASKEW = 0.08
_SAME_LINE = 1.0
_BACK = 0.2
_AHEAD = 2.2
_UNMOVED = 0.7
"""Points."""
_BLANK = frozenset(" \t\r\n\u00a0\u3000")


class _Letter(NamedTuple):
    """A character and where its baseline begins, in points."""

    text: str
    x: float
    y: float


class Way(NamedTuple):
    """How the words of a text object stand: askew, or turned clockwise by so many quarters."""

    quarter_turns: int
    askew: bool


def way_of(element: etree._Element, into: layout.Transform) -> Way:
    """Tell how a text object stands; its letters may themselves be turned the way in which they follow one another."""
    a, b, _, _, _, _ = into
    askew = min(abs(b), abs(a)) > _ASKEW * max(abs(a), abs(b))
    turns = (0 if a > 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)
    reads, turned = (element.get(name, "0").strip() for name in ("ReadDirection", "CharDirection"))
    own = int(turned) // 90 if turned == reads and turned in ("90", "180", "270") else 0
    return Way((turns + own) % 4, askew)


def runs_of(element: etree._Element, into: layout.Transform, limit: int) -> Iterator[layout.TextRun]:
    """Yield the runs of a text object of at most `limit` characters, which `into` sets upright."""
    size = _number(element.get("Size"), 0.0)
    _, _, c, d, _, _ = into
    em = size * hypot(c, d)
    if not 0 < em < 1e4:
        return
    stretch = _number(element.get("HScale"), 1.0)
    letters: list[_Letter] = []
    for letter in islice(_letters(element, size * stretch, into), limit):
        if letter.text in _BLANK or (letters and not _follows(letters[-1], letter, em)):
            yield from _finished(letters, em, stretch)
            letters = []
        if letter.text not in _BLANK:
            letters.append(letter)
    yield from _finished(letters, em, stretch)


def _follows(before: _Letter, letter: _Letter, em: float) -> bool:
    """Tell whether a character goes on the run of the one before: on its line, and without a jump of the pen.

    One that is printed again at its place does not.
    """
    if letter.text == before.text and abs(letter.x - before.x) <= _UNMOVED:
        return False
    return abs(letter.y - before.y) <= _SAME_LINE and -_BACK * em <= letter.x - before.x <= _AHEAD * em


def _finished(letters: list[_Letter], em: float, stretch: float) -> Iterator[layout.TextRun]:
    """Make a run of the characters that print something."""
    mended = [(layout.mended(letter.text), letter) for letter in letters]
    seen = [(text, letter) for text, letter in mended if len(text) == 1]
    if seen:
        text, last = seen[-1]
        x1 = last.x + em * stretch * (1.0 if layout.is_wide(text) else 0.5)
        yield layout.TextRun("".join(text for text, _ in seen), tuple(letter.x for _, letter in seen), x1, last.y, em)


def _letters(element: etree._Element, width: float, into: layout.Transform) -> Iterator[_Letter]:
    """Yield the characters of all text codes; a code without a place goes on at the place of the one before."""
    x = y = 0.0
    reads_down = element.get("ReadDirection", "0").strip() in ("90", "270")
    for code in element.iterchildren("{*}TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        text = code.text or ""
        across, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        own = None if across or down else [width * (1.0 if layout.is_wide(letter) else 0.5) for letter in text]
        if own:
            across, down = ([], own) if reads_down else (own, [])
        at_x, at_y = x, y
        for index, letter in enumerate(text):
            yield _Letter(letter, *layout.moved(at_x, at_y, into))
            at_x += across[min(index, len(across) - 1)] if across else 0.0
            at_y += down[min(index, len(down) - 1)] if down else 0.0


def _steps(text: str | None, letters: int) -> list[float]:
    """Return the steps from one character to the next; `g n d` stands for n steps of d."""
    words = iter((text or "").split())
    steps: list[float] = []
    for word in words:
        if len(steps) >= letters:
            break
        if word == "g":
            times = _number(next(words, None), 0.0)
            steps += repeat(_number(next(words, None), 0.0), max(0, min(int(times), letters)))
        else:
            steps.append(_number(word, 0.0))
    return steps


def _number(text: str | None, otherwise: float) -> float:
    numbers = numbers_of(text)
    return numbers[0] if len(numbers) == 1 else otherwise
