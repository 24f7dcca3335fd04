"""What PDFium knows of a page: runs of characters and the rules drawn on it."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from gouji import UnreadableReport
from gouji_plugins.pdf.frame import Frame, Transform, frame_of, moved
from gouji_plugins.pdf.letters import is_wide, mended
from gouji_plugins.pdf.rules import Drawing, read_drawing

if TYPE_CHECKING:
    import pypdfium2

MAX_PAGE_CHARACTERS = 50_000
_ABOVE_BASELINE = 0.85
_SAME_LINE = 1.0
_RIGHT_ANGLE = 1.5707963
_LARGEST_PLAUSIBLE = 60
_WIDEST_ADVANCE = 12
_SAMPLE = 8


class Run(NamedTuple):
    """Characters that follow one another on one line; `starts` is where each begins, `em` its type size in points."""

    text: str
    starts: tuple[float, ...]
    x1: float
    baseline: float
    em: float

    @property
    def x0(self) -> float:
        """Where the first character begins."""
        return self.starts[0]

    @property
    def top(self) -> float:
        """The upper side of a square of type."""
        return self.baseline - _ABOVE_BASELINE * self.em

    @property
    def bottom(self) -> float:
        """The lower side of a square of type."""
        return self.top + self.em

    @property
    def middle(self) -> float:
        """Half height of the characters, where they stand in a row of a table."""
        return self.baseline - 0.35 * self.em


@dataclass(frozen=True, slots=True)
class Page:
    """One page as drawn; `unmapped` counts characters of which the file does not say what they are."""

    number: int
    width: float
    height: float
    runs: list[Run]
    unmapped: int
    drawing: Drawing


def read_page(document: pypdfium2.PdfDocument, index: int) -> Page:
    """Read one page; raises PdfiumError or UnreadableReport."""
    page = document[index]
    try:
        frame = _frame(page)
        drawing = read_drawing(page.raw, frame)
        text = page.get_textpage()
        try:
            runs, unmapped = _read_runs(text, frame, index + 1)
        finally:
            text.close()
    finally:
        page.close()
    return Page(index + 1, frame.width, frame.height, runs, unmapped, drawing)


def _frame(page: Any) -> Frame:  # noqa: ANN401 - pypdfium2 is untyped
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box)):
        return frame_of((0.0, 0.0, *page.get_size()), 0)
    return frame_of((box.left, box.bottom, box.right, box.top), page.get_rotation() // 90)


def _read_runs(textpage: Any, frame: Frame, number: int) -> tuple[list[Run], int]:  # noqa: ANN401 - untyped
    """Cut the page's characters into runs at white space and where the pen jumps."""
    import pypdfium2.raw as pdfium

    text = textpage.raw
    count = pdfium.FPDFText_CountChars(text)
    if count > MAX_PAGE_CHARACTERS:
        raise UnreadableReport(f"第 {number} 页字符过多 / too many characters on page {number}")
    origin_of = pdfium.FPDFText_GetCharOrigin
    a, b, c, d, e, f = frame.transform
    x, y = ctypes.c_double(), ctypes.c_double()
    x_at, y_at = ctypes.byref(x), ctypes.byref(y)
    runs: list[list[tuple[int, int, float, float]]] = []
    run: list[tuple[int, int, float, float]] = []
    unmapped, last_x, last_y, step = 0, 0.0, 0.0, 0.0
    for index, code in enumerate(_codes(textpage, count)):
        if code <= 0x20 or code in (0xA0, 0x3000, 0xFFFD):
            unmapped += code in (0, 0xFFFD)
            run = []
            continue
        origin_of(text, index, x_at, y_at)
        left, base = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        if not run or abs(base - last_y) > _SAME_LINE or not last_x <= left <= last_x + 1.8 * step + 24:
            run = []
            runs.append(run)
        run.append((index, code, left, base))
        step, last_x, last_y = (left - last_x if len(run) > 1 else 0.0), left, base
    finished = (_finished(text, run, frame) for run in runs)
    return [run for run in finished if run], unmapped


def _codes(textpage: Any, count: int) -> list[int]:  # noqa: ANN401 - untyped
    """Return the characters' codes: at one go where the page's text has one for each, which is faster."""
    import pypdfium2.raw as pdfium

    words = textpage.get_text_range() if count else ""
    if len(words) == count and "\0" not in words:
        return [ord(letter) for letter in words]
    return [pdfium.FPDFText_GetUnicode(textpage.raw, index) for index in range(count)]


def _finished(text: Any, run: list[tuple[int, int, float, float]], frame: Frame) -> Run | None:  # noqa: ANN401
    """Make a run of its characters, None where nothing of it can be seen or it stands askew like a watermark."""
    starts = tuple(left for _, _, left, _ in run)
    baseline = run[0][3]
    if not (-1 <= starts[0] <= frame.width and 0 <= baseline <= frame.height + 1):
        return None
    words = mended("".join(chr(code) for _, code, _, _ in run))
    if len(words) != len(run):
        return _with_invisible(text, run, frame) if words else None
    if len(run) == 1 and _is_askew(text, run[0][0]):
        return None
    x1 = max(_right(text, run[-1][0], frame.transform), starts[-1])
    return Run(words, starts, x1, baseline, _em(words, starts, x1))


def _with_invisible(text: Any, run: list[tuple[int, int, float, float]], frame: Frame) -> Run | None:  # noqa: ANN401
    """Mend surrogate pairs and leave out characters that print nothing."""
    kept: list[tuple[int, int, float, float]] = []
    for index, code, left, base in run:
        if 0xDC00 <= code < 0xE000 and kept and 0xD800 <= kept[-1][1] < 0xDC00:
            first = kept.pop()
            kept.append((index, 0x10000 + (first[1] - 0xD800) * 0x400 + code - 0xDC00, first[2], base))
        elif 0xD800 <= code < 0xDC00 or mended(chr(code)):
            kept.append((index, code, left, base))
    kept = [character for character in kept if not 0xD800 <= character[1] < 0xE000]
    return _finished(text, kept, frame) if kept and len(kept) < len(run) else None


def _is_askew(text: Any, index: int) -> bool:  # noqa: ANN401 - a ctypes pointer
    import pypdfium2.raw as pdfium

    turns: float = pdfium.FPDFText_GetCharAngle(text, index) / _RIGHT_ANGLE
    return abs(turns - round(turns)) > 0.05


def _right(text: Any, index: int, transform: Transform) -> float:  # noqa: ANN401 - a ctypes pointer
    """Return where a character's advance ends, or its ink, where PDFium mistakes the advance of vertical type."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
    if max(box.right - box.left, box.top - box.bottom) > _LARGEST_PLAUSIBLE:
        ink = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(text, index, *ink)
        left, right, bottom, top = (side.value for side in ink)
        if box.right - box.left > _WIDEST_ADVANCE * max(right - left, top - bottom):
            return max(moved(left, bottom, transform)[0], moved(right, top, transform)[0])
    return max(moved(box.left, box.bottom, transform)[0], moved(box.right, box.top, transform)[0])


def _em(words: str, starts: tuple[float, ...], x1: float) -> float:
    """Estimate the type size from advances: an ideograph fills a square, other characters half of one."""
    ends = (*starts[1:_SAMPLE], x1) if len(starts) <= _SAMPLE else starts[1 : _SAMPLE + 1]
    squares = [end - start for letter, start, end in zip(words, starts, ends, strict=False) if is_wide(letter)]
    if squares:
        return sorted(squares)[len(squares) // 2] or 1.0
    return 2 * (x1 - starts[0]) / len(words) or 1.0
