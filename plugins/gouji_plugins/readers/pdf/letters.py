"""Characters of a page put together to runs, at the places where PDFium says that they stand."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, NamedTuple

from gouji import layout
from gouji_plugins.readers.pdf.calls import pointer_to, unchecked
from gouji_plugins.readers.pdf.direction import is_askew, turns_on
from gouji_plugins.readers.pdf.frame import Frame

_SAME_LINE = 1.0
_LARGEST_PLAUSIBLE = 60
_WIDEST_ADVANCE = 12
_BLANK = frozenset(map(chr, range(0x21))) | {"\xa0", "\u3000"}
_UNMOVED = 0.7
"""Points; a letter that the pen writes again without moving on begins a piece of its own."""


class _Piece(NamedTuple):
    """Characters that follow one another on a line: the index of the first, where each begins, their baseline."""

    first: int
    starts: list[float]
    base: float


class Written(NamedTuple):
    """Runs, the indexes of the characters of each, and the characters that stand another way than the page's text."""

    runs: list[layout.TextRun]
    indexes: list[range]
    strays: list[int]


def read_runs(text: Any, letters: str, frame: Frame) -> Written:  # noqa: ANN401 - a ctypes pointer
    """Cut the page's characters into runs at white space and where the pen jumps."""
    reader = _Reader(text, letters, frame)
    pieces = _pieces(text, letters, frame.transform)
    found = [(run, piece) for piece in pieces if (run := reader.finished(piece))]
    indexes = [range(first, first + len(starts)) for _, (first, starts, _) in found]
    return Written([run for run, _ in found], indexes, reader.strays)


def _pieces(text: Any, letters: str, transform: layout.Transform) -> list[_Piece]:  # noqa: ANN401 - a ctypes pointer
    import pypdfium2.raw as pdfium

    origin_of = unchecked(pdfium.FPDFText_GetCharOrigin)
    a, b, c, d, e, f = transform
    x, y = ctypes.c_double(), ctypes.c_double()
    page, x_at, y_at = pointer_to(text), pointer_to(x), pointer_to(y)
    pieces: list[_Piece] = []
    starts: list[float] = []
    last_x = last_y = reach = 0.0
    for index, letter in enumerate(letters):
        if letter in _BLANK:
            starts = []
            continue
        origin_of(page, index, x_at, y_at)
        left, base = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        goes_on = starts and abs(base - last_y) <= _SAME_LINE and last_x <= left <= last_x + reach
        if goes_on and not (left - last_x <= _UNMOVED and letter == letters[index - 1]):
            starts.append(left)
            reach = 1.8 * (left - last_x) + 24
        else:
            starts, reach = [left], 24.0
            pieces.append(_Piece(index, starts, base))
        last_x, last_y = left, base
    return pieces


class _Reader:
    """Makes runs of the pieces of one page."""

    def __init__(self, text: Any, letters: str, frame: Frame) -> None:  # noqa: ANN401 - a ctypes pointer
        import pypdfium2.raw as pdfium

        self.pdfium: Any = pdfium
        self.text, self.letters, self.frame = text, letters, frame
        self.clean = all(layout.mended(letter) == letter for letter in set(letters) - _BLANK)
        self.turns_of = turns_on(text)
        self.strays: list[int] = []
        self.box = pdfium.FS_RECTF()
        self.box_at = ctypes.byref(self.box)

    def finished(self, piece: _Piece) -> layout.TextRun | None:
        """Make a run of a piece, None where nothing of it can be seen."""
        first, starts, base = piece
        if not (-1 <= starts[0] <= self.frame.width and 0 <= base <= self.frame.height + 1):
            return None
        words, last = self.letters[first : first + len(starts)], first + len(starts) - 1
        if self.clean or len(mended := layout.mended(words)) == len(words):
            return self.run(words if self.clean else mended, starts, base, last)
        return self.with_invisible(piece, words) if mended else None

    def run(self, words: str, starts: Sequence[float], base: float, last: int) -> layout.TextRun | None:
        """Make a run that ends with the `last` character, None where it stands askew like a watermark."""
        if len(words) == 1 and not self.stands(last):
            return None
        x1 = max(self.right(last), starts[-1])
        return layout.TextRun(words, tuple(starts), x1, base, layout.type_size(words, starts, x1))

    def stands(self, index: int) -> bool:
        """Tell whether a character stands upon a side of the page, and note one that stands upon another than the text."""
        turns = self.turns_of(index)
        if is_askew(turns):
            return False
        if round(turns + self.frame.quarter_turns) % 4:
            self.strays.append(index)
        return True

    def with_invisible(self, piece: _Piece, words: str) -> layout.TextRun | None:
        """Mend surrogate pairs and leave out characters that print nothing."""
        kept: list[tuple[int, str, float]] = []
        for index, (letter, left) in enumerate(zip(words, piece.starts, strict=True), piece.first):
            if "\udc00" <= letter < "\ue000" and kept and "\ud800" <= kept[-1][1] < "\udc00":
                _, high, start = kept.pop()
                kept.append((index, (high + letter).encode("utf-16", "surrogatepass").decode("utf-16"), start))
            elif "\ud800" <= letter < "\udc00" or layout.mended(letter):
                kept.append((index, letter, left))
        kept = [(index, letter, left) for index, letter, left in kept if not "\ud800" <= letter < "\ue000"]
        if not kept:
            return None
        shown = layout.mended("".join(letter for _, letter, _ in kept))
        return self.run(shown, [left for _, _, left in kept], piece.base, kept[-1][0])

    def right(self, index: int) -> float:
        """Return where a character's advance ends, or its ink, where PDFium mistakes the advance of vertical type."""
        box = self.box
        self.pdfium.FPDFText_GetLooseCharBox(self.text, index, self.box_at)
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        if max(right - left, top - bottom) > _LARGEST_PLAUSIBLE:
            ink = [ctypes.c_double() for _ in range(4)]
            self.pdfium.FPDFText_GetCharBox(self.text, index, *ink)
            inked = [side.value for side in ink]
            if right - left > _WIDEST_ADVANCE * max(inked[1] - inked[0], inked[3] - inked[2]):
                left, right, bottom, top = inked
        a, _, c, _, e, _ = self.frame.transform
        return float(max(a * left + c * bottom, a * right + c * top) + e)
